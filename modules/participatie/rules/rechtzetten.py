"""Setting right together, from undeclared work to a contract: its steps, and what must be said (F065). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

REGEL: Final = "Maatregel na werk dat niet is gemeld (Participatiewet artikel 18)"
"""The rule that is departed from, as it is known in the list of deviations."""

_VRAGEN: Final = (
    ("stappen", "Schrijf op welke stappen jullie afspreken, en wanneer."),
    ("wijkt_af_omdat", "Schrijf op waarom er geen maatregel volgt."),
    ("terugkijken_op", "Vul in wanneer jullie terugkijken."),
)
_FEITEN: Final = (
    ("belang", "Schrijf op welk belang de inwoner heeft."),
    ("risico", "Schrijf op wat er mis kan gaan."),
    ("partners", "Schrijf op wie dit weten."),
)


def stappen_van(tekst: str) -> list[str]:
    """Return the steps that were agreed on: one a line, without doubles."""
    regels = (regel.strip(" -\t\r") for regel in tekst.split("\n"))
    return list(dict.fromkeys(regel for regel in regels if regel))


def wat_mist(gegevens: Mapping[str, Any], *, is_nieuw: bool, dag: date) -> tuple[tuple[str, str], ...]:
    """Return what is missing before a sanction may make room for steps, as (field, sentence).

    Participatiewet 18 lid 1 asks to fit the person; the deviation keeps the facts (domain 6.7). `is_nieuw`:
    no deviation was recorded yet, so its facts are asked as well.
    """
    vragen = (*_VRAGEN, *(_FEITEN if is_nieuw else ()))
    mist = [(veld, zin) for veld, zin in vragen if not str(gegevens.get(veld) or "").strip()]
    terug = gegevens.get("terugkijken_op")
    if is_nieuw and terug is not None and terug <= dag:
        mist.append(("terugkijken_op", "Kies een dag die nog komt, zodat jullie kunnen terugkijken."))
    return tuple(mist)
