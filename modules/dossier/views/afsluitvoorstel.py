"""The proposal to end the help because it is turned down: who looks again, and what happens after (F058)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.actions import afsluitvoorstel as actions
from modules.dossier.actions.afsluiten import AfsluitenKanNiet
from modules.dossier.forms.afsluiten import DoorgaanForm, KijkMeeForm, StopForm, TweedeBlikForm
from modules.dossier.models import Afsluitvoorstel, TweedeOordeel
from modules.dossier.queries.slot import collegas_van, slotstand
from modules.dossier.toegang.mensen import teamleiders_van
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.kader import huishouden_kader
from modules.dossier.views.terug import na_het_huishouden
from modules.inrichting.rules.protocol import Categorie


@require_http_methods(["GET", "POST"])
def afsluitvoorstel(request: GemeenteRequest, afsluitvoorstel_id: UUID) -> HttpResponse:
    """Show the proposal; who was asked answers, who works here closes or goes on, the team leader may decide."""
    rij = _voorstel_for(request.user, afsluitvoorstel_id)
    huishouden = rij.casus.huishouden
    context = huishouden_kader(request, huishouden, "evaluaties", localdate())
    doe = request.POST.get("doe", "") if request.method == "POST" else ""
    formulieren = _formulieren(request, rij, doe)
    form = formulieren.get(doe)
    if form is not None and form.is_valid():
        try:
            _doe(request, rij, doe, form, context["kader"].variant)
        except AfsluitenKanNiet as niet:
            for bevinding in niet.bevindingen:
                form.add_error(bevinding.veld if bevinding.veld in form.fields else None, bevinding.text)
        except Refusal as nee:
            weiger(form, nee)
        else:
            if doe == "stop":
                return na_het_huishouden(request, huishouden, "afgesloten", route="dossier:afsluiten")
            return see_other(request, rij)
    context |= {
        "rij": rij,
        "anders": rij.oordeel == TweedeOordeel.ANDERS,
        "zonder_blik": not rij.is_beantwoord,
        **{f"{naam}_form": formulier for naam, formulier in formulieren.items()},
        "fout_form": form,
    }
    return toon(request, "dossier/afsluitvoorstel.html", context, fout=bool(form is not None and form.errors))


def _voorstel_for(gebruiker: Any, pk: UUID) -> Afsluitvoorstel:
    rij: Afsluitvoorstel | None = (
        Afsluitvoorstel.objects.filter(pk=pk)
        .select_related("casus", "gevraagd_door", "gevraagd_aan", "afgerond_door")
        .first()
    )
    if rij is None:
        raise Http404
    rij.casus.huishouden = huishouden_for(gebruiker, rij.casus.huishouden_id, doel=Doel.HULP)
    return rij


def _formulieren(request: GemeenteRequest, rij: Afsluitvoorstel, doe: str) -> dict[str, forms.Form]:
    """Return what this reader may do now."""
    if not rij.is_open:
        return {}
    werkt = rij.casus.huishouden.zicht.mag(Categorie.PLAN, schrijven=True)
    leidt = request.user.has_rol(Rol.TEAMLEIDER)

    def gegevens(naam: str) -> Any:
        return request.POST if doe == naam else None

    kan: dict[str, forms.Form] = {}
    if not rij.is_beantwoord and rij.gevraagd_aan_id == request.user.pk:
        kan["blik"] = TweedeBlikForm(gegevens("blik"))
    if not rij.is_beantwoord and (werkt or leidt):
        collegas = collegas_van(rij.casus, rij.gevraagd_door, localdate())
        kan["ander"] = KijkMeeForm(gegevens("ander"), collegas=collegas)
    if (werkt and rij.is_beantwoord) or (leidt and rij.gevraagd_door_id != request.user.pk):
        kan["stop"] = StopForm(gegevens("stop"), initial={"toelichting": rij.toelichting})
    if werkt or leidt:
        kan["door"] = DoorgaanForm(gegevens("door"))
    return kan


def _doe(request: GemeenteRequest, rij: Afsluitvoorstel, doe: str, form: Any, variant: Any) -> None:
    schoon, wie, nu = form.cleaned_data, request.user, now()
    if doe == "blik":
        actions.answer_voorstel(voorstel=rij, **schoon, by=wie, at=nu)
    elif doe == "ander":
        actions.ask_another(
            voorstel=rij, aan=form.collegas.get(schoon["kijkt_mee"]), leiders=teamleiders_van(rij.casus.team_id),
            by=wie, at=nu,
        )  # fmt: skip
    elif doe == "door":
        actions.withdraw_voorstel(voorstel=rij, omdat=schoon["omdat"], by=wie, at=nu)
    else:
        stand = slotstand(rij.casus.huishouden, rij.casus, variant)
        actions.close_after_voorstel(
            voorstel=rij, is_teamleider=wie.has_rol(Rol.TEAMLEIDER), by=wie, at=nu,
            gegevens=actions.Slotgegevens(
                **schoon, heeft_eindmeting=stand["heeft_eindmeting"], open_acties=len(stand["open_acties"]),
                eindmeting=stand["eindmeting"],
            ),
        )  # fmt: skip
