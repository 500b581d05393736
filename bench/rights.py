"""What the rights cost: a page of a list for who sees part of a million rows, against who sees all of them.

Issue 3, §1: median ≤ 100 ms, and at most 1.5 times the same list for a user with all rights.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from bench.meting import Meting
from bench.opstelling import Opstelling, maak_gemeenten, opstelling
from bench.pages import _stilste, _veeg, sessie_van
from bench.proces import vraag

HUISHOUDENS = 60_000
KEREN, RONDES = 30, 3
ANDERS = 12
"""Different questions per way of searching: more in ten minutes is what the guard of the doors stops."""
Uitkomst = dict[str, dict[str, float]]


def meet(huishoudens: int = HUISHOUDENS) -> Iterator[Meting]:
    """Fill one gemeente and ask its lists as four people, in turn, in one worker."""
    with opstelling() as proef:
        maak_gemeenten(1)
        from bench import rights_gegevens  # after Django is set up
        from keukentafel.tenancy.taken import alle_gemeenten

        gemeente = alle_gemeenten()[0]
        wereld = rights_gegevens.vul(gemeente, proef.databank(), huishoudens)
        _veeg(proef, gemeente.schema_name)
        sessies = {wie: sessie_van(gemeente, pk) for wie, pk in wereld.mensen.items()}
        vragen = _vragen(f"{gemeente.slug}.localhost", wereld, sessies)
        rondes = [_vraag(proef, vragen) for _ in range(RONDES)]
        yield from _metingen(rondes, wereld)


def paginas(wereld: Any) -> dict[str, list[str]]:
    """Return per page the addresses that are asked in turn."""
    zoek = wereld.gevuld.zoek
    return {
        "huishoudens": ["/huishoudens"],
        "huishoudens_te_laat": ["/huishoudens?zonder=plan"],
        "tijdlijn": [f"/huishoudens/{wereld.lang}"],
        "termijnen": ["/termijnen?van=team"],
        "meldingen": ["/meldingen?alles=1"],
        "zoeken_naam": [f"/huishoudens?{urlencode({'q': tekst})}" for tekst in zoek["naam"][:ANDERS]],
        "zoeken_adres": [f"/huishoudens?{urlencode({'q': tekst})}" for tekst in zoek["adres"][:ANDERS]],
    }


def _vragen(host: str, wereld: Any, sessies: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"sleutel": f"{wie}|{pagina}", "host": host, "cookie": cookie, "paden": paden}
        for pagina, paden in paginas(wereld).items()
        for wie, cookie in sessies.items()
    ]


def _vraag(proef: Opstelling, vragen: list[dict[str, Any]]) -> Uitkomst:
    plan = proef.map / "plan.json"
    plan.write_text(json.dumps({"keren": KEREN, "vragen": vragen}))
    uitkomst: Uitkomst = vraag("bench.pages_vragen", str(plan), env=proef.env)
    return uitkomst


def _metingen(rondes: list[Uitkomst], wereld: Any) -> Iterator[Meting]:
    from bench.rights_gegevens import ALLES, BEPERKT, herkomst

    vast = {"huishoudens": wereld.gevuld.huishoudens, "rijen": wereld.rijen, **herkomst()}
    for pagina in paginas(wereld):
        for wie in BEPERKT:
            beperkt, alles = _stilste(rondes, [f"{wie}|{pagina}", f"{ALLES}|{pagina}"])
            yield Meting(
                f"rights_{pagina}_{wie}", beperkt["seconden"] * 1000, "ms", alles["seconden"] * 1000,
                {"queries": beperkt["statements"], "queries_alles": alles["statements"],
                 "rekentijd_ms": round(beperkt["rekentijd"] * 1000, 1),
                 "rekentijd_ms_alles": round(alles["rekentijd"] * 1000, 1), **vast},
            )  # fmt: skip
