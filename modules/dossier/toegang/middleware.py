"""Which session and address a visit comes from; and the page that stands between, when something is asked."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from keukentafel.errors import NietVanJou
from keukentafel.rechten import huidig_recht
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import doe_de_moeite, geopende_huishoudens
from modules.dossier.toegang.actions.alarm import sound_alarm
from modules.dossier.toegang.bezoek import Bezoek, huidig_bezoek, op_bezoek
from modules.dossier.toegang.codelijsten import AlarmSoort
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.dossier.toegang.queries.kijkraam import tel_lijst
from modules.dossier.toegang.rules.grens import Uitspraak
from modules.dossier.toegang.wacht import TeVeel, bewaak_grens
from modules.dossier.zicht.wachters import OnderbrekingNodig
from modules.dossier.zoekteken import NAAM, lees_zoekteken

LIJSTEN = frozenset({"dossier:huishoudens", "dossier:zoeken", "dossier:meldingen", "dossier:termijnen"})
"""Lists that show names: asked with a question in the address, each different question counts as one."""


class ToegangMiddleware:
    """Stand last: right around the view, so that what a guard raises is answered here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with op_bezoek(_bezoek(request)):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Count a list that is searched, filtered or paged through, like one household more."""
        bezoek = huidig_bezoek()
        naam = request.resolver_match.view_name if request.resolver_match else ""
        if bezoek is None or naam not in LIJSTEN or not request.GET:
            return None
        telling = tel_lijst(
            bezoek.gebruiker_id,
            f"lijst:{sha256(_gevraagd(request).encode()).hexdigest()[:24]}",
            at=timezone.now(),
            venster=bezoek.instellingen.venster,
        )
        try:
            bewaak_grens(telling, bezoek, request.get_full_path())
        except TeVeel as te_veel:
            return self.process_exception(request, te_veel)
        return None

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponse | None:
        """Lead to the question. The alarm is written here, because the request itself was undone.

        What was not found before any door of a household was tried, costs what that door would have cost.
        """
        if isinstance(fout, Http404) and not isinstance(fout, NietVanJou) and _vroeg_een_dossier(request):
            doe_de_moeite(request.user)
        if not isinstance(fout, OnderbrekingNodig):
            return None
        bezoek = huidig_bezoek()
        if isinstance(fout, TeVeel) and bezoek is not None:
            soort = AlarmSoort.STOP if fout.uitspraak == Uitspraak.STOP else AlarmSoort.VEEL
            sound_alarm(
                soort=soort,
                aantal=fout.aantal,
                venster=bezoek.instellingen.venster,
                by=request.user,
                at=timezone.now(),
            )
        return see_other(cast("GemeenteRequest", request), fout.url)


def _vroeg_een_dossier(request: HttpRequest) -> bool:
    """Return whether this route opens a household, asked by somebody whom no door let in yet."""
    recht = huidig_recht()
    if recht is None or not recht.categorie:
        return False
    return request.user.is_authenticated and not geopende_huishoudens(request.user)


def _bezoek(request: HttpRequest) -> Bezoek | None:
    rij = getattr(getattr(request, "session", None), "rij", None)
    if rij is None or not getattr(request.user, "is_authenticated", False):
        return None
    keuzes = _Lui(request)
    return Bezoek(request.user.pk, rij.pk, _adres(request), keuzes)  # type: ignore[arg-type]


class _Lui:
    """The choices of the gemeente about access, read when first asked for: most pages never do."""

    def __init__(self, request: Any) -> None:
        self._request = request

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._request.instellingen.section(ToegangInstellingen), naam)


def _gevraagd(request: HttpRequest) -> str:
    """Return what a list is asked; a question that was sealed anew is still the same question."""
    delen = request.GET.copy()
    gelezen = lees_zoekteken(request.user, delen.pop(NAAM)[-1], at=timezone.now()) if NAAM in delen else None
    return f"{request.path}?{delen.urlencode()}&q={gelezen}" if gelezen else request.get_full_path()


def _adres(request: HttpRequest) -> str:
    """Return where to go on afterwards: this page; nothing for what was sent, which is no page."""
    is_pagina = request.method in ("GET", "HEAD") and not request.headers.get("HX-Request")
    return request.get_full_path() if is_pagina else ""
