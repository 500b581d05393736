"""What a key may be used for. A scope only narrows: the roles of who it acts for decide the rest."""

from __future__ import annotations

from typing import Final

BRONNEN: Final = {
    "huishoudens": "Huishoudens", "casussen": "Hulp van een team", "meldingen": "Meldingen", "signalen": "Signalen",
    "gesprekken": "Gesprekken", "zrm-metingen": "Metingen van zelfredzaamheid", "plannen": "Plannen",
    "acties": "Acties", "beschikkingen": "Besluiten", "termijnen": "Termijnen", "teams": "Teams",
    "inrichting": "Inrichting", "logboek": "Logboek",
}  # fmt: skip
ALLEEN_LEZEN: Final = frozenset({"logboek"})
LEZEN, SCHRIJVEN = "lezen", "schrijven"

SCOPES: Final = tuple(
    f"{bron}.{soort}"
    for bron in BRONNEN
    for soort in (LEZEN, SCHRIJVEN)
    if not (soort == SCHRIJVEN and bron in ALLEEN_LEZEN)
)
"""Every scope there is, in the order of the screen."""


def in_woorden(scope: str) -> str:
    """Return a scope as the screen says it: `Huishoudens lezen`."""
    bron, _, soort = scope.rpartition(".")
    return f"{BRONNEN[bron]} {soort}"


KEUZES: Final = tuple((scope, in_woorden(scope)) for scope in SCOPES)
