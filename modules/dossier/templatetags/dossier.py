"""Addresses that the pages of a household work out."""

from __future__ import annotations

from typing import Any

from django.template import Library
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()


@register.filter
def tijdlijn_adres(groep: str, basis: str) -> str:
    """Return where the timeline shows only this kind of event."""
    return f"{basis}?tijdlijn={groep}#p-tijdlijn" if groep else f"{basis}#p-tijdlijn"


@register.filter
def gebeurtenis_adres(gebeurtenis: Any) -> str:
    """Return where an event leads; nothing when what it tells of has no page."""
    if not gebeurtenis.route or gebeurtenis.object_id is None:
        return ""
    try:
        return reverse(gebeurtenis.route, args=[gebeurtenis.object_id])
    except NoReverseMatch:
        return ""


@register.simple_tag
def signaal_selector(id: Any) -> str:
    """Return the selector of the card of a signaal."""
    return f"#signaal-{id}"


@register.simple_tag
def zrm_noot(legenda: str, met_eerst: Any) -> SafeString:
    """Return the line under the heading of the ZRM, with the key when there are two measurements."""
    uitleg = "1 = acute problemen, 5 = volledig zelfredzaam"
    return format_html("{} {}", uitleg, legenda) if met_eerst else format_html("{}", uitleg)
