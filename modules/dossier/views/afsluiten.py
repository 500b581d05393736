"""The end of the help: the check page, handing over, beginning again; and help at once in a crisis."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, make_aware, now
from django.views.decorators.http import require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.actions import afsluiten as actions
from modules.dossier.actions.afsluitvoorstel import propose_closing
from modules.dossier.actions.crisis import note_crisis
from modules.dossier.delen.queries import verhaal_om_mee_te_geven
from modules.dossier.forms.afsluiten import AfsluitForm, CrisisForm, HeropenForm, OverdrachtForm
from modules.dossier.models import Afsluitvoorstel, Casus, Voorstelstand
from modules.dossier.queries.slot import collegas_van, slotstand
from modules.dossier.queries.terugkijken import plan_van_kracht
from modules.dossier.rules.afsluiten import Slot
from modules.dossier.toegang.mensen import teamleiders_van
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.kader import huishouden_kader
from modules.dossier.views.terug import na_het_huishouden
from modules.inrichting.codelijsten import Afsluitreden
from modules.inrichting.models import Wijkteam


@require_http_methods(["GET", "POST"])
def afsluiten(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Check and end the help. A closed household shows how it ended, with the way to begin again."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    context = huishouden_kader(request, huishouden, "evaluaties", localdate())
    casus: Casus | None = context["kader"].casus
    if casus is None:
        raise Http404
    if casus.is_afgesloten:
        return _afgesloten(request, context, casus)
    stand = slotstand(huishouden, casus, context["kader"].variant)
    form = AfsluitForm(request.POST or None, collegas=collegas_van(casus, request.user, context["vandaag"]))
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["reden"] == Afsluitreden.AFGEZIEN:
                return see_other(request, _stel_voor(request, casus, form))
            _sluit_af(request, casus, form, stand)
        except actions.AfsluitenKanNiet as niet:
            _toon_bevindingen(form, niet)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return na_het_huishouden(request, huishouden, "afgesloten", route="dossier:afsluiten")
    voorstel = (
        casus.afsluitvoorstellen.filter(stand=Voorstelstand.OPEN).select_related("gevraagd_door").first()
    )
    context |= {"form": form, "stand": stand, "casus": casus, "voorstel": voorstel}
    return toon(request, "dossier/afsluiten.html", context, fout=bool(form.errors))


def _stel_voor(request: GemeenteRequest, casus: Casus, form: AfsluitForm) -> Afsluitvoorstel:
    """Ask the colleague; the help goes on until the proposal is carried out."""
    return propose_closing(
        casus=casus,
        geprobeerd=form.cleaned_data["geprobeerd"],
        toelichting=form.cleaned_data["toelichting"],
        aan=form.meekijker(),
        leiders=teamleiders_van(casus.team_id),
        by=request.user,
        at=now(),
        id=eenmalig(request),
    )


def _sluit_af(request: GemeenteRequest, casus: Casus, form: AfsluitForm, stand: dict[str, Any]) -> None:
    schoon = form.cleaned_data
    slot = Slot(
        reden=schoon["reden"],
        toelichting=schoon["toelichting"],
        door=request.user,
        is_geinformeerd=schoon["inwoner_geinformeerd_op"] is not None,
        heeft_eindmeting=stand["heeft_eindmeting"],
        open_acties=len(stand["open_acties"]),
    )
    actions.close_casus(
        casus=casus,
        slot=slot,
        eindmeting=stand["eindmeting"],
        inwoner_geinformeerd_op=schoon["inwoner_geinformeerd_op"],
        hoe_geinformeerd=schoon["hoe_geinformeerd"],
        by=request.user,
        at=now(),
    )


def _afgesloten(
    request: GemeenteRequest, context: dict[str, Any], casus: Casus, form: HeropenForm | None = None
) -> HttpResponse:
    context |= {
        "casus": casus,
        "afsluiting": getattr(casus, "afsluiting", None),
        "form": form or HeropenForm(),
    }
    return toon(request, "dossier/afgesloten.html", context, fout=bool(form and form.errors))


@require_http_methods(["POST"])
def heropenen(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Begin again with the same team, under the team model of now."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    context = huishouden_kader(request, huishouden, "evaluaties", localdate())
    casus = context["kader"].casus
    if casus is None:
        raise Http404
    form = HeropenForm(request.POST)
    if form.is_valid():
        try:
            actions.reopen_help(
                casus=casus,
                teammodel_id=request.instellingen.teammodel_id,  # type: ignore[attr-defined]
                **form.cleaned_data,
                by=request.user,
                at=now(),
            )
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, huishouden)
    return _afgesloten(request, context, casus, form)


@require_http_methods(["GET", "POST"])
def overdragen(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Hand the household over to another team."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    context = huishouden_kader(request, huishouden, "evaluaties", localdate())
    casus = context["kader"].casus
    if casus is None or casus.is_afgesloten:
        return see_other(request, "dossier:afsluiten", huishouden.pk)
    plan = plan_van_kracht(huishouden)
    form = OverdrachtForm(
        request.POST or None,
        teams=Wijkteam.objects.actief().exclude(pk=casus.team_id).order_by("naam"),
        initial={"samenvatting": verhaal_om_mee_te_geven(huishouden) or (plan.situatie if plan else "")},
    )
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        overdracht = actions.Overdracht(
            **{veld: schoon[veld] for veld in ("waarom", "samenvatting", "gesproken_met")},
            inwoner_geinformeerd_op=schoon["inwoner_geinformeerd_op"],
        )
        try:
            actions.hand_over_casus(
                casus=casus,
                naar=form.team(),
                teammodel_id=request.instellingen.teammodel_id,  # type: ignore[attr-defined]
                overdracht=overdracht,
                by=request.user,
                at=now(),
            )
        except actions.AfsluitenKanNiet as niet:
            _toon_bevindingen(form, niet)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return na_het_huishouden(request, huishouden, "overgedragen")
    context |= {"form": form, "casus": casus, "plan": plan}
    return toon(request, "dossier/overdragen.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def crisis(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Note a crisis; the plan comes within two weeks."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    context = huishouden_kader(request, huishouden, "huishouden", localdate())
    form = CrisisForm(request.POST or None, initial={"dag": context["vandaag"]})
    if request.method == "POST" and form.is_valid():
        schoon, at = form.cleaned_data, now()
        gebeurd = (
            at if schoon["dag"] == localdate(at) else make_aware(datetime.combine(schoon["dag"], time(12)))
        )
        note_crisis(
            huishouden=huishouden,
            casus=context["kader"].casus,
            teammodel_id=request.instellingen.teammodel_id,  # type: ignore[attr-defined]
            tekst=schoon["tekst"],
            met_wie=schoon["met_wie"],
            gebeurd_op=gebeurd,
            by=request.user,
            at=at,
            id=eenmalig(request),
        )
        return see_other(request, huishouden)
    context |= {"form": form, "heeft_plan": plan_van_kracht(huishouden) is not None}
    return toon(request, "dossier/crisis.html", context, fout=bool(form.errors))


def _toon_bevindingen(form: BaseForm, niet: actions.AfsluitenKanNiet) -> None:
    for bevinding in niet.bevindingen:
        form.add_error(bevinding.veld if bevinding.veld in form.fields else None, bevinding.text)
