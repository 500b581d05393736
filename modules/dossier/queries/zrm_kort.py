"""The latest two measurements of somebody in the household, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from modules.dossier.models import Huishouden, ZrmMeting, ZrmScore
from modules.dossier.rules.zrm import Meting, Regel, vergelijk
from modules.inrichting.leefgebieden import ZRM_VERSIES

KIJKT_TERUG = 12


@dataclass(frozen=True, slots=True)
class ZrmKort:
    """One person's ZRM in short. Without an earlier measurement `eerst_op` is None."""

    wie: str
    eerst_op: date | None
    nu_op: date
    regels: Sequence[Regel]
    zin: str
    opmerking: str


def zrm_kort(huishouden: Huishouden) -> ZrmKort | None:
    """Return the comparison for whoever was measured last; two queries."""
    metingen = list(
        ZrmMeting.objects.filter(huishouden=huishouden, is_bewaard=True)
        .select_related("inwoner")
        .order_by("-datum", "-gemaakt_op")[:KIJKT_TERUG]
    )
    if not metingen:
        return None
    van_een = [meting for meting in metingen if meting.inwoner_id == metingen[0].inwoner_id][:2]
    scores = ZrmScore.objects.filter(meting__in=van_een, lijst="zrm")
    per_meting: dict[object, dict[str, int | None]] = {meting.pk: {} for meting in van_een}
    for meting_id, gebied, niveau in scores.values_list("meting_id", "leefgebied", "niveau"):
        per_meting[meting_id][gebied] = niveau
    nu = _meting(van_een[0], per_meting[van_een[0].pk])
    if len(van_een) == 1:
        regels = [
            Regel(gebied.code, gebied.label, None, nu.niveau(gebied.code), None)
            for gebied in nu.versie.leefgebieden
        ]
        return ZrmKort(van_een[0].inwoner.roepnaam, None, nu.datum, regels, nu.volledigheid, "")
    samen = vergelijk(_meting(van_een[1], per_meting[van_een[1].pk]), nu)
    return ZrmKort(
        van_een[0].inwoner.roepnaam,
        van_een[1].datum,
        nu.datum,
        samen.regels,
        samen.zin,
        samen.opmerking,
    )


def _meting(meting: ZrmMeting, scores: dict[str, int | None]) -> Meting:
    return Meting(ZRM_VERSIES[meting.instrument], meting.datum, scores)
