"""Whether a person filled in a form: without a puzzle, and without asking another party."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

SNELSTE: Final = timedelta(seconds=3)
LANGSTE: Final = timedelta(hours=12)


def reden_om_te_wachten(*, sinds: timedelta | None, lokveld: str) -> str:
    """Return what to say to who sent a form too soon, too late, or with the field that people never see.

    `sinds` is how long ago the form was drawn; None when that cannot be told. Whoever is stopped keeps
    the text, and only has to press again.
    """
    if lokveld.strip():
        return "Laat het laatste veld leeg en verstuur het formulier opnieuw."
    if sinds is None or sinds > LANGSTE:
        return "Het formulier stond lang open. Uw tekst staat er nog. Verstuur het formulier opnieuw."
    if sinds < SNELSTE:
        return "Dat ging heel snel. Lees uw vraag nog eens na en verstuur het formulier opnieuw."
    return ""
