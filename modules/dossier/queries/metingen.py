"""What was measured of a household, ready to be drawn: a fixed number of queries, whatever the size."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from modules.dossier.models import Huishouden, LadderMeting, ZrmMeting
from modules.dossier.queries.zrm_kort import gesloten_gebieden, gesloten_zin, zonder
from modules.dossier.rules.zrm import Meting, Vergelijking, vergelijk
from modules.inrichting.leefgebieden import PARTICIPATIELADDER, SUPPLEMENTEN, ZRM_VERSIES

KOLOMMEN = 6
_DELEN = {
    (lijst.code, deel.code): f"{lijst.naam}: {deel.label}"
    for lijst in SUPPLEMENTEN
    for deel in lijst.onderdelen
}


@dataclass(frozen=True, slots=True)
class Tabelregel:
    """One domain over time: the levels in the order of the columns, and the change of the last two."""

    label: str
    niveaus: tuple[int | None, ...]
    eerst: int | None
    nu: int | None
    waarom_niet: str
    ongeveer: bool


@dataclass(frozen=True, slots=True)
class ZrmBeeld:
    """The measurements of one person: newest last, six at most."""

    inwoner: Any
    metingen: tuple[ZrmMeting, ...]
    regels: tuple[Tabelregel, ...]
    vergelijking: Vergelijking | None
    volledigheid: str
    supplementen: tuple[tuple[str, tuple[int | None, ...]], ...]
    ladder: tuple[LadderMeting, ...]
    ladder_open: bool = False
    gesloten: str = ""

    @property
    def anker(self) -> str:
        """The id of the panel on the page."""
        return f"zrm-{self.inwoner.pk.hex}"

    @property
    def meedoen_anker(self) -> str:
        """The id of the ladder's panel on the page."""
        return f"meedoen-{self.inwoner.pk.hex}"

    @property
    def ladder_anker(self) -> str:
        """The id of the ladder's form on the page."""
        return f"ladder-{self.inwoner.pk.hex}"

    @property
    def laatste(self) -> ZrmMeting | None:
        return self.metingen[-1] if self.metingen else None

    @property
    def is_van_vandaag(self) -> bool:
        """Whether the newest measurement was made today: then its maker may undo it."""
        return self.laatste is not None and localdate(self.laatste.gemaakt_op) == localdate()

    @property
    def trede(self) -> LadderMeting | None:
        return self.ladder[0] if self.ladder else None


LADDER = tuple(trede.label for trede in PARTICIPATIELADDER)


def zrm_beelden(huishouden: Huishouden, inwoners: list[Any], *, hoogstens: int = KOLOMMEN) -> list[ZrmBeeld]:
    """Return a picture per person of the household. Three queries."""
    per_inwoner: dict[UUID, list[ZrmMeting]] = defaultdict(list)
    metingen = (
        ZrmMeting.objects.filter(huishouden=huishouden, is_bewaard=True)
        .select_related("beoordelaar")
        .prefetch_related("scores")
        .order_by("datum", "gemaakt_op")
    )
    for meting in metingen:
        per_inwoner[meting.inwoner_id].append(meting)
    ladders: dict[UUID, list[LadderMeting]] = defaultdict(list)
    for trede in LadderMeting.objects.filter(huishouden=huishouden).order_by("-datum", "-gemaakt_op"):
        ladders[trede.inwoner_id].append(trede)
    dicht = gesloten_gebieden(huishouden.zicht)
    return [
        _beeld(persoon, per_inwoner[persoon.pk][-hoogstens:], ladders[persoon.pk], dicht)
        for persoon in inwoners
    ]


def als_meting(rij: ZrmMeting, dicht: frozenset[str] = frozenset()) -> Meting:
    """Return a measurement as the rules take it, without what stays closed; the scores must be prefetched."""
    scores = {
        score.leefgebied: score.niveau
        for score in rij.scores.all()
        if score.lijst == "zrm" and score.leefgebied not in dicht
    }
    return Meting(zonder(ZRM_VERSIES[rij.instrument], dicht), rij.datum, scores)


def _beeld(
    persoon: Any, rijen: list[ZrmMeting], ladder: list[LadderMeting], dicht: frozenset[str]
) -> ZrmBeeld:
    metingen = [als_meting(rij, dicht) for rij in rijen]
    vergelijking = vergelijk(metingen[-2], metingen[-1]) if len(metingen) > 1 else None
    return ZrmBeeld(
        inwoner=persoon,
        metingen=tuple(rijen),
        regels=tuple(_regels(metingen, vergelijking)),
        vergelijking=vergelijking,
        volledigheid=metingen[-1].volledigheid if metingen else "",
        supplementen=_supplementen(rijen, dicht),
        ladder=tuple(ladder),
        gesloten=gesloten_zin(rijen[-1].instrument, dicht) if rijen else "",
    )


def _regels(metingen: list[Meting], vergelijking: Vergelijking | None) -> list[Tabelregel]:
    if not metingen:
        return []
    per_code = {regel.code: regel for regel in vergelijking.regels} if vergelijking else {}
    regels = []
    for gebied in metingen[-1].versie.leefgebieden:
        verschil = per_code.get(gebied.code)
        niveaus = tuple(meting.niveau(gebied.code) for meting in metingen)
        regels.append(
            Tabelregel(
                label=gebied.label,
                niveaus=niveaus,
                nu=niveaus[-1],
                eerst=verschil.eerst if verschil and verschil.verandering else None,
                waarom_niet=verschil.waarom_niet if verschil else "",
                ongeveer=bool(verschil and verschil.ongeveer),
            )
        )
    return regels


def _supplementen(
    rijen: list[ZrmMeting], dicht: frozenset[str]
) -> tuple[tuple[str, tuple[int | None, ...]], ...]:
    gevonden: dict[tuple[str, str], list[int | None]] = {}
    for plek, rij in enumerate(rijen):
        for score in rij.scores.all():
            if score.lijst != "zrm" and score.leefgebied not in dicht:
                gevonden.setdefault((score.lijst, score.leefgebied), [None] * len(rijen))[plek] = score.niveau
    return tuple((_DELEN[sleutel], tuple(niveaus)) for sleutel, niveaus in gevonden.items())
