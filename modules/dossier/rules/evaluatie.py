"""The questions of an evaluation (domain 3.3; F055)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from keukentafel.values.bevinding import Bevinding
from modules.inrichting.codelijsten import Verandering

JA_DEELS_NEE: Final = (("ja", "Ja"), ("deels", "Deels"), ("nee", "Nee"))
VERVOLG: Final = (
    ("doorgaan", "Doorgaan met dit plan"),
    ("bijstellen", "Het plan aanpassen"),
    ("waakvlam", "Afronden met een waakvlam"),
    ("afsluiten", "Afsluiten"),
)


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question: a choice when it has `keuzes`, otherwise text."""

    naam: str
    vraag: str
    keuzes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Vraaggroep:
    """Questions under one heading; the key of a group is what a team may make mandatory."""

    sleutel: str
    kop: str
    vragen: tuple[Vraag, ...]


_VERANDERING: Final = tuple((str(code), str(label)) for code, label in Verandering.choices)

VRAAGGROEPEN: Final = (
    Vraaggroep(
        "vraag_beantwoord",
        "De vraag",
        (
            Vraag("vraag_beantwoord", "Is de vraag beantwoord of het probleem opgelost?", JA_DEELS_NEE),
            Vraag("vraag_toelichting", "Wat is er anders dan in het begin?"),
        ),
    ),
    Vraaggroep(
        "verloop",
        "Hoe het ging",
        (
            Vraag("verloop", "Hoe ging het samen?"),
            Vraag("werkbaar", "Waren de oplossingen en acties te doen?", JA_DEELS_NEE),
            Vraag("waarom", "Waarom wel of niet?"),
            Vraag("verloop_geleerd", "Wat leren we hiervan?"),
        ),
    ),
    Vraaggroep(
        "zelfredzaamheid",
        "Zelf regelen",
        (
            Vraag("zelfredzaamheid", "Lukt het zelf regelen beter, slechter of gelijk?", _VERANDERING),
            Vraag("zelfredzaamheid_geleerd", "Wat leren we hiervan?"),
        ),
    ),
    Vraaggroep(
        "participatie",
        "Meedoen",
        (
            Vraag("participatie", "Lukt het meedoen beter, slechter of gelijk?", _VERANDERING),
            Vraag("participatie_geleerd", "Wat leren we hiervan?"),
        ),
    ),
)


def controleer_evaluatie(
    antwoorden: Mapping[str, str],
    *,
    verplichte_groepen: Collection[str],
    samen_met_huishouden: bool,
    zonder_omdat: str = "",
) -> tuple[Bevinding, ...]:
    """Return what is missing or does not exist.

    Of each mandatory group its first question is answered. An evaluation without the household
    says why.
    """
    bevindingen = []
    if not samen_met_huishouden and not zonder_omdat.strip():
        bevindingen.append(
            Bevinding("Schrijf op waarom het huishouden er niet bij was.", "zonder_inwoner_omdat")
        )
    for groep in VRAAGGROEPEN:
        eerste = groep.vragen[0]
        if groep.sleutel in verplichte_groepen and not antwoorden.get(eerste.naam, "").strip():
            bevindingen.append(Bevinding(f"Geef antwoord op: {eerste.vraag}", eerste.naam))
        bevindingen += [
            Bevinding(f"Kies een van de antwoorden bij: {vraag.vraag}", vraag.naam)
            for vraag in groep.vragen
            if vraag.keuzes
            and antwoorden.get(vraag.naam)
            and antwoorden[vraag.naam] not in dict(vraag.keuzes)
        ]
    return tuple(bevindingen)


def is_beantwoord(antwoorden: Mapping[str, str]) -> bool:
    """Return whether every group has its first answer: then the step is done."""
    return all(antwoorden.get(groep.vragen[0].naam, "").strip() for groep in VRAAGGROEPEN)


def leerpunten(antwoorden: Mapping[str, str]) -> tuple[str, ...]:
    """Return what was learned, in the order of the questions; for the team, without names beside it."""
    namen = [
        vraag.naam for groep in VRAAGGROEPEN for vraag in groep.vragen if vraag.naam.endswith("_geleerd")
    ]
    return tuple(antwoorden[naam].strip() for naam in namen if antwoorden.get(naam, "").strip())
