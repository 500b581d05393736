"""The latest two measurements of somebody in the household, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from keukentafel.tenancy import zaaifouten
from modules.dossier.models import Huishouden, ZrmMeting, ZrmScore
from modules.dossier.rules.zrm import Meting, Regel, vergelijk
from modules.dossier.zicht import mate_over
from modules.inrichting.leefgebieden import SUPPLEMENTEN, ZRM_VERSIES, ZrmVersie
from modules.inrichting.rules.protocol import Mate

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
    gesloten: str = ""


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
    dicht = gesloten_gebieden(huishouden.zicht)
    per_meting: dict[object, dict[str, int | None]] = {meting.pk: {} for meting in van_een}
    for meting_id, gebied, niveau in scores.values_list("meting_id", "leefgebied", "niveau"):
        per_meting[meting_id][gebied] = niveau
    nu = _meting(van_een[0], per_meting[van_een[0].pk], dicht)
    noot = gesloten_zin(van_een[0].instrument, dicht)
    if len(van_een) == 1:
        regels = [
            Regel(gebied.code, gebied.label, None, nu.niveau(gebied.code), None)
            for gebied in nu.versie.leefgebieden
        ]
        return ZrmKort(van_een[0].inwoner.roepnaam, None, nu.datum, regels, nu.volledigheid, "", noot)
    samen = vergelijk(_meting(van_een[1], per_meting[van_een[1].pk], dicht), nu)
    return ZrmKort(
        van_een[0].inwoner.roepnaam,
        van_een[1].datum,
        nu.datum,
        samen.regels,
        samen.zin,
        samen.opmerking,
        noot,
    )


def gesloten_gebieden(zicht: Any) -> frozenset[str]:
    """Return the leefgebieden of which this person may not even see a level."""
    if zaaifouten.staat_aan("zrm_zonder_filter"):
        return frozenset()
    codes = {code for versie in ZRM_VERSIES.values() for code in versie.codes}
    codes |= {deel.code for lijst in SUPPLEMENTEN for deel in lijst.onderdelen}
    return frozenset(code for code in codes if mate_over(zicht, [code]) < Mate.SAMENVATTING)


def zonder(versie: ZrmVersie, dicht: frozenset[str]) -> ZrmVersie:
    """Return a version of the matrix without the leefgebieden that stay closed."""
    return replace(versie, leefgebieden=tuple(deel for deel in versie.leefgebieden if deel.code not in dicht))


def gesloten_zin(instrument: str, dicht: frozenset[str]) -> str:
    """Return which leefgebieden of a version are left out; empty when none is."""
    labels = [deel.label for deel in ZRM_VERSIES[instrument].leefgebieden if deel.code in dicht]
    return f"Niet voor jou te zien: {', '.join(labels)}." if labels else ""


def _meting(meting: ZrmMeting, scores: dict[str, int | None], dicht: frozenset[str]) -> Meting:
    open_scores = {code: niveau for code, niveau in scores.items() if code not in dicht}
    return Meting(zonder(ZRM_VERSIES[meting.instrument], dicht), meting.datum, open_scores)
