"""A release: what is new, and on which day each ring gets it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import keukentafel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import see_other
from tenants.golven.actions import planning
from tenants.golven.forms import AankondigForm, PlanForm
from tenants.golven.models import Ring, Uitgave
from tenants.views.deur import alleen_leverancier, pagina


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def aankondigen(request: HttpRequest) -> HttpResponse:
    """Tell the gemeenten of a release before it is here."""
    form = AankondigForm(request.POST or None)
    if form.is_valid():
        nieuw = planning.kondig_aan(**form.cleaned_data, at=now(), by=request.user)
        return see_other(request, "golven:uitgave", uitgave_id=nieuw.pk)
    status = 422 if form.errors else 200
    return pagina(request, "golven/aankondigen.html", {"form": form}, hier="versies", status=status)


@require_GET
@alleen_leverancier
def uitgave(request: HttpRequest, uitgave_id: UUID) -> HttpResponse:
    """The notes of a release and its days."""
    rij = _haal(uitgave_id)
    return _toon(request, rij, _form(rij))


@require_POST
@alleen_leverancier
def plannen(request: HttpRequest, uitgave_id: UUID) -> HttpResponse:
    """Say on which day each ring gets it."""
    rij = _haal(uitgave_id)
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _toon(request, rij, form, status=422)
    try:
        planning.plan(
            uitgave_id=rij.pk,
            dagen=form.dagen(),
            wijziging=form.cleaned_data["versie"],
            at=now(),
            by=request.user,
        )
    except Verouderd as verouderd:
        ander = dict(verouderd.huidig) if isinstance(verouderd.huidig, dict) else {}
        return _conflict(request, _haal(uitgave_id), form, ander)
    return see_other(request, "golven:uitgave", uitgave_id=rij.pk)


@require_POST
@alleen_leverancier
def intrekken(request: HttpRequest, uitgave_id: UUID) -> HttpResponse:
    """Take back what was announced."""
    rij = _haal(uitgave_id)
    try:
        planning.trek_in(uitgave_id=rij.pk, at=now(), by=request.user)
    except Refusal as weigering:
        return _toon(request, rij, _form(rij), weigering=str(weigering), status=422)
    return see_other(request, "golven:versies")


def _haal(uitgave_id: UUID) -> Uitgave:
    return get_object_or_404(Uitgave, pk=uitgave_id)


def _form(rij: Uitgave) -> PlanForm:
    dagen = {f"ring_{ring}": dag for ring, dag in rij.ringdata.values_list("ring", "gepland_op")}
    return PlanForm(initial={"versie": rij.wijziging, **dagen})


def _conflict(request: HttpRequest, rij: Uitgave, form: PlanForm, ander: dict[int, object]) -> HttpResponse:
    """Show what stands there now beside what was chosen; saving again is a choice for one's own."""
    gekozen = form.dagen()
    opnieuw = PlanForm(
        initial={"versie": rij.wijziging, **{f"ring_{ring}": dag for ring, dag in gekozen.items()}}
    )
    verschil = [
        (ring.label, ander.get(ring.value), gekozen.get(ring.value))
        for ring in Ring
        if ander.get(ring.value) != gekozen.get(ring.value)
    ]
    return _toon(request, rij, opnieuw, verschil=verschil, status=409)


def _toon(
    request: HttpRequest,
    rij: Uitgave,
    form: PlanForm,
    *,
    weigering: str = "",
    verschil: Sequence[tuple[object, object, object]] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "uitgave": rij,
        "form": form,
        "velden": [form[f"ring_{ring.value}"] for ring in Ring],
        "is_deze": rij.nummer == keukentafel.__version__,
        "weigering": weigering,
        "verschil": verschil,
    }
    return pagina(request, "golven/uitgave.html", context, hier="versies", status=status)
