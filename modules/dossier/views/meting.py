"""Zelfredzaamheid: the measurements over time, a new one, and the participatieladder."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.actions import meting as actions
from modules.dossier.actions.concept import discard_concept
from modules.dossier.forms.meting import LadderForm, ZrmForm
from modules.dossier.models import ZrmMeting
from modules.dossier.queries.concepten import concept_van
from modules.dossier.queries.metingen import LADDER, als_meting, zrm_beelden
from modules.dossier.queries.zrm_kort import gesloten_gebieden, gesloten_zin
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.kader import huishouden_kader
from modules.inrichting.codelijsten import Meetmoment
from modules.inrichting.leefgebieden import ZRM_VERSIE_KEUZES, ZRM_VERSIES


@require_GET
def zelfredzaamheid(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the measurements of everybody in the household, the last six side by side."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    return _overzicht(request, huishouden)


def _overzicht(
    request: GemeenteRequest,
    huishouden: Any,
    *,
    ladder_van: UUID | None = None,
    fout: bool = False,
    **meer: Any,
) -> HttpResponse:
    context = huishouden_kader(request, huishouden, "zelfredzaamheid", localdate())
    inwoners = [lid.inwoner for lid in context["kader"].leden]
    context |= {
        "beelden": [
            replace(beeld, ladder_open=beeld.inwoner.pk == ladder_van)
            for beeld in zrm_beelden(huishouden, inwoners)
        ],
        "treden": LADDER,
        "ladder_form": LadderForm(),
        **meer,
    }
    return toon(request, "dossier/zelfredzaamheid.html", context, fout=fout)


@require_GET
def zrm_wie(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Choose of whom the measurement is; with one person there is nothing to choose."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    context = huishouden_kader(request, huishouden, "zelfredzaamheid", localdate())
    inwoners = [lid.inwoner for lid in context["kader"].leden]
    if not inwoners or not context["kader"].mag_werken:
        return see_other(request, "dossier:zelfredzaamheid", huishouden.pk)
    if len(inwoners) == 1:
        return see_other(request, "dossier:zrm_meten", huishouden.pk, inwoners[0].pk)
    return toon(request, "dossier/zrm_wie.html", {**context, "inwoners": inwoners})


@require_http_methods(["GET", "POST"])
def zrm_nieuw(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Score one person; what was chosen is kept as a draft until it is saved."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    vandaag = localdate()
    context = huishouden_kader(request, huishouden, "zelfredzaamheid", vandaag)
    kader = context["kader"]
    inwoner = next((lid.inwoner for lid in kader.leden if lid.inwoner_id == inwoner_id), None)
    if inwoner is None or not kader.mag_werken:
        raise Http404
    eerder = ZrmMeting.objects.filter(huishouden=huishouden, inwoner=inwoner, is_bewaard=True)
    vorige = eerder.prefetch_related("scores").first()
    instrument = _instrument(request, vorige)
    moment = Meetmoment.TUSSEN if vorige else Meetmoment.START
    sleutel = f"zrm-{inwoner.pk}"
    begin: dict[str, Any] = {"datum": vandaag, "moment": moment, "met_wie": inwoner.roepnaam}
    concept = concept_van(request.user, sleutel)
    begin |= concept.inhoud if concept else {}
    dicht = gesloten_gebieden(huishouden.zicht)
    form = ZrmForm(request.POST or None, instrument=instrument, dicht=dicht, initial=begin)
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        try:
            actions.save_zrm(
                huishouden=huishouden,
                casus=kader.casus,
                inwoner=inwoner,
                instrument=instrument,
                datum=schoon["datum"],
                moment=schoon["moment"],
                met_wie=schoon["met_wie"],
                toelichting=schoon["toelichting"],
                scores=form.scores(),
                by=request.user,
                at=now(),
                vandaag=vandaag,
            )
        except Refusal as refusal:
            weiger(form, refusal, "datum" if isinstance(refusal, actions.DatumInDeToekomst) else None)
        else:
            discard_concept(gebruiker=request.user, sleutel=sleutel)
            return see_other(
                request, reverse("dossier:zelfredzaamheid", args=[huishouden.pk]) + f"#wie-{inwoner.pk}"
            )
    niveaus = dict(als_meting(vorige).scores) if vorige and vorige.instrument == instrument else {}
    context |= {
        "form": form,
        "inwoner": inwoner,
        "regels": form.regels(vorige=niveaus),
        "gesloten": gesloten_zin(instrument, dicht),
        "instrument": instrument,
        "instrumenten": ZRM_VERSIE_KEUZES,
        "sleutel": sleutel,
        "concept": concept,
    }
    return toon(request, "dossier/zrm_nieuw.html", context, fout=bool(form.errors))


def _instrument(request: GemeenteRequest, vorige: ZrmMeting | None) -> str:
    """Return the version that was chosen, else that of the time before: only equal ones compare."""
    gewoon = vorige.instrument if vorige else "zrm_2013"
    gekozen = request.POST.get("instrument") or request.GET.get("instrument") or gewoon
    if gekozen not in ZRM_VERSIES:
        raise Http404
    return gekozen


@require_POST
def zrm_weg(request: GemeenteRequest, meting_id: UUID) -> HttpResponse:
    """Undo a measurement of today."""
    meting = ZrmMeting.objects.filter(pk=meting_id).first()
    if meting is None:
        raise Http404
    huishouden = huishouden_for(request.user, meting.huishouden_id, doel=Doel.HULP)
    try:
        actions.remove_zrm(meting=meting, by=request.user, at=now())
    except Refusal as refusal:
        return _overzicht(request, huishouden, melding=str(refusal), fout=True)
    return see_other(request, "dossier:zelfredzaamheid", huishouden.pk)


@require_POST
def ladder_bewaren(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Keep a step of the participatieladder."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    kader = huishouden_kader(request, huishouden, "zelfredzaamheid", localdate())["kader"]
    inwoner = next((lid.inwoner for lid in kader.leden if lid.inwoner_id == inwoner_id), None)
    if inwoner is None or kader.casus is None:
        raise Http404
    form = LadderForm(request.POST)
    if form.is_valid():
        try:
            actions.save_ladder(
                huishouden=huishouden,
                casus=kader.casus,
                inwoner=inwoner,
                datum=localdate(),
                **form.cleaned_data,
                by=request.user,
                at=now(),
            )
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(
                request, reverse("dossier:zelfredzaamheid", args=[huishouden.pk]) + f"#wie-{inwoner.pk}"
            )
    return _overzicht(request, huishouden, ladder_form=form, ladder_van=inwoner.pk, fout=True)
