"""Words for the pages and the certificate of a gemeente that leaves."""

from __future__ import annotations

from django import template
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import localtime

from keukentafel.components.words import datum_lang_tekst

register = template.Library()


@register.filter
def dag(iso: str) -> str:
    """Say a day or moment that was kept as text: `22 november 2026`. Nothing stays nothing."""
    moment = parse_datetime(iso) if "T" in iso else None
    waarde = localtime(moment).date() if moment else parse_date(iso)
    return datum_lang_tekst(waarde) if waarde else ""


@register.filter
def woorden(sleutel: str) -> str:
    """Say a key in words: `deel_buiten_de_databank` → `deel buiten de databank`."""
    return sleutel.replace("_", " ").replace(".", ": ")
