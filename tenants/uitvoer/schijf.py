"""Is there room for a copy? Asked before it begins, so that no disk is full half way.

Reckoned on the safe side: the tables with their indexes as they lie in the database, though a copy of them
is packed and has no indexes; the files as they were counted last; and a tenth and 64 MB on top.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from keukentafel.errors import Refusal
from keukentafel.tenancy.scope import GemeenteRef, in_platform
from tenants.models import Gemeente
from tenants.uitvoer import plekken
from tenants.uitvoer.omvang import omvang

VAST = 64_000_000
"""Bytes beside what grows with the gemeente: a folder, a manifest, the log of the database."""

_TABELLEN = """
    SELECT coalesce(sum(pg_catalog.pg_total_relation_size(c.oid)), 0)::bigint
      FROM pg_catalog.pg_class c
     WHERE c.relnamespace = pg_catalog.to_regnamespace(%s) AND c.relkind IN ('r', 'm')
"""


class TeWeinigSchijf(Refusal):
    """There is less room than the work may take; nothing was begun."""

    def __init__(self, nodig: int, vrij: int, map_: Path) -> None:
        super().__init__(
            f"Er is te weinig ruimte op de schijf. Nodig is hoogstens {omvang(nodig)}, vrij is {omvang(vrij)} in "
            f"{map_}. Er is niets begonnen. Maak daar ruimte, of vergroot de schijf. Probeer het daarna opnieuw."
        )
        self.voor_gemeente = (
            f"Er is op dit moment te weinig ruimte om dit te maken: nodig is hoogstens {omvang(nodig)}, vrij is "
            f"{omvang(vrij)}. Er is niets begonnen. Vraag de helpdesk van Keukentafel om ruimte te maken."
        )


def met_marge(aantal: int) -> int:
    """Return what is asked for so many bytes: a tenth and 64 MB more."""
    return aantal * 11 // 10 + VAST


def omvang_van(ref: GemeenteRef) -> tuple[int, int]:
    """Return how many bytes the tables of a gemeente take at this moment, and her files when they were counted."""
    with plekken.verbonden(ref) as v:
        rij = v.execute(_TABELLEN, [ref.schema_name]).fetchone()
    with in_platform():
        bestanden = Gemeente.objects.values_list("opslag_bytes", flat=True).get(pk=ref.id)
    return int(rij[0]) if rij else 0, max(0, bestanden)


def kijk_na(vraag: Iterable[tuple[Path, int]]) -> None:
    """Look whether there is room for so many bytes in each folder; folders on one disk are taken together.

    :raises TeWeinigSchijf: there is not.
    """
    per_schijf: dict[int, list[tuple[Path, int]]] = defaultdict(list)
    for map_, nodig in vraag:
        bestaat = _bestaande(map_)
        per_schijf[bestaat.stat().st_dev].append((bestaat, nodig))
    for delen in per_schijf.values():
        nodig, map_ = met_marge(sum(aantal for _, aantal in delen)), delen[0][0]
        vrij = vrij_in(map_)
        if vrij < nodig:
            raise TeWeinigSchijf(nodig, vrij, map_)


def vrij_in(map_: Path) -> int:
    """Return how many bytes are free for this login on the disk of a folder."""
    return shutil.disk_usage(map_).free


def _bestaande(map_: Path) -> Path:
    """Return the folder, or the nearest one above it that is there: the rest is still to be made."""
    return next(pad for pad in (map_, *map_.absolute().parents) if pad.exists())


def voor_uitvoer(ref: GemeenteRef, *doelen: Path) -> None:
    """Look whether an export of a gemeente fits, once in each of these folders.

    :raises TeWeinigSchijf: it does not.
    """
    totaal = sum(omvang_van(ref))
    kijk_na((doel, totaal) for doel in doelen)


def voor_proef(ref: GemeenteRef, uitvoer: Path) -> None:
    """Look whether a drill fits: the export, and then the files once more beside those in use.

    :raises TeWeinigSchijf: it does not.
    """
    tabellen, bestanden = omvang_van(ref)
    kijk_na([(uitvoer, tabellen + bestanden), (plekken.bestanden_naast("proef"), bestanden)])
