"""A gemeente goes to another cluster and back while people write in it; the mover is killed again and again.

Writers are processes of their own and visitors come over HTTP. What was acknowledged must be there at the end,
nobody may get an error, and nobody may wait longer than a second for the switch. `KT_PROEF_RIJEN` and
`KT_PROEF_KEREN` ask for another size.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bench.opstelling import Opstelling, maak_gemeenten, opstelling
from bench.proces import start, uitkomst
from bench.proef import Uitslag

RIJEN = int(os.environ.get("KT_PROEF_RIJEN", "100000"))
KEREN = int(os.environ.get("KT_PROEF_KEREN", "20"))
PROCESSEN = 2
POORT = 8477
HOOGSTENS_MS = 1000


def proeven() -> Iterator[Uitslag]:
    """Fill one gemeente, let people work in it, and move it there and back."""
    with opstelling(tweede=True) as proef:
        maak_gemeenten(1)
        ref = _ref()
        _vul(ref)
        with _bezoekers(proef, ref) as bezoek, _schrijvers(proef, ref) as werk:
            yield _kill(proef, ref)
            yield _verhuis(proef, ref, "tweede")
            _opdracht(proef, ref, "--opruimen")
            yield _verhuis(proef, ref, "hoofd")
            werk.stop()
        yield werk.uitslag(ref)
        yield bezoek.uitslag()


def _ref() -> Any:
    from keukentafel.tenancy.taken import alle_gemeenten

    return alle_gemeenten()[0]


def _vul(ref: Any) -> None:
    from keukentafel.tenancy import in_gemeente
    from modules.inrichting.models import Organisatie

    with in_gemeente(ref):
        for begin in range(0, RIJEN, 5_000):
            Organisatie.objects.bulk_create(
                Organisatie(naam=f"vooraf {nummer}", soort="welzijn")
                for nummer in range(begin, min(begin + 5_000, RIJEN))
            )
    from django.db import connections

    connections.close_all()


# -- moving --------------------------------------------------------------------------------------------


def _start(proef: Opstelling, ref: Any, *wat: str) -> subprocess.Popen[str]:
    opdracht = [sys.executable, "-m", "keukentafel", "gemeente-verhuizen", "--gemeente", ref.slug, "--json"]
    return subprocess.Popen(
        [*opdracht, *wat], env={**os.environ, **proef.env}, stdout=subprocess.PIPE, text=True
    )


def _opdracht(proef: Opstelling, ref: Any, *wat: str) -> dict[str, Any]:
    gaf: dict[str, Any] = uitkomst(_start(proef, ref, *wat))
    return gaf


def _kill(proef: Opstelling, ref: Any) -> Uitslag:
    """Kill the mover at random moments; each time it is taken up again, or taken back."""
    begin, fouten, om = time.monotonic(), 0, 0
    toeval = random.Random(7411)
    for keer in range(KEREN):
        kind = _start(proef, ref, "--naar", "hoofd" if _cluster() else "tweede")
        time.sleep(toeval.uniform(1.0, 12.0))
        is_klaar = kind.poll() is not None
        kind.send_signal(signal.SIGKILL)
        kind.communicate()
        if not is_klaar:
            terug = _start(proef, ref, "--afbreken" if keer % 3 == 2 else "--verder")
            terug.communicate(timeout=300)
        om += is_klaar or keer % 3 != 2
        fouten += _staat_ergens_niet_goed()
        _start(proef, ref, "--verder").communicate(timeout=300)
        _opdracht(proef, ref, "--opruimen")
    if _cluster():
        _opdracht(proef, ref, "--naar", "hoofd")
        _opdracht(proef, ref, "--opruimen")
    return Uitslag("kill -9 tijdens verhuizen", fouten, KEREN, time.monotonic() - begin, {"verhuisd": om})


def _cluster() -> str:
    from keukentafel.tenancy import in_platform
    from tenants.models import Gemeente

    with in_platform():
        return str(Gemeente.objects.values_list("cluster", flat=True).get())


def _staat_ergens_niet_goed() -> int:
    """Return 1 when the web login may enter the gemeente on both clusters, or on neither."""
    from keukentafel.tenancy import in_platform, migraties
    from tenants.clusters.models import Verhuizing

    with in_platform():
        if Verhuizing.objects.open().exists():
            return 0  # taken up below
    schema = _ref().schema_name
    open_ = 0
    for cluster in migraties.clusters():
        with migraties.kale_verbinding_naar(cluster) as kant:
            vraag = (
                "SELECT EXISTS (SELECT 1 FROM pg_auth_members WHERE member = 'kt_app'::regrole "
                "AND roleid = to_regrole(%s))"
            )
            open_ += kant.execute(vraag, [schema]).fetchone()[0]
    return int(open_ != 1)


def _verhuis(proef: Opstelling, ref: Any, naar: str) -> Uitslag:
    begin = time.monotonic()
    gaf = _opdracht(proef, ref, "--naar", naar)
    fout = gaf["stand"] != "klaar" or not gaf["is_nagekeken"] or gaf["pauze_ms"] > HOOGSTENS_MS
    params = {naam: gaf[naam] for naam in ("tabellen", "rijen", "pauze_ms", "is_nagekeken")}
    return Uitslag(f"verhuizen naar {naar}", int(fout), 1, time.monotonic() - begin, params)


# -- writing -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Werk:
    """The writers: processes of their own, that say at the end what was acknowledged."""

    kinderen: list[subprocess.Popen[str]]
    begin: float = field(default_factory=time.monotonic)
    gaven: list[dict[str, Any]] = field(default_factory=list)

    def stop(self) -> None:
        """Let them finish what they do, and keep what they say."""
        if not self.gaven:
            self.gaven = [uitkomst(kind, "stop\n") for kind in self.kinderen]

    def uitslag(self, ref: Any) -> Uitslag:
        """Hold what was acknowledged against what is there."""
        from keukentafel.tenancy import in_gemeente
        from modules.inrichting.models import Organisatie

        with in_gemeente(_ref()):
            is_er = set(Organisatie.objects.filter(naam__startswith="erbij ").values_list("naam", flat=True))
        bevestigd = {naam for gaf in self.gaven for naam in gaf["namen"]}
        fouten = [fout for gaf in self.gaven for fout in gaf["fouten"]]
        params = {
            "kwijt": len(bevestigd - is_er),
            "fouten": len(fouten),
            "eerste": fouten[:3],
            "langste_ms": max(gaf["langste_ms"] for gaf in self.gaven),
        }
        fout = len(bevestigd - is_er) + len(fouten)
        return Uitslag("schrijven ondertussen", fout, len(bevestigd), time.monotonic() - self.begin, params)


@contextmanager
def _schrijvers(proef: Opstelling, ref: Any) -> Iterator[Werk]:
    werk = Werk(
        [
            start("bench.proef_verhuizen", "schrijf", str(ref.id), str(nummer), env=proef.env)
            for nummer in range(PROCESSEN)
        ]
    )
    try:
        yield werk
    finally:
        for kind in werk.kinderen:
            if kind.poll() is None:
                kind.kill()


def schrijf(gemeente_id: str, nummer: str) -> None:
    """Write until somebody says stop; the process of a writer."""
    import django

    django.setup()
    from django.db import close_old_connections, transaction

    from keukentafel.tenancy import in_gemeente
    from keukentafel.tenancy.taken import zoek_gemeente
    from modules.inrichting.models import Organisatie

    klaar = threading.Event()

    def luister() -> None:
        sys.stdin.readline()
        klaar.set()

    threading.Thread(target=luister, daemon=True).start()
    namen: list[str] = []
    fouten: list[str] = []
    langste, keer = 0.0, 0
    while not klaar.is_set():
        begin, keer = time.monotonic(), keer + 1
        naam = f"erbij {nummer} {keer}"
        try:
            ref = zoek_gemeente(gemeente_id)
            assert ref is not None
            with in_gemeente(ref), transaction.atomic():
                rij = Organisatie.objects.create(naam=f"half {naam}", soort="welzijn")
                Organisatie.objects.filter(pk=rij.pk).update(naam=naam)
            namen.append(naam)
        except Exception as fout:
            fouten.append(f"{type(fout).__name__}: {fout}"[:200])
        finally:
            close_old_connections()
        langste = max(langste, time.monotonic() - begin)
        klaar.wait(0.01)
    print(json.dumps({"namen": namen, "fouten": fouten, "langste_ms": round(langste * 1000)}))


# -- visiting ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Bezoek:
    """A visitor over HTTP, ten times a second."""

    klaar: threading.Event = field(default_factory=threading.Event)
    keren: int = 0
    fouten: list[str] = field(default_factory=list)
    langste: float = 0.0
    begin: float = field(default_factory=time.monotonic)

    def kom(self, adres: str, host: str) -> None:
        """Ask a page until somebody says stop."""
        while not self.klaar.is_set():
            begin = time.monotonic()
            try:
                verzoek = urllib.request.Request(adres, headers={"Host": host})
                with urllib.request.urlopen(verzoek, timeout=30) as antwoord:
                    antwoord.read()
            except OSError as fout:
                self.fouten.append(str(fout)[:100])
            self.keren += 1
            self.langste = max(self.langste, time.monotonic() - begin)
            self.klaar.wait(0.1)

    def uitslag(self) -> Uitslag:
        """Say how many pages were asked, and how long the slowest took."""
        params = {"langste_ms": round(self.langste * 1000), "eerste": self.fouten[:3]}
        return Uitslag(
            "bezoeken ondertussen", len(self.fouten), self.keren, time.monotonic() - self.begin, params
        )


@contextmanager
def _bezoekers(proef: Opstelling, ref: Any) -> Iterator[Bezoek]:
    env = {
        naam: waarde
        for naam, waarde in proef.env.items()
        if "MIGRATOR" not in naam and "BOOTSTRAP" not in naam
    }
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("KT_")}
    web = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "keukentafel.wsgi:application", "--worker-class", "gthread"),
            *("--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{POORT}", "--log-level", "error"),
        ],
        env={**schoon, **env},
    )
    bezoek, host = Bezoek(), f"{ref.slug}.localhost"
    adres = f"http://127.0.0.1:{POORT}/inloggen"
    draad = threading.Thread(target=bezoek.kom, args=(adres, host))
    try:
        for _ in range(20):  # each worker draws its first page slowly, moved or not
            _wacht_op_web(adres, host)
        draad.start()
        yield bezoek
    finally:
        bezoek.klaar.set()
        if draad.ident is not None:
            draad.join(60)
        web.terminate()
        web.wait(30)


def _wacht_op_web(adres: str, host: str) -> None:
    einde = time.monotonic() + 90
    while time.monotonic() < einde:
        try:
            verzoek = urllib.request.Request(adres, headers={"Host": host})
            urllib.request.urlopen(verzoek, timeout=10).close()
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError("De webserver antwoordt niet.")


if __name__ == "__main__":
    schrijf(*sys.argv[2:])
