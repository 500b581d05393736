"""The invoices of a month: see why each is what it is, look at what changed, and send."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from billing.actions.factuur import kijk_na, maak_factuur
from billing.overzicht import groepen, maandregels
from billing.queries import afzender, contracten_voor_facturatie, dossiers
from billing.views.gemeen import (
    HIER,
    buurmaanden,
    contract_of_404,
    maand_in,
    maandnaam,
    regel_van,
)
from keukentafel.errors import Refusal
from keukentafel.request import see_other
from tenants.views.deur import alleen_leverancier, pagina

PER_KEER = 50


@require_GET
@alleen_leverancier
def maand(request: HttpRequest) -> HttpResponse:
    """What can go out this month, what needs a look, what misses something, what went."""
    return _toon(request)


def _toon(request: HttpRequest, *, gemaakt: list[str] | None = None, fout: str = "") -> HttpResponse:
    welke = maand_in(request)
    heeft_afzender = afzender() is not None
    regels = maandregels(
        dossiers(contracten_voor_facturatie(), maand=welke), maand=welke, heeft_afzender=heeft_afzender
    )
    context = {
        "maand": welke,
        "maandnaam": maandnaam(welke),
        **buurmaanden(welke),
        "groepen": groepen(regels),
        "klaar": sum(regel.stand == "klaar" for regel in regels),
        "heeft_afzender": heeft_afzender,
        "gemaakt": gemaakt or [],
        "fout": fout,
    }
    return pagina(request, "billing/maand.html", context, hier=HIER, status=422 if fout else 200)


@require_POST
@alleen_leverancier
def verstuur_klaar(request: HttpRequest) -> HttpResponse:
    """Send every invoice of a month that is ready, fifty at a time. Each stands or falls by itself."""
    welke = maand_in(request)
    regels = maandregels(
        dossiers(contracten_voor_facturatie(), maand=welke),
        maand=welke,
        heeft_afzender=afzender() is not None,
    )
    gemaakt, fout = [], ""
    for regel in [regel for regel in regels if regel.stand == "klaar"][:PER_KEER]:
        assert regel.concept is not None
        try:
            factuur = maak_factuur(
                contract=regel.dossier.contract,
                maand=welke,
                vingerafdruk=regel.concept.vingerafdruk,
                by=request.user,
                at=now(),
            )
        except Refusal as nee:
            fout = f"{regel.dossier.contract.gemeente}: {nee}"
        else:
            gemaakt.append(factuur.nummer)
    return _toon(request, gemaakt=gemaakt, fout=fout)


@require_GET
@alleen_leverancier
def voorbeeld(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """One invoice to be: every line with its reason."""
    return _toon_voorbeeld(request, contract_id)


def _toon_voorbeeld(request: HttpRequest, contract_id: UUID, *, fout: str = "") -> HttpResponse:
    contract, welke = contract_of_404(contract_id), maand_in(request)
    regel = regel_van(contract, welke)
    context = {
        "contract": contract,
        "maand": welke,
        "maandnaam": maandnaam(welke),
        "regel": regel,
        "concept": regel.concept if regel else None,
        "fout": fout,
    }
    return pagina(request, "billing/voorbeeld.html", context, hier=HIER, status=409 if fout else 200)


@require_POST
@alleen_leverancier
def nakijken(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Record that somebody looked at this preview."""
    contract, welke = contract_of_404(contract_id), maand_in(request)
    try:
        kijk_na(
            contract=contract,
            maand=welke,
            vingerafdruk=request.POST.get("vingerafdruk", ""),
            by=request.user,
            at=now(),
        )
    except Refusal as nee:
        return _toon_voorbeeld(request, contract_id, fout=str(nee))
    return _terug(request, contract_id, welke)


@require_POST
@alleen_leverancier
def versturen(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Make the invoice of this preview and send it."""
    contract, welke = contract_of_404(contract_id), maand_in(request)
    try:
        factuur = maak_factuur(
            contract=contract,
            maand=welke,
            vingerafdruk=request.POST.get("vingerafdruk", ""),
            by=request.user,
            at=now(),
        )
    except Refusal as nee:
        return _toon_voorbeeld(request, contract_id, fout=str(nee))
    return see_other(request, "billing:factuur", factuur_id=factuur.pk)


def _terug(request: HttpRequest, contract_id: UUID, welke: date) -> HttpResponse:
    return see_other(request, f"{reverse('billing:voorbeeld', args=[contract_id])}?maand={welke:%Y-%m}")
