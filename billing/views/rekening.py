"""The statement of one gemeente, and the decision about what happens when it does not pay."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from billing.actions.leesbesluit import mag_lezen_worden, zet_op_lezen, zet_weer_open
from billing.forms.factuur import LeesbesluitForm
from billing.models import Factuur, Leesbesluit
from billing.overzicht import rekening_van
from billing.pdf import rekeningoverzicht
from billing.queries import afzender, met_stand
from billing.views.factuur import bestand, csv_van
from billing.views.gemeen import HIER
from keukentafel.errors import Refusal
from keukentafel.identity.vers import verse_factor
from keukentafel.papier import GeenPdf
from keukentafel.request import see_other
from tenants.models import Gemeente
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def rekening(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Everything billed and paid, with the balance after each line."""
    return _toon(request, _haal(gemeente_id), LeesbesluitForm())


@require_GET
@alleen_leverancier
def rekening_csv(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """The invoices of one gemeente as a file for a spreadsheet."""
    gemeente = _haal(gemeente_id)
    lijst = met_stand(Factuur.objects.filter(gemeente=gemeente).select_related("gemeente"))
    return csv_van(lijst.order_by("nummer"), f"rekening-{gemeente.slug}.csv")


@require_GET
@alleen_leverancier
def rekening_pdf(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """The statement on paper, as it stands today; 503 with the remedy on a machine that cannot draw."""
    gemeente = _haal(gemeente_id)
    if afzender() is None:
        raise Http404
    try:
        inhoud = rekeningoverzicht(gemeente, dag=localdate())
    except GeenPdf as nee:
        return HttpResponse(str(nee), status=503, content_type="text/plain; charset=utf-8")
    return bestand(inhoud, "application/pdf", f"rekening-{gemeente.slug}-{localdate():%Y-%m-%d}.pdf")


@require_POST
@alleen_leverancier
@verse_factor
def lezen(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Decide that the inrichting of this gemeente may only be read."""
    gemeente, form = _haal(gemeente_id), LeesbesluitForm(request.POST)
    if form.is_valid():
        try:
            zet_op_lezen(gemeente=gemeente, reden=form.cleaned_data["reden"], by=request.user, at=now())
        except Refusal as nee:
            form.add_error(None, str(nee))
        else:
            return see_other(request, "billing:rekening", gemeente_id=gemeente_id)
    return _toon(request, gemeente, form)


@require_POST
@alleen_leverancier
def weer_open(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """End that decision."""
    zet_weer_open(gemeente=_haal(gemeente_id), by=request.user, at=now())
    return see_other(request, "billing:rekening", gemeente_id=gemeente_id)


def _haal(gemeente_id: UUID) -> Gemeente:
    gemeente: Gemeente = get_object_or_404(Gemeente.objects.defer("sleutel"), pk=gemeente_id)
    return gemeente


def _toon(request: HttpRequest, gemeente: Gemeente, form: LeesbesluitForm) -> HttpResponse:
    facturen = Factuur.objects.filter(gemeente=gemeente).prefetch_related("betalingen")
    context = {
        "rij": gemeente,
        "regels": rekening_van(facturen),
        "besluit": Leesbesluit.objects.filter(gemeente=gemeente, ingetrokken_op=None).first(),
        "eerder": Leesbesluit.objects.filter(gemeente=gemeente).exclude(ingetrokken_op=None),
        "heeft_afzender": afzender() is not None,
        "mag_lezen": mag_lezen_worden(gemeente, vandaag=localdate()),
        "form": form,
    }
    return pagina(request, "billing/rekening.html", context, hier=HIER, status=422 if form.errors else 200)
