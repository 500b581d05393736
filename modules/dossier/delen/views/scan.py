"""The scan of a consent that was signed on paper."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal
from keukentafel.opslag.ontvangst import Ontvangst, ontvang
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.delen.access import toestemming_for
from modules.dossier.delen.actions.toestemming import keep_scan
from modules.dossier.delen.queries import regel_van
from modules.dossier.delen.woorden import Hoe
from modules.dossier.documenten.forms import BestandForm
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader


@csrf_exempt  # the token is checked by `_scan`, after the file may come in memory only
def scan(request: GemeenteRequest, huishouden_id: UUID, toestemming_id: UUID, gever_id: UUID) -> HttpResponse:
    """Add the paper that somebody signed."""
    return _scan(request, huishouden_id, toestemming_id, gever_id, ontvang(request))


@csrf_protect
@require_http_methods(["GET", "POST"])
def _scan(
    request: GemeenteRequest, huishouden_id: UUID, toestemming_id: UUID, gever_id: UUID, ontvangst: Ontvangst
) -> HttpResponse:
    huishouden, rij = toestemming_for(request.user, huishouden_id, toestemming_id)
    regel = regel_van(rij, localdate(), huishouden.zicht, lezer_id=request.user.pk)
    gever = rij.gevers.filter(pk=gever_id, hoe=Hoe.PAPIER).first()
    if gever is None or not regel.is_open:
        raise Http404
    form = BestandForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()), ontvangen=ontvangst.ontvangen
    )
    if form.is_bound and form.is_valid() and form.gekeurd is not None:
        try:
            keep_scan(
                toestemming=rij,
                gever=gever,
                bestand=form.gekeurd,
                by=request.user,
                at=now(),
                id=eenmalig(request),
            )
        except Refusal as refusal:
            weiger(form, refusal, "bestand")
        else:
            return see_other(request, rij)
    context = {
        **kader(request, huishouden, actief="delen"),
        "form": form,
        "rij": rij,
        "regel": regel,
        "gever": gever,
    }
    return toon(request, "delen/scan.html", context, fout=bool(form.errors))
