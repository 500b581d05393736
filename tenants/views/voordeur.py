"""Choose your gemeente, on the general host."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tenants import queries
from tenants.views.adres import adres_van

ONTHOUD = "kt_gemeente"
"""Cookie with the label of the gemeente chosen last: no person, no session."""
_EEN_JAAR = 365 * 24 * 3600


@require_GET
def kies_gemeente(request: HttpRequest) -> HttpResponse:
    """Show the gemeenten that are open; a unique answer to the search goes straight to its sign-in."""
    zoek = request.GET.get("gemeente", "").strip()[:80]
    alle = queries.open_gemeenten()
    gevonden = [ref for ref in alle if zoek.casefold() in ref.naam.casefold()]
    precies = [ref for ref in alle if ref.naam.casefold() == zoek.casefold()] or gevonden
    if zoek and len(precies) == 1:
        antwoord = redirect(f"{adres_van(request, precies[0].slug)}/inloggen")
        antwoord.set_cookie(
            ONTHOUD, precies[0].slug, max_age=_EEN_JAAR, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
        return antwoord
    vorige = next((ref for ref in alle if ref.slug == request.COOKIES.get(ONTHOUD)), None)
    context = {
        "namen": [ref.naam for ref in alle],
        "gevonden": [ref.naam for ref in gevonden] if zoek else [],
        "zoek": zoek,
        "vorige": (vorige.naam, f"{adres_van(request, vorige.slug)}/inloggen") if vorige else None,
    }
    return _mag_doorsturen(request, render(request, "tenants/kies_gemeente.html", context))


def _mag_doorsturen(request: HttpRequest, antwoord: HttpResponse) -> HttpResponse:
    """Let the form of this page end at the host of a gemeente; elsewhere a form stays on its own host."""
    antwoord._csp_update = {"form-action": [adres_van(request, "*")]}  # type: ignore[attr-defined]  # noqa: SLF001 -- as csp.decorators does
    return antwoord
