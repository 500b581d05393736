"""The tabs of the page Koppelingen."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from keukentafel.components.frames import subnavlink
from keukentafel.koppelkaarten import kaarten_voor

register = template.Library()


@register.simple_tag
def koppeltabs(request: Any, hier: str = "") -> SafeString:
    """Draw the tabs of what this person may open; `hier` is the key of the card whose page this is."""
    links = [subnavlink("Overzicht", reverse("zgwbeheer:overzicht"), actief=not hier)]
    links += [
        subnavlink(kaart.titel, reverse(kaart.route), actief=kaart.sleutel == hier)
        for kaart in kaarten_voor(request.user)
    ]
    inhoud = format_html_join("", "{}", ((link,) for link in links))
    return format_html('<nav class="kt-subnav kt-subnav--los" aria-label="Koppelingen">{}</nav>', inhoud)
