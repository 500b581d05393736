"""The verslag: read it, send it, take it back in, or make another version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.wmo.actions.onderzoek import return_verslag, revise_verslag, send_verslag
from modules.wmo.brieven import verslagbrief
from modules.wmo.forms.zaak import HerzieForm, RetourForm, VersturenForm
from modules.wmo.models import Zaak
from modules.wmo.rules.onderwerpen import PER_LETTER, ontbrekende, zin_over
from modules.wmo.rules.verloop import Handeling, reden_tegen
from modules.wmo.stand import stand_van
from modules.wmo.views.kader import haal, omgeving


@require_http_methods(["GET", "POST"])
def verslag(request: GemeenteRequest, melding_id: UUID) -> HttpResponse:
    """Show the verslag as the resident gets it, with the one thing that can be done with it now."""
    zaak = haal(request, melding_id)
    welk = request.POST.get("deel", "") if request.method == "POST" else ""
    if welk == "brief":
        return see_other(request, verslagbrief(zaak=zaak, by=request.user, at=now(), id=eenmalig(request)))
    begin = {"op": localdate(), "retour_op": localdate(), "wijze": "post"}
    vormen: dict[str, Any] = {
        naam: soort(request.POST if welk == naam else None, initial=begin)
        for naam, soort in (("verstuur", VersturenForm), ("retour", RetourForm), ("herzie", HerzieForm))
    }
    form = vormen.get(welk)
    if form is not None and form.is_valid():
        try:
            _doe(request, zaak, welk, form.cleaned_data)
        except Refusal as nee:
            weiger(form, nee)
        else:
            return (
                see_other(request, "wmo:onderdeel", melding_id, "a")
                if welk == "herzie"
                else _terug(request, zaak)
            )
    return toon(request, "wmo/verslag.html", _inhoud(request, zaak, vormen, form), fout=form is not None)


def _terug(request: GemeenteRequest, zaak: Zaak) -> HttpResponse:
    return see_other(request, "wmo:verslag", zaak.melding_id)


def _doe(request: GemeenteRequest, zaak: Zaak, welk: str, schoon: dict[str, Any]) -> None:
    wie: dict[str, Any] = {"by": request.user, "at": now()}
    if welk == "verstuur":
        send_verslag(zaak=zaak, op=schoon["op"], wijze=schoon["wijze"], **wie)
    elif welk == "retour":
        return_verslag(
            zaak=zaak, op=schoon["retour_op"], oordeel=schoon["oordeel"], reactie=schoon["reactie"], **wie
        )
    else:
        revise_verslag(zaak=zaak, omdat=schoon["omdat"], **wie)


def _inhoud(request: GemeenteRequest, zaak: Zaak, vormen: dict[str, Any], form: Any) -> dict[str, Any]:
    dag = localdate()
    stand = stand_van(zaak)
    teksten = dict(zaak.onderdelen.values_list("letter", "tekst"))
    verstuurd = zaak.verslagen.filter(is_vervangen=False).select_related("verstuurd_door").first()
    delen = (
        verstuurd.inhoud
        if verstuurd
        else [
            {"letter": letter, "titel": onderwerp.titel, "tekst": teksten.get(letter, "")}
            for letter, onderwerp in PER_LETTER.items()
        ]
    )
    return omgeving(
        request,
        zaak,
        form=form,
        vormen=vormen,
        stukken=delen,
        verslag=verstuurd,
        eerdere=list(zaak.verslagen.filter(is_vervangen=True)),
        leeg=ontbrekende(teksten),
        leeg_zin="" if verstuurd else zin_over(ontbrekende(teksten)),
        mag_versturen=not reden_tegen(stand, Handeling.VERSTUUR, dag),
        mag_retour=not reden_tegen(stand, Handeling.RETOUR, dag),
        mag_herzien=not reden_tegen(stand, Handeling.HERZIE, dag),
    )
