"""Which links a page of a household may show: the rights table and the decision, asked together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from keukentafel import registry
from keukentafel.rechten import Recht
from modules.dossier.zicht.zicht import Zicht


@cache
def _rechten() -> Mapping[str, Recht]:
    return registry.rechten()


def mag_rol(gebruiker: Any, route: str) -> bool:
    """Whether the rights table opens this route to a role of this person."""
    recht = _rechten().get(route)
    return recht is not None and recht.geldt_voor(gebruiker.rollen)


def categorie_van_route(route: str) -> str:
    """Return the letter of what a route shows of one household, by the rights table."""
    recht = _rechten().get(route)
    return recht.categorie if recht else ""


def mag_route(gebruiker: Any, zicht: Zicht, route: str, *, schrijven: bool = False) -> bool:
    """Whether this person may follow a link on a page of a household: as the door behind it decides.

    `schrijven` asks for a page that changes something when it is sent, that it may be sent as well.
    """
    if not mag_rol(gebruiker, route):
        return False
    recht = _rechten()[route]
    return not recht.categorie or zicht.mag(
        recht.categorie, schrijven=recht.schrijft or (schrijven and recht.bewerkt)
    )
