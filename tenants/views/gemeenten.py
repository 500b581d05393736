"""One gemeente, on the supplier's host."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.vers import verse_factor
from keukentafel.request import see_other
from tenants import overzicht as overzichten
from tenants.actions import contract
from tenants.actions.suspension import hervat, schort_op
from tenants.bezig import waarom_dicht
from tenants.console import schil
from tenants.forms import OpschortForm
from tenants.models import Contracteinde, Domein, Gemeente, Platformregel, Stand
from tenants.overzicht import MODULENAMEN
from tenants.views.adres import adres_van
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def gemeente(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """One gemeente: its facts, its addresses and what the supplier did there."""
    return toon(request, haal(gemeente_id), OpschortForm())


@require_POST
@alleen_leverancier
@verse_factor
def opschorten(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Close a gemeente for a time. Its data stays."""
    rij, form = haal(gemeente_id, aanwezig=True), OpschortForm(request.POST)
    if not form.is_valid():
        return toon(request, rij, form, status=422)
    schort_op(naam=rij.slug, reden=form.cleaned_data["reden"], at=now(), by=request.user.naam)  # type: ignore[union-attr]
    return see_other(request, "tenants:gemeente", gemeente_id=rij.pk)


@require_POST
@alleen_leverancier
def hervatten(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Open it again."""
    rij = haal(gemeente_id, aanwezig=True)
    try:
        hervat(naam=rij.slug, at=now(), by=request.user.naam)  # type: ignore[union-attr]
    except Refusal as weigering:
        return toon(request, rij, OpschortForm(), weigering=str(weigering), status=422)
    return see_other(request, "tenants:gemeente", gemeente_id=rij.pk)


def haal(gemeente_id: UUID, *, aanwezig: bool = False) -> Gemeente:
    """Return a gemeente that was opened; with `aanwezig` one that still has a schema. Else 404."""
    lijst = Gemeente.objects.exclude(stand=Stand.IN_OPBOUW)
    if aanwezig:
        lijst = lijst.aanwezig()
    return get_object_or_404(lijst.defer("sleutel"), pk=gemeente_id)


def toon(
    request: HttpRequest, rij: Gemeente, form: OpschortForm, *, weigering: str = "", status: int = 200
) -> HttpResponse:
    """Render the page of a gemeente, with the parts that others hang in it."""
    hosts = list(Domein.objects.filter(gemeente=rij).order_by("-is_primair", "host"))
    einde = (
        Contracteinde.objects.filter(gemeente=rij)
        .exclude(stand="ingetrokken")
        .defer("toestemming_bestand")
        .first()
    )
    delen = _delen(request, rij)
    context = {
        "rij": rij,
        "is_weg": rij.stand == Stand.BEEINDIGD,
        "regel": overzichten.rij_van(rij),
        "adres": adres_van(request, rij.slug),
        "oude_hosts": [domein.host for domein in hosts if not domein.is_primair],
        "hosts": [domein.host for domein in hosts],
        "mensen": list(rij.contactpersonen.all()),
        "samen": contract.partners(rij),
        "open_modules": modules_in_woorden(rij),
        "opslag": opslag_in_woorden(rij.opslag_bytes),
        "einde": einde,
        "klaarzetting": rij.klaarzettingen.first(),
        "regels": Platformregel.objects.filter(gemeente_code=rij.cbs_code)[:10],
        "links": delen[::2],
        "rechts": delen[1::2],
        "form": form,
        "weigering": weigering,
        "waarom_dicht": waarom_dicht(rij),
    }
    return pagina(request, "tenants/gemeente.html", context, hier="gemeenten", status=status)


def modules_in_woorden(rij: Gemeente) -> str:
    """Say which modules the supplier opened."""
    if rij.modules_open is None:
        return "alle"
    return ", ".join(naam for code, naam in MODULENAMEN.items() if code in rij.modules_open) or "geen"


def opslag_in_woorden(aantal: int) -> str:
    """Say how much is kept: `12,3 MB`, `1,4 GB`."""
    if aantal < 1024**2:
        return f"{max(aantal, 0) // 1024} kB"
    deel, eenheid = (aantal / 1024**2, "MB") if aantal < 1024**3 else (aantal / 1024**3, "GB")
    return f"{deel:.1f} {eenheid}".replace(".", ",")


def _delen(request: Any, rij: Gemeente) -> list[dict[str, Any]]:
    """Ask each part that was hung in for its facts; what gives None is left out."""
    delen = []
    for deel in sorted(schil.gemeentedelen.values(), key=lambda deel: deel.volgorde):
        gegevens = deel.gegevens(request, rij) if deel.rollen & request.user.rollen else None
        if gegevens is not None:
            inhoud = render_to_string(deel.sjabloon, {**gegevens, "rij": rij}, request)
            delen.append({"kop": deel.kop, "id": f"p-deel-{deel.sleutel}", "inhoud": inhoud})
    return delen
