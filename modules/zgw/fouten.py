"""The refusals of the standard: what is wrong with which field, in its own codes."""

from __future__ import annotations

from dataclasses import dataclass

from keukentafel.errors import Refusal

GEHEEL = "nonFieldErrors"


@dataclass(frozen=True, slots=True)
class Veldfout:
    """One thing that is wrong: the field by its name in the API, the standard's code, a Dutch sentence."""

    naam: str
    code: str
    reden: str


class Ongeldig(Refusal):
    """What was sent breaks one or more rules: 400 with a line per field."""

    text = "Wat je stuurde klopt niet. Kijk bij invalidParams."

    def __init__(self, *fouten: Veldfout) -> None:
        super().__init__()
        self.fouten = fouten


class Verboden(Refusal):
    """The program may not do this: 403."""

    text = "Je applicatie mag dit niet."

    def __init__(self, text: str | None = None, *, code: str = "permission_denied") -> None:
        super().__init__(text)
        self.code = code


class Conflict(Refusal):
    """It cannot be done as things stand now: 409."""

    def __init__(self, text: str, *, code: str = "conflict") -> None:
        super().__init__(text)
        self.code = code


def fout(naam: str, code: str, reden: str) -> Ongeldig:
    """Make the refusal of one field."""
    return Ongeldig(Veldfout(naam, code, reden))
