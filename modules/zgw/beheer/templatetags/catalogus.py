"""How the catalogue writes a duration."""

from __future__ import annotations

from django import template

from modules.zgw.beheer.rules import duur

register = template.Library()


@register.filter
def in_woorden(iso: str) -> str:
    """Write `P8W` as `8 weken`."""
    return duur.in_woorden(iso)
