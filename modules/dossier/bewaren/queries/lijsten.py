"""The lists of destruction, one of them, and its certificate."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.http import Http404

from modules.dossier.bewaren.kaart import KAART
from modules.dossier.bewaren.models import Boekregel, Regelstand, Vernietigingslijst, Vernietigingsregel
from modules.dossier.bewaren.rules.bewaren import STANDAARD

PER_PAGINA = 50


def lijsten() -> list[Any]:
    """Return every list, newest first, with how much stands on it; one query."""
    geteld = Vernietigingslijst.objects.select_related("eerste_door", "tweede_door").annotate(
        aantal=Count("regels", filter=~Q(regels__stand=Regelstand.UITGEZONDERD)),
        weg=Count("regels", filter=Q(regels__stand=Regelstand.WEG)),
        blijft=Count("regels", filter=Q(regels__stand=Regelstand.UITGEZONDERD)),
    )
    return list(geteld.order_by("-nummer")[:100])


def lijst_nummer(nummer: int) -> Vernietigingslijst:
    """Return one list.

    :raises Http404: there is none with this number.
    """
    lijst = (
        Vernietigingslijst.objects.select_related("eerste_door", "tweede_door").filter(nummer=nummer).first()
    )
    if lijst is None:
        raise Http404
    return lijst


def categorie_titel(categorie: str) -> str:
    """Return a category in words."""
    return STANDAARD[categorie].titel if categorie in STANDAARD else "Op verzoek van de inwoner"


@dataclass(frozen=True, slots=True)
class Groep:
    """The lines of one category."""

    anker: str
    titel: str
    regels: list[Vernietigingsregel]


def groepen(lijst: Vernietigingslijst) -> list[Groep]:
    """Return the lines of a list by category, the oldest first; one query."""
    per: dict[str, list[Vernietigingsregel]] = {}
    for regel in lijst.regels.order_by("categorie", "vernietigen_na", "id"):
        per.setdefault(regel.categorie, []).append(regel)
    return [Groep(f"p-{categorie}", categorie_titel(categorie), regels) for categorie, regels in per.items()]


@dataclass(frozen=True, slots=True)
class Post:
    """One category on a certificate."""

    titel: str
    grondslag: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Certificaat:
    """What went, by which law, by whom, when, how much, and the fingerprint of it all."""

    nummer: int
    eerste: str
    eerste_op: datetime | None
    tweede: str
    tweede_op: datetime | None
    klaar_op: datetime | None
    van: date | None
    tot: date | None
    posten: list[Post]
    aantallen: list[tuple[str, int]]
    rijen: int
    bestanden: int
    bleef: int
    overgeslagen: int
    sha256: str
    regels: list[Boekregel]


def certificaat_van(lijst: Vernietigingslijst) -> Certificaat:
    """Return the certificate of a list, from the book: three queries."""
    regels = list(Boekregel.objects.filter(lijst_nummer=lijst.nummer).order_by("id"))
    tel: Counter[str] = Counter()
    posten: Counter[tuple[str, str]] = Counter()
    for regel in regels:
        tel.update(regel.aantallen)
        posten[(regel.categorie, regel.grondslag)] += 1
    grenzen = lijst.regels.filter(stand=Regelstand.WEG).aggregate(van=Min("start"), tot=Max("vernietigen_na"))
    rest = Counter(lijst.regels.values_list("stand", flat=True))
    bestanden = tel.pop("bestanden", 0)
    return Certificaat(
        nummer=lijst.nummer, eerste=getattr(lijst.eerste_door, "naam", ""), eerste_op=lijst.eerste_op,
        tweede=getattr(lijst.tweede_door, "naam", ""), tweede_op=lijst.tweede_op, klaar_op=lijst.klaar_op,
        van=grenzen["van"], tot=grenzen["tot"],
        posten=[Post(categorie_titel(c), grondslag, n) for (c, grondslag), n in sorted(posten.items())],
        aantallen=[(_tabel(model), aantal) for model, aantal in sorted(tel.items())], rijen=sum(tel.values()),
        bestanden=bestanden, bleef=rest[Regelstand.UITGEZONDERD], overgeslagen=rest[Regelstand.OVERGESLAGEN],
        sha256=hashlib.sha256("".join(regel.sha256 for regel in regels).encode()).hexdigest(), regels=regels,
    )  # fmt: skip


def _tabel(model: str) -> str:
    return KAART[model].titel if model in KAART else model.rpartition(".")[2].capitalize()
