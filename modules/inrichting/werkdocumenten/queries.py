"""What people ask of the working documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from modules.inrichting.configuratie.models import Configuratieinname, Innamesoort
from modules.inrichting.werkdocumenten.configuratie import SLEUTEL
from modules.inrichting.werkdocumenten.models import Werkdocument, Werkdocumentsoort

_HOOGSTENS = 200


@dataclass(frozen=True, slots=True)
class Band:
    """The template that a document was taken over from, and whether it still says the same."""

    sjabloon: UUID
    bron: str
    wijkt_af: bool


@dataclass(frozen=True, slots=True)
class Beheerregel:
    """A line of the list of the administrator."""

    document: Werkdocument
    band: Band | None


@dataclass(frozen=True, slots=True)
class Soortkeuze:
    """A kind of document to choose, and how many there are."""

    code: str
    label: str
    aantal: int


def te_lezen(zoek: str, soort: str) -> Sequence[Werkdocument]:
    """Return the documents in use with these words, of this kind; one query, without the texts."""
    rijen = Werkdocument.objects.in_gebruik().zoek(zoek)
    if soort in Werkdocumentsoort.values:
        rijen = rijen.filter(soort=soort)
    return list(rijen.defer("tekst").order_by("titel"))


def soortkeuzes() -> list[Soortkeuze]:
    """Return every kind with the number of documents in use; one query."""
    tel = Werkdocument.objects.aggregate(
        **{code: Count("pk", filter=Q(soort=code, ingetrokken_op=None)) for code in Werkdocumentsoort.values}
    )
    return [Soortkeuze(code, str(label), tel[code]) for code, label in Werkdocumentsoort.choices]


def beheerregels() -> list[Beheerregel]:
    """Return every document, those in use first, each with its template; three queries."""
    rijen = list(Werkdocument.objects.select_related("bijgewerkt_door").order_by("titel", "sleutel"))
    banden = banden_van(rijen)
    rijen.sort(key=lambda rij: not rij.is_in_gebruik)
    return [Beheerregel(rij, banden.get(rij.sleutel)) for rij in rijen]


def banden_van(documenten: Sequence[Werkdocument]) -> Mapping[str, Band]:
    """Return by key from which template a document came last; one query."""
    hier = {rij.sleutel: rij for rij in documenten}
    rijen = (
        Configuratieinname.objects.filter(
            soort=Innamesoort.SJABLOON, teruggedraaid_op=None, delen__has_key=SLEUTEL
        )
        .only("sjabloon", "bron", "delen")
        .order_by("-pk")[:_HOOGSTENS]
    )
    uit: dict[str, Band] = {}
    for rij in rijen:
        for sleutel, daar in rij.delen[SLEUTEL].items():
            if rij.sjabloon is not None and sleutel in hier and sleutel not in uit:
                uit[sleutel] = Band(rij.sjabloon, rij.bron, _wijkt_af(hier[sleutel], daar))
    return uit


def _wijkt_af(document: Werkdocument, daar: dict[str, Any] | None) -> bool:
    if daar is None or not document.is_in_gebruik:
        return True
    return any(getattr(document, deel) != str(daar[deel]).strip() for deel in ("soort", "titel", "tekst"))
