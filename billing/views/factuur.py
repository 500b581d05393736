"""The invoices that were made, and one of them: its lines, its money, its reminders, its files."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from billing.actions.betaling import TEGEN, KenmerkBestaat, boek_met_de_hand, draai_terug, mag_terug
from billing.actions.creditnota import crediteer, crediteer_deel, over_per_regel
from billing.actions.herinnering import herinner
from billing.forms.factuur import BetalingForm, CrediteerForm, DeelcreditForm, TerugdraaiForm
from billing.haken import delen_van, factuurdelen
from billing.models import Betaalwijze, Factuur, Soort
from billing.pdf import pdf_van, ubl_van
from billing.queries import met_stand
from billing.rules.herinneren import volgende_herinnering
from billing.views.gemeen import HIER, factuur_of_404
from keukentafel.errors import Refusal
from keukentafel.papier import GeenPdf
from keukentafel.request import see_other
from keukentafel.values.geld import Geld
from keukentafel.veilige_csv import writer
from tenants.views.deur import alleen_leverancier, pagina

PER_PAGINA = 50
FILTERS = ("open", "te_laat", "alle")


def _lijst(request: HttpRequest) -> tuple[QuerySet[Any], str, str]:
    toon = request.GET.get("toon", "open")
    toon = toon if toon in FILTERS else "open"
    zoek = request.GET.get("q", "").strip()[:80]
    lijst = met_stand(Factuur.objects.select_related("gemeente").defer("gemeente__sleutel"))
    if zoek:
        lijst = lijst.filter(Q(nummer__icontains=zoek) | Q(gemeente__naam__icontains=zoek))
    if toon != "alle":
        lijst = lijst.filter(soort=Soort.FACTUUR, openstaand_centen__gt=0)
    if toon == "te_laat":
        lijst = lijst.filter(vervaldatum__lt=localdate())
    return lijst, toon, zoek


@require_GET
@alleen_leverancier
def facturen(request: HttpRequest) -> HttpResponse:
    """Every invoice, newest first, fifty at a time."""
    lijst, toon, zoek = _lijst(request)
    voor = request.GET.get("voor", "")
    if voor:
        lijst = lijst.filter(nummer__lt=voor)
    rijen = list(lijst.order_by("-nummer")[: PER_PAGINA + 1])
    blad = rijen[:PER_PAGINA]
    context = {
        "rijen": blad,
        "toon": toon,
        "zoek": zoek,
        "is_vervolg": bool(voor),
        "volgende_voor": blad[-1].nummer if len(rijen) > PER_PAGINA else "",
        "nu": localdate(),
    }
    return pagina(request, "billing/facturen.html", context, hier=HIER)


@require_GET
@alleen_leverancier
def facturen_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a file for a spreadsheet."""
    lijst, _, _ = _lijst(request)
    return csv_van(lijst.order_by("nummer"), "facturen.csv")


def csv_van(lijst: QuerySet[Any], naam: str) -> HttpResponse:
    """Return invoices as CSV; amounts in euros with a comma."""
    antwoord = HttpResponse(content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    antwoord.write("\ufeff")
    schrijver = writer(antwoord, delimiter=";")
    schrijver.writerow(
        ["nummer", "soort", "gemeente", "datum", "vervalt", "zonder btw", "btw", "totaal", "betaald", "open"]
    )
    for rij in lijst:
        bedragen = (
            rij.subtotaal_centen,
            rij.btw_centen,
            rij.totaal_centen,
            rij.betaald_centen,
            rij.openstaand_centen,
        )
        schrijver.writerow(
            [
                rij.nummer,
                rij.soort,
                rij.gemeente.naam,
                rij.factuurdatum.isoformat(),
                rij.vervaldatum.isoformat(),
            ]
            + [_euro(centen) for centen in bedragen]
        )
    return antwoord


def _euro(centen: int) -> str:
    heel, cent = divmod(abs(centen), 100)
    return f"{'-' if centen < 0 else ''}{heel},{cent:02}"


@require_GET
@alleen_leverancier
def factuur(request: HttpRequest, factuur_id: UUID) -> HttpResponse:
    """One invoice or credit note."""
    return _toon(request, factuur_of_404(factuur_id))


def _toon(
    request: HttpRequest,
    rij: Any,
    *,
    betaling: BetalingForm | None = None,
    credit: CrediteerForm | None = None,
    deel: DeelcreditForm | None = None,
    terug: TerugdraaiForm | None = None,
    fout: str = "",
) -> HttpResponse:
    herinneringen = list(rij.herinneringen.all())
    open_ = rij.openstaand_centen if rij.soort == Soort.FACTUUR else 0
    mag_crediteren = rij.soort == Soort.FACTUUR and not rij.crediteringen.filter(is_deel=False).exists()
    context = {
        "factuur": rij,
        "regels": rij.regels.all(),
        "betalingen": rij.betalingen.all(),
        "herinneringen": herinneringen,
        "crediteringen": rij.crediteringen.all(),
        "post": rij.post.all(),
        "open": open_,
        "te_laat": open_ > 0 and rij.vervaldatum < localdate(),
        "mag_herinneren": open_ > 0 and _is_aan_de_beurt(rij.vervaldatum, len(herinneringen)),
        "terug": max(-rij.openstaand_centen, 0),
        "mag_crediteren": mag_crediteren,
        "deelform": deel or (_deelform(rij) if mag_crediteren else None),
        "terugform": terug or _terugform(rij),
        "betalingform": betaling or BetalingForm(),
        "creditform": credit or CrediteerForm(),
        "betaaldelen": delen_van(factuurdelen, request, rij),
        "fout": fout,
    }
    is_fout = fout or any(form is not None and form.errors for form in (betaling, credit, deel, terug))
    return pagina(request, "billing/factuur.html", context, hier=HIER, status=422 if is_fout else 200)


def _terugform(rij: Any, *args: Any) -> TerugdraaiForm | None:
    """Return the form to take a booking back; None when there is none that a person booked."""
    alle = list(rij.betalingen.all())
    weg = {betaling.kenmerk for betaling in alle}
    keuzes = [
        (str(een.pk), f"{Geld(een.bedrag_centen)} · {een.kenmerk}")
        for een in alle
        if mag_terug(een) and f"{TEGEN}{een.kenmerk}" not in weg
    ]
    return TerugdraaiForm(*args, keuzes=keuzes) if keuzes else None


def _deelform(rij: Any, *args: Any) -> DeelcreditForm:
    regels = list(rij.regels.all())
    eerdere = rij.crediteringen.prefetch_related("regels")
    return DeelcreditForm(*args, regels=regels, over=over_per_regel(regels, eerdere))


def _is_aan_de_beurt(vervaldatum: date, gehad: int) -> bool:
    return volgende_herinnering(vervaldatum=vervaldatum, gehad=gehad, vandaag=localdate()) is not None


@require_GET
@alleen_leverancier
def pdf(request: HttpRequest, factuur_id: UUID) -> HttpResponse:
    """The invoice on paper."""
    return pdf_antwoord(factuur_of_404(factuur_id))


@require_GET
@alleen_leverancier
def ubl(request: HttpRequest, factuur_id: UUID) -> HttpResponse:
    """The e-invoice."""
    return ubl_antwoord(factuur_of_404(factuur_id))


def pdf_antwoord(rij: Factuur) -> HttpResponse:
    """Return the PDF as a download; 503 with the remedy on a machine that cannot draw."""
    try:
        inhoud = pdf_van(rij)
    except GeenPdf as nee:
        return HttpResponse(str(nee), status=503, content_type="text/plain; charset=utf-8")
    return bestand(inhoud, "application/pdf", f"{rij.soort}-{rij.nummer}.pdf")


def ubl_antwoord(rij: Factuur) -> HttpResponse:
    """Return the e-invoice as a download."""
    return bestand(ubl_van(rij), "application/xml", f"{rij.soort}-{rij.nummer}.xml")


def bestand(inhoud: bytes, soort: str, naam: str) -> HttpResponse:
    """Return a file to keep."""
    antwoord = HttpResponse(inhoud, content_type=soort)
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


@require_POST
@alleen_leverancier
def betaling(request: HttpRequest, factuur_id: UUID) -> HttpResponse:
    """Book money that came in, or (with `terug`) money that went back."""
    rij, form = factuur_of_404(factuur_id), BetalingForm(request.POST)
    if form.is_valid():
        velden = form.cleaned_data
        if request.POST.get("terug"):
            velden = {**velden, "centen": -velden["centen"]}
        try:
            boek_met_de_hand(factuur=rij, wijze=Betaalwijze.OVERBOEKING, by=request.user, at=now(), **velden)
        except KenmerkBestaat as nee:
            form.add_error("kenmerk", str(nee))
        except Refusal as nee:
            form.add_error("centen", str(nee))
    if form.errors:
        return _toon(request, rij, betaling=form)
    return see_other(request, "billing:factuur", factuur_id=factuur_id)


@require_POST
@alleen_leverancier
def terugdraaien(request: HttpRequest, factuur_id: UUID) -> HttpResponse:
    """Take back what was booked by hand on the wrong invoice."""
    rij = factuur_of_404(factuur_id)
    form = _terugform(rij, request.POST)
    if form is None:
        return _toon(request, rij, fout="Er is op deze factuur niets geboekt dat je kunt terugdraaien.")
    if form.is_valid():
        boeking = rij.betalingen.get(pk=form.cleaned_data["betaling"])
        try:
            draai_terug(betaling=boeking, reden=form.cleaned_data["reden"], by=request.user, at=now())
        except Refusal as nee:
            form.add_error(None, str(nee))
        else:
            return see_other(request, "billing:factuur", factuur_id=factuur_id)
    return _toon(request, rij, terug=form)


@require_POST
@alleen_leverancier
def crediteren(request: HttpRequest, factuur_id: UUID) -> HttpResponse:
    """Take an invoice back: the whole of it, or (with `deel`) a part."""
    rij = factuur_of_404(factuur_id)
    if request.POST.get("deel"):
        return _crediteer_deel(request, rij)
    form = CrediteerForm(request.POST)
    if form.is_valid():
        try:
            nota = crediteer(factuur=rij, reden=form.cleaned_data["reden"], by=request.user, at=now())
        except Refusal as nee:
            form.add_error(None, str(nee))
        else:
            return see_other(request, "billing:factuur", factuur_id=nota.pk)
    return _toon(request, rij, credit=form)


def _crediteer_deel(request: HttpRequest, rij: Any) -> HttpResponse:
    form = _deelform(rij, request.POST)
    if form.is_valid():
        try:
            nota = crediteer_deel(factuur=rij, by=request.user, at=now(), **form.velden)
        except Refusal as nee:
            form.add_error(None, str(nee))
        else:
            return see_other(request, "billing:factuur", factuur_id=nota.pk)
    return _toon(request, rij, deel=form)


@require_POST
@alleen_leverancier
def herinneren(request: HttpRequest, factuur_id: UUID) -> HttpResponse:
    """Send the reminder that is due."""
    rij = factuur_of_404(factuur_id)
    try:
        herinner(factuur=rij, by=request.user, at=now())
    except Refusal as nee:
        return _toon(request, rij, fout=str(nee))
    return see_other(request, "billing:factuur", factuur_id=factuur_id)
