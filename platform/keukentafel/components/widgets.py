"""Form widgets that `{% veld %}` draws in our own way."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import forms

from keukentafel.components.words import dag_van


class DatumInvoer(forms.TextInput):
    """One text field for a date, with `Vandaag` and `Morgen` beside it.

    A date becomes `24-11-2026`; what was typed stays as it was typed.
    """

    def __init__(self, attrs: dict[str, Any] | None = None, *, snel: Iterable[int] = (0, 1)) -> None:
        """Take `snel`: the offsets in days that get a button (0 is Vandaag, 1 is Morgen, -1 is Gisteren)."""
        super().__init__({"autocomplete": "off", "inputmode": "text", **(attrs or {})})
        self.snel = tuple(snel)

    def format_value(self, value: object) -> str | None:
        if isinstance(value, date | datetime):
            return dag_van(value).strftime("%d-%m-%Y")
        return None if value in (None, "") else str(value)


class KeuzeKaarten(forms.RadioSelect):
    """Radio buttons as cards, each with a line of explanation and facts."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Iterable[Any] = (),
        *,
        uitleg: Mapping[str, str] | None = None,
        feiten: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """Take per value a sentence (`uitleg`) and a few facts (`feiten`: name and what)."""
        super().__init__(attrs, choices)
        self.uitleg = dict(uitleg or {})
        self.feiten = {waarde: dict(rij) for waarde, rij in (feiten or {}).items()}


class Segment(forms.RadioSelect):
    """Two to four short answers in a row: ja, beperkt, nee."""


class Wachtwoord(forms.PasswordInput):
    """A password that password managers and pasting may fill, with a button that shows it."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, nieuw: bool = False) -> None:
        """Take `nieuw` for a password that is being chosen."""
        super().__init__({"autocomplete": "new-password" if nieuw else "current-password", **(attrs or {})})


class Eenmaligecode(forms.TextInput):
    """The six digits of an authenticator app."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", **(attrs or {})}
        )
