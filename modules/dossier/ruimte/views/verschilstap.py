"""The two pages beside a difference: writing one's own view, and cutting the knot."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.actions.concept import discard_concept
from modules.dossier.queries.concepten import concept_van
from modules.dossier.ruimte.access import beslisser_van, verschil_for
from modules.dossier.ruimte.actions.verschil import decide_verschil, write_visie
from modules.dossier.ruimte.forms.verschil import INWONER, KnoopForm, VisieForm
from modules.dossier.ruimte.queries.visies import ronde_van_lijst, visies_voor, wie_is_gevraagd
from modules.dossier.ruimte.rules.verschil import waarom_niet, wijzen_voor
from modules.dossier.ruimte.woorden import Besluitwijze
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.huishouden_kader import kader

DAGEN = 91


@require_http_methods(["GET", "POST"])
def mijn_kijk(request: GemeenteRequest, geschilpunt_id: UUID) -> HttpResponse:
    """Write one's own view; who was not asked, wrote already or came too late goes back to the difference."""
    rij = verschil_for(request.user, geschilpunt_id)
    ik = next((visie for visie in wie_is_gevraagd(rij) if visie.van_id == request.user.pk), None)
    if request.method == "GET" and (ik is None or ik.is_geschreven or rij.ronde_is_dicht):
        return see_other(request, rij)
    sleutel = f"kijk-{rij.pk}"
    concept = concept_van(request.user, sleutel)
    form = VisieForm(
        request.POST if request.method == "POST" else None, initial=concept.inhoud if concept else None
    )
    if form.is_bound and form.is_valid():
        try:
            write_visie(verschil=rij, gegevens=form.cleaned_data, by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee)
        else:
            discard_concept(gebruiker=request.user, sleutel=sleutel)
            return see_other(request, rij)
    context = {
        **kader(request, rij.huishouden, actief="verschillen"),
        "rij": rij,
        "ik": ik,
        "form": form,
        "sleutel": sleutel,
        "concept": concept,
    }
    return toon(request, "ruimte/mijn_kijk.html", context, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def besluit(request: GemeenteRequest, geschilpunt_id: UUID) -> HttpResponse:
    """Decide with reasons, next to the views. What is still missing leads back to the difference."""
    rij = verschil_for(request.user, geschilpunt_id)
    gevraagd = wie_is_gevraagd(rij)
    wie, ronde = beslisser_van(request.user, rij), ronde_van_lijst(gevraagd)
    if request.method == "GET" and (rij.is_besloten or not rij.ronde_is_dicht):
        return see_other(request, rij)
    visies = [visie for visie in visies_voor(rij, request.user) if visie.is_geschreven]
    form = KnoopForm(
        request.POST if request.method == "POST" else None,
        wijzen=wijzen_voor(wie, ronde),
        visies=visies,
        met_inwoner=bool(rij.kijk),
        initial={"terugkijken_op": localdate() + timedelta(days=DAGEN)},
    )
    if form.is_bound and form.is_valid():
        schoon = form.cleaned_data
        keuze = schoon.pop("keuze")
        try:
            decide_verschil(
                verschil=rij, **schoon, gekozen=form.visies.get(keuze), kiest_inwoner=keuze == INWONER,
                beslisser=wie, by=request.user, at=now(),
            )  # fmt: skip
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, rij)
    context: dict[str, Any] = {
        **kader(request, rij.huishouden, actief="verschillen"),
        "rij": rij,
        "visies": visies,
        "form": form,
        "niet": _niet(wie, ronde),
    }
    return toon(request, "ruimte/knoop.html", context, fout=bool(form.errors))


def _niet(wie: Any, ronde: Any) -> list[tuple[str, str]]:
    """Return the ways in which this person cannot decide, each with who can."""
    redenen = [(str(wijze.label), waarom_niet(wijze, wie, ronde)) for wijze in Besluitwijze]
    return [(label, reden) for label, reden in redenen if reden]
