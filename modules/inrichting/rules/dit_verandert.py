"""The lines of `Dit verandert er`, in the words of the people who will notice (ux 8.1, F003).

Pure: two solved sets of settings go in, sentences come out. What differs is found by `verschil`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from modules.inrichting.rules.instellingsoort import Keuze
from modules.inrichting.rules.stappen import ALTIJD, STAPSOORTEN, stapkeuze, stappen
from modules.inrichting.rules.varianten import VariantInstellingen
from modules.inrichting.rules.varianttabel import INSTELLINGEN
from modules.inrichting.rules.velden import aantal_verplichte_velden
from modules.inrichting.rules.verschil import instellingen_verschil, velden_verschil

Soort = Literal["plus", "min", "anders"]


@dataclass(frozen=True, slots=True)
class Verandering:
    """One line; `sleutel` is the setting it comes from and `stap` the step key when it is about a step.

    `is_hoofdzaak`: people notice it in their dossiers at once.
    """

    soort: Soort
    tekst: str
    sleutel: str = ""
    stap: str = ""
    is_hoofdzaak: bool = True


@dataclass(frozen=True, slots=True)
class Routestap:
    """A step on the line of a dossier: as it was, new, or gone."""

    label: str
    stand: Literal["zelfde", "nieuw", "vervalt"]


def is_gelijk(oud: VariantInstellingen, nieuw: VariantInstellingen) -> bool:
    """Whether a team works the same, wherever the values were chosen."""
    return oud.variant == nieuw.variant and not instellingen_verschil(oud, nieuw)


def veranderingen(oud: VariantInstellingen, nieuw: VariantInstellingen) -> tuple[Verandering, ...]:
    """Return what is added, what goes, and what is different, in that order."""
    gevonden = (*_stappen(oud, nieuw), *_velden(oud, nieuw), *_keuzes(oud, nieuw))
    volgorde = ("plus", "min", "anders")
    return tuple(sorted(gevonden, key=lambda verandering: volgorde.index(verandering.soort)))


def route(oud: VariantInstellingen, nieuw: VariantInstellingen) -> tuple[Routestap, ...]:
    """Return the line of steps of a dossier, with what is new marked and what goes at the end."""
    was = [stap.label for stap in stappen(oud)]
    wordt = [stap.label for stap in stappen(nieuw)]
    lijn = [Routestap(label, "zelfde" if label in was else "nieuw") for label in wordt]
    weg = [Routestap(label, "vervalt") for label in was if label not in wordt]
    return (*lijn, *weg)


def _stappen(oud: VariantInstellingen, nieuw: VariantInstellingen) -> Iterator[Verandering]:
    for sleutel, soort in STAPSOORTEN.items():
        if soort.instelling in (ALTIJD, "eigen_ondersteuning"):
            continue
        was, wordt = stapkeuze(oud, sleutel), stapkeuze(nieuw, sleutel)
        if was == wordt:
            continue
        if was == Keuze.N:
            extra = "" if wordt == Keuze.J else ", als het helpt"
            yield Verandering("plus", f"{soort.label} in het dossier{extra}", soort.instelling, sleutel)
        elif wordt == Keuze.N:
            yield Verandering("min", f"{soort.label} uit het dossier", soort.instelling, sleutel)
        else:
            woord = "hoort nu altijd bij het dossier" if wordt == Keuze.J else "mag nu worden overgeslagen"
            yield Verandering("anders", f"{soort.label} {woord}", soort.instelling, sleutel)


def _velden(oud: VariantInstellingen, nieuw: VariantInstellingen) -> Iterator[Verandering]:
    for velden in velden_verschil(oud, nieuw):
        if velden.was and velden.wordt and velden.was != velden.wordt:
            tekst = f"Verplichte velden bij {velden.label.lower()}: van {velden.was} naar {velden.wordt}"
            yield Verandering("anders", tekst, "registratie_niveau")
    was, wordt = aantal_verplichte_velden(oud), aantal_verplichte_velden(nieuw)
    if was != wordt:
        yield Verandering("anders", f"Verplichte velden in een heel dossier: van {was} naar {wordt}")


def _keuzes(oud: VariantInstellingen, nieuw: VariantInstellingen) -> Iterator[Verandering]:
    stappen_ = {rij.sleutel for rij in INSTELLINGEN if rij.is_stap}
    for anders in instellingen_verschil(oud, nieuw):
        if anders.sleutel not in stappen_:
            tekst = f"{anders.label}: van {_klein(anders.was)} naar {_klein(anders.wordt)}"
            yield Verandering("anders", tekst, anders.sleutel, is_hoofdzaak=False)


def _klein(tekst: str) -> str:
    return tekst[:1].lower() + tekst[1:] if tekst[1:2].islower() else tekst
