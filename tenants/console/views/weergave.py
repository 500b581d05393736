"""Light or dark: a choice of this browser, kept in a cookie that says nothing of anybody."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from keukentafel.identity.rules.volgende import veilig_pad
from tenants.views.deur import WEERGAVE, WEERGAVEN, alleen_leverancier

_EEN_JAAR = 365 * 24 * 3600


@require_POST
@alleen_leverancier
def weergave(request: HttpRequest) -> HttpResponse:
    """Keep the choice and lead back."""
    antwoord = redirect(veilig_pad(request.POST.get("terug")) or "/")
    antwoord.status_code = 303
    gekozen = request.POST.get("weergave", "")
    if gekozen in WEERGAVEN:
        antwoord.set_cookie(
            WEERGAVE,
            gekozen,
            max_age=_EEN_JAAR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return antwoord
