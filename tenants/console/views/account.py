"""One's own account at the supplier: password, code app, codes on paper, passkeys, devices."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pyotp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.actions.eigen_account import WachtwoordKloptNiet
from keukentafel.identity.tweede_factor import aantal_herstelcodes, leesbaar, qr_svg
from keukentafel.identity.vers import verse_factor
from tenants.console import passkeys
from tenants.console.actions import account as acties
from tenants.console.forms import CodeAppForm, PasskeyForm, WachtwoordForm
from tenants.views.deur import alleen_leverancier, pagina

UITGEVER = "Keukentafel leverancier"
BEWIJS = "bewijs"
_GEDAAN = {
    "wachtwoord": "Je wachtwoord is gewijzigd. Op andere apparaten ben je uitgelogd.",
    "code-app": "Je nieuwe code-app werkt. Op andere apparaten ben je uitgelogd.",
    "passkey": "Je passkey is toegevoegd. Je kunt er nu mee inloggen.",
    "passkey-weg": "De passkey werkt niet meer.",
    "apparaten": "Op andere apparaten ben je uitgelogd.",
}


def app_context(account: Any, at: Any) -> dict[str, Any]:
    """Return the picture and the key of the code app that waits to be confirmed."""
    app = acties.begin_app(account=account, at=at)
    adres = pyotp.TOTP(app.geheim).provisioning_uri(name=account.gebruikersnaam, issuer_name=UITGEVER)
    return {"app": app, "qr": qr_svg(adres), "sleutel": leesbaar(app.geheim)}


def _klaar(wat: str) -> HttpResponse:
    antwoord = redirect(f"{reverse('console:account')}?gedaan={wat}")
    antwoord.status_code = 303
    return antwoord


@require_GET
@alleen_leverancier
def account(request: HttpRequest) -> HttpResponse:
    """Show how somebody signs in, and where they are signed in."""
    ik: Any = request.user
    sessie: Any = request.session
    context = {
        "ik": ik,
        "aantal_herstelcodes": aantal_herstelcodes(ik),
        "passkeys": list(ik.passkeys.all()),
        "sessies": list(ik.sessies.filter(absoluut_einde__gt=now()).order_by("-laatst_gezien")),
        "deze_sessie": sessie.rij.pk if sessie.rij else None,
        "gedaan": _GEDAAN.get(request.GET.get("gedaan", ""), ""),
    }
    return pagina(request, "console/account.html", context, hier="")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@alleen_leverancier
def wachtwoord(request: HttpRequest) -> HttpResponse:
    """Change one's own password."""
    ik: Any = request.user
    sessie: Any = request.session
    form = WachtwoordForm(request.POST or None)
    if form.is_valid():
        try:
            acties.change_wachtwoord(account=ik, sessie=sessie, at=now(), **form.cleaned_data)
        except WachtwoordKloptNiet as weigering:
            form.add_error("huidig", str(weigering))
        except Refusal as weigering:
            form.add_error("nieuw", str(weigering))
        else:
            return _klaar("wachtwoord")
    context = {"form": form, "titel": "Wachtwoord wijzigen", "knop": "Wijzig je wachtwoord"}
    status = 422 if form.errors else 200
    return pagina(request, "console/account_formulier.html", context, hier="", status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@alleen_leverancier
@verse_factor
def code_app(request: HttpRequest) -> HttpResponse:
    """Connect another code app; the old one counts until the new one works."""
    ik: Any = request.user
    sessie: Any = request.session
    app = app_context(ik, now())
    form = CodeAppForm(request.POST or None)
    if form.is_valid():
        try:
            acties.replace_code_app(
                account=ik, app=app["app"], code=form.cleaned_data["code"], sessie=sessie, at=now()
            )
        except Refusal as weigering:
            form.add_error("code", str(weigering))
        else:
            return _klaar("code-app")
    context = {**app, "form": form, "titel": "Andere code-app koppelen", "knop": "Koppel de nieuwe app"}
    status = 422 if form.errors else 200
    return pagina(request, "console/account_formulier.html", context, hier="", status=status)


@require_POST
@alleen_leverancier
@verse_factor
def herstelcodes(request: HttpRequest) -> HttpResponse:
    """Make ten new codes on paper; they are shown in this answer only."""
    ik: Any = request.user
    codes = acties.renew_herstelcodes(account=ik, at=now())
    return render(request, "console/herstelcodes.html", {"codes": codes})


@require_http_methods(["GET", "POST"])
@alleen_leverancier
@verse_factor
def passkey(request: HttpRequest) -> HttpResponse:
    """Add a passkey that the browser makes."""
    ik: Any = request.user
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        try:
            passkeys.add_passkey(
                request,
                account=ik,
                naam=form.cleaned_data["naam"],
                antwoord=request.POST.get(BEWIJS, ""),
                at=now(),
            )
        except Refusal as weigering:
            form.add_error("naam", str(weigering))
        else:
            return _klaar("passkey")
    context = {"form": form, "vraag": passkeys.vraag_nieuwe(request, ik)}
    return pagina(
        request, "console/passkey_toevoegen.html", context, hier="", status=422 if form.errors else 200
    )


@require_POST
@alleen_leverancier
@verse_factor
def passkey_weg(request: HttpRequest, passkey_id: UUID) -> HttpResponse:
    """Forget a passkey of one's own."""
    ik: Any = request.user
    passkeys.remove_passkey(account=ik, passkey=get_object_or_404(ik.passkeys, pk=passkey_id), at=now())
    return _klaar("passkey-weg")


@require_POST
@alleen_leverancier
def sessies_beeindigen(request: HttpRequest) -> HttpResponse:
    """Sign out on every other device."""
    ik: Any = request.user
    sessie: Any = request.session
    acties.end_andere_sessies(account=ik, sessie=sessie, at=now())
    return _klaar("apparaten")
