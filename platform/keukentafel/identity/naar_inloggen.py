"""What a visitor gets who asks for a page behind the sign-in."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from keukentafel.identity.rules.volgende import veilig_pad
from keukentafel.identity.sessies import SessionStore


def naar_inloggen(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in page and back; it says so when a session ended by itself.

    A part of a page (htmx) gets a bare 401 instead: leading away would throw out what was typed.
    The page then shows its own dialog.
    """
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401)
    vragen = {"volgende": veilig_pad(_pagina(request)) or ""}
    sessie = getattr(request, "session", None)
    if isinstance(sessie, SessionStore) and sessie.is_verlopen:
        vragen["reden"] = "verlopen"
    vraag = urlencode({naam: waarde for naam, waarde in vragen.items() if waarde})
    return redirect(f"{reverse('identity:inloggen')}{'?' if vraag else ''}{vraag}")


def _pagina(request: HttpRequest) -> str:
    """Return the page itself, or the page whose form was sent."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    deel = urlsplit(request.headers.get("Referer", ""))
    if deel.netloc != request.get_host():
        return ""
    return f"{deel.path}?{deel.query}" if deel.query else deel.path
