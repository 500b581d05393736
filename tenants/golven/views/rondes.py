"""Versies: what every gemeente has, what it needs, and the run that brings it there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

import keukentafel
from keukentafel.errors import Refusal
from keukentafel.identity.vers import verse_factor
from keukentafel.request import see_other
from tenants.golven import queries
from tenants.golven.actions import planning
from tenants.golven.actions import ronde as acties
from tenants.golven.forms import RondeForm, VerdeelForm
from tenants.golven.models import (
    OPEN,
    Bijwerkregel,
    Bijwerkronde,
    RegelStand,
    Ring,
    RondeStand,
    Uitgave,
)
from tenants.golven.taken import zet_in
from tenants.views.deur import alleen_leverancier, pagina

PER_PAGINA = 50
NIVEAU = {
    RegelStand.WACHT: "rustig",
    RegelStand.BEZIG: "neutraal",
    RegelStand.BIJGEWERKT: "goed",
    RegelStand.WAS_AL_BIJ: "goed",
    RegelStand.MISLUKT: "gevaar",
}
RONDENIVEAU = {
    RondeStand.GEVRAAGD: "neutraal",
    RondeStand.LOOPT: "neutraal",
    RondeStand.GEPAUZEERD: "let_op",
    RondeStand.KLAAR: "goed",
    RondeStand.GESTOPT: "rustig",
}


@require_GET
@alleen_leverancier
def versies(request: HttpRequest) -> HttpResponse:
    """The releases, the rings, the run that is open and those before it."""
    plan = queries.maak_overzicht()
    open_ = Bijwerkronde.objects.open().select_related("uitgave").first()
    uitgaven = sorted(
        Uitgave.objects.prefetch_related("ringdata"),
        key=lambda uitgave: queries.volgorde(uitgave.nummer),
        reverse=True,
    )
    deze = next((uitgave for uitgave in uitgaven if uitgave.nummer == keukentafel.__version__), None)
    data = {} if deze is None else {datum.ring: datum.gepland_op for datum in deze.ringdata.all()}
    context = {
        "nummer": keukentafel.__version__,
        "plan": plan,
        "ringen": [(ring, allen, achter, data.get(ring.value)) for ring, allen, achter in plan.per_ring()],
        "stand": None if open_ is None else queries.stand_van(open_),
        "niveau": "" if open_ is None else RONDENIVEAU[RondeStand(open_.stand)],
        "uitgaven": [(uitgave, uitgave == deze) for uitgave in uitgaven],
        "vorige": _vorige(),
    }
    return pagina(request, "golven/versies.html", context, hier="versies")


def _vorige() -> list[tuple[Bijwerkronde, str]]:
    rondes = (
        Bijwerkronde.objects.exclude(stand__in=OPEN)
        .select_related("uitgave")
        .annotate(
            aantal=Count("regels"),
            bijgewerkt=Count("regels", filter=Q(regels__stand=RegelStand.BIJGEWERKT)),
            mislukt=Count("regels", filter=Q(regels__stand=RegelStand.MISLUKT)),
        )[:10]
    )
    return [(ronde, RONDENIVEAU[RondeStand(ronde.stand)]) for ronde in rondes]


# -- gemeenten and their rings -------------------------------------------------------------------------


@require_GET
@alleen_leverancier
def gemeenten(request: HttpRequest) -> HttpResponse:
    """Every gemeente with its version, its ring and what it needs, fifty at a time."""
    return _gemeenten(request)


@require_POST
@alleen_leverancier
def verdelen(request: HttpRequest) -> HttpResponse:
    """Put the ticked gemeenten in a ring."""
    alle = [(regel.id, regel.naam) for regel in queries.maak_overzicht().regels]
    form = VerdeelForm(request.POST, gemeenten=alle)
    if not form.is_valid():
        return _gemeenten(request, form, status=422)
    gekozen = form.cleaned_data
    planning.verdeel(gemeenten=gekozen["gemeente"], ring=gekozen["ring"], at=now(), by=request.user)
    return see_other(request, "golven:gemeenten")


def _gemeenten(request: HttpRequest, form: VerdeelForm | None = None, *, status: int = 200) -> HttpResponse:
    toon, na = request.GET.get("toon", "alles"), request.GET.get("na", "")
    plan = queries.maak_overzicht()
    filters: dict[str, Callable[[queries.Planregel], bool]] = {
        "alles": lambda regel: True,
        "achter": lambda regel: bool(regel.migraties),
        **{str(ring.value): _in_ring(ring) for ring in Ring},
    }
    toon = toon if toon in filters else "alles"
    gevonden = [regel for regel in plan.regels if filters[toon](regel)]
    verder = [regel for regel in gevonden if regel.naam > na]
    blad = verder[:PER_PAGINA]
    namen = {"alles": "Alle", "achter": "Nog bij te werken", **{str(r.value): str(r.label) for r in Ring}}
    context = {
        "regels": blad,
        "gekozen": {str(pk) for pk in request.POST.getlist("gemeente")},
        "form": form or VerdeelForm(gemeenten=[]),
        "filters": [(sleutel, namen[sleutel], sleutel == toon, _tel(plan, past)) for sleutel, past in filters.items()],
        "toon": toon,
        "volgende_na": blad[-1].naam if len(verder) > len(blad) else "",
        "is_vervolg": bool(na),
    }  # fmt: skip
    return pagina(request, "golven/gemeenten.html", context, hier="versies", status=status)


def _in_ring(ring: Ring) -> Callable[[queries.Planregel], bool]:
    return lambda regel: regel.ring == ring.value


def _tel(plan: queries.Plan, past: Callable[[queries.Planregel], bool]) -> int:
    return sum(past(regel) for regel in plan.regels)


# -- a run -----------------------------------------------------------------------------------------------


@require_GET
@alleen_leverancier
def bijwerken(request: HttpRequest) -> HttpResponse:
    """How the next run goes."""
    plan = queries.maak_overzicht()
    return _vraag(request, RondeForm(gemeenten=_namen(plan)), plan)


@require_POST
@alleen_leverancier
@verse_factor
def beginnen(request: HttpRequest) -> HttpResponse:
    """Begin a run."""
    plan = queries.maak_overzicht()
    form = RondeForm(request.POST, gemeenten=_namen(plan))
    if not form.is_valid():
        return _vraag(request, form, plan, status=422)
    try:
        nieuw = acties.begin_ronde(keuze=form.keuze(), at=now(), by=request.user)
    except Refusal as weigering:
        form.add_error(None, str(weigering))
        return _vraag(request, form, plan, status=422)
    return _aan_het_werk(request, nieuw)


def _namen(plan: queries.Plan) -> list[tuple[UUID, str]]:
    return [(regel.id, regel.naam) for regel in plan.regels]


def _vraag(request: HttpRequest, form: RondeForm, plan: queries.Plan, *, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "plan": plan,
        "nummer": keukentafel.__version__,
        "ringen": [deel for deel in plan.per_ring() if deel[1]],
    }
    return pagina(request, "golven/bijwerken.html", context, hier="versies", status=status)


@require_GET
@alleen_leverancier
def ronde(request: HttpRequest, ronde_id: UUID) -> HttpResponse:
    """The report of a run: wave after wave, and every gemeente with its reason."""
    return _toon(request, _haal(ronde_id))


@require_POST
@alleen_leverancier
def pauzeren(request: HttpRequest, ronde_id: UUID) -> HttpResponse:
    """Let no next gemeente begin."""
    return _doe(request, ronde_id, acties.pauzeer)


@require_POST
@alleen_leverancier
@verse_factor
def hervatten(request: HttpRequest, ronde_id: UUID) -> HttpResponse:
    """Go on with a run that stands still."""
    return _doe(request, ronde_id, acties.hervat)


@require_POST
@alleen_leverancier
def stoppen(request: HttpRequest, ronde_id: UUID) -> HttpResponse:
    """End a run; who did not come stays on the old version."""
    return _doe(request, ronde_id, acties.stop)


@require_POST
@alleen_leverancier
@verse_factor
def opnieuw(request: HttpRequest, regel_id: UUID) -> HttpResponse:
    """Give one gemeente that failed another turn."""
    regel = get_object_or_404(Bijwerkregel, pk=regel_id)
    try:
        weer = acties.probeer_opnieuw(regel_id=regel.pk, at=now(), by=request.user)
    except Refusal as weigering:
        return _toon(request, _haal(regel.ronde_id), weigering=str(weigering), status=422)
    return _aan_het_werk(request, weer)


def _doe(request: HttpRequest, ronde_id: UUID, actie: Callable[..., None]) -> HttpResponse:
    rij = _haal(ronde_id)
    try:
        actie(ronde_id=rij.pk, at=now(), by=request.user)
    except Refusal as weigering:
        return _toon(request, rij, weigering=str(weigering), status=422)
    return _aan_het_werk(request, _haal(ronde_id))


def _aan_het_werk(request: HttpRequest, rij: Bijwerkronde) -> HttpResponse:
    """Put the work in the queue where there is any, and show the report."""
    if rij.stand in (RondeStand.GEVRAAGD, RondeStand.LOOPT):
        # Without the broker the rows still stand: the tick of each minute takes them up.
        transaction.on_commit(lambda: zet_in(rij), robust=True)
    return see_other(request, "golven:ronde", ronde_id=rij.pk)


def _haal(ronde_id: UUID) -> Bijwerkronde:
    return get_object_or_404(Bijwerkronde.objects.select_related("uitgave", "kanarie"), pk=ronde_id)


def _toon(request: HttpRequest, rij: Bijwerkronde, *, weigering: str = "", status: int = 200) -> HttpResponse:
    stand = queries.stand_van(rij)
    toon, na = request.GET.get("toon", ""), request.GET.get("na", "")
    regels = rij.regels.select_related("golf").order_by("label")
    if toon in RegelStand.values:
        regels = regels.filter(stand=toon)
    blad: list[Any] = list(regels.filter(label__gt=na)[: PER_PAGINA + 1])
    context = {
        "ronde": rij,
        "stand": stand,
        "niveau": RONDENIVEAU[RondeStand(rij.stand)],
        "loopt": rij.stand in (RondeStand.GEVRAAGD, RondeStand.LOOPT),
        "regels": [(regel, NIVEAU[RegelStand(regel.stand)]) for regel in blad[:PER_PAGINA]],
        "filters": [("", "Alle", not toon, stand.totaal)]
        + [(s.value, str(s.label), toon == s.value, stand.tel(s)) for s in RegelStand if stand.tel(s)],
        "toon": toon,
        "volgende_na": blad[PER_PAGINA - 1].label if len(blad) > PER_PAGINA else "",
        "is_vervolg": bool(na),
        "mag_opnieuw": rij.stand != RondeStand.GESTOPT,
        "weigering": weigering,
    }
    return pagina(request, "golven/ronde.html", context, hier="versies", status=status)
