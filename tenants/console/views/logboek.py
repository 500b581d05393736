"""The supplier's own logboek: who did what, to which gemeente. Read only; nothing of a resident stands in it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localdate, make_aware, now
from django.views.decorators.http import require_GET

from keukentafel import veilige_csv
from keukentafel.values.datum_invoer import lees_datum
from tenants.console.forms import PeriodeForm
from tenants.console.gebeurtenissen import alle_onderwerpen, alle_zinnen
from tenants.console.platformstand import noteer_uitgaand_bestand
from tenants.models import Gemeente, Platformregel
from tenants.views.deur import alleen_leverancier, pagina

PER_PAGINA = 50
HOOGSTENS = 10_000
"""Lines in one file."""
EEUWEN = range(2000, 2200)
"""Years that a moment may have: at the ends of the calendar a day more does not exist."""


@require_GET
@alleen_leverancier
def logboek(request: HttpRequest) -> HttpResponse:
    """Fifty lines, newest first, by what was searched and filtered."""
    periode = PeriodeForm(request.GET)
    gevraagd = _gevraagd(request, periode)
    regels = list(_zoek(gevraagd, _voor(request))[: PER_PAGINA + 1])
    blad = regels[:PER_PAGINA]
    namen = _namen(blad)
    vast = {naam: waarde for naam, waarde in gevraagd.items() if waarde}
    ouder = (
        {**vast, "voor": f"{blad[-1].tijdstip.isoformat()},{blad[-1].pk}"}
        if len(regels) > PER_PAGINA
        else None
    )
    context = {
        "form": periode,
        "regels": [_in_beeld(regel, namen) for regel in blad],
        "gevraagd": gevraagd,
        "onderwerpen": [
            {"waarde": waarde, "label": label, "gekozen": waarde == gevraagd["onderwerp"]}
            for waarde, label in alle_onderwerpen().items()
        ],
        "is_gefilterd": bool(vast),
        "ouder": f"?{urlencode(ouder)}" if ouder else "",
        "nieuwste": f"?{urlencode(vast)}" if request.GET.get("voor") else "",
        "csv": f"{reverse('console:logboek_csv')}?{urlencode(vast)}".rstrip("?"),
    }
    return pagina(request, "console/logboek.html", context, hier="logboek")


@require_GET
@alleen_leverancier
def logboek_csv(request: HttpRequest) -> HttpResponse:
    """The same lines as a file, at most ten thousand."""
    regels = list(_zoek(_gevraagd(request, PeriodeForm(request.GET)), None)[:HOOGSTENS])
    namen = _namen(regels)
    antwoord = HttpResponse(content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="logboek-{localdate():%Y-%m-%d}.csv"'
    antwoord.write("\ufeff")
    uit = veilige_csv.writer(antwoord, delimiter=";")
    uit.writerow(["Tijdstip", "Gebeurtenis", "Gemeente", "Door", "Resultaat", "Toelichting"])
    for regel in regels:
        beeld = _in_beeld(regel, namen)
        uit.writerow(
            (
                regel.tijdstip.isoformat(timespec="seconds"),
                beeld["wat"],
                beeld["gemeente"],
                regel.door,
                regel.detail.get("resultaat", ""),
                beeld["toelichting"],
            )
        )
    noteer_uitgaand_bestand(request, "logboek", len(regels), at=now())
    return antwoord


def _gevraagd(request: HttpRequest, periode: PeriodeForm) -> dict[str, str]:
    """Return what was asked; a day that nobody can read counts for nothing, and its field says so."""
    onderwerp = request.GET.get("onderwerp", "")
    periode.is_valid()
    van, tot = (periode.cleaned_data.get(naam) for naam in ("van", "tot"))
    return {
        "q": request.GET.get("q", "").strip()[:80],
        "onderwerp": onderwerp if onderwerp in alle_onderwerpen() else "",
        "van": f"{van:%d-%m-%Y}" if van else "",
        "tot": f"{tot:%d-%m-%Y}" if tot else "",
    }


def _voor(request: HttpRequest) -> tuple[datetime, str] | None:
    """Return the line after which this page begins."""
    moment, _, pk = request.GET.get("voor", "").partition(",")
    try:
        op = parse_datetime(moment)
    except ValueError:
        return None
    past = op is not None and op.tzinfo is not None and op.year in EEUWEN
    return (op, pk) if op is not None and past and _is_id(pk) else None


def _is_id(tekst: str) -> bool:
    try:
        return str(UUID(tekst)) == tekst
    except ValueError:
        return False


def _zoek(gevraagd: dict[str, str], voor: tuple[datetime, str] | None) -> QuerySet[Platformregel]:
    regels = Platformregel.objects.order_by("-tijdstip", "-id")
    if voor is not None:
        regels = regels.filter(Q(tijdstip__lt=voor[0]) | Q(tijdstip=voor[0], id__lt=voor[1]))
    if gevraagd["onderwerp"]:
        regels = regels.filter(gebeurtenis__startswith=f"{gevraagd['onderwerp']}.")
    for naam, grens in (("van", "gte"), ("tot", "lt")):
        if gevraagd[naam]:
            dag = lees_datum(gevraagd[naam], vandaag=localdate()) + timedelta(days=int(naam == "tot"))
            regels = regels.filter(**{f"tijdstip__{grens}": make_aware(datetime.combine(dag, time()))})
    return regels.filter(_bevat(gevraagd["q"])) if gevraagd["q"] else regels


def _bevat(tekst: str) -> Q:
    """Match who did it, the gemeente by name or code, or the words of the event."""
    zoek = tekst.casefold()
    soorten = [sleutel for sleutel, zin in alle_zinnen().items() if zoek in zin.casefold()]
    codes = Gemeente.objects.filter(naam__icontains=tekst).values("cbs_code")
    return (
        Q(door__icontains=tekst)
        | Q(gemeente_code__iexact=tekst)
        | Q(gemeente_code__in=codes)
        | Q(gebeurtenis__in=soorten)
        | Q(detail__reden__icontains=tekst)
    )


def _namen(regels: list[Platformregel]) -> dict[str, str]:
    codes = {regel.gemeente_code for regel in regels} - {""}
    return dict(Gemeente.objects.filter(cbs_code__in=codes).values_list("cbs_code", "naam"))


def _in_beeld(regel: Platformregel, namen: dict[str, str]) -> dict[str, Any]:
    return {
        "tijdstip": regel.tijdstip,
        "wat": regel.in_woorden,
        "gemeente": namen.get(regel.gemeente_code, regel.gemeente_code),
        "door": regel.door,
        "toelichting": str(regel.detail.get("reden", "")),
        "is_mis": regel.detail.get("resultaat", "gelukt") != "gelukt",
    }
