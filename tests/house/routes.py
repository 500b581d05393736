"""Every address of a gemeente, taken from the resolver: nobody keeps a list by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from keukentafel import registry
from keukentafel.rechten import Recht


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its full name, what stands in it, and who may ask."""

    naam: str
    sleutels: tuple[str, ...]
    recht: Recht | None


def routes() -> list[Route]:
    """Return every route of a gemeente, in the order of the resolver."""
    tabel = registry.rechten()
    alle = _loop(get_resolver("keukentafel.urls"), "")
    return [Route(naam, tuple(patroon.pattern.converters), tabel.get(naam)) for naam, patroon in alle]


def _loop(resolver: Any, ruimte: str) -> Iterator[tuple[str, URLPattern]]:
    for patroon in resolver.url_patterns:
        if isinstance(patroon, URLResolver):
            binnen = f"{ruimte}{patroon.namespace}:" if patroon.namespace else ruimte
            yield from _loop(patroon, binnen)
        else:
            yield f"{ruimte}{patroon.name}", patroon
