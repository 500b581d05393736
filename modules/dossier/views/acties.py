"""Tick an action, undo it, or say it is no longer needed: one press, wherever the row stands."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.actions import actie as actions
from modules.dossier.models import Actie
from modules.dossier.queries.plannen import actieregel
from modules.dossier.views.antwoord import toon, volgende


@require_POST
def actie_afronden(request: GemeenteRequest, actie_id: UUID) -> HttpResponse:
    """Tick (`klaar=1`) or undo (`klaar=0`); `vervallen` says it is no longer needed."""
    rij = (
        Actie.objects.select_related("plan", "huishouden", "gebruiker", "inwoner", "netwerklid")
        .filter(pk=actie_id)
        .first()
    )
    if rij is None:
        raise Http404
    huishouden = huishouden_for(request.user, rij.huishouden_id, doel=Doel.HULP)
    fout = ""
    try:
        if "vervallen" in request.POST:
            actions.remove_actie(actie=rij, by=request.user, at=now())
            return see_other(request, volgende(request, reverse("dossier:plan", args=[huishouden.pk])))
        rij = actions.set_klaar(actie=rij, klaar=request.POST.get("klaar") == "1", by=request.user, at=now())
    except Refusal as refusal:
        fout = str(refusal)
    if not request.htmx:
        return see_other(request, volgende(request, reverse("dossier:plan", args=[huishouden.pk])))
    context = {"actie": actieregel(rij, localdate()), "fout": fout}
    return toon(request, "dossier/_actieregel.html", context, fout=bool(fout))
