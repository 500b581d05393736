"""Copies of one gemeente, on the supplier's host: make, put beside, compare, swap, and try every week.

Nothing here enters the gemeente: each press writes a row and leaves the work to a worker.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.errors import Refusal
from keukentafel.identity.vers import verse_factor
from keukentafel.request import see_other
from tenants.models import Gemeente
from tenants.uitvoer import queries, taken
from tenants.uitvoer.actions import werk
from tenants.uitvoer.actions import wisselen as wissels
from tenants.uitvoer.forms import ErnaastForm
from tenants.uitvoer.models import Terugzetstand, Terugzetting, Uitvoer, Uitvoerstand, Vorm
from tenants.uitvoer.omvang import omvang
from tenants.views.deur import alleen_leverancier, pagina


@require_GET
@alleen_leverancier
def kopieen(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Every copy of a gemeente, what stands beside it, and when putting back was tried last."""
    return _toon_kopieen(request, _gemeente(gemeente_id))


@require_POST
@alleen_leverancier
def maken(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Make a copy."""
    gemeente = _gemeente(gemeente_id)
    try:
        rij = werk.vraag_uitvoer(gemeente.pk, vorm=Vorm.BUNDEL, at=now(), by=_naam(request))
    except Refusal as weigering:
        return _toon_kopieen(request, gemeente, weigering=str(weigering), status=422)
    transaction.on_commit(lambda: taken.maak_uitvoer.delay(str(rij.pk)), robust=True)
    return see_other(request, "uitvoer:uitvoer", gemeente_id=gemeente.pk, uitvoer_id=rij.pk)


@require_POST
@alleen_leverancier
def proberen(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Try now whether this gemeente can be put back, without waiting for its week."""
    gemeente = _gemeente(gemeente_id)
    transaction.on_commit(lambda: taken.proef.delay(str(gemeente.pk), True), robust=True)
    return see_other(request, "uitvoer:kopieen", gemeente_id=gemeente.pk)


@require_GET
@alleen_leverancier
def uitvoer(request: HttpRequest, gemeente_id: UUID, uitvoer_id: UUID) -> HttpResponse:
    """Follow an export; leaving the page is safe."""
    return _toon_uitvoer(request, _uitvoer(gemeente_id, uitvoer_id), ErnaastForm())


@require_POST
@alleen_leverancier
@verse_factor
def ernaast(request: HttpRequest, gemeente_id: UUID, uitvoer_id: UUID) -> HttpResponse:
    """Put a copy beside its gemeente."""
    rij, form = _uitvoer(gemeente_id, uitvoer_id), ErnaastForm(request.POST)
    if not form.is_valid():
        return _toon_uitvoer(request, rij, form, status=422)
    try:
        werk.bundel_van(rij)
        terug = werk.vraag_terugzetting(rij, reden=form.cleaned_data["reden"], at=now(), by=_naam(request))
    except Refusal as weigering:
        form.add_error("reden", str(weigering))
        return _toon_uitvoer(request, rij, form, status=422)
    transaction.on_commit(lambda: taken.zet_naast.delay(str(terug.pk)), robust=True)
    return see_other(request, "uitvoer:terugzetting", gemeente_id=gemeente_id, terugzetting_id=terug.pk)


@require_GET
@alleen_leverancier
def terugzetting(request: HttpRequest, gemeente_id: UUID, terugzetting_id: UUID) -> HttpResponse:
    """Follow a restore, and see what comparing gave."""
    return _toon_terugzetting(request, _terugzetting(gemeente_id, terugzetting_id))


@require_POST
@alleen_leverancier
def vergelijken(request: HttpRequest, gemeente_id: UUID, terugzetting_id: UUID) -> HttpResponse:
    """Compare with the gemeente of this moment once more."""
    rij = _terugzetting(gemeente_id, terugzetting_id)
    transaction.on_commit(lambda: taken.vergelijk.delay(str(rij.pk)), robust=True)
    return _terug_naar(request, rij)


@require_POST
@alleen_leverancier
@verse_factor
def wisselen(request: HttpRequest, gemeente_id: UUID, terugzetting_id: UUID) -> HttpResponse:
    """Take what stands beside into use."""
    return _wissel(request, gemeente_id, terugzetting_id, "in")


@require_POST
@alleen_leverancier
@verse_factor
def terugwisselen(request: HttpRequest, gemeente_id: UUID, terugzetting_id: UUID) -> HttpResponse:
    """Take what was taken out into use again."""
    return _wissel(request, gemeente_id, terugzetting_id, "terug")


@require_POST
@alleen_leverancier
@verse_factor
def weggooien(request: HttpRequest, gemeente_id: UUID, terugzetting_id: UUID) -> HttpResponse:
    """Throw away what is not in use."""
    rij = _terugzetting(gemeente_id, terugzetting_id)
    transaction.on_commit(lambda: taken.gooi_weg.delay(str(rij.pk), str(request.user.pk)), robust=True)
    return _terug_naar(request, rij)


def _wissel(request: HttpRequest, gemeente_id: UUID, terugzetting_id: UUID, richting: str) -> HttpResponse:
    rij = _terugzetting(gemeente_id, terugzetting_id)
    try:
        wissels.vraag_wissel(rij.pk, richting=richting)
    except Refusal as weigering:
        return _toon_terugzetting(request, rij, weigering=str(weigering), status=422)
    transaction.on_commit(lambda: taken.wissel.delay(str(rij.pk), str(request.user.pk)), robust=True)
    return _terug_naar(request, rij)


def _terug_naar(request: HttpRequest, rij: Terugzetting) -> HttpResponse:
    return see_other(request, "uitvoer:terugzetting", gemeente_id=rij.gemeente_id, terugzetting_id=rij.pk)


def _naam(request: HttpRequest) -> str:
    gebruiker: Any = request.user
    return str(gebruiker.naam)


def _gemeente(gemeente_id: UUID) -> Gemeente:
    return get_object_or_404(Gemeente.objects.aanwezig().defer("sleutel"), pk=gemeente_id)


def _uitvoer(gemeente_id: UUID, uitvoer_id: UUID) -> Uitvoer:
    lijst = Uitvoer.objects.select_related("gemeente").defer("gemeente__sleutel")
    return get_object_or_404(lijst, pk=uitvoer_id, gemeente_id=gemeente_id)


def _terugzetting(gemeente_id: UUID, terugzetting_id: UUID) -> Terugzetting:
    lijst = Terugzetting.objects.select_related("gemeente").defer("gemeente__sleutel")
    return get_object_or_404(lijst, pk=terugzetting_id, gemeente_id=gemeente_id)


def _toon_kopieen(
    request: HttpRequest, gemeente: Gemeente, *, weigering: str = "", status: int = 200
) -> HttpResponse:
    gevonden = queries.kopieen_van(gemeente.pk)
    context = {
        "gemeente": gemeente,
        "kopieen": [(rij, omvang(rij.grootte)) for rij in gevonden.uitvoeren],
        "terugzettingen": gevonden.terugzettingen,
        "proef": gevonden.proef,
        "weigering": weigering,
    }
    return pagina(request, "uitvoer/kopieen.html", context, hier="gemeenten", status=status)


def _toon_uitvoer(request: HttpRequest, rij: Uitvoer, form: ErnaastForm, status: int = 200) -> HttpResponse:
    context = {
        "gemeente": rij.gemeente,
        "rij": rij,
        "omvang": omvang(rij.grootte),
        "loopt": rij.stand in (Uitvoerstand.WACHT, Uitvoerstand.BEZIG),
        "kan_terug": rij.stand == Uitvoerstand.KLAAR and rij.vorm == Vorm.BUNDEL,
        "form": form,
    }
    return pagina(request, "uitvoer/uitvoer.html", context, hier="gemeenten", status=status)


def _toon_terugzetting(
    request: HttpRequest, rij: Terugzetting, *, weigering: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "gemeente": rij.gemeente,
        "rij": rij,
        "loopt": rij.stand in (Terugzetstand.WACHT, Terugzetstand.BEZIG, Terugzetstand.WISSELT),
        "is_naast": rij.stand == Terugzetstand.NAAST,
        "is_gewisseld": rij.stand == Terugzetstand.GEWISSELD and rij.weggegooid_op is None,
        "is_over": rij.stand == Terugzetstand.TERUG and rij.weggegooid_op is None,
        "bevindingen": queries.bevindingen(rij),
        "verschillen": rij.vergelijking.get("nu", []),
        "weigering": weigering,
    }
    return pagina(request, "uitvoer/terugzetting.html", context, hier="gemeenten", status=status)
