"""On which versions of a schema this release runs (architecture §2.6, docs/gevaren.md H49).

The version of a schema is the last migration of every app in it. A release runs with the schema
before and after its own migrations: first the new code goes live everywhere, then
`gemeenten-bijwerken` takes the schemas along one by one, and only the release after that may drop
what nobody reads any more (expand, switch, contract). So a schema newer than the code, or older
than `SCHEMA_MINIMAAL`, is not served: people read that their gemeente is being updated.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.migraties import op_schijf

SCHEMA_MINIMAAL: Mapping[str, str] = {}
"""App label → the oldest migration this release still runs with. Not named: only with the newest.

Add `"dossier": "0004_adresgebied"` together with migration 0005 when the code also works without
0005; take the line out in the release after. The public schema has no such freedom: it is updated
before the first schema of a gemeente, in the same command.
"""

Versie = Mapping[str, str]


def versie_van(migraties: list[tuple[str, str]]) -> dict[str, str]:
    """Return the version of a schema with these migrations: app label → its last one."""
    return dict(sorted(migraties))


@cache
def _op_schijf() -> dict[str, tuple[str, ...]]:
    per_app: dict[str, tuple[str, ...]] = {}
    for app, naam in op_schijf():
        per_app[app] = (*per_app.get(app, ()), naam)
    return per_app


def nieuwste() -> dict[str, str]:
    """Return the version that a schema has after `gemeenten-bijwerken` of this release."""
    return {app: namen[-1] for app, namen in _op_schijf().items()}


def wordt_bediend(versie: Versie, minimaal: Versie | None = None) -> bool:
    """Tell whether this release may answer for a gemeente whose schema has `versie`."""
    if zaaifouten.staat_aan("versie_ongezien"):
        return True
    minimaal = SCHEMA_MINIMAAL if minimaal is None else minimaal
    schijf = _op_schijf()
    if not versie.keys() <= schijf.keys():
        return False
    return all(
        _past(namen, versie.get(app, ""), minimaal.get(app, namen[-1])) for app, namen in schijf.items()
    )


def _past(namen: tuple[str, ...], heeft: str, minstens: str) -> bool:
    """Tell whether `heeft` is one of the known `namen`, and not before `minstens`."""
    return heeft in namen and namen.index(heeft) >= namen.index(minstens)
