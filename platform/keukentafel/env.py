"""The environment, read once and typed. Nothing else in the product looks at `os.environ`."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

OMGEVING = "omgeving.json"
"""In the folder of a demo that runs: how a command reaches it."""


class OmgevingsFout(Exception):
    """The environment cannot start the product; the text says what to set."""


@dataclass(frozen=True, slots=True)
class Omgeving:
    """What differs per installation.

    `migrator_url` and `bootstrap_url` are absent in every process that answers requests: only the
    worker that makes gemeenten and the commands of the beheerder hold them.
    """

    modus: str
    database_url: str
    migrator_url: str | None
    bootstrap_url: str | None
    broker_url: str
    secret_key: str
    sleutelbos: Path
    domein: str
    poort: int
    data: Path
    ankers: Path
    https: bool
    pool_max: int
    clamd: str  # where the virus scanner listens: host:port or the path of a socket; empty: there is none
    meldpunt: str  # where to tell that something is not safe (security.txt): mailto: or https:


def lees(omgeving: dict[str, str] | None = None) -> Omgeving:
    """Read the environment variables `KT_*`.

    :raises OmgevingsFout: a variable that production needs is missing or unreadable.
    """
    bron = dict(os.environ if omgeving is None else omgeving)
    modus = bron.get("KT_MODUS", "demo")
    data = Path(bron.get("KT_DATA", "var/demo")).absolute()
    if modus == "demo" and "KT_DATABASE_URL" not in bron:
        bron = {**_van_de_demo(data), **bron}
    geheim = bron.get("KT_SECRET_KEY", "")
    if not geheim and modus == "productie":
        raise OmgevingsFout("Zet KT_SECRET_KEY op een geheim van minstens 50 tekens.")
    return Omgeving(
        modus=modus,
        database_url=bron.get("KT_DATABASE_URL", "postgresql://kt_app@/keukentafel"),
        migrator_url=bron.get("KT_MIGRATOR_URL") or None,
        bootstrap_url=bron.get("KT_BOOTSTRAP_URL") or None,
        broker_url=bron.get("KT_BROKER_URL", "redis://127.0.0.1:6379/0"),
        secret_key=geheim or "alleen-voor-ontwikkeling-nooit-in-productie-gebruiken",
        sleutelbos=Path(bron.get("KT_SLEUTELBOS", str(data / "sleutels" / "wortel.key"))),
        domein=bron.get("KT_DOMEIN", "localhost"),
        poort=_getal(bron, "KT_PORT", 8000),
        data=data,
        ankers=Path(bron.get("KT_ANKERS", str(data / "ankers"))).absolute(),
        https=bron.get("KT_HTTPS", "ja" if modus == "productie" else "nee") == "ja",
        pool_max=_getal(bron, "KT_POOL_MAX", 8),
        clamd=_scanner(bron.get("KT_CLAMD", "").strip()),
        meldpunt=bron.get("KT_MELDPUNT", f"mailto:beveiliging@{bron.get('KT_DOMEIN', 'localhost')}"),
    )


def _van_de_demo(data: Path) -> dict[str, str]:
    """Return how to reach the demo that runs in this folder; nothing when none does.

    :raises OmgevingsFout: the file is there and cannot be read.
    """
    try:
        gelezen: dict[str, str] = json.loads((data / OMGEVING).read_text())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as fout:
        raise OmgevingsFout(f"{data / OMGEVING} is niet te lezen: start de demo opnieuw.") from fout
    return gelezen


def _scanner(waar: str) -> str:
    """Return where clamd listens, as it was given.

    :raises OmgevingsFout: no path and no host with a port.
    """
    host, _, poort = waar.rpartition(":")
    if waar and not waar.startswith("/") and not (host and poort.isdigit() and 0 < int(poort) < 65536):
        raise OmgevingsFout(
            "Zet KT_CLAMD op host:poort (bijvoorbeeld clamav:3310) of op het pad van een socket."
        )
    return waar


def _getal(bron: dict[str, str], naam: str, anders: int) -> int:
    waarde = bron.get(naam, str(anders))
    if not waarde.isdigit():
        raise OmgevingsFout(f"{naam} moet een getal zijn, maar is '{waarde}'.")
    return int(waarde)


def databank(url: str) -> dict[str, Any]:
    """Turn a libpq-style URL into the part of DATABASES that names a database and a login."""
    deel = urlsplit(url)
    vraag = dict(parse_qsl(deel.query))
    return {
        "NAME": unquote(deel.path.lstrip("/")),
        "USER": unquote(deel.username or ""),
        "PASSWORD": unquote(deel.password or ""),
        "HOST": vraag.get("host") or deel.hostname or "",
        "PORT": str(vraag.get("port") or deel.port or ""),
    }


def kies_instellingen() -> None:
    """Choose the settings of `KT_MODUS`, unless DJANGO_SETTINGS_MODULE names others."""
    module = {"productie": "production", "test": "test"}.get(omgeving.modus, "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"keukentafel.settings.{module}")


omgeving = lees()
