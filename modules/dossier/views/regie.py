"""Regie: with the household, unless; and who is the one regisseur."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.values.bevinding import Ernst
from modules.dossier.access import huishouden_for
from modules.dossier.actions import regie as actions
from modules.dossier.forms.regie import OvernameForm, RegisseurForm, VerlengForm
from modules.dossier.models import Huishouden, RegieOvername
from modules.dossier.queries.regie import (
    Regiebeeld,
    helpende_organisaties,
    multiprobleem,
    regiebeeld,
    werkgever_van,
)
from modules.dossier.rules.regisseur import controleer_regisseur
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.kader import huishouden_kader
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.rules.protocol import Categorie


@require_GET
def regie(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show who directs this household, and who did before."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.REGIE)
    return _pagina(request, huishouden)


@require_POST
def regisseur(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Choose the regisseur, or hand over to another; `stopt` ends it without a successor."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.REGIE)
    huidig = regiebeeld(huishouden, localdate()).regisseur
    if "stopt" in request.POST:
        if huidig is not None:
            actions.end_regisseur(regisseurschap=huidig, by=request.user, at=now())
        return see_other(request, "dossier:regie", huishouden.pk)
    form = RegisseurForm(request.POST)
    if form.is_valid():
        try:
            _benoem(request, huishouden, form, _afgelost(request, huidig))
        except actions.RegieNietRond as niet:
            for bevinding in niet.bevindingen:
                form.add_error("gebruiker", bevinding.text)
        else:
            return see_other(request, "dossier:regie", huishouden.pk)
    return _pagina(request, huishouden, regisseur_form=form, fout=True)


def _afgelost(request: GemeenteRequest, huidig: Any) -> Any:
    """Return the one who hands over: only who stood on the page when it was filled in."""
    return huidig if huidig is not None and request.POST.get("huidig") == str(huidig.pk) else None


def _benoem(request: GemeenteRequest, huishouden: Huishouden, form: RegisseurForm, huidig: Any) -> None:
    schoon, vandaag = form.cleaned_data, localdate()
    collega = schoon["gebruiker"]
    organisatie = werkgever_van(collega.pk, vandaag) if collega else schoon["organisatie"]
    naam = collega.naam if collega else schoon["naam"]
    variant = huishouden_kader(request, huishouden, "regie", vandaag)["kader"].variant
    bevindingen = controleer_regisseur(
        naam=naam,
        organisatie=organisatie.pk if organisatie else None,
        organisatie_naam=organisatie.naam if organisatie else "",
        aanbieders=helpende_organisaties(huishouden),
        is_complex=multiprobleem(huishouden).is_multiprobleem,
        moet_onafhankelijk=variant.onafhankelijke_regisseur_bij_complex,
    )
    actions.appoint_regisseur(
        huishouden=huishouden,
        gebruiker=collega,
        naam=naam,
        organisatie=organisatie,
        bevindingen=bevindingen,
        in_plaats_van=huidig,
        by=request.user,
        at=now(),
    )


@require_POST
def overname(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Take the regie over for a while."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.REGIE)
    form = OvernameForm(request.POST)
    if form.is_valid():
        try:
            actions.take_over_regie(huishouden=huishouden, **form.cleaned_data, by=request.user, at=now())
        except Refusal as refusal:
            _toon_bevindingen(form, refusal)
        else:
            return see_other(request, "dossier:regie", huishouden.pk)
    return _pagina(request, huishouden, overname_form=form, fout=True)


@require_POST
def teruggeven(request: GemeenteRequest, huishouden_id: UUID, overname_id: UUID) -> HttpResponse:
    """Give the regie back to the household."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.REGIE)
    try:
        actions.give_back_regie(overname=_overname(huishouden, overname_id), by=request.user, at=now())
    except Refusal as refusal:
        return _pagina(request, huishouden, melding=str(refusal), fout=True)
    return see_other(request, "dossier:regie", huishouden.pk)


@require_POST
def verlengen(request: GemeenteRequest, huishouden_id: UUID, overname_id: UUID) -> HttpResponse:
    """Go on with a take-over, with its reason written down again."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.REGIE)
    rij = _overname(huishouden, overname_id)
    form = VerlengForm(request.POST)
    if form.is_valid():
        try:
            actions.renew_regie(overname=rij, **form.cleaned_data, by=request.user, at=now())
        except Refusal as refusal:
            _toon_bevindingen(form, refusal)
        else:
            return see_other(request, "dossier:regie", huishouden.pk)
    return _pagina(request, huishouden, verleng_form=form, fout=True)


def _overname(huishouden: Huishouden, overname_id: UUID) -> RegieOvername:
    rij: RegieOvername | None = huishouden.regie_overnames.filter(pk=overname_id).first()
    if rij is None:
        raise Http404
    return rij


def _toon_bevindingen(form: BaseForm, refusal: Refusal) -> None:
    if not isinstance(refusal, actions.RegieNietRond):
        weiger(form, refusal)
        return
    for bevinding in refusal.bevindingen:
        form.add_error(bevinding.veld if bevinding.veld in form.fields else None, bevinding.text)


def _pagina(
    request: GemeenteRequest, huishouden: Huishouden, *, fout: bool = False, **meer: Any
) -> HttpResponse:
    context = huishouden_kader(request, huishouden, "regie", localdate())
    beeld: Regiebeeld = regiebeeld(huishouden, context["vandaag"])
    form = next(
        (meer[naam] for naam in ("regisseur_form", "overname_form", "verleng_form") if naam in meer), None
    )
    context |= {
        "beeld": beeld,
        "oordeel": multiprobleem(huishouden) if huishouden.zicht.mag(Categorie.LEEFGEBIEDEN) else None,
        "mag_regie": mag_route(request.user, huishouden.zicht, "dossier:regie_overname"),
        "mag_regisseur": mag_route(request.user, huishouden.zicht, "dossier:regisseur"),
        "regisseur_let_op": _let_op(huishouden, beeld),
        "regisseur_form": RegisseurForm(),
        "overname_form": OvernameForm(),
        "verleng_form": VerlengForm(),
        "form": form,
        **meer,
    }
    return toon(request, "dossier/regie.html", context, fout=fout)


def _let_op(huishouden: Huishouden, beeld: Regiebeeld) -> str:
    """Return a remark when the regisseur of now is no longer independent."""
    rij = beeld.regisseur
    if rij is None or rij.organisatie is None:
        return ""
    gevonden = controleer_regisseur(
        naam=rij.naam,
        organisatie=rij.organisatie.pk,
        organisatie_naam=rij.organisatie.naam,
        aanbieders=helpende_organisaties(huishouden),
        is_complex=False,
    )
    return next((bevinding.text for bevinding in gevonden if bevinding.ernst is Ernst.LET_OP), "")
