"""Keep the register of mandates: a row begins, and ends; it never changes (Awb 10:3, 10:5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.values.datum_tekst import datum
from modules.dossier.besluiten.instellingen import BesluitInstellingen
from modules.dossier.besluiten.models import Mandaat
from modules.dossier.besluiten.woorden import Betreft
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models.stand import Instelling

BESLUIT_COLLEGE = "mandaatbesluit van het college"
_VELDEN = (
    "rol", "gebruiker", "betreft", "wet", "soort", "categorie", "bedrag_tot", "artikel", "alleen_ambtenaar",
    "instemming_op", "geldig_van", "geldig_tot",
)  # fmt: skip


class MandaatKlopt(Refusal):
    """The row cannot be: nobody, or days that are the wrong way round."""


class MandaatVoorbij(Refusal):
    text = "Dit mandaat is al beëindigd."


@transaction.atomic
def add_mandaat(*, gegevens: Mapping[str, Any], by: Any, at: datetime, id: UUID | None = None) -> Mandaat:
    """Put a row in the register.

    :raises MandaatKlopt: it names nobody or both, or ends before it begins.
    """
    if id and (al := Mandaat.objects.filter(pk=id).first()):
        return al
    velden = {naam: gegevens[naam] for naam in _VELDEN if gegevens.get(naam) not in (None, "")}
    if ("rol" in velden) == ("gebruiker" in velden):
        raise MandaatKlopt("Kies een rol of een collega, een van de twee.")
    tot = velden.get("geldig_tot")
    if tot is not None and tot <= velden["geldig_van"]:
        raise MandaatKlopt(
            f"Het mandaat begint op {datum(velden['geldig_van'])}. Kies een einde dat later is."
        )
    rij = Mandaat(**velden, gemaakt_door=by, gemaakt_op=at)
    if id:
        rij.id = id
    rij.save(force_insert=True)
    audit.record(
        "besluiten.mandaat.begonnen", target=rij, by=by, at=at, soort="maken",
        detail={"rol": rij.rol, "wet": rij.wet, "bedrag_tot": rij.bedrag_tot, "betreft": rij.betreft},
    )  # fmt: skip
    return rij


@transaction.atomic
def end_mandaat(*, mandaat: Mandaat, tot: date, by: Any, at: datetime) -> Mandaat:
    """End a row: from `tot` on nobody decides on it. What was decided before stays as it is.

    :raises MandaatVoorbij: it ended already.
    :raises MandaatKlopt: in the past, which would take away what was rightly decided.
    """
    rij = Mandaat.objects.select_for_update(of=("self",)).get(pk=mandaat.pk)
    vandaag = localdate(at)
    if rij.beeindigd_op is not None or (rij.geldig_tot is not None and rij.geldig_tot <= vandaag):
        raise MandaatVoorbij
    if tot < vandaag:
        raise MandaatKlopt("Kies vandaag of later. Wat al is besloten, blijft geldig.")
    rij.geldig_tot = max(tot, rij.geldig_van)
    rij.beeindigd_door, rij.beeindigd_op, rij.versie = by, at, rij.versie + 1
    rij.save(update_fields=["geldig_tot", "beeindigd_door", "beeindigd_op", "versie"])
    audit.record(
        "besluiten.mandaat.beeindigd", target=rij, by=by, at=at, detail={"tot": rij.geldig_tot.isoformat()}
    )
    return rij


def voorstel(keuzes: Any, dag: date) -> list[dict[str, Any]]:
    """Return the rows that fit the team model: a start the college still decides on (domain 2.2, 2.4)."""
    grens = int(keuzes.mandaat_bedrag_per_huishouden_jaar) * 100
    team = {} if keuzes.mandaat_niveau != "tot_bedrag" else {"bedrag_tot": grens}
    rijen: list[dict[str, Any]] = []
    if keuzes.mandaat_niveau != "adviseert":
        rijen += [
            {"rol": Rol.TEAMLID.value, "wet": "wmo", "artikel": "Wmo 2015, artikel 2.6.4", **team},
            {"rol": Rol.TEAMLID.value, "wet": "jeugd", "artikel": "Jeugdwet, artikel 2.11", **team},
        ]
    rijen += [
        {"rol": Rol.TEAMLEIDER.value, "wet": "wmo", "artikel": "Wmo 2015, artikel 2.6.4", "bedrag_tot": 50_000_00},
        {"rol": Rol.TEAMLEIDER.value, "wet": "jeugd", "artikel": "Jeugdwet, artikel 2.11", "bedrag_tot": 50_000_00},
        {"rol": Rol.BACKOFFICE.value, "wet": "wmo", "artikel": "Wmo 2015, artikel 2.6.4"},
        {"rol": Rol.BACKOFFICE.value, "wet": "jeugd", "artikel": "Jeugdwet, artikel 2.11"},
        {
            "rol": Rol.BACKOFFICE.value, "wet": "participatie", "artikel": "Participatiewet, artikel 7 lid 4",
            "alleen_ambtenaar": True,
        },
        {"rol": Rol.TEAMLEIDER.value, "betreft": Betreft.BEZWAAR.value, "artikel": "Awb, artikel 10:3 lid 3"},
        {"rol": Rol.BACKOFFICE.value, "betreft": Betreft.BEZWAAR.value, "artikel": "Awb, artikel 10:3 lid 3"},
    ]  # fmt: skip
    return [{"geldig_van": dag, **rij} for rij in rijen]


@transaction.atomic
def begin_voorstel(*, keuzes: Any, by: Any, at: datetime) -> list[Mandaat]:
    """Fill an empty register with what fits the team model; a filled one stays as it is."""
    if Mandaat.objects.exists():
        return []
    return [add_mandaat(gegevens=rij, by=by, at=at) for rij in voorstel(keuzes, localdate(at))]


@transaction.atomic
def set_besluit_instellingen(*, keuzes: BesluitInstellingen, by: Any, at: datetime) -> None:
    """Keep what the gemeente chose about four eyes and committees; it holds from the next request on."""
    sectie = BesluitInstellingen.section
    rij = Instelling.objects.select_for_update().filter(sectie=sectie).first() or Instelling(sectie=sectie)
    oud = rij.waarden or {}
    nieuw = {naam: getattr(keuzes, naam) for naam in BesluitInstellingen.__dataclass_fields__}
    nieuw.pop("section", None)
    rij.waarden, rij.gewijzigd_op, rij.versie = nieuw, at, rij.versie + 1
    rij.save()
    gewijzigd = sorted(naam for naam, waarde in nieuw.items() if oud.get(naam) != waarde)
    audit.record("besluiten.instellingen.gewijzigd", target=rij, by=by, at=at, detail={"velden": gewijzigd})
    renew_stand(at=at)
