"""Pages for what goes wrong: a sentence that says what to do, and a code for the helpdesk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode


def _pagina(request: HttpRequest, code: int) -> HttpResponse:
    verzoek_code = getattr(request, "verzoek_id", "")[:4].upper()
    context = {
        "verzoek_code": verzoek_code,
        "hulp": _hulp(request, verzoek_code),
        "is_leverancier": getattr(request, "is_leverancier", False),
    }
    return HttpResponse(render_to_string(f"{code}.html", context), status=code)


def _hulp(request: HttpRequest, verzoek_code: str) -> str:
    """Return where somebody who is signed in asks about it; the page and the code travel along."""
    gemeente, gebruiker = getattr(request, "gemeente", None), getattr(request, "user", None)
    if gemeente is None or not getattr(gebruiker, "is_authenticated", False):
        return ""
    vraag = urlencode({"van": request.path, "code": verzoek_code})
    return f"{reverse('ondersteuning:vraag_nieuw', urlconf='keukentafel.urls')}?{vraag}"


def ongeldig(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be read."""
    return _pagina(request, 400)


def geweigerd(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the form was too old, or came from elsewhere."""
    return _pagina(request, 403)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its secret: usually a page that was open too long."""
    return _pagina(request, 403)


def niet_gevonden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not yours; the difference is not told."""
    return _pagina(request, 404)


def stuk(request: HttpRequest) -> HttpResponse:
    """500: our own fault."""
    return _pagina(request, 500)


def gesloten(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """503 for a gemeente that is closed, being made, or being updated (then: again in a minute)."""
    antwoord = HttpResponse(render_to_string("gesloten.html", {"gemeente": request.gemeente}), status=503)  # type: ignore[attr-defined]
    antwoord["Retry-After"] = "60" if request.gemeente.stand == "bijwerken" else "3600"  # type: ignore[attr-defined]
    return antwoord
