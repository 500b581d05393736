"""The waiting list, and telling a household how long it still takes (F067)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.actions.wachten import tell_wachten, undo_wachten
from modules.dossier.forms.wachten import WachtForm
from modules.dossier.models import Casus, Huishouden
from modules.dossier.queries.wachtlijst import wachtend, wachtende, wachtlijst
from modules.dossier.rules.wachten import TITEL, Wachtstap
from modules.dossier.views.antwoord import toon, weiger
from modules.inrichting.codelijsten import OverschrijdingOorzaak


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """List who waits in my teams, longest first, with the waiting days per step."""
    stap = request.GET.get("stap", "")
    stap = stap if stap in list(Wachtstap) else ""
    tekst = request.GET.get("pagina", "")
    pagina = min(int(tekst), 400) if tekst.isascii() and tekst.isdigit() and len(tekst) < 5 else 0
    basis = reverse("dossier:wachtlijst")

    def adres(welke: str, blad: int = 0) -> str:
        vraag = {naam: waarde for naam, waarde in (("stap", welke), ("pagina", blad)) if waarde}
        return f"{basis}?{urlencode(vraag)}" if vraag else basis

    beeld = wachtlijst(request.user, stap=stap, pagina=pagina, vandaag=localdate())
    context: dict[str, Any] = {
        "beeld": beeld,
        "stap": stap,
        "chips": [("Alles", adres(""), not stap), *((TITEL[s], adres(s), stap == s) for s in Wachtstap)],
        "tijden": [(tijd, adres(tijd.stap)) for tijd in beeld.tijden],
        "volgende": adres(stap, pagina + 1) if beeld.meer else "",
        "vorige": adres(stap, pagina - 1) if pagina else "",
        "basis": basis,
    }
    return toon(request, "dossier/wachtlijst.html", context)


@require_http_methods(["GET", "POST"])
def wachten(request: GemeenteRequest, huishouden_id: UUID, casus_id: UUID) -> HttpResponse:
    """Show since when a household waits and what it was told; tell it until when."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    casus = _casus(huishouden, casus_id)
    beeld = wachtende(casus, localdate()) if casus.stap else None
    begin = beeld.verwacht_op if beeld and beeld.verwacht_op and beeld.verwacht_op >= localdate() else None
    form = WachtForm(request.POST if request.method == "POST" else None, initial={"verwacht_op": begin})
    if beeld and form.is_bound and form.is_valid():
        velden = form.cleaned_data
        velden["oorzaak"] = OverschrijdingOorzaak(velden["oorzaak"])
        try:
            tell_wachten(casus=casus, stap=beeld.stap, sinds=beeld.sinds, **velden, by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "dossier:wachten", huishouden.pk, casus.pk)
    context = {
        "huishouden": huishouden,
        "casus": casus,
        "beeld": beeld,
        "form": form,
        "berichten": list(casus.wachtberichten.select_related("door")[:20]),
    }
    return toon(request, "dossier/wachten.html", context, fout=bool(form.errors))


@require_POST
def wachten_ongedaan(request: GemeenteRequest, huishouden_id: UUID, casus_id: UUID) -> HttpResponse:
    """Take the newest message back."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    casus = get_object_or_404(Casus.objects.filter(huishouden=huishouden), pk=casus_id)
    bericht = casus.wachtberichten.first()
    if bericht is not None:
        undo_wachten(bericht=bericht, by=request.user, at=now())
    return see_other(request, "dossier:wachten", huishouden.pk, casus.pk)


def _casus(huishouden: Huishouden, casus_id: UUID) -> Any:
    """Return the casus with its step, or with none when nothing is awaited."""
    eigen = Casus.objects.filter(huishouden=huishouden, pk=casus_id)
    casus = wachtend(eigen.lopend()).select_related("team").first()
    if casus is None:
        casus = eigen.select_related("team").first()
        if casus is None:
            raise Http404
        casus.stap = ""
    return casus
