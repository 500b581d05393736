"""What comes, goes and changes between two ways of working: the live preview (F003; ux 8.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from modules.inrichting.rules.instellingsoort import Keuze
from modules.inrichting.rules.stappen import stappen
from modules.inrichting.rules.varianten import VariantInstellingen
from modules.inrichting.rules.varianttabel import INSTELLINGEN
from modules.inrichting.rules.velden import verplichte_velden


@dataclass(frozen=True, slots=True)
class Anders:
    """Something that stays but becomes different. `was` and `wordt` are words for a screen."""

    sleutel: str
    label: str
    was: str
    wordt: str

    def __str__(self) -> str:
        return f"{self.label}: van {self.was} naar {self.wordt}"


@dataclass(frozen=True, slots=True)
class Verschil:
    """What is added, taken away and changed; labels in the order of the screen."""

    erbij: tuple[str, ...] = ()
    weg: tuple[str, ...] = ()
    anders: tuple[Anders, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.erbij or self.weg or self.anders)

    def __len__(self) -> int:
        return len(self.erbij) + len(self.weg) + len(self.anders)


@dataclass(frozen=True, slots=True)
class VeldenVerschil:
    """How the mandatory fields of one step change: from how many to how many, and which."""

    sleutel: str
    label: str
    was: int
    wordt: int
    erbij: tuple[str, ...]
    weg: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MenuRegel:
    """An item of the main menu that depends on how a team works."""

    sleutel: str
    label: str


def menu_van(instellingen: VariantInstellingen, modules: Collection[str]) -> tuple[MenuRegel, ...]:
    """Return the main menu of somebody who works in this team (ux 2).

    The caller keeps the items whose page exists. `instroom` leads to the same page under another
    name, because a question begins differently in each model.
    """
    heeft_besluiten = instellingen.stap_beschikking != Keuze.N and instellingen.besluit_door == "team"
    regels = [
        MenuRegel("mijn_dag", "Mijn dag"),
        MenuRegel("instroom", naam_van_instroom(instellingen)),
        MenuRegel("huishoudens", "Huishoudens"),
    ]
    if heeft_besluiten and modules:
        regels.append(MenuRegel("besluiten", "Besluiten"))
    if instellingen.stap_eropaf_rooster != Keuze.N:
        regels.append(MenuRegel("rooster", "Rooster"))
    return (*regels, MenuRegel("teamoverzicht", "Teamoverzicht"))


def naam_van_instroom(instellingen: VariantInstellingen) -> str:
    """Return what a team calls the list of what comes in: `Meldingen`, `Signalen` or `Overdrachten`."""
    sleutels = [stap.sleutel for stap in stappen(instellingen)]
    if "melding" in sleutels:
        return "Meldingen"
    return "Overdrachten" if "overdracht" in sleutels else "Signalen"


def menu_verschil(oud: Iterable[MenuRegel], nieuw: Iterable[MenuRegel]) -> Verschil:
    """Return what changes in a menu."""
    return _verschil(
        {regel.sleutel: (regel.label, regel.label) for regel in oud},
        {regel.sleutel: (regel.label, regel.label) for regel in nieuw},
    )


def stappen_verschil(oud: VariantInstellingen, nieuw: VariantInstellingen) -> Verschil:
    """Return which steps of a dossier come, go, or become required or optional."""
    return _verschil(
        {stap.sleutel: (stap.label, _in_woorden(stap.keuze)) for stap in stappen(oud)},
        {stap.sleutel: (stap.label, _in_woorden(stap.keuze)) for stap in stappen(nieuw)},
    )


def velden_verschil(oud: VariantInstellingen, nieuw: VariantInstellingen) -> tuple[VeldenVerschil, ...]:
    """Return per step how its mandatory fields change; a step that comes or goes counts from or to 0."""
    namen = {stap.sleutel: stap.label for stap in (*stappen(oud), *stappen(nieuw))} | {
        "afsluiting": "Afsluiting"
    }
    alle = (_velden_van_stap(sleutel, label, oud, nieuw) for sleutel, label in namen.items())
    return tuple(verschil for verschil in alle if verschil.erbij or verschil.weg)


def instellingen_verschil(oud: VariantInstellingen, nieuw: VariantInstellingen) -> tuple[Anders, ...]:
    """Return every setting whose value changes, in the order of the screen."""
    return tuple(
        Anders(rij.sleutel, rij.label, oud.in_woorden(rij.sleutel), nieuw.in_woorden(rij.sleutel))
        for rij in INSTELLINGEN
        if oud.waarde(rij.sleutel) != nieuw.waarde(rij.sleutel)
    )


def _verschil(oud: Mapping[str, tuple[str, str]], nieuw: Mapping[str, tuple[str, str]]) -> Verschil:
    """Compare label and state by key."""
    return Verschil(
        erbij=tuple(label for sleutel, (label, _) in nieuw.items() if sleutel not in oud),
        weg=tuple(label for sleutel, (label, _) in oud.items() if sleutel not in nieuw),
        anders=tuple(
            Anders(sleutel, label, oud[sleutel][1], stand)
            for sleutel, (label, stand) in nieuw.items()
            if sleutel in oud and oud[sleutel] != (label, stand)
        ),
    )


def _in_woorden(keuze: Keuze) -> str:
    return "hoort erbij" if keuze == Keuze.J else "mag"


def _velden_van_stap(
    sleutel: str, label: str, oud: VariantInstellingen, nieuw: VariantInstellingen
) -> VeldenVerschil:
    was, wordt = _labels(oud, sleutel), _labels(nieuw, sleutel)
    erbij = tuple(veld for veld in wordt if veld not in was)
    weg = tuple(veld for veld in was if veld not in wordt)
    return VeldenVerschil(sleutel, label, len(was), len(wordt), erbij, weg)


def _labels(instellingen: VariantInstellingen, sleutel: str) -> tuple[str, ...]:
    aanwezig = {"afsluiting", *(stap.sleutel for stap in stappen(instellingen))}
    if sleutel not in aanwezig:
        return ()
    return tuple(veld.label for veld in verplichte_velden(instellingen, sleutel))
