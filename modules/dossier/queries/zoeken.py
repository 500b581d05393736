"""Find households: exact words first, words with typing errors when nothing else is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection
from django.db.models import QuerySet

from keukentafel.tenancy.sleutels import blinde_index
from modules.dossier.models import Huishouden, Huishoudlid
from modules.dossier.queries.zoekvraag import Zoekvraag

LIJKT_OP = 0.35  # how alike a word must be: `kuper` finds Kuiper, `deijk` finds Dijk
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
    """Keep the households in which every word is found or nearly found, the most alike first.

    Uses the trigram index; call it inside a transaction: the threshold holds until its end.
    """
    _zet_drempel()
    soepel = [woord for woord in vraag.woorden if _mag_anders(woord)]
    streng = [woord for woord in vraag.woorden if not _mag_anders(woord)]
    if not soepel:
        return huishoudens.none()
    for woord in streng:
        huishoudens = huishoudens.filter(zoektekst__contains=_aan_begin_als_kort(woord))
    for woord in soepel:
        huishoudens = huishoudens.filter(zoektekst__trigram_word_similar=woord)
    gelijkenis = TrigramWordSimilarity(" ".join(soepel), "zoektekst")
    return huishoudens.annotate(gelijkenis=gelijkenis).order_by("-gelijkenis", "sorteernaam", "id")


def _aan_begin_als_kort(woord: str) -> str:
    """Return what to look for: a short word only at the begin of a word, or 14 would find 0614."""
    return f" {woord}" if len(woord) < 3 or (woord.isdigit() and len(woord) < 6) else woord


def _mag_anders(woord: str) -> bool:
    return len(woord) >= _MIN_VOOR_TYPEFOUT and not any(teken.isdigit() for teken in woord)


def _zet_drempel() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {LIJKT_OP:.2f}")


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
