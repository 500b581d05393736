"""The doors without an account: the link of an invitation, and signing in with a passkey alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Refusal
from keukentafel.identity import sleutelbewijs
from keukentafel.identity.actions.aanmelden import ADRES
from keukentafel.identity.actions.eigen_account import AppcodeKloptNiet
from keukentafel.identity.beurten import geef_beurt_terug, neem_beurt
from keukentafel.identity.herkomst import adres_van
from keukentafel.identity.rules.volgende import veilig_pad
from keukentafel.identity.rules.wachttijd import PER_ADRES
from keukentafel.identity.views.aanmelden import meld_aan
from tenants.console.actions.account import LinkWerktNiet, accept_link, find_link
from tenants.console.forms import WelkomForm
from tenants.console.models import Linksoort
from tenants.console.views.account import BEWIJS, app_context

WELKOM = "welkom"


@require_GET
def uitnodiging(request: HttpRequest, token: str) -> HttpResponse:
    """Open the link: put it in the session and take it out of the address bar. Nothing is used up."""
    try:
        find_link(token=token, at=now())
    except LinkWerktNiet:
        return render(request, "identity/link_werkt_niet.html", status=404)
    request.session.flush()
    request.session[WELKOM] = token
    return redirect("console:welkom")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def welkom(request: HttpRequest) -> HttpResponse:
    """Choose a password and connect the code app; then the codes on paper, once."""
    try:
        link = find_link(token=str(request.session.get(WELKOM, "")), at=now())
    except LinkWerktNiet:
        return render(request, "identity/link_werkt_niet.html", status=404)
    app = app_context(link.account, now())
    form = WelkomForm(request.POST or None)
    if form.is_valid():
        try:
            neem_beurt(ADRES, adres_van(request), at=now(), regel=PER_ADRES)
            account, codes = accept_link(link=link, app=app["app"], at=now(), **form.cleaned_data)
        except AppcodeKloptNiet as weigering:
            form.add_error("code", str(weigering))
        except Refusal as weigering:
            form.add_error("wachtwoord", str(weigering))
        else:
            geef_beurt_terug(ADRES, adres_van(request))
            account.refresh_from_db()
            meld_aan(request, account, "code-app")
            return render(request, "console/herstelcodes.html", {"codes": codes, "is_welkom": True})
    context = {**app, "form": form, "link": link, "is_herstel": link.soort == Linksoort.HERSTEL}
    return render(request, "console/welkom.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with a passkey: it tells who it is, and asked for a finger or a code itself."""
    volgende = veilig_pad(request.POST.get("volgende") or request.GET.get("volgende"))
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(volgende or "/")
    fout = ""
    if request.method == "POST":
        try:
            neem_beurt(ADRES, adres_van(request), at=now(), regel=PER_ADRES)
            account: Any = sleutelbewijs.controleer(request, None, request.POST.get(BEWIJS, ""), at=now())
        except Refusal as weigering:
            fout = str(weigering)
        else:
            geef_beurt_terug(ADRES, adres_van(request))
            meld_aan(request, account, "passkey")
            return redirect(volgende or "/")
    context = {"vraag": sleutelbewijs.vraag(request, None), "fout": fout, "volgende": volgende or ""}
    return render(request, "console/passkey_inloggen.html", context, status=422 if fout else 200)
