"""What checking found: problems, doubles; and what came of each household."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from keukentafel import veilige_csv
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.inlezen import queries
from modules.dossier.inlezen.access import inlezing_for
from modules.dossier.inlezen.actions.opname import kies_dubbel
from modules.dossier.inlezen.forms import DubbelenForm
from modules.dossier.inlezen.models import Inlezing


@require_safe
def problemen(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponse:
    """Show the problems per row and cell, filtered and page by page."""
    inlezing = inlezing_for(request.user, inlezing_id, at=now())
    filter_ = queries.Probleemfilter.uit(request.GET)
    bladzijde = queries.problemen(inlezing, filter_, na=request.GET.get("na", ""))
    return render(
        request,
        "inlezen/problemen.html",
        {
            "inlezing": inlezing,
            "problemen": bladzijde.rijen,
            "volgende": f"?{urlencode(filter_.als_query() | {'na': bladzijde.volgende})}"
            if bladzijde.volgende
            else "",
            "filter": filter_,
            "soorten": [
                (naam, f"?{urlencode(filter_.met(ernst=code).als_query())}", filter_.ernst == code, aantal)
                for code, naam, aantal in queries.ernst_tellingen(inlezing)
            ],
            "velden": [
                (naam, f"?{urlencode(filter_.met(veld=code).als_query())}", filter_.veld == code, aantal)
                for code, naam, aantal in queries.veld_tellingen(inlezing, filter_.ernst)
            ],
        },
    )


@require_safe
def problemen_csv(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponseBase:
    """Give all problems as a file to work through beside the spreadsheet."""
    inlezing = inlezing_for(request.user, inlezing_id, at=now())
    koppen = ("Rij", "Kolom", "Kop", "Ernst", "Wat er is", "Wat je doet", "Waarde")
    rijen = list(queries.problemen_voor_csv(inlezing))
    return _csv(f"problemen-{inlezing.gemaakt_op:%Y-%m-%d}.csv", koppen, rijen)


@require_http_methods(["GET", "POST"])
def dubbelen(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponse:
    """Put two who may be one side by side and take the choice."""
    inlezing = inlezing_for(request.user, inlezing_id, at=now())
    bladzijde = queries.paren(inlezing, na=request.POST.get("na", request.GET.get("na", "")))
    form = DubbelenForm(request.POST if request.method == "POST" else None, paren=bladzijde.rijen)
    if form.is_valid():
        try:
            for paar, keuze in form.keuzes():
                kies_dubbel(paar=paar, keuze=keuze, by=request.user, at=now())
        except Refusal as reden:
            form.add_error(None, str(reden))
        else:
            return see_other(request, _na_keuze(inlezing, bladzijde.volgende))
    return render(
        request,
        "inlezen/dubbelen.html",
        {"inlezing": inlezing, "form": form, "na": request.GET.get("na", ""), "volgende": bladzijde.volgende},
        status=422 if form.errors else 200,
    )


def _na_keuze(inlezing: Inlezing, volgende: str) -> str:
    if volgende:
        return f"{reverse('inlezen:dubbelen', args=[inlezing.pk])}?na={volgende}"
    return inlezing.get_absolute_url()


@require_safe
def verslag(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponse:
    """Show what came of each household: its rows, the outcome and why; never who lives there."""
    inlezing = inlezing_for(request.user, inlezing_id, at=now())
    uitkomst = request.GET.get("uitkomst", "")
    bladzijde = queries.huishoudens(inlezing, uitkomst, na=request.GET.get("na", ""))
    volgende = f"?{urlencode({'uitkomst': uitkomst, 'na': bladzijde.volgende})}" if bladzijde.volgende else ""
    return render(
        request,
        "inlezen/huishoudens.html",
        {
            "inlezing": inlezing,
            "huishoudens": bladzijde.rijen,
            "volgende": volgende,
            "zichtbaar": queries.zichtbare_huishoudens(request.user, bladzijde.rijen),
            "soorten": [
                (naam, f"?{urlencode({'uitkomst': code})}", uitkomst == code, aantal)
                for code, naam, aantal in queries.uitkomst_tellingen(inlezing)
            ],
        },
    )


@require_safe
def verslag_csv(request: GemeenteRequest, inlezing_id: UUID) -> HttpResponseBase:
    """Give the report as a file."""
    inlezing = inlezing_for(request.user, inlezing_id, at=now())
    koppen = ("Dossiernummer", "Rijen", "Uitkomst", "Reden")
    rijen = list(queries.huishoudens_voor_csv(inlezing))
    return _csv(f"verslag-{inlezing.gemaakt_op:%Y-%m-%d}.csv", koppen, rijen)


def _csv(naam: str, koppen: Iterable[str], rijen: Iterable[Iterable[object]]) -> StreamingHttpResponse:
    """Return a CSV that a spreadsheet opens in Dutch and in which no cell can be a formula."""
    antwoord = StreamingHttpResponse(_regels(koppen, rijen), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def _regels(koppen: Iterable[str], rijen: Iterable[Iterable[object]]) -> Iterator[str]:
    yield "\ufeff"
    for rij in (koppen, *rijen):
        regel = io.StringIO()
        veilige_csv.writer(regel, delimiter=";").writerow(list(rij))
        yield regel.getvalue()
