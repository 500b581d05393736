"""The addresses of a look itself: begin with a code, see how long it lasts, stop, and what comes after."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.adres import adres_van_gemeente
from keukentafel.errors import Refusal
from modules.ondersteuning.actions.inkijk import begin_inkijk
from modules.ondersteuning.bereik import begin_adres
from modules.ondersteuning.meekijken import cookie_naam


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Begin to look. A link alone does nothing: who looks presses a button."""
    if request.method == "GET":
        return render(request, "ondersteuning/begin.html", {"code": request.GET.get("code", "")[:100]})
    begonnen = None
    with suppress(Refusal):  # taken back while who looks pressed the button
        begonnen = begin_inkijk(code=request.POST.get("code", "")[:100], at=now())
    if begonnen is None:
        return _klaar(request, code_werkt_niet=True, status=403)
    inkijk, sleutel = begonnen
    route, args = begin_adres(inkijk)
    antwoord = redirect(reverse(route, args=args))
    antwoord.set_cookie(
        cookie_naam(request), sleutel, path="/", secure=request.is_secure(), httponly=True, samesite="Strict"
    )
    return antwoord


@require_GET
def voorbij(request: HttpRequest) -> HttpResponse:
    """It is over."""
    return _klaar(request)


@require_POST
def stoppen(request: HttpRequest) -> HttpResponse:
    """Stop: the middleware ends the look, because nothing is written behind the glass."""
    _eis_meekijken(request)
    return redirect("ondersteuning:meekijken_voorbij")


@require_GET
def teller(request: HttpRequest) -> HttpResponse:
    """How long it still lasts, asked by the page each half minute."""
    _eis_meekijken(request)
    return render(request, "ondersteuning/_teller.html")


def _eis_meekijken(request: HttpRequest) -> None:
    """These addresses are of who looks along; for anybody else there is nothing here."""
    if getattr(request, "meekijken", None) is None:
        raise Http404


def _klaar(request: HttpRequest, *, code_werkt_niet: bool = False, status: int = 200) -> HttpResponse:
    """Say that there is nothing to look at, with the way back to the console."""
    console = f"{adres_van_gemeente('leverancier')}/toegang"
    context = {"code_werkt_niet": code_werkt_niet, "console": console}
    return render(request, "ondersteuning/voorbij.html", context, status=status)
