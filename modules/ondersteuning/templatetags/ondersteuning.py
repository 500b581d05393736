"""Words about looking along for templates."""

from django.template import Library

from modules.ondersteuning import schermen

register = Library()


@register.filter
def schermnaam(route: str) -> str:
    """Return what a screen is called, for who reads which ones were looked at."""
    return schermen.schermnaam(route)
