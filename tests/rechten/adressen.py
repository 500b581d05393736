"""Every address of the product, on each of its three hosts, taken from the resolvers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

HOSTS = {
    # what stands before the name of a route in the table: its urlconf
    "": "keukentafel.urls",
    "leverancier/": "keukentafel.operator_urls",
    "voordeur/": "keukentafel.voordeur_urls",
}
NIET = {
    "galerij": "the gallery exists in the demo and the tests only",
}


@dataclass(frozen=True, slots=True)
class Adres:
    """One route on one host: its name, the parameters of its address, and their kinds."""

    host: str
    route: str
    sleutels: tuple[tuple[str, str], ...]

    @property
    def naam(self) -> str:
        """What stands in the first column of the table."""
        return f"{self.host}{self.route}"

    @property
    def heeft_id(self) -> bool:
        """Whether a row is asked for by its id."""
        return any(soort == "uuid" for _, soort in self.sleutels)

    def pad(self, waarden: dict[str, Any]) -> str:
        """Return the path with these values in it."""
        return reverse(self.route, kwargs=waarden, urlconf=HOSTS[self.host])


def adressen() -> list[Adres]:
    """Return every address, in the order of the resolvers."""
    return [
        Adres(host, naam, sleutels)
        for host, urlconf in HOSTS.items()
        for naam, sleutels in _loop(get_resolver(urlconf), "", ())
        if naam not in NIET
    ]


def _loop(
    resolver: URLResolver, ruimte: str, ouder: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for deel in resolver.url_patterns:
        eigen = tuple(
            (naam, type(soort).__name__.removesuffix("Converter").lower())
            for naam, soort in deel.pattern.converters.items()
        )
        if isinstance(deel, URLResolver):
            binnen = f"{ruimte}{deel.namespace}:" if deel.namespace else ruimte
            yield from _loop(deel, binnen, ouder + eigen)
        elif isinstance(deel, URLPattern):
            yield f"{ruimte}{deel.name}", ouder + eigen
