"""Measure: the Zelfredzaamheid-Matrix and the participatieladder (F039, F040, F042)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.casus import lock_casus
from modules.dossier.actions.termijn import finish_met_gebeurtenis
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn, verwijder_tijdlijn
from modules.dossier.models import (
    Casus,
    Huishouden,
    Inwoner,
    LadderMeting,
    TijdlijnGroep,
    ZrmMeting,
    ZrmScore,
)
from modules.inrichting.codelijsten import RedenNietBeoordeeld
from modules.inrichting.leefgebieden import SUPPLEMENTEN, ZRM_VERSIES


class NietsBeoordeeld(Refusal):
    text = "Kies bij minstens één leefgebied een score. De rest kan later."


class DatumInDeToekomst(Refusal):
    text = "Een meting gaat over hoe het nu is. Kies een datum tot en met vandaag."


class MetingLigtVast(Refusal):
    text = "Deze meting is van een eerdere dag en ligt vast. Maak een nieuwe meting."


@dataclass(frozen=True, slots=True)
class Score:
    """What was chosen for one domain: a level, or none with the reason."""

    niveau: int | None
    toelichting: str = ""
    reden: str = RedenNietBeoordeeld.NIET_BESPROKEN


@transaction.atomic
def save_zrm(
    *,
    huishouden: Huishouden,
    casus: Casus,
    inwoner: Inwoner,
    instrument: str,
    datum: date,
    moment: str,
    met_wie: str,
    toelichting: str,
    scores: Mapping[tuple[str, str], Score],
    by: Any,
    at: datetime,
    vandaag: date,
) -> ZrmMeting:
    """Keep one measurement of one person; domains without a score stand in it with their reason.

    `scores` is keyed by list (`zrm` or a supplement) and domain. Domains that the version does not
    have are refused: nothing is added to the matrix (domain.md 3.2).

    :raises NietsBeoordeeld: no domain has a level.
    :raises DatumInDeToekomst: the date lies after today.
    :raises KeyError: a domain that the instrument does not have.
    """
    casus = lock_casus(casus)
    if datum > vandaag:
        raise DatumInDeToekomst
    if not any(score.niveau for score in scores.values()):
        raise NietsBeoordeeld
    _bekend(instrument, scores)
    meting = ZrmMeting.objects.create(
        huishouden=huishouden,
        casus=casus,
        inwoner=inwoner,
        instrument=instrument,
        datum=datum,
        moment=moment,
        met_wie=met_wie,
        toelichting=toelichting,
        beoordelaar=by,
        is_bewaard=True,
        gemaakt_op=at,
    )
    ZrmScore.objects.bulk_create(
        ZrmScore(
            meting=meting,
            lijst=lijst,
            leefgebied=code,
            niveau=score.niveau,
            toelichting=score.toelichting,
            niet_beoordeeld="" if score.niveau else score.reden,
        )
        for (lijst, code), score in scores.items()
    )
    eerder = ZrmMeting.objects.filter(inwoner=inwoner, is_bewaard=True).exclude(pk=meting.pk).exists()
    titel = "Zelfredzaamheid opnieuw ingevuld" if eerder else "Zelfredzaamheid ingevuld"
    schrijf_tijdlijn(
        huishouden=huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="chart-bar",
        titel=f"{titel}: {inwoner.roepnaam}",
        at=at,
        by=by,
        bij=meting,
    )
    finish_met_gebeurtenis(casus=casus, sleutel=f"zrm_{moment}", op=datum, by=by, at=at)
    audit.record("dossier.zrm.gemeten", target=meting, by=by, at=at, soort="maken")
    return meting


def _bekend(instrument: str, scores: Mapping[tuple[str, str], Score]) -> None:
    versie = ZRM_VERSIES[instrument]
    onderdelen = {lijst.code: {deel.code for deel in lijst.onderdelen} for lijst in SUPPLEMENTEN}
    for lijst, code in scores:
        if not (code in versie if lijst == "zrm" else code in onderdelen.get(lijst, set())):
            raise KeyError(code)


@transaction.atomic
def remove_zrm(*, meting: ZrmMeting, by: Any, at: datetime) -> None:
    """Undo a measurement on the day it was made, by whoever made it.

    :raises MetingLigtVast: it is of another day or of somebody else.
    """
    if meting.beoordelaar_id != by.pk or localdate(meting.gemaakt_op) != localdate(at):
        raise MetingLigtVast
    audit.record("dossier.zrm.ongedaan_gemaakt", target=meting, by=by, at=at, soort="verwijderen")
    verwijder_tijdlijn(bij=meting)
    meting.delete()


@transaction.atomic
def save_ladder(
    *,
    huishouden: Huishouden,
    casus: Casus,
    inwoner: Inwoner,
    datum: date,
    huidig: int | None,
    gewenst: int | None,
    toelichting: str,
    by: Any,
    at: datetime,
) -> LadderMeting:
    """Keep where somebody stands on the participatieladder and where that person wants to be.

    Without a step it counts as not discussed, which is allowed.
    """
    casus = lock_casus(casus)
    meting = LadderMeting.objects.create(
        huishouden=huishouden,
        casus=casus,
        inwoner=inwoner,
        datum=datum,
        huidig=huidig,
        gewenst=gewenst,
        is_niet_besproken=huidig is None,
        toelichting=toelichting,
        door=by,
        gemaakt_op=at,
    )
    audit.record("dossier.ladder.gemeten", target=meting, by=by, at=at, soort="maken")
    return meting
