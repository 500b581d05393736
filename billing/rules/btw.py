"""The rate of the VAT on our service, as dated norms."""

from __future__ import annotations

from datetime import date

from keukentafel.errors import Refusal

TARIEVEN: tuple[tuple[date, int, str], ...] = (
    (date(2012, 10, 1), 2_100, "Wet op de omzetbelasting 1968, artikel 9, eerste lid"),
)
"""From this day, in hundredths of a percent, by this article."""


class GeenBtwTarief(Refusal):
    text = "Voor deze dag is geen btw-tarief bekend."


def btw_op(dag: date) -> int:
    """Return the rate of this day, in hundredths of a percent.

    :raises GeenBtwTarief: the day lies before the first norm.
    """
    geldig = [honderdsten for vanaf, honderdsten, _ in TARIEVEN if vanaf <= dag]
    if not geldig:
        raise GeenBtwTarief
    return geldig[-1]
