"""Take a part of the logboek along: for a purpose that is asked and written down."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime, now
from django.views.decorators.http import require_http_methods

from keukentafel import audit, veilige_csv
from keukentafel.audit import Doel, woorden
from keukentafel.audit.forms import ExportForm, FilterForm
from keukentafel.audit.views.logboek import leest_redenen
from keukentafel.audit.zoeken import Zoekvraag, zoek
from keukentafel.identity.models import Gebruiker
from keukentafel.request import GemeenteRequest

HOOGSTENS = 50_000
KOPPEN = (
    "Nummer", "Tijdstip", "Wie", "Rol", "Team", "Organisatie", "Ingelogd met", "Werkplek", "Gebeurtenis",
    "Wat", "Uitkomst", "Huishouden", "Waarover", "Nummer daarvan", "Soort gegevens", "Waarvoor", "Reden", "Grond",
    "Versie protocol", "Toestemming", "Noodtoegang", "Verzoek", "Keten",
)  # fmt: skip


@require_http_methods(["GET", "POST"])
def exporteren(request: GemeenteRequest) -> HttpResponse:
    """Ask what it is for, write it down, and give the lines of the filter as a CSV file."""
    medewerkers = dict(Gebruiker.objects.order_by("naam", "id").values_list("pk", "naam"))
    filter_ = FilterForm(request.GET or None, medewerkers=medewerkers)
    vraag = filter_.vraag() if filter_.is_bound else Zoekvraag()
    form = ExportForm(request.POST or None)
    if vraag is not None and form.is_valid():
        return _bestand(request, vraag, filter_, form)
    context = {
        "form": form,
        "filter_klopt": vraag is not None,
        "gekozen": _gekozen(filter_),
        "terug_url": f"{reverse('audit:logboek')}?{request.GET.urlencode()}",
        "hoogstens": HOOGSTENS,
    }
    return render(request, "audit/exporteren.html", context, status=422 if form.errors else 200)


def _gekozen(filter_: FilterForm) -> list[tuple[str, str]]:
    """Return the filter in words: what will be in the file."""
    if not filter_.is_bound or not filter_.is_valid():
        return []
    regels = []
    for naam, waarde in filter_.cleaned_data.items():
        if not waarde:
            continue
        veld: Any = filter_.fields[naam]
        tekst = dict(getattr(veld, "choices", ())).get(waarde, waarde)
        regels.append((str(veld.label), "ja" if waarde is True else str(tekst)))
    return regels


def _bestand(
    request: GemeenteRequest, vraag: Zoekvraag, filter_: FilterForm, form: ExportForm
) -> HttpResponse:
    """Write the line first; without it there is no file."""
    nu = now()
    regels = zoek(vraag, hoeveel=HOOGSTENS).regels
    audit.record(
        "audit.logboek.geexporteerd",
        by=request.user,
        at=nu,
        soort="E",
        doel=Doel.TOEZICHT,
        reden=form.cleaned_data["toelichting"],
        detail={"doel": form.cleaned_data["doel"], "regels": len(regels), "filter": filter_.in_detail()},
    )
    uit = io.StringIO()
    schrijver = veilige_csv.writer(uit, delimiter=";")
    schrijver.writerow(KOPPEN)
    schrijver.writerows(_rijen(regels, met_reden=leest_redenen(request)))
    antwoord = HttpResponse("\ufeff" + uit.getvalue(), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="logboek-{localtime(nu):%Y-%m-%d-%H%M}.csv"'
    return antwoord


def _rijen(regels: Any, *, met_reden: bool) -> Iterator[list[str]]:
    for regel in regels:
        yield [
            str(getattr(regel, "volgnummer", "") or ""),
            localtime(regel.tijdstip).isoformat(timespec="seconds"),
            regel.gebruiker_naam or "Keukentafel zelf",
            woorden.rollen_in_woorden(regel.rollen),
            regel.team_naam,
            regel.organisatie,
            regel.inlogwijze,
            regel.werkplek,
            regel.gebeurtenis,
            woorden.wat(regel.gebeurtenis),
            woorden.resultaat_in_woorden(regel),
            str(regel.huishouden_id or ""),
            regel.object_soort,
            str(regel.object_id or ""),
            woorden.categorieen_in_woorden(regel.categorie),
            woorden.doel_in_woorden(regel.doel),
            regel.reden if met_reden else "",
            regel.grond,
            str(regel.protocolversie or ""),
            str(regel.toestemming_id or ""),
            "ja" if regel.is_nood else "nee",
            regel.verzoek_id,
            bytes(regel.keten).hex() if getattr(regel, "keten", None) else "",
        ]
