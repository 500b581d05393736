"""The rights table of the console: which role at the supplier may ask for which route.

Every module says so in its `rechten_leverancier.RECHTEN` (route name to roles). A route without a row is
closed: 404, and a house test fails.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.urls import Resolver404, resolve

from keukentafel import registry


@cache
def rechten() -> dict[str, frozenset[str]]:
    """Return the table: route name to the roles that may ask for it."""
    tabel: dict[str, frozenset[str]] = {}
    for module in registry.modules():
        if module.leverancier_prefix is None:
            continue
        naam = f"{module.name}.rechten_leverancier"
        if find_spec(naam) is None:
            continue
        for route, rollen in import_module(naam).RECHTEN.items():
            if route in tabel:
                raise ValueError(f"De route {route} staat twee keer in de rechtentabel van de leverancier.")
            tabel[route] = frozenset(rollen)
    return tabel


def mag_adres(adres: str, rollen: frozenset[str]) -> bool:
    """Tell whether somebody with these roles may open an address of the console, as a search found it."""
    try:
        gevonden = resolve(adres.partition("?")[0], urlconf="keukentafel.operator_urls")
    except Resolver404:
        return False
    return mag(gevonden.view_name, rollen)


def mag(route: str, rollen: frozenset[str]) -> bool:
    """Tell whether somebody with these roles may ask for this route."""
    return bool(rechten().get(route, frozenset()) & rollen)
