"""On which versions of a schema this release runs (architecture §2.6, docs/gevaren.md H49).

The version of a schema is the last migration of every app in it. A release runs with the schema
before and after its own migrations: first the new code goes live everywhere, then
`gemeenten-bijwerken` takes the schemas along one by one, and only the release after that may drop
what nobody reads any more (expand, switch, contract). A migration says itself what it allows:

    class Migration(migrations.Migration):
        mag_ontbreken = "0.2.0"        # release 0.2.0 also runs on a schema without it
        oude_code_kan_door = "0.2.0"   # the release before 0.2.0 also runs on a schema with it

The number is that of the release that brings it; for any other release the line says nothing, so
nobody has to take it out. A schema outside that is not served: people read that their gemeente is
being updated. The public schema has no such freedom: it is updated before the first gemeente.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import keukentafel
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.migraties import lees_van_schijf

CODE = "~code"
"""The key beside the apps: app label → what code must know at least to serve this schema."""

Versie = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Appversies:
    """The migrations of one app that this release brings, and how far the two freedoms reach."""

    namen: tuple[str, ...]
    minstens: str
    """The oldest last migration of a schema that this release serves; empty: also without this app."""
    code: str
    """The oldest last migration of code that serves this app as it is here; empty: code without it too."""


def versie_van(migraties: list[tuple[str, str]]) -> dict[str, str]:
    """Return the version of a schema with these migrations: app label → its last one."""
    return dict(sorted(migraties))


@cache
def _op_schijf() -> dict[str, Appversies]:
    per_app: dict[str, list[tuple[str, Any]]] = {}
    for (app, naam), migratie in sorted(lees_van_schijf().items()):
        per_app.setdefault(app, []).append((naam, migratie))
    return {app: _vrijheid(rij) for app, rij in per_app.items()}


def _vrijheid(rij: list[tuple[str, Any]]) -> Appversies:
    return Appversies(
        namen=tuple(naam for naam, _ in rij),
        minstens=_terug_zolang(rij, "mag_ontbreken"),
        code=_terug_zolang(rij, "oude_code_kan_door"),
    )


def _terug_zolang(rij: list[tuple[str, Any]], vrijheid: str) -> str:
    """Walk back from the newest over migrations that this release frees; return where that ends."""
    for naam, migratie in reversed(rij):
        if getattr(migratie, vrijheid, "") != keukentafel.__version__:
            return naam
    return ""


def nieuwste() -> dict[str, Any]:
    """Return the version that a schema has after `gemeenten-bijwerken` of this release."""
    schijf = _op_schijf()
    versie: dict[str, Any] = {app: deel.namen[-1] for app, deel in schijf.items()}
    ouder = {app: deel.code for app, deel in schijf.items() if deel.code != deel.namen[-1]}
    return {**versie, CODE: ouder} if ouder else versie


def ontbreekt_aan(versie: Versie) -> int:
    """Return how many migrations of this release a schema of `versie` still has to get."""
    return sum(
        len(deel.namen) - (deel.namen.index(heeft) + 1 if (heeft := versie.get(app)) in deel.namen else 0)
        for app, deel in _op_schijf().items()
        if versie.get(app) != deel.namen[-1] and (versie.get(app) in deel.namen or app not in versie)
    )


def is_nieuwer(versie: Versie) -> bool:
    """Tell whether a schema has something that this release does not know."""
    schijf = _op_schijf()
    return any(
        app not in schijf or heeft not in schijf[app].namen for app, heeft in versie.items() if app != CODE
    )


def wordt_bediend(versie: Versie) -> bool:
    """Tell whether this release may answer for a gemeente whose schema has `versie`."""
    if zaaifouten.staat_aan("versie_ongezien"):
        return True
    schijf = _op_schijf()
    code: Mapping[str, str] = versie.get(CODE, {})
    heeft = {app: naam for app, naam in versie.items() if app != CODE}
    return all(_past(schijf[app], heeft.get(app, ""), code.get(app)) for app in schijf) and all(
        code.get(app) == "" for app in heeft.keys() - schijf.keys()
    )


def _past(deel: Appversies, heeft: str, code: str | None) -> bool:
    """Tell whether code with `deel` serves a schema that has `heeft`, which asks for `code` at least."""
    if heeft == "":
        return deel.minstens == ""
    if heeft in deel.namen:
        return deel.minstens == "" or deel.namen.index(heeft) >= deel.namen.index(deel.minstens)
    return code is not None and (code == "" or code in deel.namen)
