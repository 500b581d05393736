"""Make a household, change it, and give it to a team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.casus import bewaar_versie
from modules.dossier.actions.inwoner import add_inwoner
from modules.dossier.models import Huishouden
from modules.dossier.zoektekst import sorteernaam_van, werk_zoektekst_bij
from modules.inrichting.models import Wijkteam

VELDEN = (
    "naam",
    "straat",
    "huisnummer",
    "toevoeging",
    "postcode",
    "plaats",
    "telefoon",
    "email",
    "is_geheim_adres",
    "goed_om_te_weten",
    "wat_echt_telt",
)


class HuishoudenZonderNaam(Refusal):
    text = "Vul een naam in, of de achternaam van iemand die erbij hoort."


@transaction.atomic
def make_huishouden(
    *,
    gegevens: Mapping[str, Any],
    personen: Sequence[Mapping[str, Any]],
    team: Wijkteam | None,
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Huishouden:
    """Make a household with its people. Without a name it gets the surname of the first person.

    `id` is the key of the form it came from: sent twice, it is one household.

    :raises HuishoudenZonderNaam: there is no name and nobody in it.
    """
    if id and (al_gemaakt := Huishouden.objects.filter(pk=id).first()):
        return al_gemaakt
    waarden = {veld: gegevens[veld] for veld in VELDEN if veld in gegevens}
    naam = waarden.get("naam") or (_achternaam(personen[0]) if personen else "")
    if not naam:
        raise HuishoudenZonderNaam
    huishouden = Huishouden(
        **{**waarden, "naam": naam},
        sorteernaam=sorteernaam_van(naam),
        team=team,
        buurt_id=gegevens.get("buurt_id"),
        aangemaakt_op=at,
        gewijzigd_op=at,
    )
    if id:
        huishouden.id = id
    huishouden.save(force_insert=True)
    audit.record("dossier.huishouden.gemaakt", target=huishouden, by=by, at=at, soort="maken")
    for persoon in personen:
        add_inwoner(huishouden=huishouden, gegevens=persoon, by=by, at=at, werk_bij=False)
    werk_zoektekst_bij(huishouden)
    return huishouden


def _achternaam(persoon: Mapping[str, Any]) -> str:
    delen = (persoon.get("voorvoegsel", ""), persoon["geslachtsnaam"])
    naam = " ".join(deel for deel in delen if deel)
    return naam[:1].upper() + naam[1:]


@transaction.atomic
def change_huishouden(
    *,
    huishouden: Huishouden,
    gegevens: Mapping[str, Any],
    team: Wijkteam | None,
    versie: int,
    by: Any,
    at: datetime,
) -> Huishouden:
    """Change name, address, heads-up lines or team; the logboek keeps which fields, never what was in them.

    :raises Verouderd: somebody saved it since `versie`.
    """
    gewijzigd = [veld for veld in VELDEN if veld in gegevens and getattr(huishouden, veld) != gegevens[veld]]
    was_team = huishouden.team_id
    for veld in gewijzigd:
        setattr(huishouden, veld, gegevens[veld])
    if "buurt_id" in gegevens:
        huishouden.buurt_id = gegevens["buurt_id"]
    huishouden.team = team
    huishouden.sorteernaam = sorteernaam_van(huishouden.naam)
    huishouden.gewijzigd_op = at
    bewaar_versie(huishouden, versie=versie, velden=[*VELDEN, "buurt", "team", "sorteernaam", "gewijzigd_op"])
    werk_zoektekst_bij(huishouden)
    if huishouden.team_id != was_team:
        gewijzigd.append("team")
    audit.record(
        "dossier.huishouden.gewijzigd", target=huishouden, by=by, at=at, detail={"velden": gewijzigd}
    )
    return huishouden
