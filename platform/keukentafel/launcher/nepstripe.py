"""The demo's own Stripe: where it listens, and the keys that both sides know."""

from __future__ import annotations

import hashlib
import socket
from pathlib import Path

from keukentafel.launcher.valkey import vrije_poort


def omgeving(map_: Path, secret_key: str) -> dict[str, str]:
    """Return what the product and its Stripe have to know of each other."""
    return {
        "KT_STRIPE_SLEUTEL": f"sk_test_{_afgeleid(secret_key, 'sleutel')}",
        "KT_STRIPE_WEBHOOKGEHEIM": f"whsec_{_afgeleid(secret_key, 'webhook')}",
        "KT_STRIPE_URL": f"http://localhost:{_poort(map_ / 'nep-stripe.poort')}",
    }


def opdracht(env: dict[str, str], map_: Path) -> list[str]:
    """Return the words behind `keukentafel` that start it."""
    poort = env["KT_STRIPE_URL"].rpartition(":")[2]
    return ["nep-stripe", "--poort", poort, "--opslag", str(map_ / "nep-stripe.sqlite")]


def _afgeleid(geheim: str, waarvoor: str) -> str:
    return hashlib.sha256(f"nep-stripe:{waarvoor}:{geheim}".encode()).hexdigest()[:32]


def _poort(bestand: Path) -> int:
    """Return the port of last time while it is free: pages to pay on stay where they are."""
    vorige = bestand.read_text().strip() if bestand.exists() else ""
    poort = int(vorige) if vorige.isdigit() and _is_vrij(int(vorige)) else vrije_poort()
    bestand.write_text(str(poort))
    return poort


def _is_vrij(poort: int) -> bool:
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind(("127.0.0.1", poort))
        except OSError:
            return False
    return True
