"""Find households: exact words first, words with typing errors when nothing else is found.

Typing errors go in two steps: one slip of the finger is common and is found precisely; only when that
finds nobody, words that look alike count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Lower

from keukentafel.tenancy.sleutels import blinde_indexen
from modules.dossier.models import Huishouden, Huishoudlid
from modules.dossier.queries.typefout import BevatEenVan, een_letter_anders
from modules.dossier.queries.zoekvraag import Zoekvraag

LIJKT_OP = 0.35  # how alike a word must be: `soneveld` finds Zonneveld, `deijk` finds Dijk
_MIN_VOOR_TYPEFOUT = 4


def exact(huishoudens: QuerySet[Any], vraag: Zoekvraag) -> QuerySet[Any]:
    """Keep the households in which every part of the question is found."""
    if vraag.bsn or vraag.geboren:
        leden = Huishoudlid.objects.filter(tot=None)
        if vraag.bsn:
            leden = leden.filter(inwoner__bsn_index__in=blinde_indexen("bsn", vraag.bsn))
        if vraag.geboren:
            leden = leden.filter(inwoner__geboortedatum=vraag.geboren)
        huishoudens = huishoudens.filter(pk__in=leden.values("huishouden_id"))
    for woord in vraag.woorden:
        huishoudens = huishoudens.filter(zoektekst__contains=_aan_begin_als_kort(woord))
    return huishoudens


def ongeveer(huishoudens: QuerySet[Any], vraag: Zoekvraag, hoeveel: int) -> list[Any]:
    """Return households in which every word is found or nearly found, with their team.

    One slip of the finger per word comes first, by name. Only when that finds nobody, words that look
    alike count, the most alike first; call it inside a transaction: the threshold holds until its end.
    """
    soepel = [woord for woord in vraag.woorden if _mag_anders(woord)]
    if not soepel:
        return []
    huishoudens = huishoudens.select_related("team")
    for woord in vraag.woorden:
        if woord not in soepel:
            huishoudens = huishoudens.filter(zoektekst__contains=_aan_begin_als_kort(woord))
    dichtbij = huishoudens
    for woord in soepel:
        dichtbij = dichtbij.filter(BevatEenVan("zoektekst", een_letter_anders(woord)))
    # Lower changes no letter here: it keeps the database from walking the index of names past everybody.
    op_naam = dichtbij.order_by(Lower("sorteernaam"), "id")
    return list(op_naam[:hoeveel]) or _lijkend(huishoudens, soepel, hoeveel)


def _lijkend(huishoudens: QuerySet[Any], woorden: Sequence[str], hoeveel: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {LIJKT_OP:.2f}")
    for woord in woorden:
        huishoudens = huishoudens.filter(zoektekst__trigram_word_similar=woord)
    gelijkenis = TrigramWordSimilarity(" ".join(woorden), "zoektekst")
    op_gelijkenis = huishoudens.annotate(gelijkenis=gelijkenis)
    return list(op_gelijkenis.order_by("-gelijkenis", "sorteernaam", "id")[:hoeveel])


def _aan_begin_als_kort(woord: str) -> str:
    """Return what to look for: a short word only at the begin of a word, or 14 would find 0614."""
    return f" {woord}" if len(woord) < 3 or (woord.isdigit() and len(woord) < 6) else woord


def _mag_anders(woord: str) -> bool:
    return len(woord) >= _MIN_VOOR_TYPEFOUT and not any(teken.isdigit() for teken in woord)


@dataclass(frozen=True, slots=True)
class Elders:
    """Somebody is known to a team this person does not work in. No name, no address."""

    team: str
    telefoon: str


def bekend_elders(vraag: Zoekvraag, zichtbaar: QuerySet[Any]) -> Sequence[Elders]:
    """Return the teams that know a household this precise question points at, without who it is.

    A name alone is not enough to ask: that would let somebody fish for who has help.
    """
    if not vraag.is_nauwkeurig:
        return []
    rijen = (
        exact(Huishouden.objects.exclude(team=None), vraag)
        .exclude(pk__in=zichtbaar.values("pk"))
        .values_list("team__naam", "team__telefoon")
        .order_by("team__naam")
        .distinct()[:5]
    )
    return [Elders(naam, telefoon) for naam, telefoon in rijen]
