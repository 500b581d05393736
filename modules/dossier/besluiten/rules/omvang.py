"""How much help a decision gives: in words for the resident, and in euros a year for the mandate."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_UP, Decimal
from types import MappingProxyType
from typing import Final

from modules.dossier.besluiten.woorden import Eenheid, Frequentie

_EEN_EN_MEER: Final = MappingProxyType(
    {
        Eenheid.MINUUT.value: ("minuut", "minuten"),
        Eenheid.UUR.value: ("uur", "uur"),
        Eenheid.DAGDEEL.value: ("dagdeel", "dagdelen"),
        Eenheid.ETMAAL.value: ("etmaal", "etmalen"),
        Eenheid.STUKS.value: ("stuk", "stuks"),
        Eenheid.EURO.value: ("euro", "euro"),
        Eenheid.RIT.value: ("rit", "ritten"),
    }
)
_KEER_PER_JAAR: Final = MappingProxyType(
    {
        Frequentie.DAG.value: 365,
        Frequentie.WEEK.value: 52,
        Frequentie.VIER_WEKEN.value: 13,
        Frequentie.MAAND.value: 12,
        Frequentie.JAAR.value: 1,
    }
)
_DAGEN: Final = 365


def een(eenheid: str) -> str:
    """Return the word for one of it: `uur`, `dagdeel`; empty when it is counted in nothing."""
    return _EEN_EN_MEER.get(eenheid, ("", ""))[0]


def in_woorden(omvang: Decimal | float | None, eenheid: str, frequentie: str) -> str:
    """Return how much in plain words: `3 uur per week`, `1 rit per maand`; empty when nobody said."""
    if not omvang:
        return ""
    precies = Decimal(str(omvang)).normalize()
    een, meer = _EEN_EN_MEER.get(eenheid, ("", ""))
    keer = str(Frequentie(frequentie).label) if frequentie else ""
    getal = f"{precies:f}".replace(".", ",")
    return " ".join(deel for deel in (getal, een if precies == 1 else meer, keer) if deel)


def per_jaar(
    tarief: int, omvang: Decimal | float | None, frequentie: str, *, begin: date, einde: date | None
) -> int:
    """Return in cents what this costs in its dearest year: tariff × how much × how often, rounded up.

    Help for less than a year costs no more than the days it lasts. Help `in totaal`, and a thing without
    a frequency, is paid once.
    """
    hoeveel = Decimal(str(omvang)) if omvang else Decimal(1)
    bedrag = Decimal(tarief) * hoeveel
    keer = _KEER_PER_JAAR.get(frequentie)
    if keer is not None:
        dagen = _DAGEN if einde is None else min(_DAGEN, (einde - begin).days + 1)
        bedrag = bedrag * keer * dagen / _DAGEN
    return int(bedrag.to_integral_value(rounding=ROUND_UP))
