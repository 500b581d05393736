"""What was typed travels along to the check page, as hidden fields."""

from __future__ import annotations

from keukentafel.request import GemeenteRequest

_NIET = frozenset({"csrfmiddlewaretoken", "eenmalig", "stap", "zeker"})


def verstopt(request: GemeenteRequest) -> list[tuple[str, str]]:
    """Return every answer of the form that was sent, but for its keys and its button."""
    return [
        (naam, waarde) for naam, waarden in request.POST.lists() if naam not in _NIET for waarde in waarden
    ]
