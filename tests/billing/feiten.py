"""Contracts to reckon with: examples, and every contract there is."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from billing.rules.prijs import Moduletijd, Prijsfeiten

MODULES = ("basis", "wmo", "jeugd", "participatie")
PRIJZEN = {
    "basis": ((0, 900_000), (25_000, 1_200_000), (50_000, 1_800_000)),
    "wmo": ((0, 480_000), (25_000, 612_345), (50_000, 960_000)),
    "jeugd": ((0, 400_000), (25_000, 500_001), (50_000, 777_777)),
    "participatie": ((0, 300_000), (25_000, 360_000), (50_000, 540_000)),
}
EERSTE, LAATSTE = date(2026, 1, 1), date(2031, 1, 1)


def lindewaard(**anders: object) -> Prijsfeiten:
    """Lindewaard: 42.100 inhabitants, the basis and the Wmo from 1 January 2026."""
    vast = {
        "begin": date(2026, 1, 1),
        "einde": None,
        "tariefjaar": 2026,
        "modules": (Moduletijd("basis", date(2026, 1, 1)), Moduletijd("wmo", date(2026, 1, 1))),
        "prijzen": PRIJZEN,
        "inwoners": {2026: 42_100},
    }
    return Prijsfeiten(**{**vast, **anders})  # type: ignore[arg-type]


dagen = st.dates(EERSTE, LAATSTE - timedelta(days=1))


@st.composite
def moduletijden(draw: st.DrawFn) -> tuple[Moduletijd, ...]:
    """Modules that come and go, also more than once, never twice at a time."""
    tijden = []
    for module in draw(st.sets(st.sampled_from(MODULES), min_size=1)):
        knippen = sorted(draw(st.sets(dagen, min_size=1, max_size=4)))
        for van, tot in zip(knippen[::2], [*knippen[1::2], None], strict=False):
            tijden.append(Moduletijd(module, van, tot))
    return tuple(tijden)


trappen = st.dictionaries(st.integers(1, 5), st.integers(0, 6_000), max_size=3).map(
    lambda waarden: tuple(sorted(waarden.items()))
)


@st.composite
def contracten(draw: st.DrawFn) -> Prijsfeiten:
    """Any contract between 2026 and 2031: prices, inhabitants, index and discounts as they fall."""
    begin = draw(dagen)
    einde = draw(st.none() | st.dates(begin + timedelta(days=1), LAATSTE))
    centen = st.integers(0, 5_000_000)
    return Prijsfeiten(
        begin=begin,
        einde=einde,
        tariefjaar=2026,
        modules=draw(moduletijden()),
        prijzen={module: ((0, draw(centen)), (30_000, draw(centen))) for module in MODULES},
        inwoners={2026: 25_000, **draw(st.dictionaries(st.integers(2027, 2030), st.integers(1, 90_000)))},
        indexen=draw(st.dictionaries(st.integers(2027, 2030), st.integers(-500, 2_000))),
        volgt_index=draw(st.booleans()),
        kortingen_modules=draw(trappen),
        kortingen_jaren=draw(trappen),
    )
