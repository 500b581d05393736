"""The register of mandates, and what the gemeente chose about decisions (Inrichting → Mandaat)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.besluiten.actions.mandaat import (
    add_mandaat,
    begin_voorstel,
    end_mandaat,
    set_besluit_instellingen,
    voorstel,
)
from modules.dossier.besluiten.forms.mandaat import EindeForm, KeuzesForm, MandaatForm
from modules.dossier.besluiten.instellingen import BesluitInstellingen
from modules.dossier.besluiten.models import Mandaat
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.views.antwoord import eenmalig, toon, weiger


def _stand(rij: Mandaat, dag: Any) -> tuple[str, str]:
    if rij.geldig_van > dag:
        return "neutraal", "Straks"
    if rij.geldig_tot is not None and rij.geldig_tot <= dag:
        return "neutraal", "Voorbij"
    return "goed", "Geldt"


@require_http_methods(["GET", "POST"])
def mandaat(request: GemeenteRequest) -> HttpResponse:
    """Show every row, also those that are over; a beheerder adds one."""
    mag = request.user.has_rol(Rol.BEHEERDER)
    if request.method == "POST" and not mag:
        raise Http404
    form = MandaatForm(request.POST if request.method == "POST" else None, soorten=besluitsoorten)
    if form.is_bound and form.is_valid():
        try:
            add_mandaat(gegevens=form.cleaned_data, by=request.user, at=now(), id=eenmalig(request))
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, "besluiten:mandaat")
    return _pagina(request, form=form, fout=bool(form.errors))


def _pagina(request: GemeenteRequest, *, fout: bool = False, **meer: Any) -> HttpResponse:
    dag, mag = localdate(), request.user.has_rol(Rol.BEHEERDER)
    titels = {soort.code: soort.titel for soort in besluitsoorten}
    rijen = [
        (rij, *_stand(rij, dag), titels.get(rij.soort, rij.soort))
        for rij in Mandaat.objects.select_related("gebruiker", "gemaakt_door", "beeindigd_door")
    ]
    keuzes = request.instellingen.section(BesluitInstellingen)
    velden = ("vier_ogen", "vier_ogen_vanaf", "met_commissie", "ambtenaar_beslist")
    audit.record("besluiten.mandaat.bekeken", by=request.user, at=now(), soort="R", doel=Doel.BEHEER)
    context = {
        "rijen": rijen,
        "mag": mag,
        "form": meer.get("form") or MandaatForm(soorten=besluitsoorten),
        "keuzes_form": meer.get("keuzes_form")
        or KeuzesForm(initial={veld: getattr(keuzes, veld) for veld in velden}),
        "keuzes": keuzes,
        "voorstel": []
        if rijen
        else [Mandaat(**rij) for rij in voorstel(request.instellingen.van_team(None), dag)],
        "fout_form": next((f for f in meer.values() if f is not None and f.errors), None),
    }
    return toon(request, "besluiten/mandaat.html", context, fout=fout)


@require_http_methods(["GET", "POST"])
def einde(request: GemeenteRequest, mandaat_id: UUID) -> HttpResponse:
    """End a row."""
    rij = Mandaat.objects.select_related("gebruiker").filter(pk=mandaat_id).first()
    if rij is None:
        raise Http404
    form = EindeForm(request.POST if request.method == "POST" else None, initial={"tot": localdate()})
    if form.is_bound and form.is_valid():
        try:
            end_mandaat(mandaat=rij, tot=form.cleaned_data["tot"], by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal, "tot")
        else:
            return see_other(request, "besluiten:mandaat")
    return toon(
        request, "besluiten/mandaat_einde.html", {"mandaat": rij, "form": form}, fout=bool(form.errors)
    )


@require_POST
def begin(request: GemeenteRequest) -> HttpResponse:
    """Take over the proposal that fits the team model; a register with rows stays as it is."""
    begin_voorstel(keuzes=request.instellingen.van_team(None), by=request.user, at=now())
    return see_other(request, "besluiten:mandaat")


@require_POST
def keuzes(request: GemeenteRequest) -> HttpResponse:
    """Keep what the gemeente chose about four eyes, the committee and income."""
    form = KeuzesForm(request.POST)
    if form.is_valid():
        set_besluit_instellingen(keuzes=form.keuzes(), by=request.user, at=now())
        return see_other(request, "besluiten:mandaat")
    return _pagina(request, keuzes_form=form, fout=True)
