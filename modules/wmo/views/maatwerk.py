"""Weigh the help and make the decision ready; look again at one that runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.tenancy.sleutels import TekenKloptNiet, onderteken, ontteken
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.voorzieningen.queries import aanbod_van
from modules.wmo.actions.heronderzoek import confirm_heronderzoek
from modules.wmo.actions.maatwerk import prepare_besluit, weigh_maatwerk
from modules.wmo.forms.maatwerk import MaatwerkForm, begin_van
from modules.wmo.forms.zaak import HeronderzoekForm
from modules.wmo.models import Maatwerk, Zaak
from modules.wmo.rules.heronderzoek import VRAGEN, Heronderzoek, minuten_sinds
from modules.wmo.rules.verloop import Fase, Handeling, reden_tegen
from modules.wmo.stand import besluiten_van, stand_van
from modules.wmo.vereisten import oordeel_over
from modules.wmo.views.kader import haal, omgeving, plaats_van, verdeling_van

DOEL = "wmo_heronderzoek"
_UIT_ONDERZOEK = {
    "eigen_kracht": ("b",),
    "gebruikelijke_hulp": ("b",),
    "mantelzorg": ("c", "d"),
    "netwerk": ("c",),
    "algemeen": ("e",),
    "maatwerk": ("a",),
}


@require_http_methods(["GET", "POST"])
def besluit(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Weigh in the order of the law; with everything there, the decision is made ready in one press."""
    zaak = haal(request, melding_id)
    verdeling = verdeling_van(request, zaak)
    if request.method == "POST" and not verdeling.mag:
        raise PermissionDenied
    rij = Maatwerk.objects.filter(zaak=zaak).select_related("product", "aanbieder").first()
    form = MaatwerkForm(
        request.POST if request.method == "POST" else None, initial=begin_van(rij, _voorstel(zaak))
    )
    if form.is_bound and form.is_valid():
        try:
            rij = weigh_maatwerk(
                zaak=zaak, gegevens=form.gegevens(), versie=_versie(request, rij), by=request.user, at=now()
            )
            if request.POST.get("stap") == "besluit":
                besluit_rij = prepare_besluit(
                    zaak=zaak,
                    plaats=plaats_van(request, zaak),
                    by=request.user,
                    at=now(),
                    id=eenmalig(request),
                )
                return see_other(request, besluit_rij)
        except Verouderd:
            form.add_error(
                None, "Een collega heeft dit net gewijzigd. Lees het opnieuw; jouw tekst staat hieronder."
            )
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, "wmo:besluit", melding_id)
    return toon(request, "wmo/besluit.html", _inhoud(request, zaak, rij, form), fout=bool(form.errors))


def _versie(request: GemeenteRequest, rij: Maatwerk | None) -> int:
    tekst = request.POST.get("versie", "")
    return int(tekst) if tekst.isascii() and tekst.isdigit() else (rij.versie if rij else 1)


def _voorstel(zaak: Zaak) -> dict[str, str]:
    """Return the words of the onderzoek for each step, for who may read them: nobody types them again."""
    if not zaak.huishouden.zicht.mag("D"):
        return {}
    teksten = dict(zaak.onderdelen.values_list("letter", "tekst"))
    return {
        code: "\n\n".join(teksten[letter] for letter in letters if teksten.get(letter))
        for code, letters in _UIT_ONDERZOEK.items()
    }


def _inhoud(request: GemeenteRequest, zaak: Zaak, rij: Maatwerk | None, form: MaatwerkForm) -> dict[str, Any]:
    dag = localdate()
    stand = stand_van(zaak)
    product = rij.product if rij else None
    aanbod = aanbod_van(product, dag) if product else []
    gemist = oordeel_over(rij, aantal_aanbieders=len(aanbod)) if rij and rij.is_toegekend is not None else []
    return omgeving(
        request,
        zaak,
        form=form,
        rij=rij,
        versie=str(rij.versie) if rij else "1",
        aanbod=aanbod,
        gemist=gemist,
        reden=reden_tegen(stand, Handeling.BESLUIT, dag),
        besluiten=list(besluiten_van(zaak).order_by("-gemaakt_op")),
        is_dicht=stand.fase in (Fase.BESLOTEN, Fase.INGETROKKEN),
    )


@require_http_methods(["GET", "POST"])
def heronderzoek(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Look again at help that runs: all the same is one confirmation (art. 2.3.9; F068)."""
    zaak = haal(request, melding_id)
    begin = {"op": localdate(), "begonnen": onderteken(DOEL, now().isoformat())}
    form = HeronderzoekForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        schoon = form.cleaned_data
        gelijk = frozenset(code for code, _ in VRAGEN if schoon[code] == "gelijk")
        antwoorden = Heronderzoek(
            gelijk=gelijk,
            anders=frozenset(code for code, _ in VRAGEN) - gelijk,
            gesproken_met=schoon["gesproken_met"],
            dag=schoon["op"],
        )
        try:
            nieuw = confirm_heronderzoek(
                zaak=zaak,
                antwoorden=antwoorden,
                minuten=schoon["minuten"] or _gemeten(schoon["begonnen"]),
                plaats=plaats_van(request, zaak) if verdeling_van(request, zaak).mag else None,
                by=request.user,
                at=now(),
                id=eenmalig(request),
            )
        except Refusal as nee:
            weiger(form, nee)
        else:
            klaar = besluiten_van(nieuw).first()
            return see_other(request, klaar) if klaar else see_other(request, "wmo:zaak", nieuw.melding_id)
    return toon(request, "wmo/heronderzoek.html", omgeving(request, zaak, form=form), fout=bool(form.errors))


def _gemeten(teken: str) -> int | None:
    """Return how long this page was open, when nobody wrote down the time (F068)."""
    try:
        sinds = datetime.fromisoformat(str(ontteken(DOEL, teken)))
    except (TekenKloptNiet, ValueError):
        return None
    return minuten_sinds((now() - sinds).total_seconds())
