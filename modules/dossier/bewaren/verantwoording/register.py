"""The register of processing (AVG 30), put together from modules, map, terms, protocol and processors."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.apps import apps

from keukentafel.tenancy.models import GemeenteModel
from modules.dossier.bewaren.kaart import KAART, reden_van_uitzondering
from modules.dossier.bewaren.models import Verwerker
from modules.dossier.bewaren.rules.bewaren import Bewaartermijn
from modules.inrichting.rules.protocol import Categorie, Functie, Mate, Matrix


@dataclass(frozen=True, slots=True)
class Beschrijving:
    """What a module says of itself."""

    label: str
    titel: str
    doel: str
    grondslag: str
    betrokkenen: tuple[str, ...]
    omschrijving: str
    restrisico: str
    risicos: tuple[tuple[str, str], ...]
    bewaren: str = ""

    @property
    def anker(self) -> str:
        """Return where it stands on the page."""
        return f"p-{self.label}"


@cache
def beschrijvingen() -> Mapping[str, Beschrijving]:
    """Return what each module says of itself, by label."""
    ruw = tomllib.loads(Path(__file__).with_name("verwerkingen.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            label: Beschrijving(
                label=label,
                betrokkenen=tuple(rij.pop("betrokkenen")),
                risicos=tuple((risico, maatregel) for risico, maatregel in rij.pop("risicos")),
                **rij,
            )
            for label, rij in ruw.items()
        }
    )


@dataclass(frozen=True, slots=True)
class Verwerking:
    """One line of the register."""

    beschrijving: Beschrijving
    gegevens: tuple[tuple[str, int], ...]  # category in words → number of kinds of data
    tabellen: int
    ontvangers: tuple[str, ...]
    bewaren: tuple[str, ...]


def modules_met_tabellen() -> list[str]:
    """Return the labels of every app that a gemeente has, in the order of INSTALLED_APPS."""
    return [
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith(("keukentafel.", "modules."))
        and (config.label in beschrijvingen() or _tabellen(config.label))
    ]


def _tabellen(label: str) -> list[Any]:
    return [model for model in apps.get_app_config(label).get_models() if issubclass(model, GemeenteModel)]


def register(matrix: Matrix, termijnen: Mapping[str, Bewaartermijn]) -> list[Verwerking]:
    """Return the whole register as it is now."""
    return [
        _verwerking(label, matrix, termijnen) for label in modules_met_tabellen() if label in beschrijvingen()
    ]


def _verwerking(label: str, matrix: Matrix, termijnen: Mapping[str, Bewaartermijn]) -> Verwerking:
    letters = Counter(regel.letter for regel in KAART.values() if regel.model.startswith(f"{label}."))
    eigen = beschrijvingen()[label]
    bewaren = [f"{t.titel}: {t.in_woorden} ({t.grondslag})" for t in termijnen.values()] if letters else []
    return Verwerking(
        beschrijving=eigen,
        gegevens=tuple((str(Categorie(letter).label), letters[letter]) for letter in sorted(letters)),
        tabellen=len(_tabellen(label)),
        ontvangers=_ontvangers(matrix, set(letters)),
        bewaren=tuple(
            bewaren or [eigen.bewaren or "Zolang de medewerker werkt of de gemeente het gebruikt."]
        ),
    )


def _ontvangers(matrix: Matrix, letters: set[str]) -> tuple[str, ...]:
    """Return which functions see something of these categories, by the protocol in force."""
    functies = {
        functie for functie, categorie, cel in matrix if categorie.value in letters and cel.mate > Mate.NIETS
    }
    return tuple(str(functie.label) for functie in Functie if functie in functies)


def rechtenmatrix(matrix: Matrix) -> list[list[str]]:
    """Return functions × categories in words: what each sees and on what condition."""
    uit = [["Functie", *(f"{c.value} {c.label}" for c in Categorie)]]
    rijen = ([str(f.label), *(_in_woorden(matrix, f, categorie) for categorie in Categorie)] for f in Functie)
    return [*uit, *rijen]


def _in_woorden(matrix: Matrix, functie: Functie, categorie: Categorie) -> str:
    delen = []
    for cel in matrix.cellen_van(functie, categorie):
        schrijft = ", schrijft" if cel.schrijft else ""
        delen.append(f"{cel.mate.label} ({cel.voorwaarde.label}{schrijft}; {cel.grond})")
    return " / ".join(delen) or "niets"


def verwerkers() -> list[Verwerker]:
    """Return who processes data for this gemeente now."""
    return list(Verwerker.objects.filter(gestopt_op=None))


def tabellen_zonder_plek() -> list[str]:
    """Return tables that are neither on the map of personal data nor named as excepted."""
    return [
        model._meta.label_lower  # noqa: SLF001 -- public in Django
        for model in apps.get_models()
        if issubclass(model, GemeenteModel)
        and model._meta.label_lower not in KAART  # noqa: SLF001
        and not reden_van_uitzondering(model._meta.label_lower)  # noqa: SLF001
    ]
