"""Find households: exact words first, words with typing errors when nothing else is found.

Typing errors go in two steps: one slip of the finger is common and is found precisely; only when that
finds nobody, words that look alike count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from keukentafel.tenancy.sleutels import blinde_index
from modules.dossier.models import Huishouden, Huishoudlid, Zoekwoord
from modules.dossier.queries.zoekvraag import Zoekvraag

LIJKT_OP = 0.25  # how alike a word must be: `kuper` finds Kuiper, `visre` finds Visser
HOOGSTENS_LIJKEND = 5
_MIN_VOOR_TYPEFOUT = 4


def exact(huishoudens: QuerySet[Any], vraag: Zoekvraag) -> QuerySet[Any]:
    """Keep the households in which every part of the question is found."""
    if vraag.bsn or vraag.geboren:
        leden = Huishoudlid.objects.filter(tot=None)
        if vraag.bsn:
            leden = leden.filter(inwoner__bsn_index=blinde_index("bsn", vraag.bsn))
        if vraag.geboren:
            leden = leden.filter(inwoner__geboortedatum=vraag.geboren)
        huishoudens = huishoudens.filter(pk__in=leden.values("huishouden_id"))
    for woord in vraag.woorden:
        huishoudens = huishoudens.filter(zoektekst__contains=_aan_begin_als_kort(woord))
    return huishoudens


def ongeveer(huishoudens: QuerySet[Any], vraag: Zoekvraag) -> QuerySet[Any]:
    """Keep the households in which every word is found or a word that is like it, the most alike first.

    The likeness is looked up in the words that occur in this gemeente: some thousands, whatever the
    number of households. Call it inside a transaction: the threshold holds until its end.
    """
    rang: list[Case] = []
    for woord in vraag.woorden:
        lijkend = _lijkt_op(woord) if _mag_anders(woord) else []
        mogelijk = lijkend or [_aan_begin_als_kort(woord)]
        huishoudens = huishoudens.filter(reduce(or_, (Q(zoektekst__contains=deel) for deel in mogelijk)))
        rang.append(_rang(mogelijk))
    if not any(_mag_anders(woord) for woord in vraag.woorden):
        return huishoudens.none()
    return huishoudens.order_by(*rang, "sorteernaam", "id")


def _lijkt_op(woord: str) -> list[str]:
    """Return the words of this gemeente that are most like this one; one query on a small table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.similarity_threshold = {LIJKT_OP:.2f}")
    woorden = Zoekwoord.objects.filter(woord__trigram_similar=woord)
    op_gelijkenis = woorden.annotate(gelijkenis=TrigramSimilarity("woord", woord))
    return list(
        op_gelijkenis.order_by("-gelijkenis", "woord").values_list("woord", flat=True)[:HOOGSTENS_LIJKEND]
    )


def _rang(mogelijk: list[str]) -> Case:
    return Case(
        *(When(zoektekst__contains=deel, then=Value(plek)) for plek, deel in enumerate(mogelijk)),
        default=Value(len(mogelijk)),
        output_field=IntegerField(),
    )


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
