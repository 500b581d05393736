"""What a page of the console may offer to who looks at it."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tenants.console import tabel

register = template.Library()


@register.simple_tag(takes_context=True)
def mag_route(context: Context, route: str) -> bool:
    """Tell whether this person may ask for a route: `{% mag_route "tenants:toevoegen" as mag %}`.

    A button that leads to 404 is not shown.
    """
    gebruiker = context["request"].user
    return gebruiker.is_authenticated and tabel.mag(route, gebruiker.rollen)


_BALK = {"goed": ("ok", 0), "vertraagd": ("warn", 10), "stuk": ("danger", 10), "geen": ("none", 24)}


@register.simple_tag
def balken(niveaus: Sequence[str]) -> SafeString:
    """A bar for each day, oldest first: whole is good, short is trouble, a stripe is a day without measurement.

    The table twin says the same in words, so a screen reader skips the picture.
    """
    delen = []
    for nummer, niveau in enumerate(niveaus):
        klasse, boven = _BALK[niveau]
        delen.append(
            format_html(
                '<rect class="kt-spark__{}" x="{}" y="{}" width="6" height="{}" rx="1"/>',
                klasse,
                nummer * 8,
                boven,
                28 - boven,
            )
        )
    return format_html(
        '<svg class="kt-spark" viewBox="0 0 {} 28" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        max(len(niveaus) * 8 - 2, 1),
        SafeString("".join(delen)),
    )
