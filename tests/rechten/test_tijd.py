"""A foreign id takes as long as one that nobody has: measured, in `make proef PROEF=rechten`."""

from __future__ import annotations

import os
import time
from statistics import median

import pytest

from tests.rechten.adressen import adressen
from tests.rechten.kruip import vraag
from tests.rechten.wereld import Bereik, Wereld

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("KT_PROEF_RECHTEN" not in os.environ, reason="make proef PROEF=rechten"),
]
KEREN = 200
RUIS = 1.25
"""How far two medians of the same thing lie apart on a busy machine."""


@pytest.mark.parametrize(
    "naam",
    ["dossier:huishouden", "dossier:melding", "dossier:signaal", "dossier:gesprek", "documenten:lijst"],
)
@pytest.mark.parametrize("bereik", [Bereik.VREEMD, Bereik.ANDER], ids=["andere gemeente", "ander team"])
def test_a_foreign_id_takes_as_long_as_an_unknown_one(wereld: Wereld, naam: str, bereik: Bereik) -> None:
    adres = next(adres for adres in adressen() if adres.naam == naam)
    paden = {bereik: wereld.pad(adres, bereik), Bereik.ONBEKEND: wereld.pad(adres, Bereik.ONBEKEND)}
    tijden: dict[Bereik, list[float]] = {soort: [] for soort in paden}
    for _ in range(KEREN):
        for soort, pad in paden.items():
            begin = time.perf_counter()
            vraag(wereld, "h", "get", pad)
            tijden[soort].append(time.perf_counter() - begin)

    een, ander = (median(gemeten) for gemeten in tijden.values())
    assert max(een, ander) / min(een, ander) < RUIS, {soort: median(t) for soort, t in tijden.items()}
