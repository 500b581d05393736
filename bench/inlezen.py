"""What reading a caseload in costs: 5,000 households with 12,000 persons, in seconds and in memory.

The baseline is the loop one writes first: the whole workbook in memory, and one save per row. It is
measured on a part of the households and scaled up, and it checks nothing.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from bench.meting import Meting
from bench.opstelling import Opstelling, maak_gemeenten, opstelling

HUISHOUDENS = 5_000
STEEKPROEF = 400


def meet(huishoudens: int = HUISHOUDENS) -> Iterator[Meting]:
    """Make one gemeente and read an invented caseload in, by command, as a beheerder would."""
    with opstelling() as proef:
        maak_gemeenten(1)
        for soort in ("xlsx", "csv"):
            yield from _een_bestand(proef, soort, huishoudens)


def _een_bestand(proef: Opstelling, soort: str, huishoudens: int) -> Iterator[Meting]:
    pad = str(proef.map / f"caseload.{soort}")
    _draai(
        proef,
        "-m",
        "keukentafel",
        "voorbeeld-caseload",
        "--huishoudens",
        str(huishoudens),
        "--zonder-rommel",
        pad,
    )
    slug = _slug()
    opdracht = ("-m", "keukentafel", "caseload-inlezen", "--gemeente", slug, "--bron", soort, "--json")
    ons, geheugen, rekentijd = _draai(proef, *opdracht, pad)
    weer, _, _ = _draai(proef, *opdracht, pad)
    params = {
        "huishoudens": ons["uitkomst"]["gemaakt"],
        "personen": ons["personen_gemaakt"],
        "bestand": soort,
        "rekentijd_python": round(rekentijd, 1),
        "opnieuw_seconden": weer["seconden"],
        "opnieuw_gemaakt": weer["uitkomst"]["gemaakt"],
    }
    if soort == "csv":  # the same people as before: each is recognised, which is other work than making them
        yield Meting("inlezen_nogmaals_csv", ons["seconden"], "s", None, params)
        return
    kaal, kaal_geheugen, _ = _draai(proef, "-m", "bench.inlezen_kaal", pad, slug, str(STEEKPROEF))
    hoe = f"hele werkmap in het geheugen en één save per rij, zonder controle, {STEEKPROEF} huishoudens opgeschaald"
    schaal = huishoudens / STEEKPROEF
    yield Meting(
        "inlezen_tijd",
        ons["seconden"],
        "s",
        kaal["lezen"] + kaal["bewaren"] * schaal,
        {**params, "baseline": hoe},
    )
    yield Meting(
        "inlezen_geheugen", geheugen, "MB", kaal_geheugen, {**params, "wat": "piek van het hele proces"}
    )


def _draai(proef: Opstelling, *argumenten: str) -> tuple[Any, float, float]:
    """Run Python; return the JSON of its last line (or the text), its peak memory in MB and its CPU seconds.

    :raises RuntimeError: it failed.
    """
    with subprocess.Popen(
        [sys.executable, *argumenten], env={**os.environ, **proef.env}, stdout=subprocess.PIPE, text=True
    ) as kind:
        uit = kind.stdout.read() if kind.stdout else ""
        _, stand, gebruik = os.wait4(kind.pid, 0)
        kind.returncode = os.waitstatus_to_exitcode(stand)
    if kind.returncode:
        raise RuntimeError(f"{' '.join(argumenten)} mislukte.\n{uit}")
    laatste = uit.strip().splitlines()[-1]
    antwoord = json.loads(laatste) if laatste.startswith("{") else laatste
    return antwoord, gebruik.ru_maxrss / 1024, gebruik.ru_utime + gebruik.ru_stime


def _slug() -> str:
    from keukentafel.tenancy.taken import alle_gemeenten  # Django is set up by the cluster

    return alle_gemeenten()[0].slug
