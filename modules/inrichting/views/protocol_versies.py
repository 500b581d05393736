"""The history of the informatieprotocol: what held when, what differs, and back again."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.actions import protocol as actie
from modules.inrichting.forms.velden import VersieForm
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.rules.protocol_verschil import verschillen
from modules.inrichting.views.antwoord import gepost, pagina, weiger
from modules.inrichting.views.protocol import stand_van


@require_GET
def versies(request: GemeenteRequest) -> HttpResponse:
    """All versions, newest first; with two chosen, what differs between them."""
    wie = ("gemaakt_door", "ingediend_door", "beoordeeld_door", "op_basis_van")
    gevonden = list(Informatieprotocol.objects.select_related(*wie))
    context = {
        "rijen": gevonden,
        "mag_wijzigen": request.user.has_rol(Rol.BEHEERDER),
        **_vergelijking(request, gevonden),
    }
    return pagina(request, "inrichting/protocol_versies.html", context)


@require_http_methods(["GET", "POST"])
def terug(request: GemeenteRequest, nummer: int) -> HttpResponse:
    """Check, and make a concept with what an old version said."""
    oud = get_object_or_404(Informatieprotocol.objects.vastgesteld(), nummer=nummer)
    stand = stand_van(request)
    form = VersieForm(gepost(request), initial={"versie": stand.versie})
    if form.is_valid():
        try:
            actie.return_to_version(oud=oud, versie=form.cleaned_data["versie"], by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, "inrichting:protocol")
    context = {"form": form, "oud": oud, "stand": stand, "verschillen": verschillen(stand.nu, oud.matrix)}
    return pagina(request, "inrichting/protocol_terug.html", context, fout=bool(form.errors))


def _vergelijking(request: GemeenteRequest, gevonden: list[Informatieprotocol]) -> dict[str, Any]:
    """Return the chosen pair (older, newer) and what differs; by default the last two."""
    per_nummer = {str(rij.nummer): rij for rij in gevonden}
    een = per_nummer.get(request.GET.get("van", ""))
    ander = per_nummer.get(request.GET.get("naar", ""))
    if een is None or ander is None:
        if len(gevonden) < 2:
            return {}
        ander, een = gevonden[:2]
    return {"van": een, "naar": ander, "verschillen": verschillen(een.matrix, ander.matrix)}
