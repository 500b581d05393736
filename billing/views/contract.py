"""Contracts: the list, a new one, and one with its modules and its numbers of inhabitants."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from billing.actions.contract import (
    begin_module,
    leg_inwonertal_vast,
    sluit_contract,
    stop_module,
    wijzig_contract,
)
from billing.forms.contract import ContractForm, InwonertalForm, ModuleForm, NieuwContractForm, StopForm
from billing.models import Contract, Contractmodule
from billing.rules.woorden import naam
from billing.views.gemeen import HIER, contract_of_404
from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import see_other
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def contracten(request: HttpRequest) -> HttpResponse:
    """Every contract, by gemeente."""
    zoek = request.GET.get("q", "").strip()[:80]
    lijst = Contract.objects.select_related("gemeente", "tarief").defer("gemeente__sleutel")
    if zoek:
        lijst = lijst.filter(gemeente__naam__icontains=zoek)
    rijen = [
        {
            "contract": rij,
            "modules": ", ".join(naam(regel.module) for regel in rij.modules.all() if _loopt(regel)),
        }
        for rij in lijst.prefetch_related("modules")
    ]
    return pagina(request, "billing/contracten.html", {"rijen": rijen, "zoek": zoek}, hier=HIER)


def _loopt(regel: Contractmodule) -> bool:
    vandaag = localdate()
    return regel.van <= vandaag and (regel.tot is None or vandaag < regel.tot)


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def nieuw(request: HttpRequest) -> HttpResponse:
    """Agree on a contract with a gemeente."""
    form = NieuwContractForm(request.POST or None, initial={"gemeente": request.GET.get("gemeente", "")})
    if form.is_valid():
        try:
            contract = sluit_contract(
                gemeente=form.cleaned_data["gemeente"],
                modules=frozenset(form.cleaned_data["modules"]),
                by=request.user,
                at=now(),
                **form.velden,
            )
        except Refusal as nee:
            form.add_error(None, str(nee))
        else:
            return see_other(request, "billing:contract", contract_id=contract.pk)
    status = 422 if form.errors else 200
    return pagina(request, "billing/contract_nieuw.html", {"form": form}, hier=HIER, status=status)


@require_GET
@alleen_leverancier
def contract(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """One contract: what was agreed, its modules, its inhabitants, its invoices."""
    return _toon(request, contract_of_404(contract_id))


def _toon(
    request: HttpRequest, rij: Contract, *, fout: str = "", status: int = 422, **forms: Any
) -> HttpResponse:
    facturen = rij.facturen.order_by("-nummer")[:12]
    context = {
        "contract": rij,
        "modules": [{"rij": regel, "naam": naam(regel.module)} for regel in rij.modules.all()],
        "inwonertallen": rij.gemeente.inwonertallen.all(),
        "facturen": facturen,
        "moduleform": ModuleForm(),
        "inwonerform": InwonertalForm(initial={"jaar": localdate().year}),
        "stopform": StopForm(),
        "fout": fout,
        **forms,
    }
    is_fout = bool(fout or forms)
    return pagina(request, "billing/contract.html", context, hier=HIER, status=status if is_fout else 200)


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def wijzigen(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Change what was agreed; with an older version both stand side by side."""
    rij = contract_of_404(contract_id)
    form = ContractForm(request.POST or None, initial=_beginwaarden(request, rij))
    context: dict[str, Any] = {"contract": rij, "form": form, "versie": rij.versie}
    if form.is_valid():
        versie = request.POST.get("versie", "")
        try:
            wijzig_contract(
                contract=rij,
                versie=int(versie) if versie.isdigit() else 0,
                by=request.user,
                at=now(),
                **form.velden,
            )
        except Verouderd:
            context["anders"] = _verschillen(form, rij)
            return pagina(request, "billing/contract_wijzigen.html", context, hier=HIER, status=409)
        except Refusal as nee:
            form.add_error(None, str(nee))
        else:
            return see_other(request, "billing:contract", contract_id=contract_id)
    status = 422 if form.errors else 200
    return pagina(request, "billing/contract_wijzigen.html", context, hier=HIER, status=status)


def _beginwaarden(request: HttpRequest, rij: Contract) -> dict[str, Any]:
    """Return what stands in the form at first: the contract, and the last day that a link proposes for it."""
    waarden = ContractForm.beginwaarden(rij)
    if rij.einde is None:
        with suppress(ValueError):
            waarden["laatste_dag"] = date.fromisoformat(request.GET.get("laatste_dag", ""))
    return waarden


def _verschillen(form: ContractForm, rij: Contract) -> list[dict[str, Any]]:
    """Return each field that stands there differently from what was typed."""
    daar = ContractForm.beginwaarden(rij)
    return [
        {"label": veld.label, "mijn": form.cleaned_data.get(sleutel), "daar": daar[sleutel]}
        for sleutel, veld in form.fields.items()
        if form.cleaned_data.get(sleutel) != daar[sleutel]
    ]


@require_POST
@alleen_leverancier
def module(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Let a module begin."""
    rij, form = contract_of_404(contract_id), ModuleForm(request.POST)
    if form.is_valid():
        try:
            begin_module(contract=rij, by=request.user, at=now(), **form.cleaned_data)
        except Refusal as nee:
            form.add_error("van", str(nee))
        else:
            return see_other(request, "billing:contract", contract_id=contract_id)
    return _toon(request, rij, moduleform=form)


@require_POST
@alleen_leverancier
def stop(request: HttpRequest, contract_id: UUID, regel_id: UUID) -> HttpResponse:
    """Let a module stop."""
    rij, form = contract_of_404(contract_id), StopForm(request.POST)
    regel = get_object_or_404(Contractmodule, pk=regel_id, contract=rij)
    if form.is_valid():
        try:
            stop_module(regel=regel, tot=form.tot, by=request.user, at=now())
        except Refusal as nee:
            form.add_error("laatste_dag", str(nee))
        else:
            return see_other(request, "billing:contract", contract_id=contract_id)
    return _toon(request, rij, stopform=form, stopregel=regel)


@require_POST
@alleen_leverancier
def inwonertal(request: HttpRequest, contract_id: UUID) -> HttpResponse:
    """Record how many people lived there on 1 January."""
    rij, form = contract_of_404(contract_id), InwonertalForm(request.POST)
    if not form.is_valid():
        return _toon(request, rij, inwonerform=form)
    leg_inwonertal_vast(gemeente=rij.gemeente, by=request.user, at=now(), **form.cleaned_data)
    return see_other(request, "billing:contract", contract_id=contract_id)
