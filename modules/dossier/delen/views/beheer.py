"""Who works for which partner, and which registrations run out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import teams_van
from modules.dossier.delen.actions.partner import add_partnerlid, end_partnerlid
from modules.dossier.delen.forms.beheer import PartnerForm
from modules.dossier.delen.models import PartnerLid
from modules.dossier.delen.queries import partners as partners_nu
from modules.dossier.delen.queries import registraties_voor
from modules.dossier.views.antwoord import toon, weiger


@require_http_methods(["GET", "POST"])
def partners(request: GemeenteRequest) -> HttpResponse:
    """List accounts of outside the team with their organisation, and add one."""
    form = PartnerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            add_partnerlid(**form.cleaned_data, van=localdate(), by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal, "gebruiker")
        else:
            return see_other(request, "delen:partners")
    return toon(
        request, "delen/partners.html", {"form": form, "rijen": partners_nu()}, fout=bool(form.errors)
    )


@require_POST
def partner_einde(request: GemeenteRequest, partnerlid_id: UUID) -> HttpResponse:
    """End it today: from now on this person sees nothing of the organisation."""
    end_partnerlid(
        lid=get_object_or_404(PartnerLid, pk=partnerlid_id, tot=None),
        tot=localdate(),
        by=request.user,
        at=now(),
    )
    return see_other(request, "delen:partners")


@require_GET
def registraties(request: GemeenteRequest) -> HttpResponse:
    """List registrations by their end: the own one, those of the own teams, or for the beheerder all."""
    leidt = request.user.has_rol(Rol.TEAMLEIDER)
    regels = registraties_voor(
        request.user,
        request.instellingen.protocol,
        localdate(),
        team_ids=teams_van(request.user) if leidt else (),
        alles=request.user.has_rol(Rol.BEHEERDER),
    )
    aandacht = [regel for regel in regels if regel.stand.stand != "goed"]
    return toon(request, "delen/registraties.html", {"regels": regels, "aandacht": aandacht})
