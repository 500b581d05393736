"""Make a decision known, which starts the time to object; or stop one that is not in force yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.tenancy.sleutels import slot
from keukentafel.values.datum_tekst import datum
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.besluiten import klok
from modules.dossier.besluiten.actions.beschikking import bewaar, eis_stap, eis_versie, lock, soort_van
from modules.dossier.besluiten.actions.inzage import sluit_inzage
from modules.dossier.besluiten.actions.weigeringen import DagKlopt, RedenOntbreekt
from modules.dossier.besluiten.models import Beschikking, Toewijzing
from modules.dossier.besluiten.rules.bezwaar import INDIENEN
from modules.dossier.besluiten.rules.gang import Handeling, na
from modules.dossier.besluiten.woorden import LOOPT, STOPT_HULP, ToewijzingStand, Uitkomst
from modules.dossier.models import TijdlijnGroep
from modules.inrichting.rules.protocol import Categorie

EERSTE_NUMMER = 100_001


@transaction.atomic
def announce_beschikking(
    *,
    beschikking: Beschikking,
    bekend_op: date,
    by: Any,
    at: datetime,
    hoe: str = "post",
    brief_id: UUID | None = None,
) -> Beschikking:
    """Say on which day the decision was sent (Awb 3:41). It is in force from then on (Awb 3:40).

    The term to decide is met, the time to object begins (Awb 6:8), and the provisions are ready to be
    assigned. What an earlier decision gave ends where this one takes its place.

    :raises KanNuNiet: it was not taken yet, made known before, or withdrawn.
    :raises DagKlopt: before the decision was taken, or still to come.
    """
    rij = lock(beschikking)
    eis_stap(Handeling.BEKENDMAKEN, rij)
    genomen_op = localdate(rij.beslist_op)
    if bekend_op < genomen_op:
        raise DagKlopt(f"Het besluit is genomen op {datum(genomen_op)}. Kies die dag of later.")
    if bekend_op > localdate(at):
        raise DagKlopt("Deze dag is nog niet geweest. Kies vandaag of eerder.")
    soort = soort_van(rij.soort)
    rij.bekend_op, rij.bekend_hoe, rij.stand = bekend_op, hoe, na(Handeling.BEKENDMAKEN, rij.stand)
    rij.brief_id = brief_id or rij.brief_id
    bewaar(rij, by=by, at=at, velden=["bekend_op", "bekend_hoe", "stand", "brief_id"])
    klok.klaar(rij.casus, sleutel=soort.termijn, bron_id=rij.pk, op=bekend_op, by=by, at=at)
    klok.begin_van(
        rij.casus,
        sleutel=INDIENEN,
        titel="Bezwaar maken kan nog",
        begin=bekend_op,
        wet=rij.wet,
        bron_id=rij.pk,
        beschikking_id=rij.pk,
    )
    _wijs_toe(rij)
    if rij.vervangt is not None and rij.relatie in STOPT_HULP:
        _stop_hulp(rij.vervangt, vanaf=rij.begin or bekend_op)
    sluit_inzage(rij, at=at)
    schrijf_tijdlijn(
        huishouden=rij.huishouden,
        groep=TijdlijnGroep.BESLUIT,
        icoon="mail",
        titel=f"Besluit verstuurd: {soort.titel}, {Uitkomst(rij.uitkomst).label.lower()}",
        at=at,
        by=by,
        bij=rij,
        categorie=Categorie.BESLUITEN,
    )
    audit.record(
        "besluiten.beschikking.bekendgemaakt",
        target=rij,
        by=by,
        at=at,
        detail={"soort": rij.soort, "bekend_op": bekend_op.isoformat(), "hoe": hoe},
    )
    return rij


def _wijs_toe(rij: Beschikking) -> None:
    """Give each provision the number that messages carry, and leave it ready to be assigned."""
    number_toewijzingen(rij.toewijzingen.filter(stand=ToewijzingStand.VOORBEREID))


def number_toewijzingen(voorbereid: Iterable[Toewijzing]) -> None:
    """Give provisions that are ready the next numbers; used as well for help that needs no decision."""
    hulp = list(voorbereid)
    if not hulp:
        return
    with slot("toewijzingnummer"):
        hoogste = Toewijzing.objects.aggregate(hoogste=Max("nummer"))["hoogste"]
        volgende = (hoogste + 1) if hoogste else EERSTE_NUMMER
        for nummer, deel in enumerate(hulp, start=volgende):
            deel.nummer, deel.stand = nummer, ToewijzingStand.KLAAR
            deel.save(update_fields=["nummer", "stand"])


def _stop_hulp(eerder: Beschikking, *, vanaf: date) -> None:
    """End what the earlier decision gave, on the day before the new one; what had not begun lapses."""
    for deel in eerder.toewijzingen.filter(stand__in=LOOPT):
        laatste = vanaf - timedelta(days=1)
        if laatste < deel.begin:
            deel.stand, deel.gestopt_op = ToewijzingStand.VERVALLEN, vanaf
        else:
            deel.einde = laatste if deel.einde is None else min(deel.einde, laatste)
            deel.stand, deel.gestopt_op = ToewijzingStand.GESTOPT, deel.einde
        deel.save(update_fields=["einde", "stand", "gestopt_op"])


@transaction.atomic
def withdraw_beschikking(
    *, beschikking: Beschikking, omdat: str, by: Any, at: datetime, gezien_versie: int | None = None
) -> Beschikking:
    """Stop a decision in the making, or one that was taken and not sent: it never comes into force.

    What was made known is withdrawn by a new decision: `follow_up`.

    :raises KanNuNiet: it was made known, or withdrawn before.
    :raises RedenOntbreekt: nothing says why.
    """
    rij = lock(beschikking)
    eis_stap(Handeling.STOPPEN, rij)
    eis_versie(rij, gezien_versie)
    if not omdat.strip():
        raise RedenOntbreekt
    rij.stand, rij.ingetrokken_op, rij.ingetrokken_door = na(Handeling.STOPPEN, rij.stand), at, by
    rij.ingetrokken_omdat = omdat.strip()
    bewaar(rij, by=by, at=at, velden=["stand", "ingetrokken_op", "ingetrokken_door", "ingetrokken_omdat"])
    rij.toewijzingen.update(stand=ToewijzingStand.VERVALLEN)
    soort = soort_van(rij.soort)
    klok.vervalt(
        rij.casus,
        sleutel=soort.termijn,
        bron_id=rij.pk,
        reden="Er komt geen besluit: het is ingetrokken.",
        by=by,
        at=at,
    )
    sluit_inzage(rij, at=at)
    audit.record(
        "besluiten.beschikking.ingetrokken",
        target=rij,
        by=by,
        at=at,
        detail={"soort": rij.soort, "versie": rij.versie},
    )
    return rij
