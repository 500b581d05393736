"""The other systems of the gemeente, for the administrator: set up, try, see how it goes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.exchange import proef
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.views.antwoord import weiger
from modules.koppelingen.actions.berichten import retry_berichten, subscribe
from modules.koppelingen.actions.koppeling import set_koppeling
from modules.koppelingen.actions.objecten import fetch_objecten
from modules.koppelingen.actions.spiegel import queue_lopende, retry_gestopte
from modules.koppelingen.adressen import bericht_adres
from modules.koppelingen.forms.systeem import FORMS, SysteemForm
from modules.koppelingen.models import Koppeling
from modules.koppelingen.proberen import try_koppeling
from modules.koppelingen.queries.spiegel import gestopte, tel_spiegel
from modules.koppelingen.queries.systemen import laatste_berichten, systemen
from modules.koppelingen.soorten import SYSTEMEN, Koppelsoort, Systeem


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """List the systems: on or off, when it last worked, and what stops when it is away."""
    return render(request, "koppelingen/lijst.html", {"systemen": systemen()})


@require_http_methods(["GET", "POST"])
def systeem(request: GemeenteRequest, koppelsoort: str) -> HttpResponse:
    """Set one connection."""
    soort, wat, rij = _zoek(koppelsoort)
    if request.method == "GET":
        return _pagina(request, wat, rij, FORMS[soort](systeem=wat, rij=rij))
    form = FORMS[soort](request.POST, systeem=wat, rij=rij)
    if not form.is_valid():
        return _pagina(request, wat, rij, form, status=422)
    schoon = form.cleaned_data
    try:
        set_koppeling(
            soort=soort,
            is_aan=schoon["is_aan"],
            adres=schoon["adres"],
            client_id=schoon.get("client_id", ""),
            geheim=schoon["geheim"],
            keuzes=form.keuzes(),
            versie=schoon["versie"] or 0,
            by=request.user,
            at=now(),
        )
    except Verouderd:
        nu = Koppeling.objects.filter(soort=soort).first()
        lading = request.POST.copy()
        lading["versie"] = str(nu.versie if nu else 0)
        form = FORMS[soort](lading, systeem=wat, rij=nu)
        form.is_valid()
        return _pagina(request, wat, nu, form, ander=nu, status=409)
    except Refusal as nee:
        weiger(form, nee)
        return _pagina(request, wat, rij, form, status=422)
    if soort is Koppelsoort.ZAAKSYSTEEM and schoon["is_aan"]:
        queue_lopende(at=now())
    return see_other(request, f"{reverse('koppelingen:systeem', args=[soort])}?bewaard=1")


@require_POST
def test(request: GemeenteRequest, koppelsoort: str) -> HttpResponse:
    """Try the connection as it was kept."""
    _, wat, rij = _zoek(koppelsoort)
    if rij is None or not rij.adres:
        raise Http404
    zin = try_koppeling(koppeling=rij, by=request.user, at=now())
    form = FORMS[wat.soort](systeem=wat, rij=rij)
    return _pagina(request, wat, rij, form, getest=True, zin=zin)


@require_POST
def opnieuw(request: GemeenteRequest) -> HttpResponse:
    """Put in line again what stopped on its way to the register of the gemeente."""
    retry_gestopte(by=request.user, at=now())
    return see_other(request, f"{reverse('koppelingen:systeem', args=[Koppelsoort.ZAAKSYSTEEM])}#p-spiegel")


@require_POST
def abonneer(request: GemeenteRequest) -> HttpResponse:
    """Ask the Notificaties API of the gemeente for its messages."""
    _, wat, rij = _zoek(Koppelsoort.NOTIFICATIES)
    if rij is None or not rij.is_aan:
        raise Http404
    zin = subscribe(koppeling=rij, callback=bericht_adres(), by=request.user, at=now())
    return _pagina(request, wat, rij, FORMS[wat.soort](systeem=wat, rij=rij), getest=True, zin=zin)


@require_POST
def berichten_opnieuw(request: GemeenteRequest) -> HttpResponse:
    """Look up again the messages that stopped."""
    retry_berichten(by=request.user, at=now())
    return see_other(
        request, f"{reverse('koppelingen:systeem', args=[Koppelsoort.NOTIFICATIES])}#p-berichten"
    )


@require_POST
def objecten_ophalen(request: GemeenteRequest) -> HttpResponse:
    """Take in now the forms that are not in the inbox yet."""
    fetch_objecten(at=now())
    return see_other(request, f"{reverse('koppelingen:systeem', args=[Koppelsoort.OBJECTEN])}#p-hoe")


def _zoek(koppelsoort: str) -> tuple[Koppelsoort, Systeem, Koppeling | None]:
    try:
        soort = Koppelsoort(koppelsoort)
    except ValueError as onbekend:
        raise Http404 from onbekend
    return soort, SYSTEMEN[soort], Koppeling.objects.filter(soort=soort).first()


def _pagina(
    request: GemeenteRequest,
    wat: Systeem,
    rij: Koppeling | None,
    form: SysteemForm,
    *,
    ander: Koppeling | None = None,
    getest: bool = False,
    zin: str = "",
    status: int = 200,
) -> HttpResponse:
    is_spiegel = wat.soort is Koppelsoort.ZAAKSYSTEEM and rij is not None
    context: dict[str, Any] = {
        "spiegel": tel_spiegel() if is_spiegel else None,
        "gestopt": gestopte() if is_spiegel else [],
        "berichten": laatste_berichten()
        if wat.soort is Koppelsoort.NOTIFICATIES and rij is not None
        else None,
        "is_objecten": wat.soort is Koppelsoort.OBJECTEN and rij is not None and rij.is_aan,
        "systeem": wat,
        "rij": rij,
        "form": form,
        "ander": _verschil(form, FORMS[wat.soort](systeem=wat, rij=ander)) if ander else [],
        "met_proef": proef.mag_proef() and bool(wat.proefadres),
        "bewaard": "bewaard" in request.GET and not form.is_bound,
        "getest": getest,
        "zin": zin,
    }
    return render(request, "koppelingen/systeem.html", context, status=status)


def _verschil(jij: SysteemForm, zij: SysteemForm) -> list[tuple[str, str, str]]:
    """Return what you typed beside what a colleague saved; never a secret."""
    uit = []
    for naam, veld in zij.fields.items():
        if naam in ("versie", "geheim"):
            continue
        mijn, hun = jij.cleaned_data.get(naam), zij.initial.get(naam, veld.initial)
        if (mijn or None) != (hun or None):
            uit.append((str(veld.label), _tekst(mijn), _tekst(hun)))
    return uit


def _tekst(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "Ja" if waarde else "Nee"
    if isinstance(waarde, list | tuple):
        return ", ".join(str(deel) for deel in waarde) or "niets"
    return str(waarde) if waarde not in (None, "") else "niets"
