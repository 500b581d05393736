"""Signals for policy: which rules people depart from again and again, and the answer."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.ruimte.access import signaal_for
from modules.dossier.ruimte.actions.beleid import answer_signaal, decide_voorstel
from modules.dossier.ruimte.forms.afwijking import AntwoordForm, UitkomstForm
from modules.dossier.ruimte.models import Beleidssignaal
from modules.dossier.ruimte.queries.cijfers import beeld_van
from modules.dossier.ruimte.woorden import SignaalStand
from modules.dossier.views.antwoord import toon, weiger

_HOEVEEL = 100


@require_GET
def signalen(request: GemeenteRequest) -> HttpResponse:
    """List what waits for an answer, the first due on top, and what was answered."""
    rijen = Beleidssignaal.objects.select_related("regel")
    context = {
        "open": list(rijen.filter(stand=SignaalStand.OPEN)[:_HOEVEEL]),
        "klaar": list(
            rijen.filter(stand=SignaalStand.BEANTWOORD).order_by("-beantwoord_op", "-id")[:_HOEVEEL]
        ),
    }
    return toon(request, "ruimte/signalen.html", context)


@require_GET
def signaal(request: GemeenteRequest, beleidssignaal_id: UUID) -> HttpResponse:
    """Show what a signal stands on and what was answered."""
    return _pagina(request, signaal_for(beleidssignaal_id))


def _pagina(request: GemeenteRequest, rij: Beleidssignaal, form: forms.Form | None = None) -> HttpResponse:
    mag = request.user.has_rol(Rol.BELEID)
    eigen = form or (AntwoordForm() if rij.is_open else UitkomstForm())
    context = {
        "rij": rij,
        "beeld": beeld_van(rij, localdate()),
        "mag_antwoord": mag and rij.is_open,
        "mag_besluit": mag and bool(rij.voorstel) and not rij.uitkomst,
        "form": eigen,
    }
    return toon(request, "ruimte/signaal.html", context, fout=bool(form is not None and form.errors))


@require_POST
def antwoord(request: GemeenteRequest, beleidssignaal_id: UUID) -> HttpResponse:
    """Answer, or say what became of the proposal."""
    rij = signaal_for(beleidssignaal_id)
    form = AntwoordForm(request.POST) if rij.is_open else UitkomstForm(request.POST)
    if form.is_valid():
        try:
            if rij.is_open:
                answer_signaal(signaal=rij, **form.cleaned_data, by=request.user, at=now())
            else:
                decide_voorstel(signaal=rij, **form.cleaned_data, by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, rij)
    return _pagina(request, rij, form)
