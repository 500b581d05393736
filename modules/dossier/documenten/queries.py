"""The list of documents of a household: filtered and sorted in SQL, page by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, F, Q

from modules.dossier.documenten.access import documenten_voor, leesbaar
from modules.dossier.documenten.models import Document, Documentsoort
from modules.dossier.models import Huishouden
from modules.inrichting.rules.protocol import Categorie, Mate, Oordeel

PER_PAGINA = 50
_SORTEER = {
    "datum": ("toegevoegd_op", False),
    "-datum": ("toegevoegd_op", True),
    "titel": ("titel", False),
    "-titel": ("titel", True),
    "wie": ("door_naam", False),
    "-wie": ("door_naam", True),
}


@dataclass(frozen=True, slots=True)
class Vraag:
    """What somebody asked of the list."""

    soort: str = ""
    sorteer: str = "-datum"
    na: str = ""

    def adres(self, **anders: str) -> str:
        """Return the address of this list with one thing changed; another question begins at the first page."""
        delen = {"soort": self.soort, "sorteer": self.sorteer, **anders}
        if delen["sorteer"] == "-datum":
            delen["sorteer"] = ""
        tekst = urlencode({naam: waarde for naam, waarde in delen.items() if waarde})
        return f"?{tekst}" if tekst else "?"

    def richting(self, kolom: str) -> str:
        """Return how a column is sorted now: `op`, `af` or not."""
        return {kolom: "op", f"-{kolom}": "af"}.get(self.sorteer, "")

    def andersom(self, kolom: str) -> str:
        """Return the address that sorts by a column, or the other way round when it is already so."""
        eerst, dan = (f"-{kolom}", kolom) if kolom == "datum" else (kolom, f"-{kolom}")
        return self.adres(sorteer=dan if self.sorteer == eerst else eerst)


@dataclass(frozen=True, slots=True)
class Verborgen:
    """Documents of one category that somebody may know of, and not read."""

    categorie: Categorie
    aantal: int
    reden: str


@dataclass(frozen=True, slots=True)
class Lijst:
    """One page of documents, and what is behind it."""

    documenten: Sequence[Document]
    volgende: str = ""
    soorten: Sequence[tuple[str, str, int]] = ()
    verborgen: Sequence[Verborgen] = field(default_factory=tuple)


def lees_vraag(get: Any) -> Vraag:
    """Read the question from an address; what is unknown is left out."""
    soort, sorteer = get.get("soort", ""), get.get("sorteer", "")
    return Vraag(
        soort=soort if soort in Documentsoort.values else "",
        sorteer=sorteer if sorteer in _SORTEER else "-datum",
        na=get.get("na", "")[:36],
    )


def lijst_van(huishouden: Huishouden, gebruiker: Any, vraag: Vraag) -> Lijst:
    """Return one page of the newest versions that this person may read: three queries, whatever there is."""
    nu_geldig = Document.objects.filter(huishouden=huishouden, vervangen_op=None, ingetrokken_op=None)
    per_soort = dict(
        nu_geldig.filter(leesbaar(huishouden, gebruiker))
        .order_by()
        .values_list("soort")
        .annotate(n=Count("pk"))
    )
    return Lijst(
        **_pagina(nu_geldig.filter(leesbaar(huishouden, gebruiker)), vraag),
        soorten=[(s.value, str(s.label), per_soort[s.value]) for s in Documentsoort if s.value in per_soort],
        verborgen=_verborgen(huishouden, gebruiker, nu_geldig),
    )


def _pagina(rijen: Any, vraag: Vraag) -> dict[str, Any]:
    veld, aflopend = _SORTEER[vraag.sorteer]
    rijen = rijen.select_related("door", "inwoner").annotate(door_naam=F("door__naam"))
    if vraag.soort:
        rijen = rijen.filter(soort=vraag.soort)
    if (vanaf := _vanaf(rijen, vraag.na, veld)) is not None:
        verder = "lt" if aflopend else "gt"
        waarde, id_ = vanaf
        rijen = rijen.filter(Q(**{f"{veld}__{verder}": waarde}) | Q(**{veld: waarde, f"pk__{verder}": id_}))
    streep = "-" if aflopend else ""
    gevonden = list(rijen.order_by(f"{streep}{veld}", f"{streep}pk")[: PER_PAGINA + 1])
    volgende = vraag.adres(na=str(gevonden[PER_PAGINA - 1].pk)) if len(gevonden) > PER_PAGINA else ""
    return {"documenten": gevonden[:PER_PAGINA], "volgende": volgende}


def _vanaf(rijen: Any, na: str, veld: str) -> tuple[Any, UUID] | None:
    try:
        id_ = UUID(na)
    except ValueError:
        return None
    gevonden: tuple[Any, UUID] | None = rijen.filter(pk=id_).values_list(veld, "pk").first()
    return gevonden


def _verborgen(huishouden: Huishouden, gebruiker: Any, rijen: Any) -> list[Verborgen]:
    """Tell per category that more exists, where the protocol lets that be known (N13)."""
    oordelen: dict[str, Oordeel] = {
        o.categorie.value: o for o in huishouden.zicht if Mate.BESTAAT <= o.mate < Mate.ALLES
    }
    aantallen = (
        rijen.exclude(leesbaar(huishouden, gebruiker))
        .filter(categorie__in=list(oordelen))
        .order_by("categorie")
        .values_list("categorie")
        .annotate(n=Count("pk"))
    )
    return [Verborgen(Categorie(letter), aantal, oordelen[letter].reden) for letter, aantal in aantallen]


def versies_van(document: Document, gebruiker: Any) -> list[Document]:
    """Return every version of a document, newest first."""
    rijen = documenten_voor(document.huishouden, gebruiker).filter(reeks=document.reeks)
    return list(rijen.select_related("door").order_by("-versie"))
