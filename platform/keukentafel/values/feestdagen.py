"""The feestdagen of the Algemene termijnenwet, computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

KONINGSDAG_SINDS = 2014


def paaszondag(jaar: int) -> date:
    """Return Easter Sunday by the Gregorian rule (Meeus, Jones, Butcher)."""
    eeuw, rest = divmod(jaar, 100)
    epacta = (19 * (jaar % 19) + eeuw - eeuw // 4 - (eeuw - (eeuw + 8) // 25 + 1) // 3 + 15) % 30
    weekdag = (32 + 2 * (eeuw % 4) + 2 * (rest // 4) - epacta - rest % 4) % 7
    verschuiving = (jaar % 19 + 11 * epacta + 22 * weekdag) // 451
    maand, dag = divmod(epacta + weekdag - 7 * verschuiving + 114, 31)
    return date(jaar, maand, dag + 1)


def verjaardag_van_de_koning(jaar: int) -> date:
    """Return Koningsdag (27 April), or Koninginnedag (30 April) before 2014; a Sunday moves it a day forward."""
    dag = date(jaar, 4, 27) if jaar >= KONINGSDAG_SINDS else date(jaar, 4, 30)
    return dag - timedelta(days=1) if dag.weekday() == 6 else dag


def feestdagen(jaar: int) -> Mapping[date, str]:
    """Return the recognised days of one year with their names.

    Atw art. 3 lid 1: these days, with 5 mei every year and not only in years ending on 0 or 5.
    Lid 2 makes Goede Vrijdag equal to them. Carnaval and other local feasts are none.
    """
    pasen = paaszondag(jaar)
    return MappingProxyType(
        {
            date(jaar, 1, 1): "Nieuwjaarsdag",
            pasen - timedelta(days=2): "Goede Vrijdag",
            pasen + timedelta(days=1): "tweede paasdag",
            verjaardag_van_de_koning(jaar): "Koningsdag" if jaar >= KONINGSDAG_SINDS else "Koninginnedag",
            date(jaar, 5, 5): "Bevrijdingsdag",
            pasen + timedelta(days=39): "Hemelvaartsdag",
            pasen + timedelta(days=50): "tweede pinksterdag",
            date(jaar, 12, 25): "eerste kerstdag",
            date(jaar, 12, 26): "tweede kerstdag",
        }
    )
