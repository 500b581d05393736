"""Every name that ends in `.localhost` is this machine, also where the resolver does not know that."""

from __future__ import annotations

import socket
from typing import Any

_echte = socket.getaddrinfo


def _getaddrinfo(host: Any, *rest: Any, **anders: Any) -> Any:
    naam = host.decode() if isinstance(host, bytes) else host
    return _echte(
        "127.0.0.1" if isinstance(naam, str) and naam.endswith(".localhost") else host, *rest, **anders
    )


socket.getaddrinfo = _getaddrinfo
