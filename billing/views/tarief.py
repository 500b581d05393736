"""Price lists, the index, and who sends the invoices."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from billing.actions.afzender import schrijf_afzender
from billing.actions.tarief import maak_tarief, stel_index_vast
from billing.forms.contract import AfzenderForm
from billing.forms.tarief import IndexForm, TariefForm
from billing.models import Indexering, Kortingsoort, Tarief
from billing.queries import afzender as huidige_afzender
from billing.rules.woorden import MODULENAMEN
from billing.views.gemeen import HIER
from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import see_other
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def tarieven(request: HttpRequest) -> HttpResponse:
    """The price lists and the index of each year."""
    return _toon(request, IndexForm(initial={"jaar": localdate().year + 1}))


def _toon(request: HttpRequest, form: IndexForm) -> HttpResponse:
    context = {"tarieven": Tarief.objects.all(), "indexen": Indexering.objects.all(), "form": form}
    return pagina(request, "billing/tarieven.html", context, hier=HIER, status=422 if form.errors else 200)


@require_POST
@alleen_leverancier
def index(request: HttpRequest) -> HttpResponse:
    """Decide on the index of a year."""
    form = IndexForm(request.POST)
    if form.is_valid():
        try:
            stel_index_vast(by=request.user, at=now(), **form.cleaned_data)
        except Refusal as nee:
            form.add_error("jaar", str(nee))
        else:
            return see_other(request, "billing:tarieven")
    return _toon(request, form)


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def nieuw(request: HttpRequest) -> HttpResponse:
    """Make a price list. It is fixed at once: other prices are another list."""
    form = TariefForm(request.POST or None)
    if form.is_valid():
        gegevens = form.cleaned_data
        try:
            tarief_ = maak_tarief(
                naam=gegevens["naam"],
                geldig_van=gegevens["geldig_van"],
                geldig_tot=gegevens["geldig_tot"],
                startkosten_centen=gegevens["startkosten"] or 0,
                regels=form.regels,
                kortingen=form.kortingen,
                by=request.user,
                at=now(),
            )
        except Refusal as nee:
            form.add_error(None, str(nee))
        else:
            return see_other(request, "billing:tarief", tarief_id=tarief_.pk)
    status = 422 if form.errors else 200
    return pagina(request, "billing/tarief_nieuw.html", {"form": form}, hier=HIER, status=status)


@require_GET
@alleen_leverancier
def tarief(request: HttpRequest, tarief_id: UUID) -> HttpResponse:
    """One price list."""
    rij = get_object_or_404(Tarief, pk=tarief_id)
    prijzen: dict[int, dict[str, int]] = {}
    for regel in rij.regels.all():
        prijzen.setdefault(regel.vanaf_inwoners, {})[regel.module] = regel.jaarbedrag_centen
    context: dict[str, Any] = {
        "tarief": rij,
        "modulenamen": list(MODULENAMEN.values()),
        "banden": [
            (vanaf, [per.get(code) for code in MODULENAMEN]) for vanaf, per in sorted(prijzen.items())
        ],
        "kortingen": [(Kortingsoort(korting.soort).label, korting) for korting in rij.kortingen.all()],
        "contracten": rij.contracten.count(),
    }
    return pagina(request, "billing/tarief.html", context, hier=HIER)


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def afzender(request: HttpRequest) -> HttpResponse:
    """Who sends the invoices; with an older version both stand side by side."""
    rij = huidige_afzender()
    form = AfzenderForm(request.POST or None, initial=AfzenderForm.begin(rij))
    context: dict[str, Any] = {"form": form, "versie": rij.versie if rij else 0}
    if form.is_valid():
        versie = request.POST.get("versie", "")
        try:
            schrijf_afzender(
                versie=int(versie) if versie.isdigit() else 0, by=request.user, at=now(), **form.cleaned_data
            )
        except Verouderd:
            daar = AfzenderForm.begin(huidige_afzender())
            context["anders"] = [
                {"label": form.fields[naam].label, "mijn": mijn, "daar": daar[naam]}
                for naam, mijn in form.cleaned_data.items()
                if daar.get(naam) != mijn
            ]
            return pagina(request, "billing/afzender.html", context, hier=HIER, status=409)
        return see_other(request, "billing:maand")
    return pagina(request, "billing/afzender.html", context, hier=HIER, status=422 if form.errors else 200)
