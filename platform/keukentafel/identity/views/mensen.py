"""Mensen en rollen: who works here, as what; invite, change roles, block."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.actions import mensen as actie
from keukentafel.identity.actions.aanmelden import CODE, WACHTWOORD
from keukentafel.identity.actions.post import mail_uitnodiging
from keukentafel.identity.beurten import is_dicht
from keukentafel.identity.forms import MensenFilterForm, RollenForm, UitnodigenForm
from keukentafel.identity.mensen_bron import mensen_bron, teamnamen
from keukentafel.identity.models import Gebruiker, UitnodigingSoort
from keukentafel.identity.queries import SORTERINGEN, Zoekvraag, mensen, stand_van
from keukentafel.identity.rollen import TOE_TE_KENNEN, TOELICHTING, Rol
from keukentafel.identity.rules.wachttijd import PER_ACCOUNT
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.tenancy.grenzen import TeVeelAccounts

EENMALIG = "eenmalige_link"


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """The people of this gemeente, with search, filters and order in the address."""
    bron = mensen_bron()
    werkgevers = dict(bron.werkgevers()) if bron else {}
    filter_ = MensenFilterForm(request.GET, teams=teamnamen(), werkgevers=werkgevers)
    keuze = {naam: filter_.gekozen(naam) for naam in ("q", "rol", "team", "werkgever", "stand")}
    sorteer = request.GET.get("sorteer", "naam")
    sorteer = sorteer if sorteer in SORTERINGEN else "naam"
    vraag = Zoekvraag(
        **keuze, sorteer=sorteer, na=_uuid(request.GET.get("na")), voor=_uuid(request.GET.get("voor"))
    )
    bladzijde = mensen(vraag)
    context = {
        "filter": filter_,
        "bladzijde": bladzijde,
        "is_gefilterd": any(keuze.values()),
        "met_plekken": bron is not None,
        "sorteer": sorteer,
        "adres": _adressen(keuze, sorteer, bladzijde.voor, bladzijde.na),
        "mag_wijzigen": request.user.has_rol(Rol.BEHEERDER),
    }
    return render(request, "identity/mensen.html", context)


def _uuid(tekst: str | None) -> UUID | None:
    try:
        return UUID(tekst) if tekst else None
    except ValueError:
        return None


def _adressen(keuze: dict[str, str], sorteer: str, voor: UUID | None, na: UUID | None) -> dict[str, str]:
    """Return the links of the list: they keep what was chosen."""
    basis = {naam: waarde for naam, waarde in keuze.items() if waarde}

    def link(**erbij: object) -> str:
        return "?" + urlencode({**basis, **{naam: str(waarde) for naam, waarde in erbij.items() if waarde}})

    return {
        "naam": link(sorteer="naam"),
        "gezien": link(sorteer="gezien"),
        "vorige": link(sorteer=sorteer, voor=voor) if voor else "",
        "volgende": link(sorteer=sorteer, na=na) if na else "",
    }


@require_GET
def persoon(request: GemeenteRequest, gebruiker_id: UUID) -> HttpResponse:
    """One person: the account, the roles, and what the team knows (asked for by address)."""
    gebruiker = get_object_or_404(Gebruiker, pk=gebruiker_id)
    bron = mensen_bron()
    at = now()
    context = {
        "persoon": gebruiker,
        "stand": stand_van(gebruiker),
        "rollen": _in_woorden(gebruiker.toegekend),
        "aantal_sessies": gebruiker.sessies.filter(absoluut_einde__gt=at).count(),
        "uitnodiging": gebruiker.uitnodigingen.filter(soort=UitnodigingSoort.ACCOUNT).first(),
        "is_dicht": any(
            is_dicht(soort, wat, at=at, regel=PER_ACCOUNT)
            for soort, wat in ((WACHTWOORD, gebruiker.gebruikersnaam), (CODE, str(gebruiker.pk)))
        ),
        "deel_url": bron.deel_url(gebruiker.pk) if bron else "",
        "eenmalige_link": _eenmalige_link(request, gebruiker),
        "is_zelf": gebruiker.pk == request.user.pk,
        "mag_wijzigen": request.user.has_rol(Rol.BEHEERDER),
        "nu": at,
        "melding": MELDINGEN.get(request.GET.get("gedaan", ""), ""),
        "weigering": request.session.pop("weigering", ""),
    }
    return render(request, "identity/persoon.html", context)


MELDINGEN = {
    "rollen": "De rollen zijn gewijzigd. Ze gelden vanaf de volgende pagina die deze persoon opent.",
    "geblokkeerd": "Dit account is geblokkeerd. Wie ermee was ingelogd, is nu uitgelogd.",
    "gedeblokkeerd": "Dit account werkt weer.",
    "uitgelogd": "Deze persoon is op alle apparaten uitgelogd.",
    "ontgrendeld": "Deze persoon kan nu weer proberen in te loggen.",
}


def _eenmalige_link(request: GemeenteRequest, gebruiker: Gebruiker) -> str:
    """Return the link of the invitation that was just made, once."""
    bewaard: dict[str, str] = request.session.get(EENMALIG) or {}
    if bewaard.get("voor") != str(gebruiker.pk):
        return ""
    del request.session[EENMALIG]
    return bewaard["adres"]


def _in_woorden(toegekend: actie.Toekenningen) -> list[tuple[Rol, str, str]]:
    """Return role, place and explanation, in the order of the list of roles."""
    namen = teamnamen() if any(team for _, team in toegekend) else {}
    volgorde = list(TOE_TE_KENNEN)
    regels = [
        (
            rol,
            namen.get(team, "Team dat er niet meer is") if team else "Hele gemeente",
            TOELICHTING.get(rol, ""),
        )
        for rol, team in toegekend
    ]
    return sorted(
        regels, key=lambda regel: (volgorde.index(regel[0]) if regel[0] in volgorde else 99, regel[1])
    )


@require_http_methods(["GET", "POST"])
def uitnodigen(request: GemeenteRequest) -> HttpResponse:
    """Invite somebody: fill in, check, send."""
    form = UitnodigenForm(request.POST or None, teams=teamnamen())
    if form.is_valid() and "wijzig" not in request.POST:
        if "bevestig" not in request.POST:
            return _controle_uitnodiging(request, form)
        try:
            uitgenodigd = actie.invite_gebruiker(
                naam=form.cleaned_data["naam"],
                email=form.cleaned_data["email"],
                gebruikersnaam=form.cleaned_data["gebruikersnaam"],
                toekenningen=form.toekenningen(),
                by=request.user,
                at=now(),
            )
        except TeVeelAccounts as weigering:
            form.add_error(None, str(weigering))
        except actie.GebruikersnaamBestaat as weigering:
            form.add_error("gebruikersnaam", str(weigering))
        else:
            return _verstuur(request, uitgenodigd)
    return render(request, "identity/uitnodigen.html", {"form": form}, status=422 if form.errors else 200)


def _controle_uitnodiging(request: GemeenteRequest, form: UitnodigenForm) -> HttpResponse:
    if Gebruiker.objects.filter(gebruikersnaam=form.cleaned_data["gebruikersnaam"]).exists():
        form.add_error("gebruikersnaam", str(actie.GebruikersnaamBestaat()))
        return render(request, "identity/uitnodigen.html", {"form": form}, status=422)
    context = {"form": form, "rollen": _in_woorden(form.toekenningen()), "verborgen": _verborgen(request)}
    return render(request, "identity/uitnodigen_controleren.html", context)


def _verborgen(request: GemeenteRequest) -> list[tuple[str, str]]:
    """Return what was filled in, to send along from the check page."""
    overslaan = {"csrfmiddlewaretoken", "eenmalig", "controleer", "bevestig", "wijzig"}
    return [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        if naam not in overslaan
        for waarde in waarden
    ]


def _verstuur(request: GemeenteRequest, uitgenodigd: actie.Uitgenodigd) -> HttpResponse:
    """Mail the link, and keep it for one look of the administrator."""
    adres = request.build_absolute_uri(reverse("identity:uitnodiging", args=[uitgenodigd.token]))
    mail_uitnodiging(
        uitgenodigd,
        adres=adres,
        gemeente_naam=request.gemeente.naam,
        at=now(),
        soort=UitnodigingSoort.ACCOUNT,
    )
    request.session[EENMALIG] = {"voor": str(uitgenodigd.gebruiker.pk), "adres": adres}
    return see_other(request, uitgenodigd.gebruiker)


@require_http_methods(["GET", "POST"])
def rollen(request: GemeenteRequest, gebruiker_id: UUID) -> HttpResponse:
    """Change the roles of somebody else: choose, check, keep."""
    gebruiker = get_object_or_404(Gebruiker, pk=gebruiker_id)
    form = RollenForm(request.POST or None, teams=teamnamen(), toegekend=gebruiker.toegekend)
    if form.is_valid() and "wijzig" not in request.POST:
        if "bevestig" not in request.POST:
            return _controle_rollen(request, gebruiker, form)
        try:
            actie.change_rollen(
                gebruiker=gebruiker, toekenningen=form.toekenningen(), by=request.user, at=now()
            )
        except Refusal as weigering:
            form.add_error(None, str(weigering))
        else:
            return see_other(request, f"{gebruiker.get_absolute_url()}?gedaan=rollen")
    context = {
        "form": form,
        "persoon": gebruiker,
        "is_zelf": gebruiker.pk == request.user.pk,
        "eigen_rollen": actie.EigenRollen.text,
    }
    return render(request, "identity/persoon_rollen.html", context, status=422 if form.errors else 200)


def _controle_rollen(request: GemeenteRequest, gebruiker: Gebruiker, form: RollenForm) -> HttpResponse:
    nieuw, oud = form.toekenningen(), gebruiker.toegekend
    context = {
        "persoon": gebruiker,
        "erbij": _in_woorden(nieuw - oud),
        "eraf": _in_woorden(oud - nieuw),
        "blijft": _in_woorden(nieuw & oud),
        "verborgen": _verborgen(request),
    }
    return render(request, "identity/persoon_rollen_controleren.html", context)


def _doe(request: GemeenteRequest, gebruiker_id: UUID, gedaan: str, wat: Callable[..., Any]) -> HttpResponse:
    gebruiker = get_object_or_404(Gebruiker, pk=gebruiker_id)
    try:
        wat(gebruiker=gebruiker, by=request.user, at=now())
    except Refusal as weigering:
        request.session["weigering"] = str(weigering)
        return see_other(request, gebruiker)
    return see_other(request, f"{gebruiker.get_absolute_url()}?gedaan={gedaan}")


@require_POST
def blokkeren(request: GemeenteRequest, gebruiker_id: UUID) -> HttpResponse:
    """Close an account at once; `Ongedaan maken` stands on the page that follows."""
    return _doe(request, gebruiker_id, "geblokkeerd", actie.block_gebruiker)


@require_POST
def deblokkeren(request: GemeenteRequest, gebruiker_id: UUID) -> HttpResponse:
    """Open a closed account."""
    return _doe(request, gebruiker_id, "gedeblokkeerd", actie.unblock_gebruiker)


@require_POST
def uitloggen(request: GemeenteRequest, gebruiker_id: UUID) -> HttpResponse:
    """End every session of this person."""
    return _doe(request, gebruiker_id, "uitgelogd", actie.end_sessies)


@require_POST
def ontgrendelen(request: GemeenteRequest, gebruiker_id: UUID) -> HttpResponse:
    """Let this person try to sign in again."""
    return _doe(request, gebruiker_id, "ontgrendeld", actie.unlock_inloggen)


@require_POST
def opnieuw_uitnodigen(request: GemeenteRequest, gebruiker_id: UUID) -> HttpResponse:
    """Send a new link; the owner chooses password and code app anew with it."""
    gebruiker = get_object_or_404(Gebruiker, pk=gebruiker_id)
    try:
        uitgenodigd = actie.renew_uitnodiging(gebruiker=gebruiker, by=request.user, at=now())
    except Refusal as weigering:
        request.session["weigering"] = str(weigering)
        return see_other(request, gebruiker)
    return _verstuur(request, uitgenodigd)
