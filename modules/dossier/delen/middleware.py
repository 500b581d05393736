"""Before the first dossier: everybody of the team reads the convenant and confirms it (F075)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from keukentafel.identity.rules.volgende import veilig_pad
from keukentafel.rechten import MEDEWERKERS
from modules.dossier.delen.actions.convenant import ConvenantInstelling
from modules.dossier.delen.models import ConvenantBevestiging, ConvenantStatus

SESSIE: Final = "convenant"
ZONDER_DOSSIER: Final = frozenset({"", "identity", "inrichting", "audit"})
"""The parts without a dossier; every other part asks first, also one that is made later."""
ZONDER: Final = frozenset({"delen:convenant", "delen:convenant_beheer", "delen:convenant_publiceren",
                           "delen:convenant_bevestigd"})  # fmt: skip


class ConvenantMiddleware:
    """Lead to the convenant when a version is in force that this person did not confirm yet.

    The version stands in the settings of the gemeente and the answer in the session, so that a page
    costs no query; where none was published nothing is asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if getattr(request, "gemeente", None) is None or match is None:
            return None
        if match.namespace in ZONDER_DOSSIER or match.view_name in ZONDER:
            return None
        if not is_nodig(request):
            return None
        if request.headers.get("HX-Request"):
            antwoord = HttpResponse(status=204)
            antwoord["HX-Redirect"] = _adres(request)
            return antwoord
        return redirect(_adres(request))


def is_nodig(request: Any) -> bool:
    """Tell whether this person still has to confirm; one query a session, and none where nothing is asked."""
    gebruiker = request.user
    instellingen = getattr(request, "instellingen", None)
    if instellingen is None or not gebruiker.is_authenticated or not MEDEWERKERS & gebruiker.rollen:
        return False
    nummer = instellingen.section(ConvenantInstelling).nummer
    if not nummer or request.session.get(SESSIE) == nummer:
        return False
    gedaan = ConvenantBevestiging.objects.filter(
        gebruiker_id=gebruiker.pk, convenant__nummer=nummer, convenant__status=ConvenantStatus.GELDIG
    ).exists()
    if gedaan:
        request.session[SESSIE] = nummer
    return not gedaan


def _adres(request: HttpRequest) -> str:
    """Return the page of the convenant, with the way back to what was asked for."""
    if request.method in ("GET", "HEAD") and not request.headers.get("HX-Request"):
        volgende = request.get_full_path()
    else:
        deel = urlsplit(request.headers.get("Referer", ""))
        volgende = deel.path if deel.netloc == request.get_host() else ""
    pad = reverse("delen:convenant")
    veilig = veilig_pad(volgende)
    return f"{pad}?{urlencode({'volgende': veilig})}" if veilig else pad
