"""Words that differ by one slip of the finger: a letter wrong, missed, too many, or two changed about."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Func, TextField, Value


def een_letter_anders(woord: str) -> tuple[str, ...]:
    """Return LIKE patterns for the begin of every word that is `woord` with at most one slip.

    `%` and `_` in the word are taken as they are typed.
    """
    letters = [f"\\{letter}" if letter in "\\%_" else letter for letter in woord]
    vormen = ["".join(letters)]
    for plek in range(len(letters)):
        voor, na = letters[:plek], letters[plek + 1 :]
        vormen.append("".join([*voor, "_", *na]))  # kulper: another letter
        vormen.append("".join([*voor, *na]))  # kuijper: one too many
        if plek:
            vormen.append("".join([*voor, "_", *letters[plek:]]))  # kuper: one missed
        if na:
            vormen.append("".join([*voor, na[0], letters[plek], *na[1:]]))  # kuiepr: changed about
    return tuple(f"% {vorm}%" for vorm in dict.fromkeys(vormen))


class BevatEenVan(Func):
    """Whether a text is like one of these patterns; the trigram index finds which."""

    arg_joiner = " LIKE ANY ("
    template = "%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, veld: str, patronen: tuple[str, ...]) -> None:
        super().__init__(veld, Value(list(patronen), output_field=ArrayField(TextField())))
