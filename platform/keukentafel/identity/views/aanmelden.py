"""Sign in with name and password, then the second factor; sign out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.account_model import AccountBasis
from keukentafel.identity.actions.aanmelden import check_code, check_wachtwoord, close_sessie, open_sessie
from keukentafel.identity.forms import CodeForm, InlogForm
from keukentafel.identity.herkomst import adres_van
from keukentafel.identity.inlogwijzen import knoppen
from keukentafel.identity.kant import huidige_kant
from keukentafel.identity.middleware import regels_van
from keukentafel.identity.rules.volgende import veilig_pad
from keukentafel.identity.sessies import SessionStore
from keukentafel.identity.startpagina import startpagina

WACHT_OP_CODE = timedelta(minutes=10)

REDENEN = {
    "verlopen": "Je bent uitgelogd, omdat je een tijd niets deed. Log in, dan kom je terug op de pagina waar je was.",
    "uitgelogd": "Je bent uitgelogd.",
    "wachtwoord": "Je nieuwe wachtwoord is bewaard. Log ermee in.",
    "opnieuw": "Dit duurde te lang. Begin opnieuw met je gebruikersnaam en wachtwoord.",
}


@sensitive_post_parameters("wachtwoord")
@require_http_methods(["GET", "POST"])
def inloggen(request: HttpRequest) -> HttpResponse:
    """The first step: who are you, and what do you know."""
    volgende = veilig_pad(request.POST.get("volgende") or request.GET.get("volgende"))
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(volgende or startpagina(request, request.user))
    form = InlogForm(request.POST or None, initial={"volgende": volgende or ""})
    if form.is_valid():
        try:
            account = check_wachtwoord(
                gebruikersnaam=form.cleaned_data["gebruikersnaam"],
                wachtwoord=form.cleaned_data["wachtwoord"],
                adres=adres_van(request),
                at=now(),
            )
        except Refusal as weigering:
            form.add_error(None, str(weigering))
        else:
            _onthoud(request, account, volgende)
            return redirect("identity:code")
    context = {
        "form": form,
        "inlogknoppen": knoppen(request),
        "reden": REDENEN.get(request.GET.get("reden", "verlopen" if _was_verlopen(request) else ""), ""),
    }
    return render(request, "identity/inloggen.html", context, status=422 if form.errors else 200)


def _was_verlopen(request: HttpRequest) -> bool:
    return isinstance(request.session, SessionStore) and request.session.is_verlopen


def _onthoud(request: HttpRequest, account: AccountBasis, volgende: str | None) -> None:
    """Keep who is half way, in a session with a new key."""
    request.session.flush()
    request.session["wacht"] = {"account": str(account.pk), "sinds": now().isoformat(), "volgende": volgende}


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step: what do you have."""
    wacht: dict[str, Any] = request.session.get("wacht") or {}
    account = _wachtend_account(wacht, now())
    if account is None:
        return redirect("/inloggen?reden=opnieuw" if wacht else "identity:inloggen")
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            middel = check_code(account=account, code=form.cleaned_data["code"], at=now())
        except Refusal as weigering:
            form.add_error("code", str(weigering))
        else:
            meld_aan(request, account, middel)
            if middel == "herstelcode":
                return redirect("identity:mijn_instellingen")
            return redirect(wacht.get("volgende") or startpagina(request, account))
    return render(request, "identity/code.html", {"form": form}, status=422 if form.errors else 200)


def _wachtend_account(wacht: dict[str, Any], at: datetime) -> AccountBasis | None:
    sinds = parse_datetime(str(wacht.get("sinds", "")))
    if sinds is None or at - sinds > WACHT_OP_CODE:
        return None
    model: Any = huidige_kant().account
    account: AccountBasis | None = model.objects.filter(pk=wacht["account"], is_actief=True).first()
    return account


def meld_aan(request: HttpRequest, account: AccountBasis, middel: Any) -> None:
    """Sign this browser in: a new session key and a new form token."""
    sessie: Any = request.session
    sessie.regels = regels_van(request)
    open_sessie(sessie=sessie, account=account, middel=middel, at=now())
    rotate_token(request)


@require_POST
def uitloggen(request: HttpRequest) -> HttpResponse:
    """Sign out; the browser forgets what it kept of us."""
    sessie: Any = request.session
    if request.user.is_authenticated:
        account: Any = request.user
        close_sessie(sessie=sessie, account=account, at=now())
    else:
        sessie.flush()
    antwoord = redirect("/inloggen?reden=uitgelogd")
    # not "cookies": that would sign out at every other gemeente below the same domain
    antwoord["Clear-Site-Data"] = '"cache", "storage"'
    return antwoord


@require_http_methods(["GET"])
def thuis(request: HttpRequest) -> HttpResponse:
    """Lead to the first page of this person."""
    return redirect(startpagina(request, request.user))
