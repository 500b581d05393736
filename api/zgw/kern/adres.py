"""Addresses: they are the keys of the standard. Made from the gemeente's own base, never from a header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from keukentafel.adres import adres_van_gemeente
from keukentafel.tenancy import huidige_gemeente
from keukentafel.tenancy.omleiding import adres_van_nu

WORTELS: Final = {
    "zrc": "zaken/api/v1",
    "ztc": "catalogi/api/v1",
    "drc": "documenten/api/v1",
    "brc": "besluiten/api/v1",
    "ac": "autorisaties/api/v1",
    "nrc": "notificaties/api/v1",
}
_COMPONENT: Final = {wortel: component for component, wortel in WORTELS.items()}
_PAD: Final = re.compile(
    r"/(?P<wortel>[a-z]+/api/v1)/(?P<pad>[a-z-]+(?:/[0-9a-f-]{36}/[a-z]+)?)/(?P<uuid>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)


def basis() -> str:
    """Return the public address of the gemeente of this scope, without a slash at the end."""
    return adres_van_gemeente(huidige_gemeente().slug)


def wortel(component: str) -> str:
    """Return the address of a register: `https://…/zaken/api/v1`."""
    return f"{basis()}/{WORTELS[component]}"


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """An address of ours, taken apart: `zrc`, `zaken`, the id."""

    component: str
    bron: str
    id: UUID


def ontleed(url: str) -> Verwijzing | None:
    """Take an address of this gemeente apart; None for any other (another gemeente, another host).

    An address under a host that was hers before is the same one: others keep what they were once told.
    """
    begin, url = basis(), adres_van_nu(url)
    if not url.startswith(f"{begin}/"):
        return None
    gevonden = _PAD.fullmatch(url[len(begin) :])
    if gevonden is None or gevonden["wortel"] not in _COMPONENT:
        return None
    return Verwijzing(_COMPONENT[gevonden["wortel"]], gevonden["pad"], UUID(gevonden["uuid"]))
