"""The list of gemeenten and one of them, on the supplier's host."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.request import see_other
from tenants import overzicht as overzichten
from tenants.actions.suspension import hervat, schort_op
from tenants.forms import OpschortForm
from tenants.models import Gemeente, Platformregel, Stand
from tenants.views.adres import adres_van
from tenants.views.deur import alleen_leverancier, pagina

_OP_HET_OVERZICHT = 10


@require_GET
@alleen_leverancier
def overzicht(request: HttpRequest) -> HttpResponse:
    """How it goes in one sentence, and the gemeenten that need a look first."""
    alles = overzichten.maak_overzicht(at=now())
    eerst = sorted(alles.rijen, key=lambda rij: (rij.niveau == "goed", rij.naam))
    context = {
        "zin": overzichten.zin(alles),
        "rijen": eerst[:_OP_HET_OVERZICHT],
        "totaal": len(alles.rijen),
    }
    return pagina(request, "tenants/overzicht.html", context, hier="overzicht")


@require_GET
@alleen_leverancier
def gemeenten(request: HttpRequest) -> HttpResponse:
    """Every gemeente, by name, fifty at a time."""
    filter_ = request.GET.get("toon", "alles")
    filter_ = filter_ if filter_ in overzichten.FILTERS else "alles"
    zoek = request.GET.get("q", "").strip()[:80]
    alles = overzichten.maak_overzicht(at=now())
    gevonden = alles.gefilterd(filter_, zoek)
    na = request.GET.get("na", "")
    verder = [rij for rij in gevonden if rij.naam > na]
    blad = verder[: overzichten.PER_PAGINA]
    context = {
        "rijen": blad,
        "zoek": zoek,
        "toon": filter_,
        "aantallen": {naam: len(alles.gefilterd(naam, "")) for naam in overzichten.FILTERS},
        "volgende_na": blad[-1].naam if len(verder) > len(blad) else "",
        "is_vervolg": bool(na),
        "totaal": len(gevonden),
    }
    return pagina(request, "tenants/gemeenten.html", context, hier="gemeenten")


@require_GET
@alleen_leverancier
def gemeente(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """One gemeente: its facts, its addresses and what the supplier did there."""
    return _toon(request, _haal(gemeente_id), OpschortForm())


@require_POST
@alleen_leverancier
def opschorten(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Close a gemeente for a time. Its data stays."""
    rij, form = _haal(gemeente_id), OpschortForm(request.POST)
    if not form.is_valid():
        return _toon(request, rij, form, status=422)
    schort_op(naam=rij.slug, reden=form.cleaned_data["reden"], at=now(), by=request.user.naam)  # type: ignore[union-attr]
    return see_other(request, "tenants:gemeente", gemeente_id=rij.pk)


@require_POST
@alleen_leverancier
def hervatten(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Open it again."""
    rij = _haal(gemeente_id)
    hervat(naam=rij.slug, at=now(), by=request.user.naam)  # type: ignore[union-attr]
    return see_other(request, "tenants:gemeente", gemeente_id=rij.pk)


def _haal(gemeente_id: UUID) -> Gemeente:
    lijst = Gemeente.objects.exclude(stand=Stand.IN_OPBOUW).defer("sleutel")
    return get_object_or_404(lijst, pk=gemeente_id)


def _toon(request: HttpRequest, rij: Gemeente, form: OpschortForm, status: int = 200) -> HttpResponse:
    context = {
        "rij": rij,
        "regel": overzichten.rij_van(rij),
        "adres": adres_van(request, rij.slug),
        "regels": Platformregel.objects.filter(gemeente_code=rij.cbs_code)[:20],
        "form": form,
    }
    return pagina(request, "tenants/gemeente.html", context, hier="gemeenten", status=status)
