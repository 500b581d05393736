"""How long the session still lasts, for the warning before its end."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.identity.rules.volgende import veilig_pad
from keukentafel.identity.startpagina import startpagina
from keukentafel.identity.venster import sessievenster


@require_GET
def sessie(request: HttpRequest) -> HttpResponse:
    """Tell when the session ends. Asking does not make it longer."""
    return _stand(request)


@require_POST
def verlengen(request: HttpRequest) -> HttpResponse:
    """Begin the time of rest again: `Ik werk verder`. Without script it leads back to the page."""
    if not request.user.is_authenticated:
        return JsonResponse({"ingelogd": False}, status=401)
    request.session.touch(now())  # type: ignore[attr-defined]
    if "volgende" in request.POST:
        return redirect(veilig_pad(request.POST["volgende"]) or startpagina(request, request.user))
    return _stand(request)


def _stand(request: HttpRequest) -> JsonResponse:
    venster = sessievenster(request)
    if venster is None:
        return JsonResponse({"ingelogd": False})
    return JsonResponse({"ingelogd": True, "einde": venster.einde.isoformat(), "csrf": get_token(request)})


@require_GET
def weer_ingelogd(request: HttpRequest) -> HttpResponse:
    """The page in the tab that was opened to sign in again beside the page with the text."""
    return render(request, "identity/weer_ingelogd.html")
