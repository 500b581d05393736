"""Weigh sharing without consent, let a colleague confirm it, tell the resident (F077)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.bevinding import Bevinding
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.delen.actions.toegang import close_bron, open_met_weging
from modules.dossier.delen.models import Weging
from modules.dossier.delen.rules.aannemelijk import duur_klopt
from modules.dossier.delen.rules.afwegen import PUNTEN, weging_klopt
from modules.dossier.delen.woorden import WegingStand
from modules.dossier.models import Huishouden, TijdlijnGroep
from modules.inrichting.rules.protocol import Categorie


class WegingNietRond(Refusal):
    """Something is missing; `bevindingen` says what, each at its field."""

    def __init__(self, bevindingen: Collection[Bevinding]) -> None:
        self.bevindingen = tuple(bevindingen)
        super().__init__(" ".join(bevinding.text for bevinding in self.bevindingen))


class NietAanJou(Refusal):
    text = "Een collega die meekeek bevestigt deze afweging. Jij kunt dat niet zelf doen."


class AlBeoordeeld(Refusal):
    text = "Over deze afweging is al geoordeeld."


@transaction.atomic
def begin_weging(
    *, huishouden: Huishouden, gegevens: Mapping[str, Any], by: Any, at: datetime, id: UUID | None = None
) -> Weging:
    """Write a weighing down and ask the colleague. It opens nothing yet.

    :raises WegingNietRond: a point is missing, or the colleague is oneself.
    """
    if id and (al := Weging.objects.filter(pk=id, huishouden=huishouden).first()):
        return al
    dag, collega = localdate(at), gegevens["collega"]
    gevonden = [
        *duur_klopt(gegevens["van"], gegevens["tot_en_met"], dag),
        *weging_klopt(
            punten={sleutel: gegevens.get(sleutel) or "" for sleutel in PUNTEN},
            is_dezelfde=collega.pk == by.pk,
            verteld_op=gegevens.get("verteld_op"),
            nog_niet_omdat=gegevens.get("nog_niet_omdat") or "",
            vandaag=dag,
        ),
    ]
    if gevonden:
        raise WegingNietRond(gevonden)
    velden = (
        "inwoner", "wat", "aan_functie", "aan_gebruiker", "aan_organisatie", "van", "tot_en_met", "verteld_op",
        "nog_niet_omdat", *PUNTEN,
    )  # fmt: skip
    rij = Weging(
        huishouden=huishouden,
        categorieen=sorted(gegevens["categorieen"]),
        door=by,
        gemaakt_op=at,
        collega=collega,
        **{veld: gegevens[veld] for veld in velden if gegevens.get(veld) is not None},
    )
    if id:
        rij.id = id
    rij.save(force_insert=True)
    audit.record("delen.weging.begonnen", target=rij, by=by, at=at, soort="maken", detail=_detail(rij))
    return rij


@transaction.atomic
def judge_weging(*, weging: Weging, is_eens: bool, reactie: str, by: Any, at: datetime) -> Weging:
    """Let the colleague who was consulted confirm with an own sign-in, or say no.

    :raises NietAanJou: somebody else than that colleague, or the writer.
    :raises AlBeoordeeld: it was judged before.
    """
    rij = Weging.objects.select_for_update(of=("self",)).select_related("huishouden").get(pk=weging.pk)
    if by.pk != rij.collega_id or by.pk == rij.door_id:
        raise NietAanJou
    if rij.stand != WegingStand.WACHT:
        raise AlBeoordeeld
    rij.stand = WegingStand.BEVESTIGD if is_eens else WegingStand.NIET_EENS
    rij.beoordeeld_op, rij.reactie, rij.versie = at, reactie, rij.versie + 1
    rij.save(update_fields=["stand", "beoordeeld_op", "reactie", "versie"])
    if is_eens:
        open_met_weging(rij, by=by, at=at)
        schrijf_tijdlijn(
            huishouden=rij.huishouden,
            groep=TijdlijnGroep.BESLUIT,
            icoon="scale",
            titel="Gedeeld zonder toestemming, na een afweging",
            at=at,
            door_naam=f"{rij.door.naam} en {by.naam}",
            bij=rij,
            categorie=Categorie.VEILIGHEID,
        )
    gebeurtenis = "bevestigd" if is_eens else "niet_bevestigd"
    audit.record(f"delen.weging.{gebeurtenis}", target=rij, by=by, at=at, detail=_detail(rij))
    return rij


@transaction.atomic
def tell_inwoner(*, weging: Weging, op: date, by: Any, at: datetime) -> Weging:
    """Write down on which day the resident heard of it."""
    rij = Weging.objects.select_for_update(of=("self",)).get(pk=weging.pk)
    rij.verteld_op, rij.versie = op, rij.versie + 1
    rij.save(update_fields=["verteld_op", "versie"])
    audit.record("delen.weging.verteld", target=rij, by=by, at=at, detail={"op": op.isoformat()})
    return rij


@transaction.atomic
def end_weging(*, weging: Weging, by: Any, at: datetime) -> Weging:
    """Stop sharing on this weighing: the danger is over. Closes at the next request."""
    rij = Weging.objects.select_for_update(of=("self",)).get(pk=weging.pk)
    if rij.ingetrokken_op is None:
        rij.ingetrokken_op, rij.versie = at, rij.versie + 1
        rij.save(update_fields=["ingetrokken_op", "versie"])
        close_bron(rij, omdat="De afweging geldt niet meer", at=at)
        audit.record("delen.weging.gestopt", target=rij, by=by, at=at, detail=_detail(rij))
    return rij


def _detail(rij: Weging) -> dict[str, Any]:
    return {"categorieen": list(rij.categorieen), "stand": rij.stand, "collega": str(rij.collega_id)}
