"""Amounts and percentages as they stand on screens and paper; what is kept is whole cents."""

from __future__ import annotations

from datetime import date, timedelta

from django.template import Library

from billing.rules.woorden import procent_tekst
from keukentafel.values.datum_tekst import datum
from keukentafel.values.geld import Geld

register = Library()


@register.filter
def centen(bedrag: int | None) -> str:
    """Show an amount: `€ 1.234,50`; nothing when there is none."""
    return "" if bedrag is None else str(Geld(bedrag))


@register.filter
def honderdsten(waarde: int) -> str:
    """Show hundredths of a percent: `21%`."""
    return procent_tekst(waarde)


@register.filter
def keer(bedrag: int, teken: int) -> int:
    """Turn the sign of an amount (`-1`), for a credit note."""
    return bedrag * teken


@register.filter
def tot_en_met(dag: date | None) -> str:
    """Show the last day of a stretch; what is kept is the first day after it."""
    return "" if dag is None else datum(dag - timedelta(days=1))
