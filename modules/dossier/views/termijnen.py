"""Terms: which run, which are nearly late and late; in numbers, as a list, as a file and on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_GET

from keukentafel import audit, veilige_csv
from keukentafel.audit import Doel
from keukentafel.identity.models import Gebruiker
from keukentafel.request import GemeenteRequest
from modules.dossier.access import teams_van
from modules.dossier.models.termijn import OP_TIJD
from modules.dossier.queries.termijnblad import stand_van, uitkomst
from modules.dossier.queries.termijnen import (
    NIEMAND,
    STANDEN,
    Termijnvraag,
    filter_termijnen,
    termijnlijst,
)
from modules.dossier.queries.termijnoverzicht import overzicht
from modules.dossier.rules.termijnstand import Waarschuwing
from modules.dossier.views.antwoord import toon
from modules.inrichting.codelijsten import OverschrijdingOorzaak, Wet
from modules.inrichting.models import Wijkteam

HOOGSTENS = 5000
_MERK = {
    Waarschuwing.HELFT: "Helft voorbij",
    Waarschuwing.BIJNA: "Bijna voorbij",
    Waarschuwing.TWEE_WERKDAGEN: "Hoogstens 2 werkdagen",
}


@require_GET
def termijnen(request: GemeenteRequest) -> HttpResponse:
    """List terms, mine or of my teams, by how they stand."""
    vraag, basis = _vraag(request), reverse("dossier:termijnen")
    lijst = termijnlijst(request.user, vraag, nu=now(), basis=basis)
    for rij in lijst.rijen:
        rij.merk = _merk(rij)
    context = {
        "vraag": vraag,
        "lijst": lijst,
        "standen": [(code, label, vraag.adres(basis, stand=code)) for code, label in STANDEN],
        "mijn_url": vraag.adres(basis, van="mij", team="", wie=""),
        "team_url": vraag.adres(basis, van="team", team="", wie=""),
        "csv_url": vraag.adres(reverse("dossier:termijnen_csv")),
        "afdruk_url": vraag.adres(reverse("dossier:termijnen_afdruk")),
        "zonder_url": vraag.adres(basis, wet="", oorzaak=""),
        "over": _over(vraag, request),
        "filters": _filters(vraag),
        "basis": basis,
    }
    return toon(request, "dossier/termijnen.html", context)


@require_GET
def termijnen_overzicht(request: GemeenteRequest) -> HttpResponse:
    """Show the terms of my teams in numbers; each number opens its list."""
    basis = reverse("dossier:termijnen")
    context = {"beeld": overzicht(request.user, nu=now(), basis=basis)}
    return toon(request, "dossier/termijnen_overzicht.html", context)


@require_GET
def termijnen_afdruk(request: GemeenteRequest) -> HttpResponse:
    """Show the list on paper."""
    vraag = _vraag(request)
    rijen = _rijen(request, vraag)
    context = {
        "rijen": rijen,
        "kop": dict(STANDEN)[vraag.stand],
        "over": _over(vraag, request),
        "filters": _filters(vraag),
        "terug": vraag.adres(reverse("dossier:termijnen")),
    }
    return toon(request, "dossier/termijnen_afdruk.html", context)


@require_GET
def termijnen_csv(request: GemeenteRequest) -> HttpResponse:
    """Give the list as a file, without names of residents."""
    vraag = _vraag(request)
    rijen = _rijen(request, vraag)
    antwoord = HttpResponse(content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = 'attachment; filename="termijnen.csv"'
    antwoord.write("\ufeff")
    schrijver = veilige_csv.writer(antwoord, delimiter=";")
    schrijver.writerow(
        (
            "Termijn",
            "Wet",
            "Team",
            "Van wie",
            "Begin",
            "Uiterlijk",
            "Stand",
            "Dagen te laat",
            "Oorzaak",
            "Kenmerk",
        )
    )
    for rij in rijen:
        schrijver.writerow(_regel(rij))
    audit.record_lijst(
        "dossier.termijnen.geexporteerd",
        by=request.user,
        doel=Doel.HULP,
        huishoudens=[rij.huishouden_id for rij in rijen],
        at=now(),
        detail={"aantal": len(rijen)},
    )
    return antwoord


def _vraag(request: GemeenteRequest) -> Termijnvraag:
    get = request.GET
    return Termijnvraag(
        stand=get.get("stand", "loopt") if get.get("stand") in dict(STANDEN) else "loopt",
        van="team" if get.get("van") == "team" else "mij",
        team=get.get("team", ""),
        wie=get.get("wie", ""),
        wet=get.get("wet", "") if get.get("wet") in (*Wet.values, "geen") else "",
        oorzaak=get.get("oorzaak", "")
        if get.get("oorzaak") in (*OverschrijdingOorzaak.values, "geen")
        else "",
        na=get.get("na", ""),
    )


def _rijen(request: GemeenteRequest, vraag: Termijnvraag) -> list[Any]:
    gevonden = filter_termijnen(request.user, vraag, now())
    return list(
        gevonden.select_related("huishouden", "eigenaar", "casus__team").order_by(*OP_TIJD)[:HOOGSTENS]
    )


def _regel(rij: Any) -> tuple[object, ...]:
    laat = _dagen_te_laat(rij)
    return (
        rij.titel,
        rij.get_wet_display() if rij.wet else "",
        rij.casus.team.naam if rij.casus else "",
        rij.eigenaar.naam if rij.eigenaar else "",
        rij.begin.isoformat(),
        f"{localtime(rij.einde_tijd):%Y-%m-%d %H:%M}" if rij.einde_tijd else rij.einde.isoformat(),
        uitkomst(rij),
        laat or "",
        rij.get_oorzaak_display() if rij.oorzaak else "",
        str(rij.pk)[-12:],
    )


def _dagen_te_laat(rij: Any) -> int:
    """Return how many days it is or was late; a part of a day counts as one where the term is in hours."""
    if rij.einde_tijd and (rij.gehaald_tijd or not rij.gehaald_op):
        over = (rij.gehaald_tijd or now()) - rij.einde_tijd
        return max(-(-over // timedelta(days=1)), 0)
    return max(((rij.gehaald_op or localdate()) - rij.einde).days, 0)


def _merk(rij: Any) -> str:
    """Return the warning that holds for a running term, in words."""
    if rij.status != "loopt":
        return ""
    return _MERK.get(stand_van(rij, now()).waarschuwing, "")


def _filters(vraag: Termijnvraag) -> str:
    """Return in words what the list was narrowed to."""
    delen = []
    if vraag.wet:
        delen.append("zonder wet" if vraag.wet == "geen" else str(Wet(vraag.wet).label))
    if vraag.oorzaak:
        geen = vraag.oorzaak == "geen"
        delen.append("nog geen oorzaak" if geen else str(OverschrijdingOorzaak(vraag.oorzaak).label))
    return ", ".join(delen)


def _over(vraag: Termijnvraag, request: GemeenteRequest) -> str:
    """Return of whom or which team the list is, when the address says so."""
    if vraag.wie == NIEMAND:
        return "Nog van niemand"
    try:
        if vraag.wie:
            return Gebruiker.objects.filter(pk=UUID(vraag.wie)).values_list("naam", flat=True).first() or ""
        if vraag.team and UUID(vraag.team) in teams_van(request.user):
            return Wijkteam.objects.filter(pk=vraag.team).values_list("naam", flat=True).first() or ""
    except ValueError:
        return ""
    return ""
