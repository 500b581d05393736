"""What policy sees of a rule: numbers and sentences without names. Never a household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from modules.dossier.ruimte.models import Beleidssignaal
from modules.dossier.ruimte.woorden import Afwijksoort


@dataclass(frozen=True, slots=True)
class Beeld:
    """How often, on which grounds, with how much backing, and what people propose."""

    aantal: int
    soorten: tuple[tuple[str, int], ...]
    gesteund: int
    niet_gesteund: int
    stil: int
    voorstellen: tuple[str, ...]


def beeld_van(signaal: Beleidssignaal, vandaag: date) -> Beeld:
    """Return what a signal stands on: three queries, however many deviations."""
    rijen = signaal.afwijkingen.order_by()
    soorten = rijen.values_list("soort").annotate(hoe_vaak=Count("id")).order_by("-hoe_vaak", "soort")
    telling = rijen.aggregate(
        aantal=Count("id"),
        ja=Count("id", filter=Q(steun="ja")),
        nee=Count("id", filter=Q(steun="nee")),
        stil=Count("id", filter=Q(steun="", steun_uiterlijk__lt=vandaag)),
    )
    teksten = rijen.exclude(voorstel="").order_by("gemaakt_op", "id").values_list("voorstel", flat=True)[:50]
    return Beeld(
        telling["aantal"],
        tuple((str(Afwijksoort(soort).label), aantal) for soort, aantal in soorten),
        telling["ja"],
        telling["nee"],
        telling["stil"],
        tuple(teksten),
    )
