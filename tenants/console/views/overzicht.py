"""The first page of the console, the list of gemeenten, and its CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET

from keukentafel import veilige_csv
from tenants import overzicht as overzichten
from tenants.console import schil
from tenants.console.gezondheid import lees_gezondheid
from tenants.console.platformstand import noteer_uitgaand_bestand
from tenants.console.tabel import mag_adres
from tenants.views.deur import alleen_leverancier, pagina

_OP_HET_OVERZICHT = 10
KOLOMMEN = (
    ("naam", "Gemeente", False),
    ("teammodel", "Teammodel", False),
    ("", "Modules", False),
    ("medewerkers", "Actieve medewerkers", True),
    ("versie", "Versie", False),
    ("stand", "Stand", False),
    ("tickets", "Tickets", True),
)


@require_GET
@alleen_leverancier
def overzicht(request: HttpRequest) -> HttpResponse:
    """How it goes in a few sentences, the health of the platform, and what asks a look first."""
    at = now()
    alles = overzichten.maak_overzicht(at=at)
    filter_, _, _ = _gevraagd(request)
    gekozen = alles.gefilterd(filter_, "")
    hier = reverse("tenants:overzicht")
    eerst = sorted(gekozen, key=lambda rij: (rij.niveau == "goed", rij.naam))
    context = {
        "nu": at,
        "zin": _zin(request, alles),
        "gezondheid": lees_gezondheid(at=at),
        "rijen": eerst[:_OP_HET_OVERZICHT],
        "totaal": len(gekozen),
        "is_gefilterd": filter_ != "alles",
        "chips": _chips(alles, filter_, lambda naam: f"{_met(hier, naam)}#h-gemeenten"),
        "lijst": _met(reverse("tenants:gemeenten"), filter_),
        "csv": _met(reverse("tenants:gemeenten_csv"), filter_),
        "panelen": _panelen(request),
        "tickets_route": schil.tellerlijsten.get("tickets", ""),
    }
    return pagina(request, "console/overzicht.html", context, hier="overzicht")


def _zin(request: HttpRequest, alles: overzichten.Overzicht) -> list[schil.Zindeel]:
    """Return the sentence on top; what leads to a closed door is said without a link."""
    gebruiker: Any = request.user
    delen = overzichten.zin(alles, reverse("tenants:gemeenten"))
    return [deel if mag_adres(deel.url, gebruiker.rollen) else replace(deel, url="") for deel in delen]


def _panelen(request: HttpRequest) -> list[str]:
    """Return the panels that others hang in, drawn, for the roles of who looks."""
    gebruiker: Any = request.user
    getekend: list[str] = []
    for paneel in sorted(schil.panelen.values(), key=lambda paneel: paneel.volgorde):
        if not paneel.rollen & gebruiker.rollen:
            continue
        gegevens = paneel.gegevens(request)
        if gegevens is not None:
            getekend.append(render_to_string(paneel.sjabloon, gegevens, request))
    return getekend


def _chips(
    alles: overzichten.Overzicht, aan: str, adres: Callable[[str], str]
) -> list[dict[str, str | bool | int]]:
    """Return the filters with how many each leaves, and which one is on."""
    labels = ("Alle", "Let op", "Wordt klaargezet")
    return [
        {"label": label, "url": adres(naam), "aan": naam == aan, "aantal": len(alles.gefilterd(naam, ""))}
        for naam, label in zip(overzichten.FILTERS, labels, strict=True)
    ]


def _met(adres: str, filter_: str) -> str:
    """Return an address with a filter; the usual one stands in no address."""
    return adres if filter_ == "alles" else f"{adres}?toon={filter_}"


def _gevraagd(request: HttpRequest) -> tuple[str, str, str]:
    """Return the filter, the searched text and the column of a request; what is unknown is the usual."""
    filter_ = request.GET.get("toon", "")
    kolom = request.GET.get("sorteer", "")
    return (
        filter_ if filter_ in overzichten.FILTERS else "alles",
        request.GET.get("q", "").strip()[:80],
        kolom if kolom.removeprefix("-") in overzichten.SORTEER else "naam",
    )


@require_GET
@alleen_leverancier
def gemeenten(request: HttpRequest) -> HttpResponse:
    """Every gemeente, fifty at a time, by the column that was asked."""
    filter_, zoek, kolom = _gevraagd(request)
    alles = overzichten.maak_overzicht(at=now())
    gevonden = overzichten.gesorteerd(alles.gefilterd(filter_, zoek), kolom)
    bladen = max(1, -(-len(gevonden) // overzichten.PER_PAGINA))
    gekozen = request.GET.get("blad", "1")
    blad = min(max(int(gekozen), 1), bladen) if gekozen.isdecimal() and len(gekozen) < 6 else 1
    begin = (blad - 1) * overzichten.PER_PAGINA

    def adres(**anders: object) -> str:
        vast = {"toon": filter_, "q": zoek, "sorteer": kolom, **anders}
        gewoon = {"toon": "alles", "q": "", "sorteer": "naam", "blad": 1}
        return f"?{urlencode({naam: waarde for naam, waarde in vast.items() if waarde != gewoon[naam]})}"

    context = {
        "rijen": gevonden[begin : begin + overzichten.PER_PAGINA],
        "koppen": [_kop(sleutel, label, getal, kolom, adres) for sleutel, label, getal in KOLOMMEN],
        "chips": _chips(alles, filter_, lambda naam: adres(toon=naam)),
        "tickets_route": schil.tellerlijsten.get("tickets", ""),
        "zoek": zoek,
        "toon": filter_,
        "kolom": kolom,
        "totaal": len(gevonden),
        "vorige": adres(blad=blad - 1) if blad > 1 else "",
        "volgende": adres(blad=blad + 1) if blad < bladen else "",
        "csv": f"{reverse('tenants:gemeenten_csv')}{adres()}".rstrip("?"),
    }
    return pagina(request, "console/gemeenten.html", context, hier="gemeenten")


def _kop(sleutel: str, label: str, getal: bool, kolom: str, adres: Any) -> dict[str, Any]:
    op, af = kolom == sleutel, kolom == f"-{sleutel}"
    return {
        "label": label,
        "getal": getal,
        "url": adres(sorteer=f"-{sleutel}" if op else sleutel) if sleutel else "",
        "richting": "op" if op else "af" if af else "",
    }


@require_GET
@alleen_leverancier
def gemeenten_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a file. That it was taken stands in the logboek."""
    filter_, zoek, kolom = _gevraagd(request)
    rijen = overzichten.gesorteerd(overzichten.maak_overzicht(at=now()).gefilterd(filter_, zoek), kolom)
    antwoord = HttpResponse(content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="gemeenten-{localdate():%Y-%m-%d}.csv"'
    antwoord.write("\ufeff")
    uit = veilige_csv.writer(antwoord, delimiter=";")
    uit.writerow([label for _, label, _ in KOLOMMEN])
    for rij in rijen:
        uit.writerow(
            [rij.naam, rij.teammodel, rij.modules, rij.medewerkers, rij.versie, rij.stand, rij.tickets]
        )
    noteer_uitgaand_bestand(request, "gemeenten", len(rijen), at=now())
    return antwoord
