"""`?expand=status.statustype`: fill in what an address points to, for a whole page at once.

Zaken API 1.5.1: the answer goes at most three levels deep, also when more was asked, and what is no field
to fill in is a 404 (zrc-026 to 028, drc-012 to 014). Every part of a path is filled in. A related zaak
outside what the program may reach stays an address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from api.zgw.kern.problemen import Probleem

if TYPE_CHECKING:
    from api.zgw.kern.blik import Blik
    from api.zgw.kern.bron import Bron

DIEPTE: Final = 3
Boom = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Relatie:
    """A field that can be filled in: the resource it points to, and the ids that a row has there."""

    bron: Callable[[], type[Bron]]
    ids: Callable[[Any, Blik], UUID | Sequence[UUID] | None]
    leeg: bool = True
    """Whether the standard has an empty object for nothing; else it is left out."""
    verder: Mapping[str, Relatie] = field(default_factory=dict)
    """What more can be filled in there, for who comes this way."""

    def relaties(self) -> Mapping[str, Relatie]:
        """Return all that can be filled in there."""
        return {**self.bron().relaties, **self.verder}


def boom_van(expand: str, bron: Bron) -> Boom:
    """Read the paths into a tree; what lies deeper than the answer goes is left out.

    :raises Probleem: 404, a path that is not there.
    """
    boom: Boom = {}
    for pad in filter(None, (deel.strip() for deel in expand.split(","))):
        tak, relaties = boom, bron.relaties
        for deel in pad.split(".")[:DIEPTE]:
            relatie = relaties.get(deel)
            if relatie is None:
                raise Probleem(404, f"Dit kan niet uitgeklapt worden: {pad[:80]}.")
            tak = tak.setdefault(deel, {})
            relaties = relatie.relaties()
    return boom


def breid_uit(
    bron: Bron,
    rijen: Sequence[Any],
    getoond: Sequence[dict[str, Any]],
    boom: Boom,
    blik: Blik,
    relaties: Mapping[str, Relatie] | None = None,
) -> None:
    """Fill in `_expand` of every row. The number of queries hangs on the paths, not on the rows."""
    for naam, onder in boom.items():
        relatie = (relaties or bron.relaties)[naam]
        per_rij = [relatie.ids(rij, blik) for rij in rijen]
        stukken = _haal(bron, relatie, {id for ids in per_rij for id in _lijst(ids)}, onder)
        for uit, ids in zip(getoond, per_rij, strict=True):
            klap = uit.setdefault("_expand", {})
            if ids is None or isinstance(ids, UUID):
                stuk = stukken.get(ids, {}) if ids is not None else {}
                if stuk or relatie.leeg:
                    klap[naam] = stuk
            else:
                klap[naam] = [stukken[id] for id in ids if id in stukken]


def _lijst(ids: UUID | Sequence[UUID] | None) -> Sequence[UUID]:
    if ids is None:
        return ()
    return (ids,) if isinstance(ids, UUID) else ids


def _haal(van: Bron, relatie: Relatie, ids: set[UUID], onder: Boom) -> Mapping[UUID, dict[str, Any]]:
    from api.zgw.kern.blik import Blik

    if not ids:
        return {}
    kind = relatie.bron()()
    kind.request, kind.action, kind.kwargs = van.request, "list", {}
    rijen = kind.binnen(kind.rijen().filter(pk__in=ids), kind.bereik())
    gelezen, blik = list(rijen), Blik()
    kind.laad(gelezen, blik)
    getoond = [kind.toon(rij, blik) for rij in gelezen]
    breid_uit(kind, gelezen, getoond, onder, blik, relatie.relaties())
    return {rij.pk: uit for rij, uit in zip(gelezen, getoond, strict=True)}
