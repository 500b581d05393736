"""What the pages of inlezen ask: problems, pairs and outcomes, page by page by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from uuid import UUID

from django.db.models import Count, Q

from modules.dossier.inlezen.gelezen import ERNST_IN_WOORDEN, Ernst
from modules.dossier.inlezen.models import IngelezenHuishouden, Inlezing, Uitkomst
from modules.dossier.inlezen.velden import PER_SLEUTEL
from modules.dossier.models import Huishouden

PER_PAGINA = 50
PAREN_PER_PAGINA = 20


@dataclass(frozen=True, slots=True)
class Bladzijde:
    """Some rows, and where the next page begins (empty on the last)."""

    rijen: list[Any]
    volgende: str


@dataclass(frozen=True, slots=True)
class Probleemfilter:
    """Which problems to show; empty means all."""

    ernst: str = ""
    veld: str = ""

    @classmethod
    def uit(cls, vraag: Mapping[str, str]) -> Self:
        """Read the filter from an address; what it does not know falls away."""
        ernst, veld = vraag.get("ernst", ""), vraag.get("veld", "")
        return cls(ernst if ernst in set(Ernst) else "", veld if veld in PER_SLEUTEL else "")

    def met(self, **anders: str) -> Self:
        """Return this filter with one part changed; another weight forgets the field."""
        return replace(self, **({"veld": ""} | anders if "ernst" in anders else anders))

    def als_query(self) -> dict[str, str]:
        """Return the filter as it stands in an address."""
        return {naam: waarde for naam, waarde in (("ernst", self.ernst), ("veld", self.veld)) if waarde}


def problemen(inlezing: Inlezing, filter_: Probleemfilter, *, na: str) -> Bladzijde:
    """Return a page of problems in the order of the file."""
    rijen = inlezing.problemen.filter(**filter_.als_query()).order_by("rij", "id")
    if (plek := _plek(na)) is not None:
        rij, id_ = plek
        rijen = rijen.filter(Q(rij__gt=rij) | Q(rij=rij, pk__gt=id_))
    gevonden = list(rijen[: PER_PAGINA + 1])
    laatste = gevonden[PER_PAGINA - 1] if len(gevonden) > PER_PAGINA else None
    return Bladzijde(gevonden[:PER_PAGINA], f"{laatste.rij}.{laatste.pk}" if laatste else "")


def problemen_voor_csv(inlezing: Inlezing) -> Iterator[tuple[object, ...]]:
    """Give all problems as rows of a file."""
    velden = ("rij", "kolom", "kop", "ernst", "wat", "doe", "waarde")
    for rij, kolom, kop, ernst, wat, doe, waarde in inlezing.problemen.order_by("rij", "id").values_list(
        *velden
    ):
        yield rij, kolom, kop, ERNST_IN_WOORDEN[Ernst(ernst)], wat, doe, waarde


def ernst_tellingen(inlezing: Inlezing) -> list[tuple[str, str, int]]:
    """Return code, words and number per weight, with all of them first."""
    telling = dict(inlezing.problemen.order_by().values_list("ernst").annotate(n=Count("id")))
    soorten = [
        (ernst.value, woorden, telling.get(ernst.value, 0)) for ernst, woorden in ERNST_IN_WOORDEN.items()
    ]
    return [("", "Alles", sum(telling.values())), *soorten]


def veld_tellingen(inlezing: Inlezing, ernst: str) -> list[tuple[str, str, int]]:
    """Return code, label and number per field within a weight."""
    rijen = inlezing.problemen.filter(**({"ernst": ernst} if ernst else {}))
    telling = dict(rijen.order_by().values_list("veld").annotate(n=Count("id")))
    velden = [
        (veld.sleutel, veld.label, telling[veld.sleutel])
        for veld in PER_SLEUTEL.values()
        if veld.sleutel in telling
    ]
    return [("", "Alle gegevens", sum(telling.values())), *velden] if len(velden) > 1 else []


def paren(inlezing: Inlezing, *, na: str) -> Bladzijde:
    """Return a page of doubtful pairs in the order of the file."""
    rijen = inlezing.paren.filter(is_zeker=False).order_by("rij", "id")
    if (plek := _plek(na)) is not None:
        rijen = rijen.filter(Q(rij__gt=plek[0]) | Q(rij=plek[0], pk__gt=plek[1]))
    gevonden = list(rijen[: PAREN_PER_PAGINA + 1])
    laatste = gevonden[PAREN_PER_PAGINA - 1] if len(gevonden) > PAREN_PER_PAGINA else None
    return Bladzijde(gevonden[:PAREN_PER_PAGINA], f"{laatste.rij}.{laatste.pk}" if laatste else "")


def huishoudens(inlezing: Inlezing, uitkomst: str, *, na: str) -> Bladzijde:
    """Return a page of what came of each household."""
    rijen = inlezing.huishoudens.order_by("id")
    if uitkomst in Uitkomst.values:
        rijen = rijen.filter(uitkomst=uitkomst)
    if begin := _id(na):
        rijen = rijen.filter(pk__gt=begin)
    gevonden = list(rijen[: PER_PAGINA + 1])
    laatste = gevonden[PER_PAGINA - 1] if len(gevonden) > PER_PAGINA else None
    return Bladzijde(gevonden[:PER_PAGINA], str(laatste.pk) if laatste else "")


def huishoudens_voor_csv(inlezing: Inlezing) -> Iterator[tuple[object, ...]]:
    """Give what came of each household as rows of a file."""
    for rij in inlezing.huishoudens.order_by("id").only("kenmerk", "rijen", "uitkomst", "reden"):
        yield (
            rij.kenmerk,
            ", ".join(str(nummer) for nummer in rij.rijen),
            rij.get_uitkomst_display(),
            rij.reden,
        )


def uitkomst_tellingen(inlezing: Inlezing) -> list[tuple[str, str, int]]:
    """Return code, words and number per outcome that occurs, with all of them first."""
    telling = dict(inlezing.huishoudens.order_by().values_list("uitkomst").annotate(n=Count("id")))
    soorten = [(u.value, str(u.label), telling[u.value]) for u in Uitkomst if u.value in telling]
    return [("", "Alles", sum(telling.values())), *soorten]


def zichtbare_huishoudens(gebruiker: Any, regels: list[IngelezenHuishouden]) -> set[UUID]:
    """Return which of these households this person may open: reading in gives no right to look in."""
    ids = [regel.huishouden_id for regel in regels if regel.huishouden_id]
    return set(
        Huishouden.objects.visible_to(gebruiker).filter(pk__in=ids).order_by().values_list("pk", flat=True)
    )


def _plek(na: str) -> tuple[int, UUID] | None:
    rij, _, id_ = na.partition(".")
    try:
        return int(rij), UUID(id_)
    except ValueError:
        return None


def _id(na: str) -> UUID | None:
    try:
        return UUID(na) if na else None
    except ValueError:
        return None
