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
from modules.dossier.access import eis, huishouden_for
from modules.dossier.actions.wachten import (
    HulpIsNietToegekend,
    begin_hulp,
    tell_wachten,
    undo_begin_hulp,
    undo_wachten,
)
from modules.dossier.forms.wachten import HulpForm, WachtForm
from modules.dossier.models import Casus, Huishouden, Inwoner
from modules.dossier.queries.wachtlijst import bekende_hulp, hulp_van, wachtend, wachtende, wachtlijst
from modules.dossier.rules.wachten import TITEL, Wachtstap
from modules.dossier.views.antwoord import toon, weiger
from modules.inrichting.codelijsten import OverschrijdingOorzaak
from modules.inrichting.rules.protocol import Categorie


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
    gebracht = request.POST if request.method == "POST" else None
    form = WachtForm(gebracht, initial={"verwacht_op": begin})
    if beeld and form.is_bound and form.is_valid():
        velden = form.cleaned_data
        velden["oorzaak"] = OverschrijdingOorzaak(velden["oorzaak"])
        try:
            bericht = tell_wachten(
                casus=casus, stap=beeld.stap, sinds=beeld.sinds, **velden, inwoner=_over_wie(casus),
                by=request.user, at=now(),
            )  # fmt: skip
        except Refusal as nee:
            weiger(form, nee)
        else:
            if bericht.brief_id:
                return see_other(request, "brieven:brief", bericht.brief_id)
            return see_other(request, "dossier:wachten", huishouden.pk, casus.pk)
    return _pagina(request, huishouden, casus, form=form)


def _pagina(
    request: GemeenteRequest,
    huishouden: Huishouden,
    casus: Any,
    *,
    form: WachtForm | None = None,
    hulpform: HulpForm | None = None,
    hulp_id: UUID | None = None,
    melding: str = "",
) -> HttpResponse:
    beeld = wachtende(casus, localdate()) if casus.stap else None
    fout_form = form if form is not None and form.errors else hulpform
    context = {
        "huishouden": huishouden,
        "casus": casus,
        "beeld": beeld,
        "form": form or WachtForm(None),
        "fout_form": fout_form,
        "melding": melding,
        "hulp": [
            (rij, hulpform if hulpform and rij.pk == hulp_id else _hulpform(rij))
            for rij in hulp_van(casus, request.user)
        ],
        "mag_hulp": huishouden.zicht.mag(Categorie.BESLUITEN, schrijven=True),
        "berichten": list(casus.wachtberichten.select_related("door")[:20]),
    }
    is_fout = bool(melding or (fout_form is not None and fout_form.errors))
    return toon(request, "dossier/wachten.html", context, fout=is_fout)


def _hulpform(rij: Any) -> HulpForm:
    """Return an empty form for one provision; it begins with the day it was planned for, or today."""
    return HulpForm(None, prefix=str(rij.pk), initial={"op": min(rij.begin, localdate())})


def _over_wie(casus: Any) -> Inwoner | None:
    """Return whom a letter about waiting is about: who made the melding, or else the household."""
    melding = (
        casus.meldingen.exclude(inwoner=None).select_related("inwoner").order_by("-ontvangen_op").first()
    )
    return melding.inwoner if melding else None


@require_POST
def hulp_begonnen(
    request: GemeenteRequest, huishouden_id: UUID, casus_id: UUID, toewijzing_id: UUID
) -> HttpResponse:
    """Record on which day granted help began, or take that back."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    eis(request.user, huishouden, Categorie.BESLUITEN, schrijven=True)
    casus = _casus(huishouden, casus_id)
    rij = get_object_or_404(bekende_hulp(casus, request.user), pk=toewijzing_id)
    if "ongedaan" in request.POST:
        undo_begin_hulp(toewijzing=rij, by=request.user, at=now())
        return see_other(request, "dossier:wachten", huishouden.pk, casus.pk)
    form = HulpForm(request.POST, prefix=str(rij.pk))
    if form.is_valid():
        try:
            begin_hulp(toewijzing=rij, **form.cleaned_data, by=request.user, at=now())
        except Refusal as nee:
            if isinstance(nee, HulpIsNietToegekend):
                return _pagina(request, huishouden, casus, melding=str(nee))
            weiger(form, nee, "op")
        else:
            return see_other(request, "dossier:wachten", huishouden.pk, casus.pk)
    return _pagina(request, huishouden, casus, hulpform=form, hulp_id=rij.pk)


@require_POST
def wachten_ongedaan(request: GemeenteRequest, huishouden_id: UUID, casus_id: UUID) -> HttpResponse:
    """Take the newest message back."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    casus = get_object_or_404(Casus.objects.filter(huishouden=huishouden), pk=casus_id)
    bericht = casus.wachtberichten.first()
    if bericht is not None:
        try:
            undo_wachten(bericht=bericht, by=request.user, at=now())
        except Refusal as nee:
            return _pagina(request, huishouden, _casus(huishouden, casus_id), melding=str(nee))
    return see_other(request, "dossier:wachten", huishouden.pk, casus.pk)


def _casus(huishouden: Huishouden, casus_id: UUID) -> Any:
    """Return the casus with its step, or with none when nothing is awaited."""
    eigen = Casus.objects.filter(huishouden=huishouden, pk=casus_id)
    casus = wachtend(eigen.lopend(), localdate()).select_related("team").first()
    if casus is None:
        casus = eigen.select_related("team").first()
        if casus is None:
            raise Http404
        casus.stap = ""
    return casus
