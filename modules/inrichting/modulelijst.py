"""The three modules a gemeente may switch, in words: what each gives and what disappears (F007)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Module:
    """One law as a choice on the screen."""

    code: str
    naam: str
    uitleg: str
    verdwijnt: tuple[str, ...]


MODULES: Final[Mapping[str, Module]] = {
    "wmo": Module(
        "wmo",
        "Wmo",
        "Melding, onderzoek en besluit volgens de Wet maatschappelijke ondersteuning.",
        (
            "Meldingen Wmo uit het menu en uit de dossiers",
            "de stap Melding en onderzoek, met de termijn van 6 weken",
            "het kiezen van de Wmo bij een oplossing in het plan",
        ),
    ),
    "jeugd": Module(
        "jeugd",
        "Jeugd",
        "Hulpvragen en besluiten volgens de Jeugdwet.",
        ("de Jeugdwet als keuze bij een oplossing in het plan", "de stappen van de Jeugdwet in een dossier"),
    ),
    "participatie": Module(
        "participatie",
        "Participatie",
        "Meedoen en werk volgens de Participatiewet.",
        (
            "de Participatiewet als keuze bij een oplossing in het plan",
            "de stappen van de Participatiewet in een dossier",
        ),
    ),
}
