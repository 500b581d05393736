"""Mijn instellingen: the screen, the password, the second factor, the devices."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.actions import eigen_account
from keukentafel.identity.forms import (
    CodeAppWijzigenForm,
    HuidigWachtwoordForm,
    VoorkeurenForm,
    WachtwoordWijzigenForm,
)
from keukentafel.identity.sessies import SessionStore
from keukentafel.identity.tweede_factor import (
    aantal_herstelcodes,
    app_adres,
    begin_code_app,
    leesbaar,
    qr_svg,
    wachtende_code_app,
)
from keukentafel.request import GemeenteRequest, see_other


def _sessie(request: GemeenteRequest) -> SessionStore:
    return cast(SessionStore, request.session)


@require_http_methods(["GET", "POST"])
def overzicht(request: GemeenteRequest) -> HttpResponse:
    """Show and keep how somebody wants the screen; the rest of the account stands beside it."""
    gebruiker = request.user
    begin = {naam: getattr(gebruiker, naam) for naam in ("weergave", "compacte_lijsten", "sneltoetsen")}
    form = VoorkeurenForm(request.POST or None, initial=begin)
    if form.is_valid():
        eigen_account.change_voorkeuren(gebruiker=gebruiker, **form.cleaned_data)
        return see_other(request, "/mijn-instellingen?bewaard=1")
    rij = _sessie(request).rij
    context = {
        "form": form,
        "sessies": gebruiker.sessies.filter(absoluut_einde__gt=now()),
        "deze_sessie": rij.pk if rij else None,
        "aantal_herstelcodes": aantal_herstelcodes(gebruiker),
        "is_bewaard": request.GET.get("bewaard") == "1",
        "gewijzigd": {
            "wachtwoord": "Je wachtwoord is gewijzigd.",
            "code-app": "Je nieuwe code-app werkt.",
        }.get(request.GET.get("gewijzigd", ""), ""),
    }
    return render(request, "identity/mijn_instellingen.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def wachtwoord(request: GemeenteRequest) -> HttpResponse:
    """Change one's own password."""
    form = WachtwoordWijzigenForm(request.POST or None)
    if form.is_valid():
        try:
            eigen_account.change_wachtwoord(
                gebruiker=request.user, sessie=_sessie(request), at=now(), **form.cleaned_data
            )
        except eigen_account.WachtwoordKloptNiet as weigering:
            form.add_error("huidig", str(weigering))
        except Refusal as weigering:
            form.add_error("nieuw", str(weigering))
        else:
            return see_other(request, "/mijn-instellingen?gewijzigd=wachtwoord")
    return render(
        request, "identity/wachtwoord_wijzigen.html", {"form": form}, status=422 if form.errors else 200
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def herstelcodes(request: GemeenteRequest) -> HttpResponse:
    """Make ten new codes on paper, after the password; they are shown in this answer only."""
    form = HuidigWachtwoordForm(request.POST or None)
    if form.is_valid():
        try:
            eigen_account.check_eigen_wachtwoord(
                gebruiker=request.user, wachtwoord=form.cleaned_data["huidig"], at=now()
            )
        except Refusal as weigering:
            form.add_error("huidig", str(weigering))
        else:
            codes = eigen_account.renew_herstelcodes(gebruiker=request.user, at=now())
            return render(request, "identity/herstelcodes.html", {"codes": codes})
    context = {"form": form, "aantal": aantal_herstelcodes(request.user)}
    return render(request, "identity/herstelcodes_maken.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def code_app(request: GemeenteRequest) -> HttpResponse:
    """Connect another code app, after the password; the old one counts until the new one works."""
    gebruiker = request.user
    app = wachtende_code_app(gebruiker) or begin_code_app(gebruiker, now())
    form = CodeAppWijzigenForm(request.POST or None)
    if form.is_valid():
        try:
            eigen_account.check_eigen_wachtwoord(
                gebruiker=gebruiker, wachtwoord=form.cleaned_data["huidig"], at=now()
            )
            eigen_account.replace_code_app(
                gebruiker=gebruiker,
                app=app,
                code=form.cleaned_data["code"],
                sessie=_sessie(request),
                at=now(),
            )
        except eigen_account.AppcodeKloptNiet as weigering:
            form.add_error("code", str(weigering))
        except Refusal as weigering:
            form.add_error("huidig", str(weigering))
        else:
            return see_other(request, "/mijn-instellingen?gewijzigd=code-app")
    uitgever = f"Keukentafel {request.gemeente.naam}"
    context = {
        "form": form,
        "qr": qr_svg(app_adres(app, gebruiker, uitgever)),
        "sleutel": leesbaar(app.geheim),
    }
    return render(request, "identity/code_app.html", context, status=422 if form.errors else 200)


@require_POST
def sessie_beeindigen(request: GemeenteRequest, sessie_id: UUID) -> HttpResponse:
    """Sign out on one other device."""
    get_object_or_404(request.user.sessies, pk=sessie_id)
    eigen_account.end_sessie(gebruiker=request.user, sessie_id=sessie_id, at=now())
    return see_other(request, "/mijn-instellingen#p-apparaten")


@require_POST
def sessies_beeindigen(request: GemeenteRequest) -> HttpResponse:
    """Sign out on every other device."""
    eigen_account.end_andere_sessies(gebruiker=request.user, sessie=_sessie(request), at=now())
    return see_other(request, "/mijn-instellingen#p-apparaten")
