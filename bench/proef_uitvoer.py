"""A swap that is killed with `kill -9` at a random moment, again and again, while somebody writes on.

After each kill the same command is given once more. Then the gemeente must be open with everything that was
in the copy, its files must open, and every write that was ever committed must stand in what is in use or in
what was taken out: nothing is lost, and nothing is half. `KT_PROEF_KEREN` asks for another number (20).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import psycopg

from bench.opstelling import Opstelling, maak_gemeenten, opstelling
from bench.proef import Uitslag

KEREN = int(os.environ.get("KT_PROEF_KEREN", "20"))
HUISHOUDENS = 200
_SCHRIJF = """
    INSERT INTO outbox_uitgaand (id, soort, sleutel, stand, pogingen, volgende_poging_op, aangemaakt_op, laatste_fout)
    VALUES (gen_random_uuid(), 'proef', %s, 'wacht', 0, now(), now(), '')
"""


def proeven() -> Iterator[Uitslag]:
    """Kill the swap at random moments."""
    with opstelling() as proef:
        maak_gemeenten(2)
        yield _wissels(proef)


def _wissels(proef: Opstelling) -> Uitslag:
    from bench.pages_gegevens import vul
    from keukentafel.opslag import bestanden
    from keukentafel.tenancy import in_gemeente
    from keukentafel.tenancy.models import nieuwe_id
    from keukentafel.tenancy.taken import alle_gemeenten

    ref = alle_gemeenten()[0]
    vul(ref, proef.databank(), HUISHOUDENS)
    bestand = nieuwe_id()
    with in_gemeente(ref):
        bestanden.bewaar("documenten", bestand, b"een brief")
    bundel = proef.map / "kopie"
    _opdracht(proef, "gemeente-exporteren", "--gemeente", ref.slug, "--naar", str(bundel))
    kans, begin, fouten, gekild = random.Random(19), time.monotonic(), [], 0
    schrijver = _Schrijver(proef, ref.schema_name)
    duur_van_een = 12.0
    for keer in range(KEREN):
        _opdracht(
            proef, "gemeente-terugzetten", "--gemeente", ref.slug, "--bundel", str(bundel), "--reden", "Proef"
        )
        schrijver.begin(f"keer {keer}")
        start = time.monotonic()
        na = None if keer == 0 else kans.uniform(0.1, duur_van_een)
        gekild += _wissel(proef, ref.slug, na)
        if na is None:
            duur_van_een = time.monotonic() - start + 0.5
        _wissel(proef, ref.slug, None)
        schrijver.stop()
        fouten += [f"keer {keer} na {na}: {fout}" for fout in _kijk_na(proef, ref, bestand, schrijver)]
        _opdracht(proef, "gemeente-terugzetten", "--gemeente", ref.slug, "--weg")
    return Uitslag(
        "wissel_kill",
        len(fouten),
        KEREN,
        time.monotonic() - begin,
        {
            "gekild": gekild,
            "geschreven": schrijver.alles,
            "geweigerd": schrijver.geweigerd,
            "wat": fouten[:10],
        },
    )


def _start(proef: Opstelling, *argumenten: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "keukentafel", *argumenten],
        env={**os.environ, **proef.env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def _opdracht(proef: Opstelling, *argumenten: str) -> None:
    kind = _start(proef, *argumenten)
    _, fout = kind.communicate(timeout=300)
    if kind.returncode:
        raise RuntimeError(f"{argumenten}: {fout.decode()[-800:]}")


def _wissel(proef: Opstelling, slug: str, na: float | None) -> int:
    """Swap; with `na` the process is killed after so many seconds. Returns 1 when it was."""
    kind = _start(proef, "gemeente-terugzetten", "--gemeente", slug, "--wissel")
    try:
        kind.communicate(timeout=na or 300)
    except subprocess.TimeoutExpired:
        kind.kill()
        kind.communicate()
        return 1
    return 0


class _Schrijver:
    """Writes on as the product does, and remembers what was committed; refused is no write."""

    def __init__(self, proef: Opstelling, schema: str) -> None:
        self.url, self.schema = proef.databank("app"), schema
        self.vast: set[str] = set()
        self.alles = self.geweigerd = 0

    def begin(self, naam: str) -> None:
        """Write until `stop`."""
        self.vast, self._klaar = set(), threading.Event()
        self._draad = threading.Thread(target=self._schrijf, args=(naam,))
        self._draad.start()

    def stop(self) -> None:
        """Write no more."""
        self._klaar.set()
        self._draad.join()
        self.alles += len(self.vast)

    def _schrijf(self, naam: str) -> None:
        nummer = 0
        with psycopg.connect(self.url, autocommit=True) as v:
            v.execute(f'SET ROLE "{self.schema}"; SET search_path TO "{self.schema}", pg_temp')
            while not self._klaar.is_set():
                nummer += 1
                sleutel = f"{naam} {nummer}"
                try:
                    v.execute(_SCHRIJF, [sleutel])
                    self.vast.add(sleutel)
                except psycopg.Error:
                    self.geweigerd += 1
                time.sleep(0.005)


def _kijk_na(proef: Opstelling, ref: Any, bestand: Any, schrijver: _Schrijver) -> list[str]:
    from keukentafel.opslag import bestanden
    from keukentafel.tenancy import in_gemeente, in_platform
    from modules.dossier.models import Huishouden
    from tenants.models import Gemeente
    from tenants.uitvoer.models import Terugzetstand, Terugzetting

    fouten = []
    with in_platform():
        stand = Gemeente.objects.get(pk=ref.id).stand
        rij = Terugzetting.objects.filter(gemeente_id=ref.id).first()
    if stand != "actief" or rij is None or rij.stand != Terugzetstand.GEWISSELD:
        return [f"gemeente {stand}, terugzetting {rij and rij.stand}"]
    with in_gemeente(ref):
        if Huishouden.objects.count() != HUISHOUDENS:
            fouten.append("er missen huishoudens")
        if bestanden.haal("documenten", bestand) != b"een brief":
            fouten.append("het bestand is anders")
    with psycopg.connect(proef.databank(), autocommit=True) as v:
        gevonden = {
            sleutel
            for schema in (ref.schema_name, rij.oud_schema)
            for (sleutel,) in v.execute(f'SELECT sleutel FROM "{schema}".outbox_uitgaand').fetchall()
        }
    weg = schrijver.vast - gevonden
    return [*fouten, *([f"{len(weg)} geschreven rijen zijn weg"] if weg else [])]
