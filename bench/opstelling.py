"""A cluster of its own with real gemeenten in it, for the length of one measurement."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from keukentafel.launcher.postgres import Postgres

_WACHTWOORD = "alleen-in-metingen"


@dataclass(frozen=True, slots=True)
class Opstelling:
    """The cluster, its folder and the environment of every process that works on it."""

    map: Path
    cluster: Postgres
    env: dict[str, str]

    def databank(self, login: str = "beheer") -> str:
        """Return the URL of the measured database for `beheer`, `app` or `migrator`."""
        if login == "beheer":
            return self.cluster.beheer_url("keukentafel")
        return self.env["KT_DATABASE_URL" if login == "app" else "KT_MIGRATOR_URL"]


@contextmanager
def opstelling(broker_url: str = "redis://127.0.0.1:1/0", *, tweede: bool = False) -> Iterator[Opstelling]:
    """Start a cluster and set up Django in this process on it; throw all of it away at the end.

    `tweede`: a second one beside it, to which gemeenten can move (`KT_CLUSTERS`).
    """
    map_ = Path(tempfile.mkdtemp(prefix="kt-bench-"))
    map_.chmod(0o755)
    anders = {"wal_level": "logical"} if tweede else {}
    cluster = Postgres(
        map_ / "servers", wachtwoord=_WACHTWOORD, log=map_ / "postgres.log", instellingen=anders
    )
    ander = Postgres(map_ / "tweede", wachtwoord=_WACHTWOORD, log=map_ / "tweede.log", instellingen=anders)
    (map_ / "wortel.key").write_text("62" * 32)
    env = {
        "KT_MODUS": "demo",
        "KT_DATA": str(map_),
        "KT_SECRET_KEY": "geheim-van-de-metingen-dat-nergens-anders-wordt-gebruikt",
        "KT_SLEUTELBOS": str(map_ / "wortel.key"),
        "KT_DOMEIN": "localhost",
        "KT_PORT": "8000",
        "KT_HTTPS": "nee",
        "KT_BROKER_URL": broker_url,
        "KT_DATABASE_URL": cluster.url("kt_app", _WACHTWOORD),
        "KT_MIGRATOR_URL": cluster.url("kt_migrator", _WACHTWOORD),
        "KT_BOOTSTRAP_URL": cluster.beheer_url("postgres"),
        "DJANGO_SETTINGS_MODULE": "keukentafel.settings.development",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    if tweede:
        env |= {
            "KT_CLUSTERS": "tweede",
            "KT_DATABASE_URL_TWEEDE": ander.url("kt_app", _WACHTWOORD),
            "KT_MIGRATOR_URL_TWEEDE": ander.url("kt_migrator", _WACHTWOORD),
            "KT_BOOTSTRAP_URL_TWEEDE": ander.beheer_url("postgres"),
        }
    try:
        cluster.start()
        if tweede:
            ander.start()
        os.environ.update(env)
        import django  # the settings read the environment, so not before it is there
        from django.core.management import call_command

        django.setup()
        call_command("databank-inrichten", stdout=sys.stderr)
        yield Opstelling(map_, cluster, env)
    finally:
        _sluit_verbindingen()
        cluster.stop()
        ander.stop()
        for plek in {cluster.plek, cluster.sockets.parent, ander.plek, ander.sockets.parent, map_}:
            shutil.rmtree(plek, ignore_errors=True)


def _sluit_verbindingen() -> None:
    from django.db import connections  # see above

    for verbinding in connections.all(initialized_only=True):
        verbinding.close()
        verbinding.close_pool()  # type: ignore[attr-defined]


def maak_gemeenten(aantal: int, *, vanaf: int = 0, variant: str = "team") -> list[float]:
    """Make the first `aantal` gemeenten of the real list (without the first `vanaf`), the whole way.

    Returns the seconds of each.
    """
    from django.utils import timezone

    from tenants.actions import onboarding
    from tenants.gemeentelijst import bekende_gemeenten

    def maak(code: str) -> None:
        nu = timezone.now()
        werk = onboarding.begin_klaarzetting(
            cbs_code=code,
            variant=variant,
            beheerder_naam="Eerste beheerder",
            beheerder_email="beheerder@voorbeeld.invalid",
            at=nu,
        )
        onboarding.zet_klaar(werk.pk, at=nu, klok=timezone.now)

    return [duur(lambda code=code: maak(code)) for code in sorted(bekende_gemeenten())[vanaf:aantal]]  # type: ignore[misc]


def duur(werk: Callable[[], object]) -> float:
    """Return how many seconds a piece of work takes."""
    begin = time.perf_counter()
    werk()
    return time.perf_counter() - begin
