"""What people learn of differences and of help that was turned down; as a page and as a file."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from keukentafel import audit, veilige_csv
from keukentafel.request import GemeenteRequest
from modules.dossier.ruimte.queries.leren import leerbeeld
from modules.dossier.views.antwoord import toon

JAAR = timedelta(days=365)


def _sinds(request: GemeenteRequest) -> tuple[str, datetime | None]:
    alles = request.GET.get("periode") == "alles"
    return ("alles", None) if alles else ("jaar", now() - JAAR)


@require_GET
def overzicht(request: GemeenteRequest) -> HttpResponse:
    """Show which differences recur, whose view proved right for whom, and how often help was turned down."""
    periode, sinds = _sinds(request)
    context = {"beeld": leerbeeld(sinds), "periode": periode}
    return toon(request, "ruimte/leren.html", context)


@require_GET
def als_csv(request: GemeenteRequest) -> HttpResponse:
    """Give the same tables as a file: no names, and the same small numbers hidden."""
    periode, sinds = _sinds(request)
    beeld = leerbeeld(sinds)
    antwoord = HttpResponse(content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = 'attachment; filename="leren.csv"'
    antwoord.write("\ufeff")
    blad = veilige_csv.writer(antwoord, delimiter=";")
    blad.writerow(
        ["Tabel", "Rij", "Kijk", "Aantal", "Deel", "Bleef anders", "Teruggekeken", "Hulp ging door"]
    )
    for soort in beeld.soorten:
        aantal, bleef, terug = soort.cellen
        blad.writerow(["Soort verschil", soort.soort, "", aantal, "", bleef, terug, ""])
    for kijk in beeld.kijken:
        blad.writerow(["Wiens kijk klopte", kijk.voor_wie, kijk.vak, "", kijk.deel, "", "", ""])
    for team in beeld.teams:
        blad.writerow(["Afgezien van hulp", team.team, "", "", team.deel, "", "", team.toch])
    audit.record(
        "ruimte.leren.geexporteerd", by=request.user, at=now(), soort="lezen", detail={"periode": periode}
    )
    return antwoord
