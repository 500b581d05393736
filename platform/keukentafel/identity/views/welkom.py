"""Take an account into use with the link of an invitation, or choose a password again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Refusal
from keukentafel.identity.actions.aanmelden import ADRES
from keukentafel.identity.actions.eigen_account import (
    AppcodeKloptNiet,
    LinkWerktNiet,
    accept_nieuw_wachtwoord,
    accept_uitnodiging,
    choose_wachtwoord,
    find_uitnodiging,
    open_uitnodiging,
)
from keukentafel.identity.actions.mensen import renew_uitnodiging
from keukentafel.identity.actions.post import mail_uitnodiging
from keukentafel.identity.beurten import TeVaakGeprobeerd, neem_beurt
from keukentafel.identity.forms import AppCodeForm, NieuwWachtwoordForm, WachtwoordVergetenForm
from keukentafel.identity.herkomst import adres_van
from keukentafel.identity.models import Gebruiker, Uitnodiging, UitnodigingSoort
from keukentafel.identity.rules.wachttijd import PER_ADRES, PER_MAIL
from keukentafel.identity.tweede_factor import app_adres, begin_code_app, leesbaar, qr_svg, wachtende_code_app
from keukentafel.identity.views.aanmelden import meld_aan
from keukentafel.request import GemeenteRequest

WELKOM = "welkom"
NIEMAND = UUID(int=0)


@require_GET
def uitnodiging(request: GemeenteRequest, token: str) -> HttpResponse:
    """Open the link: put it in the session and take it out of the address bar. Nothing is used up,
    so a mail scanner that follows links does no harm."""
    try:
        gevonden = find_uitnodiging(token=token, at=now())
    except LinkWerktNiet:
        return _werkt_niet(request)
    request.session.flush()
    request.session[WELKOM] = {"uitnodiging": str(gevonden.pk)}
    return redirect("identity:welkom")


def _werkt_niet(request: HttpRequest) -> HttpResponse:
    return render(request, "identity/link_werkt_niet.html", status=404)


def _uit_sessie(request: HttpRequest) -> tuple[Uitnodiging | None, dict[str, Any]]:
    stand: dict[str, Any] = request.session.get(WELKOM) or {}
    gevonden = (
        Uitnodiging.objects.select_related("gebruiker").filter(pk=stand.get("uitnodiging", NIEMAND)).first()
    )
    try:
        return open_uitnodiging(gevonden, at=now()), stand
    except LinkWerktNiet:
        return None, stand


@sensitive_post_parameters("nieuw")
@require_http_methods(["GET", "POST"])
def wachtwoord(request: GemeenteRequest) -> HttpResponse:
    """Choose a password. For a new account it only counts when the code app works too."""
    gevonden, stand = _uit_sessie(request)
    if gevonden is None:
        return _werkt_niet(request)
    form = NieuwWachtwoordForm(request.POST or None)
    if form.is_valid():
        try:
            gehasht = choose_wachtwoord(gebruiker=gevonden.gebruiker, wachtwoord=form.cleaned_data["nieuw"])
        except Refusal as weigering:
            form.add_error("nieuw", str(weigering))
        else:
            return _na_wachtwoord(request, gevonden, stand, gehasht)
    context = {"form": form, "uitnodiging": gevonden, "is_nieuw": gevonden.soort == UitnodigingSoort.ACCOUNT}
    return render(request, "identity/welkom_wachtwoord.html", context, status=422 if form.errors else 200)


def _na_wachtwoord(
    request: HttpRequest, gevonden: Uitnodiging, stand: dict[str, Any], gehasht: str
) -> HttpResponse:
    if gevonden.soort == UitnodigingSoort.WACHTWOORD:
        accept_nieuw_wachtwoord(uitnodiging=gevonden, wachtwoord_hash=gehasht, at=now())
        request.session.flush()
        return redirect(f"{reverse('identity:inloggen')}?reden=wachtwoord")
    request.session[WELKOM] = {**stand, "wachtwoord": gehasht}
    return redirect("identity:welkom_code_app")


@require_http_methods(["GET", "POST"])
def code_app(request: GemeenteRequest) -> HttpResponse:
    """Connect the code app; after the right code the ten codes on paper are shown, once."""
    gevonden, stand = _uit_sessie(request)
    if gevonden is None:
        return _werkt_niet(request)
    if "wachtwoord" not in stand or gevonden.soort != UitnodigingSoort.ACCOUNT:
        return redirect("identity:welkom")
    gebruiker = gevonden.gebruiker
    app = wachtende_code_app(gebruiker) or begin_code_app(gebruiker, now())
    form = AppCodeForm(request.POST or None)
    if form.is_valid():
        try:
            codes = accept_uitnodiging(
                uitnodiging=gevonden,
                wachtwoord_hash=stand["wachtwoord"],
                app=app,
                code=form.cleaned_data["code"],
                at=now(),
            )
        except AppcodeKloptNiet as weigering:
            form.add_error("code", str(weigering))
        else:
            gebruiker.refresh_from_db()
            meld_aan(request, gebruiker, "code-app")
            return render(request, "identity/herstelcodes.html", {"codes": codes, "is_welkom": True})
    return render(
        request,
        "identity/welkom_code_app.html",
        _app_context(request, form, app, gebruiker),
        status=422 if form.errors else 200,
    )


def _app_context(
    request: GemeenteRequest, form: AppCodeForm, app: Any, gebruiker: Gebruiker
) -> dict[str, Any]:
    uitgever = f"Keukentafel {request.gemeente.naam}"
    return {
        "form": form,
        "qr": qr_svg(app_adres(app, gebruiker, uitgever)),
        "sleutel": leesbaar(app.geheim),
        "gebruikersnaam": gebruiker.gebruikersnaam,
    }


@require_http_methods(["GET", "POST"])
def wachtwoord_vergeten(request: GemeenteRequest) -> HttpResponse:
    """Ask for a link by mail. The answer is the same for every name, known or not."""
    form = WachtwoordVergetenForm(request.POST or None)
    if form.is_valid():
        try:
            _stuur_link(request, form.cleaned_data["gebruikersnaam"])
        except TeVaakGeprobeerd as weigering:
            form.add_error(None, str(weigering))
        else:
            return redirect("identity:wachtwoord_gestuurd")
    return render(
        request, "identity/wachtwoord_vergeten.html", {"form": form}, status=422 if form.errors else 200
    )


def _stuur_link(request: GemeenteRequest, gebruikersnaam: str) -> None:
    at = now()
    neem_beurt(ADRES, adres_van(request), at=at, regel=PER_ADRES)
    naam = Gebruiker.normalize_username(gebruikersnaam)
    neem_beurt("mail", naam, at=at, regel=PER_MAIL)
    gebruiker = Gebruiker.objects.actief().filter(gebruikersnaam=naam).exclude(email="").first()
    if gebruiker is None or not gebruiker.has_usable_password():
        return  # the page says the same: nobody learns here who has an account
    soort = UitnodigingSoort.WACHTWOORD
    link = renew_uitnodiging(gebruiker=gebruiker, by=None, at=at, soort=soort)
    adres = request.build_absolute_uri(reverse("identity:uitnodiging", args=[link.token]))
    mail_uitnodiging(link, adres=adres, gemeente_naam=request.gemeente.naam, at=at, soort=soort)


@require_GET
def wachtwoord_gestuurd(request: GemeenteRequest) -> HttpResponse:
    """Say that a mail is on its way, when there is somebody to send it to."""
    return render(request, "identity/wachtwoord_gestuurd.html")
