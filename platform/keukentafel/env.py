"""The environment, read once and typed. Nothing else in the product looks at `os.environ`."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

OMGEVING = "omgeving.json"
"""In the folder of a demo that runs: how a command reaches it."""


class OmgevingsFout(Exception):
    """The environment cannot start the product; the text says what to set."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A PostgreSQL cluster beside the one that holds the supplier's own tables."""

    naam: str
    database_url: str
    migrator_url: str | None
    bootstrap_url: str | None


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
    clusters: tuple[Cluster, ...]  # KT_CLUSTERS: the names of the others, each with URLs of its own
    nieuw_op: str  # KT_NIEUW_OP: the cluster on which new gemeenten are made; empty: where this database is
    broker_url: str
    secret_key: str
    sleutelbos: Path
    scherven: Path  # a folder that every process sees: a part of the key of each gemeente
    domein: str
    poort: int
    data: Path
    ankers: Path
    https: bool
    pool_max: int
    clamd: str  # where the virus scanner listens: host:port or the path of a socket; empty: there is none
    stripe_sleutel: str  # the secret key of Stripe; empty: gemeenten pay by transfer only
    stripe_webhookgeheimen: tuple[str, ...]  # with which Stripe signs; two while one is being replaced
    stripe_url: str
    sentry_dsn: str  # where errors are reported, without personal data; empty: nowhere
    proefadres: str  # where a task asks the sign-in page to see that it answers; empty: by the domain itself
    metrieken: Path | None  # a folder in which each process counts its requests; None: nothing is counted
    log: str  # KT_LOG: how logs are written, `json` or `tekst`; usual: json in production, text in the demo
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
    sleutelbos = Path(bron.get("KT_SLEUTELBOS", str(data / "sleutels" / "wortel.key")))
    return Omgeving(
        modus=modus,
        database_url=bron.get("KT_DATABASE_URL", "postgresql://kt_app@/keukentafel"),
        migrator_url=bron.get("KT_MIGRATOR_URL") or None,
        bootstrap_url=bron.get("KT_BOOTSTRAP_URL") or None,
        clusters=_clusters(bron),
        nieuw_op=_nieuw_op(bron),
        broker_url=bron.get("KT_BROKER_URL", "redis://127.0.0.1:6379/0"),
        secret_key=geheim or "alleen-voor-ontwikkeling-nooit-in-productie-gebruiken",
        sleutelbos=sleutelbos,
        scherven=Path(bron.get("KT_SCHERVEN", str(sleutelbos.parent / "scherven"))).absolute(),
        domein=bron.get("KT_DOMEIN", "localhost"),
        poort=_getal(bron, "KT_PORT", 8000),
        data=data,
        ankers=Path(bron.get("KT_ANKERS", str(data / "ankers"))).absolute(),
        https=bron.get("KT_HTTPS", "ja" if modus == "productie" else "nee") == "ja",
        pool_max=_getal(bron, "KT_POOL_MAX", 8),
        clamd=_scanner(bron.get("KT_CLAMD", "").strip()),
        stripe_sleutel=bron.get("KT_STRIPE_SLEUTEL", "").strip(),
        stripe_webhookgeheimen=tuple(bron.get("KT_STRIPE_WEBHOOKGEHEIM", "").replace(",", " ").split()),
        stripe_url=_stripe(bron.get("KT_STRIPE_URL", "").strip(), modus),
        sentry_dsn=_sentry(bron.get("KT_SENTRY_DSN", "").strip()),
        proefadres=bron.get("KT_PROEFADRES", "").strip(),
        metrieken=Path(bron["KT_METRIEKEN"]).absolute() if bron.get("KT_METRIEKEN") else None,
        log=_log(bron.get("KT_LOG", "json" if modus == "productie" else "tekst").strip()),
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


HOOFD = "hoofd"
"""What people call the cluster with the supplier's own tables: no other may be called that."""
_CLUSTERNAAM = re.compile(r"[a-z][a-z0-9]{0,19}")


def _clusters(bron: dict[str, str]) -> tuple[Cluster, ...]:
    """Return the other clusters: `KT_CLUSTERS=tweede` with `KT_DATABASE_URL_TWEEDE` and so on.

    :raises OmgevingsFout: a name that cannot be one, given twice, or without its URL.
    """
    namen = [naam.strip() for naam in bron.get("KT_CLUSTERS", "").split(",") if naam.strip()]
    gevonden = []
    for naam in namen:
        if not _CLUSTERNAAM.fullmatch(naam) or namen.count(naam) > 1 or naam == HOOFD:
            raise OmgevingsFout(
                f"Geef elk cluster in KT_CLUSTERS een eigen naam van kleine letters, en niet '{naam}'."
            )
        url = bron.get(f"KT_DATABASE_URL_{naam.upper()}", "")
        if not url:
            raise OmgevingsFout(f"Zet KT_DATABASE_URL_{naam.upper()}: cluster {naam} staat in KT_CLUSTERS.")
        gevonden.append(
            Cluster(
                naam,
                url,
                bron.get(f"KT_MIGRATOR_URL_{naam.upper()}") or None,
                bron.get(f"KT_BOOTSTRAP_URL_{naam.upper()}") or None,
            )
        )
    return tuple(gevonden)


def _nieuw_op(bron: dict[str, str]) -> str:
    """Return the cluster for new gemeenten.

    :raises OmgevingsFout: it is not in KT_CLUSTERS.
    """
    naam = bron.get("KT_NIEUW_OP", HOOFD).strip()
    if naam in ("", HOOFD):
        return ""
    if naam not in [cluster.naam for cluster in _clusters(bron)]:
        raise OmgevingsFout(f"KT_NIEUW_OP noemt '{naam}', maar dat cluster staat niet in KT_CLUSTERS.")
    return naam


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


def _log(soort: str) -> str:
    """Return how logs are written.

    :raises OmgevingsFout: another word than `json` or `tekst`.
    """
    if soort not in ("json", "tekst"):
        raise OmgevingsFout(f"Zet KT_LOG op json of tekst, niet op '{soort}'.")
    return soort


def _sentry(dsn: str) -> str:
    """Return where errors are reported.

    :raises OmgevingsFout: it is no address of Sentry.
    """
    delen = urlsplit(dsn)
    if dsn and not (
        delen.scheme in ("http", "https") and delen.username and delen.hostname and delen.path[1:]
    ):
        raise OmgevingsFout("Zet KT_SENTRY_DSN op het adres uit Sentry: https://sleutel@host/nummer.")
    return dsn


def _stripe(url: str, modus: str) -> str:
    """Return where Stripe is.

    :raises OmgevingsFout: production with another address: keys that move money go to Stripe only.
    """
    if url and modus == "productie":
        raise OmgevingsFout("Laat KT_STRIPE_URL leeg: een nagemaakte Stripe is er alleen voor demo en tests.")
    return url or "https://api.stripe.com"


def _getal(bron: dict[str, str], naam: str, anders: int) -> int:
    waarde = bron.get(naam, str(anders))
    if not waarde.isdigit():
        raise OmgevingsFout(f"{naam} moet een getal zijn, maar is '{waarde}'.")
    return int(waarde)


_LIBPQ = frozenset(
    {
        "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "channel_binding",
        "target_session_attrs", "load_balance_hosts", "connect_timeout", "keepalives_idle", "tcp_user_timeout",
    }
)  # fmt: skip
"""What a URL may ask of libpq besides where to go: a trusted line, and the leader of several nodes."""


def databank_opties(url: str) -> dict[str, str]:
    """Return what a URL asks of libpq, such as `sslmode=verify-full` or `target_session_attrs=read-write`.

    :raises OmgevingsFout: something that is not on the list, which would otherwise be dropped in silence.
    """
    vraag = dict(parse_qsl(urlsplit(url).query))
    onbekend = sorted(vraag.keys() - _LIBPQ - {"host", "port"})
    if onbekend:
        raise OmgevingsFout(
            f"In het adres van de databank staat iets dat Keukentafel niet kent: {onbekend[0]}."
        )
    return {naam: waarde for naam, waarde in vraag.items() if naam in _LIBPQ}


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
    if omgeving.metrieken is not None:  # prometheus-client looks at it when it is imported
        omgeving.metrieken.mkdir(parents=True, exist_ok=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(omgeving.metrieken)


omgeving = lees()
