"""Move a gemeente: ask it, follow it, go on with it or take it back. A worker does it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.vers import verse_factor
from keukentafel.request import see_other
from tenants.clusters import queries, taken
from tenants.clusters.actions import verhuizen
from tenants.clusters.forms import VerhuisForm
from tenants.clusters.models import Verhuizing
from tenants.models import Gemeente
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def verhuizing(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Where a gemeente lives, how a move goes, and what moved before. Leaving the page is safe."""
    return _toon(request, _gemeente(gemeente_id))


@require_POST
@alleen_leverancier
@verse_factor
def beginnen(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Begin to move."""
    gemeente = _gemeente(gemeente_id)
    form = VerhuisForm(request.POST, staat_op=gemeente.cluster)
    if not form.is_valid():
        return _toon(request, gemeente, form, status=422)
    try:
        rij = verhuizen.begin_verhuizing(
            gemeente_id=gemeente.pk, naar=form.cleaned_data["naar"], at=now(), by=_naam(request)
        )
    except Refusal as weigering:
        form.add_error("naar", str(weigering))
        return _toon(request, gemeente, form, status=422)
    transaction.on_commit(lambda: taken.verhuis.delay(str(rij.pk)), robust=True)
    return see_other(request, "clusters:verhuizing", gemeente_id=gemeente.pk)


@require_POST
@alleen_leverancier
@verse_factor
def verder(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Go on with a move that stopped."""
    rij = get_object_or_404(Verhuizing.objects.open(), gemeente=gemeente_id)
    try:
        verhuizen.maak_wachtend(rij.pk, at=now())
    except Refusal as weigering:
        return _toon(request, _gemeente(gemeente_id), weigering=str(weigering), status=422)
    transaction.on_commit(lambda: taken.verhuis.delay(str(rij.pk)), robust=True)
    return see_other(request, "clusters:verhuizing", gemeente_id=gemeente_id)


@require_POST
@alleen_leverancier
@verse_factor
def afbreken(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Take a move back before the switch."""
    rij = get_object_or_404(Verhuizing.objects.open(), gemeente=gemeente_id)
    door = str(request.user.pk)
    transaction.on_commit(lambda: taken.breek_af.delay(str(rij.pk), door), robust=True)
    return see_other(request, "clusters:verhuizing", gemeente_id=gemeente_id)


def _naam(request: HttpRequest) -> str:
    gebruiker: Any = request.user
    return str(gebruiker.naam)


def _gemeente(gemeente_id: UUID) -> Gemeente:
    return get_object_or_404(Gemeente.objects.aanwezig().defer("sleutel"), pk=gemeente_id)


def _toon(
    request: HttpRequest,
    gemeente: Gemeente,
    form: VerhuisForm | None = None,
    *,
    weigering: str = "",
    status: int = 200,
) -> HttpResponse:
    context = queries.verhuispagina(gemeente, at=now())
    context["weigering"] = weigering
    context["form"] = form or VerhuisForm(staat_op=gemeente.cluster)
    return pagina(request, "clusters/verhuizing.html", context, hier="gemeenten", status=status)
