"""The logboek on screen: search, read one line, and see what may be worth a question. Read only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_GET

from keukentafel import audit
from keukentafel.audit import Doel, woorden
from keukentafel.audit.forms import FilterForm
from keukentafel.audit.models import Logboekregel
from keukentafel.audit.patronen import patronen
from keukentafel.audit.zoeken import Blad, zoek
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest


@dataclass(frozen=True, slots=True)
class Rij:
    """One line as the list shows it: never the name of a resident."""

    id: UUID
    volgnummer: int | None
    tijdstip: datetime
    wie: str
    wie_id: UUID | None
    rol: str
    waar: str
    wat: str
    huishouden_id: UUID | None
    nummer: str
    aantal_getoond: int
    categorieen: str
    grond: str
    doel: str
    reden: str
    is_nood: bool
    resultaat: str


@require_GET
def logboek(request: GemeenteRequest) -> HttpResponse:
    """Show the newest lines, or those of the filter; every look stands in the logboek itself."""
    medewerkers = dict(Gebruiker.objects.order_by("naam", "id").values_list("pk", "naam"))
    form = FilterForm(request.GET or None, medewerkers=medewerkers)
    vraag, grens = _vraag(form), _grens(request.GET.get("voor", ""))
    blad = Blad((), None) if vraag is None else zoek(vraag, voor=grens)
    at = now()
    audit.record(
        "audit.logboek.bekeken",
        by=request.user,
        at=at,
        soort="R",
        doel=Doel.TOEZICHT,
        huishouden_id=vraag.huishouden_id if vraag else None,  # who looks up a household, looks at it
        detail=form.in_detail(),
    )
    context = {
        "filter": form,
        "form": form if form.errors else None,
        "rijen": [als_rij(regel, met_reden=leest_redenen(request)) for regel in blad.regels],
        "is_gefilterd": form.is_gevuld,
        "vragen": () if form.is_gevuld or grens else patronen(at=at),
        "controle": None if form.is_gevuld or grens else laatste_controle(at),
        "ouder_url": _ouder(request, blad),
        "begin_url": _zonder_grens(request) if grens else "",
        "export_url": f"{reverse('audit:exporteren')}?{_gekozen(request)}",
        "leest_redenen": leest_redenen(request),
        "vandaag": localdate(at),
    }
    return render(request, "audit/logboek.html", context, status=422 if form.errors else 200)


def _vraag(form: FilterForm) -> Any:
    from keukentafel.audit.zoeken import Zoekvraag

    return form.vraag() if form.is_bound else Zoekvraag()


def _grens(tekst: str) -> tuple[datetime, UUID] | None:
    moment, _, id_ = tekst.partition("_")
    try:
        gelezen = datetime.fromisoformat(moment)
        return (gelezen, UUID(id_)) if gelezen.tzinfo else None
    except ValueError:
        return None


def _gekozen(request: GemeenteRequest) -> str:
    return urlencode({naam: waarde for naam, waarde in request.GET.items() if waarde and naam != "voor"})


def _zonder_grens(request: GemeenteRequest) -> str:
    return f"{reverse('audit:logboek')}?{_gekozen(request)}"


def _ouder(request: GemeenteRequest, blad: Blad) -> str:
    if blad.ouder is None:
        return ""
    moment, id_ = blad.ouder
    return f"{_zonder_grens(request)}&{urlencode({'voor': f'{moment.isoformat()}_{id_}'})}"


def leest_redenen(request: GemeenteRequest) -> bool:
    """Tell whether this person reads what colleagues wrote as reason: it may hold something of a resident."""
    return request.user.has_rol(Rol.FG)


def als_rij(regel: Any, *, met_reden: bool) -> Rij:
    """Return a line in the words of the list."""
    return Rij(
        id=regel.pk,
        volgnummer=getattr(regel, "volgnummer", None),
        tijdstip=localtime(regel.tijdstip),
        wie=regel.gebruiker_naam or ("Niet ingelogd" if regel.systeem == "web" else "Keukentafel zelf"),
        wie_id=regel.gebruiker_id,
        rol=woorden.rollen_in_woorden(regel.rollen),
        waar=", ".join(deel for deel in (regel.team_naam, regel.organisatie) if deel),
        wat=woorden.wat(regel.gebeurtenis),
        huishouden_id=regel.huishouden_id,
        nummer=woorden.kort_nummer(regel.huishouden_id),
        aantal_getoond=len(regel.getoond or ()),
        categorieen=woorden.categorieen_in_woorden(regel.categorie),
        grond=regel.grond,
        doel=woorden.doel_in_woorden(regel.doel),
        reden=regel.reden if met_reden else "",
        is_nood=regel.is_nood,
        resultaat=regel.resultaat,
    )


def laatste_controle(at: datetime) -> Any | None:
    """Return the last line about the chain itself, of the last days; one query."""
    regels = Logboekregel.objects.filter(
        gebeurtenis__in=("audit.keten.gecontroleerd", "audit.keten.gebroken"),
        tijdstip__gte=at - timedelta(days=3),
    )
    return regels.order_by("-tijdstip", "-id").first()


@require_GET
def regel(request: GemeenteRequest, logboekregel_id: UUID) -> HttpResponse:
    """Show all fields of one line, with its place in the chain."""
    gevonden = Logboekregel.objects.select_related("schakel").filter(pk=logboekregel_id).first()
    if gevonden is None:
        raise Http404
    audit.record_inzage(
        target=gevonden, by=request.user, doel=Doel.TOEZICHT, at=now(), gebeurtenis="audit.regel.bekeken"
    )
    schakel = getattr(gevonden, "schakel", None)
    context = {
        "rij": als_rij(gevonden, met_reden=leest_redenen(request)),
        "regel": gevonden,
        "soort": woorden.soort_in_woorden(gevonden),
        "resultaat": woorden.resultaat_in_woorden(gevonden),
        "object_nummer": woorden.kort_nummer(gevonden.object_id),
        "getoond": [(id_, woorden.kort_nummer(id_)) for id_ in gevonden.getoond or ()],
        "details": _details(gevonden.detail),
        "schakel": schakel,
        "keten": bytes(schakel.keten).hex() if schakel else "",
        "leest_redenen": leest_redenen(request),
        "vandaag": localdate(),
    }
    return render(request, "audit/regel.html", context)


_DETAILNAMEN = {
    "antwoord": "Antwoord van Keukentafel",
    "is": "Werd",
    "methode": "Vraag van de browser",
    "route": "Pagina",
    "sleutels": "Nummers in het adres",
    "velden": "Gewijzigde velden",
    "was": "Was",
}


def _details(detail: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (
            _DETAILNAMEN.get(naam, naam.replace("_", " ")[:1].upper() + naam.replace("_", " ")[1:]),
            _tekst(waarde),
        )
        for naam, waarde in detail.items()
    ]


def _tekst(waarde: Any) -> str:
    if isinstance(waarde, dict):
        return ", ".join(f"{naam}: {_tekst(inhoud)}" for naam, inhoud in waarde.items())
    if isinstance(waarde, list):
        return ", ".join(_tekst(deel) for deel in waarde)
    if waarde is None or waarde == "":
        return "–"
    return str(waarde)
