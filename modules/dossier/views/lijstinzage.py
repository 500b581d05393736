"""A page with names is a look at those households: one line in the logboek for all of them (NEN 7513).

Nobody has to remember this for a new list: `toon` looks through what a page is drawn from. Households
that a door opened in this request have a line of their own already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpRequest

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import geopende_huishoudens
from modules.dossier.models import Huishouden

_DIEP = 8
_DOELEN = {
    "dossier:verdelen": Doel.VERDELEN,
    "dossier:teamoverzicht": Doel.VERDELEN,
    "dossier:zoeken": Doel.ZOEKEN,
}


def lijst_gezien(request: HttpRequest, context: Mapping[str, Any]) -> None:
    """Write which households a page shows, as far as no door did. Nothing is read from the database.

    :raises LogboekWeigert: the line could not be written; then there is no page.
    """
    if zaaifouten.staat_aan("lijst_zonder_regel"):
        return
    naam = request.resolver_match.view_name if request.resolver_match else ""
    getoond = set(huishoudens_in(context)) - geopende_huishoudens(request.user)
    audit.record_lijst(
        "dossier.lijst.bekeken",
        by=request.user,
        doel=_DOELEN.get(naam, Doel.HULP),
        huishoudens=getoond,
        detail={"pagina": naam},
    )


def huishoudens_in(waarde: Any, diep: int = 0) -> Iterator[UUID]:
    """Yield the ids of the households that hang on what a page is drawn from."""
    if diep > _DIEP or waarde is None or isinstance(waarde, (str, bytes, int, float)):
        return
    if isinstance(waarde, Huishouden):
        yield waarde.pk
    elif isinstance(waarde, Model):
        yield from _van_rij(waarde, diep)
    else:
        yield from _genoemd(waarde)
        for deel in _delen(waarde):
            yield from huishoudens_in(deel, diep + 1)


def _genoemd(rij: Any) -> Iterator[UUID]:
    huishouden_id = getattr(rij, "huishouden_id", None)
    if isinstance(huishouden_id, UUID):
        yield huishouden_id


def _van_rij(rij: Model, diep: int) -> Iterator[UUID]:
    yield from _genoemd(rij)
    for ander in rij._state.fields_cache.values():  # noqa: SLF001 -- what was read along with it
        if isinstance(ander, Model):
            yield from huishoudens_in(ander, diep + 1)


def _delen(waarde: Any) -> Iterator[Any]:
    if isinstance(waarde, Mapping):
        yield from waarde.values()
    elif isinstance(waarde, QuerySet):
        yield from waarde._result_cache or ()  # noqa: SLF001 -- read by the page, never by us
    elif isinstance(waarde, (list, tuple, set, frozenset)):
        yield from waarde
    elif is_dataclass(waarde) and not isinstance(waarde, type):
        for veld in fields(waarde):
            yield getattr(waarde, veld.name, None)
