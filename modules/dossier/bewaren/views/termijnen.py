"""How long each kind of data is kept: the beheerder proposes, the privacyfunctionaris agrees."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.bewaren.actions import bewaartermijn as actions
from modules.dossier.bewaren.forms.bewaren import OordeelForm, TermijnenForm
from modules.dossier.bewaren.models import Bewaarvoorstel, Voorstelstand
from modules.dossier.bewaren.rules.bewaren import STANDAARD, BewaarInstellingen
from modules.dossier.views.antwoord import toon, weiger


@require_http_methods(["GET", "POST"])
def termijnen(request: GemeenteRequest) -> HttpResponse:
    """Show the terms in force, and take a proposal of the beheerder."""
    nu = actions.termijnen_nu()
    mag_wijzigen = request.user.has_rol(Rol.BEHEERDER)
    form = (
        TermijnenForm(request.POST if request.method == "POST" else None, termijnen=nu)
        if mag_wijzigen
        else None
    )
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid() and _stel_voor(request, form):
            return see_other(request, "bewaren:termijnen")
    return _pagina(request, form)


def _stel_voor(request: GemeenteRequest, form: TermijnenForm) -> bool:
    try:
        actions.propose_termijnen(
            waarden=form.waarden(), toelichting=form.cleaned_data["toelichting"], by=request.user, at=now()
        )
    except actions.TermijnenKloppenNiet as nee:
        for bevinding in nee.bevindingen:
            form.add_error(bevinding.veld, bevinding.text)
    except Refusal as nee:
        weiger(form, nee)
    else:
        return True
    return False


def _pagina(
    request: GemeenteRequest, form: TermijnenForm | None, oordeel: OordeelForm | None = None
) -> HttpResponse:
    sectie = request.instellingen.section(BewaarInstellingen)
    voorstel = Bewaarvoorstel.objects.filter(stand=Voorstelstand.OPEN).select_related("gemaakt_door").first()
    fout = bool((form and form.errors) or (oordeel and oordeel.errors))
    context: dict[str, Any] = {
        "rijen": [(t, sectie.is_anders(naam)) for naam, t in sectie.alle().items()],
        "voorstel": voorstel, "verschillen": _verschillen(sectie, voorstel) if voorstel else [],
        "form": form, "oordeel_form": oordeel or OordeelForm(), "open_": fout and form is not None,
        "mag_oordelen": bool(
            voorstel and request.user.has_rol(Rol.FG) and voorstel.gemaakt_door_id != request.user.pk
        ),
        "eerdere": _eerdere(),
    }  # fmt: skip
    return toon(request, "bewaren/termijnen.html", context, fout=fout)


def _eerdere() -> list[Bewaarvoorstel]:
    klaar = Bewaarvoorstel.objects.exclude(stand=Voorstelstand.OPEN)
    return list(klaar.select_related("gemaakt_door", "beoordeeld_door")[:10])


def _verschillen(sectie: BewaarInstellingen, voorstel: Bewaarvoorstel) -> list[tuple[str, str, str]]:
    """Return per kind that changes what holds now and what would hold."""
    uit = []
    for naam, nu in sectie.alle().items():
        straks = BewaarInstellingen(voorstel.waarden).alle()[naam]
        if straks != nu:
            uit.append((STANDAARD[naam].titel, nu.in_woorden, straks.in_woorden))
    return uit


@require_POST
def oordeel(request: GemeenteRequest) -> HttpResponse:
    """Agree with the proposal that waits, or send it back."""
    voorstel = Bewaarvoorstel.objects.filter(stand=Voorstelstand.OPEN).first()
    if voorstel is None:
        return see_other(request, "bewaren:termijnen")
    form = OordeelForm(request.POST)
    akkoord = request.POST.get("besluit") == "akkoord"
    if form.is_valid():
        if not akkoord and not form.cleaned_data["oordeel"].strip():
            form.add_error("oordeel", "Schrijf op waarom je dit terugstuurt.")
        else:
            try:
                actions.judge_termijnen(
                    voorstel=voorstel,
                    akkoord=akkoord,
                    oordeel=form.cleaned_data["oordeel"],
                    by=request.user,
                    at=now(),
                )
            except Refusal as nee:
                weiger(form, nee)
            else:
                return see_other(request, "bewaren:termijnen")
    return _pagina(request, None, form)
