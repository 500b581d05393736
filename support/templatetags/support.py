"""Words of the support desk for templates."""

from datetime import datetime

from django.template import Library

from support.rules import resterend

register = Library()


@register.simple_tag
def nog(moment: datetime, nu: datetime) -> str:
    """Say how long it still takes: `nog 50 minuten`."""
    return resterend.nog(moment, nu)


@register.simple_tag
def nog_niveau(moment: datetime | None, nu: datetime) -> str:
    """Say how near it is: `danger`, `warning` or `ok`; nothing waits: `ok`."""
    return resterend.niveau(moment, nu) if moment else "ok"
