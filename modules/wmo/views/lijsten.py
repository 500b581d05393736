"""The pages that list the Wmo: what runs, what to look at again, what goes to CAK, and the figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from keukentafel.request import GemeenteRequest
from modules.dossier.views.antwoord import toon
from modules.wmo.cijfers import cijfers_op, opnieuw_cijfers
from modules.wmo.lijsten import (
    BIJDRAGEN,
    bijdragen,
    blad_lopend,
    blad_opnieuw,
    blad_van,
    lopende,
    opnieuw_te_bekijken,
    tel_fasen,
)
from modules.wmo.rules.cak import Opgave, ontbreekt_voor_cak
from modules.wmo.views.kader import tabs


def _blad(request: GemeenteRequest) -> int:
    tekst = request.GET.get("blad", "")
    return max(1, min(int(tekst), 9_999)) if tekst.isascii() and tekst.isdigit() and len(tekst) < 6 else 1


@require_GET
def werk(request: GemeenteRequest) -> HttpResponse:
    """List the meldingen that run, what is due first on top."""
    alleen_mij, fase = request.GET.get("bij") == "mij", request.GET.get("fase", "")
    rijen = lopende(request.user, alleen_mij=alleen_mij)
    fasen = tel_fasen(rijen)
    if fase in {code for code, _, _ in fasen}:
        rijen = rijen.filter(fase=fase)
    else:
        fase = ""
    hier, mij = reverse("wmo:werk"), "?bij=mij" if alleen_mij else ""
    plak = "&" if mij else "?"
    totaal = sum(aantal for _, _, aantal in fasen)
    context = {
        "tabs": tabs(request, "werk"),
        "van_wie": [("Iedereen", hier, not alleen_mij), ("Ligt bij mij", f"{hier}?bij=mij", alleen_mij)],
        "stappen": [
            ("Alle stappen", f"{hier}{mij}", not fase, totaal),
            *((naam, f"{hier}{mij}{plak}fase={code}", code == fase, aantal) for code, naam, aantal in fasen),
        ],
        "fase": fase,
        "alleen_mij": alleen_mij,
        "blad": blad_lopend(rijen, _blad(request)),
        "rest": f"{'&bij=mij' if alleen_mij else ''}{f'&fase={fase}' if fase else ''}",
    }
    return toon(request, "wmo/werk.html", context)


@require_GET
def heronderzoeken(request: GemeenteRequest) -> HttpResponse:
    """List help that has to be looked at again (art. 2.3.9), with what looking again cost so far (F068)."""
    alles, vandaag = request.GET.get("alles") == "1", localdate()
    rijen = opnieuw_te_bekijken(request.user, vandaag, alles=alles)
    context = {
        "tabs": tabs(request, "opnieuw"),
        "alles": alles,
        "blad": blad_opnieuw(rijen, _blad(request), request.user),
        "cijfers": opnieuw_cijfers(vandaag),
    }
    return toon(request, "wmo/heronderzoeken.html", context)


@require_GET
def eigen_bijdrage(request: GemeenteRequest) -> HttpResponse:
    """List the facts that CAK asks, and whether they are complete (art. 2.1.4)."""
    welke = request.GET.get("welke", "")
    welke = welke if welke in BIJDRAGEN else BIJDRAGEN[0]
    blad = blad_van(bijdragen(request.user, welke), _blad(request))
    context = {
        "tabs": tabs(request, "bijdrage"),
        "welke": welke,
        "blad": blad,
        "regels": [(rij, rij.melding.wmo_zaak.maatwerk, _gemist(rij)) for rij in blad.rijen],
    }
    return toon(request, "wmo/eigen_bijdrage.html", context)


def _gemist(rij: Any) -> list[str]:
    return [bevinding.text for bevinding in ontbreekt_voor_cak(opgave_van(rij))]


def opgave_van(rij: Any) -> Opgave:
    """Return the facts of one decision as CAK wants them."""
    maatwerk = rij.melding.wmo_zaak.maatwerk
    return Opgave(
        heeft_bsn=rij.inwoner.bsn_index is not None,
        geboren=rij.inwoner.geboortedatum,
        heeft_adres=bool(rij.huishouden.postcode and rij.huishouden.huisnummer),
        categorie=maatwerk.product.categorie if maatwerk.product else "",
        vanaf=maatwerk.bijdrage_vanaf,
    )


@require_GET
def cijfers(request: GemeenteRequest) -> HttpResponse:
    """Show the figures of a year: channels (F032), choice of provider (F070), looking again (F068)."""
    return toon(
        request, "wmo/cijfers.html", {"tabs": tabs(request, "cijfers"), "cijfers": cijfers_op(localdate())}
    )
