"""The gemeente's own invoices, for its administrators. They read what is theirs and nothing else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from billing.betaalstand import betaalstanden
from billing.haken import betaaldelen, delen_van
from billing.models import Contract, Factuur, Soort
from billing.pdf import pdf_van, ubl_van
from billing.queries import met_stand
from billing.rules.woorden import naam
from billing.views.factuur import bestand
from keukentafel.papier import GeenPdf
from keukentafel.request import GemeenteRequest
from keukentafel.tenancy import GemeenteRef, in_platform, zaaifouten


@require_GET
def facturen(request: GemeenteRequest) -> HttpResponse:
    """The contract, and every invoice with what is open of it."""
    with in_platform():
        lijst = Factuur.objects.filter(gemeente=request.gemeente.id)
        rijen = list(met_stand(lijst).order_by("-nummer")[:200])
        contract = (
            Contract.objects.filter(gemeente=request.gemeente.id)
            .select_related("tarief")
            .prefetch_related("modules")
            .order_by("-begin")
            .first()
        )
        modules = [rij for rij in contract.modules.all() if _loopt(rij)] if contract else []
    context = {
        "rijen": rijen,
        "contract": contract,
        "modules": [naam(rij.module) for rij in modules],
        "open": sum(rij.openstaand_centen for rij in rijen if rij.soort == Soort.FACTUUR),
        "stand": betaalstanden.van(request.gemeente.id),
        "nu": localdate(),
    }
    return render(request, "billing/eigen_facturen.html", context)


def _loopt(regel: Any) -> bool:
    return regel.van <= localdate() and (regel.tot is None or localdate() < regel.tot)


def eigen_factuur(gemeente: GemeenteRef, factuur_id: UUID) -> Any:
    """Return an invoice of this gemeente with its lines and payments, read in the scope of the platform.

    :raises Http404: it is another's, or not there.
    """
    with in_platform():
        lijst = Factuur.objects.select_related("contract").prefetch_related("regels", "betalingen")
        if not zaaifouten.staat_aan("facturen_van_elke_gemeente"):
            lijst = lijst.filter(gemeente=gemeente.id)
        rij = met_stand(lijst).filter(pk=factuur_id).first()
    if rij is None:
        raise Http404
    return rij


@require_GET
def factuur(request: GemeenteRequest, factuur_id: UUID) -> HttpResponse:
    """One invoice: its lines with their reasons, what was paid, and how to pay."""
    rij = eigen_factuur(request.gemeente, factuur_id)
    with in_platform():
        regels, betalingen = list(rij.regels.all()), list(rij.betalingen.all())
        delen = delen_van(betaaldelen, request, rij)
    context = {
        "factuur": rij,
        "regels": regels,
        "betalingen": betalingen,
        "open": rij.openstaand_centen if rij.soort == Soort.FACTUUR else 0,
        "betaaldelen": delen,
        "nu": localdate(),
    }
    return render(request, "billing/eigen_factuur.html", context)


@require_GET
def pdf(request: GemeenteRequest, factuur_id: UUID) -> HttpResponse:
    """The invoice on paper; 503 with the remedy on a machine that cannot draw."""
    rij = eigen_factuur(request.gemeente, factuur_id)
    try:
        with in_platform():
            inhoud = pdf_van(rij)
    except GeenPdf as nee:
        return HttpResponse(str(nee), status=503, content_type="text/plain; charset=utf-8")
    return bestand(inhoud, "application/pdf", f"{rij.soort}-{rij.nummer}.pdf")


@require_GET
def ubl(request: GemeenteRequest, factuur_id: UUID) -> HttpResponse:
    """The e-invoice."""
    rij = eigen_factuur(request.gemeente, factuur_id)
    with in_platform():
        inhoud = ubl_van(rij)
    return bestand(inhoud, "application/xml", f"{rij.soort}-{rij.nummer}.xml")
