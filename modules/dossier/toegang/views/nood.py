"""Break the glass, stop, and review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity.actions.eigen_account import check_eigen_wachtwoord
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.toegang.access import bestaand_voor, nood_for
from modules.dossier.toegang.actions.nood import (
    GeenFunctie,
    open_noodtoegang,
    review_noodtoegang,
    stop_noodtoegang,
)
from modules.dossier.toegang.forms.vragen import NoodForm, OordeelForm
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.dossier.toegang.mensen import heeft_functie
from modules.dossier.toegang.models import Noodtoegang
from modules.dossier.toegang.queries.toezicht import gekeken_naar
from modules.dossier.toegang.verwijzing import bedoelde_huishoudens, lees_teken
from modules.dossier.toegang.views.antwoord import toon_zonder_namen
from modules.dossier.toegang.views.verzoeken import TE_RUIM
from modules.dossier.views.antwoord import weiger


@require_http_methods(["GET", "POST"])
def nood(request: GemeenteRequest) -> HttpResponse:
    """Break the glass on what a search pointed at."""
    verwijzing = lees_teken(request.user, request.GET.get("v", ""), at=now())
    context = {"team": verwijzing.team, "gezocht": verwijzing.in_woorden}
    return _nood(request, lambda: bedoelde_huishoudens(verwijzing, request.user), context)


@require_http_methods(["GET", "POST"])
def nood_hier(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Break the glass on a household that this person knows of."""
    huishouden = bestaand_voor(request.user, huishouden_id)
    team = huishouden.team.naam if huishouden.team else ""
    return _nood(request, lambda: [huishouden], {"team": team, "hier": huishouden.pk})


def _nood(request: GemeenteRequest, bedoeld: Any, context: dict[str, Any]) -> HttpResponse:
    keuzes = request.instellingen.section(ToegangInstellingen)
    form = NoodForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            geopend = _breek(request, form, bedoeld, keuzes)
        except Refusal as nee:
            weiger(form, nee, "wachtwoord" if "wachtwoord" in str(nee).lower() else None)
        else:
            return _naar(request, geopend)
    context |= {
        "form": form,
        "werkdagen": keuzes.beoordelen_werkdagen,
        "uren": int(keuzes.nood_duurt.total_seconds() // 3600),
        "mag": heeft_functie(request.user),
    }
    return toon_zonder_namen(request, "toegang/nood.html", context, fout=bool(form.errors))


def _breek(
    request: GemeenteRequest, form: NoodForm, bedoeld: Any, keuzes: ToegangInstellingen
) -> list[Noodtoegang]:
    nu = now()
    if not heeft_functie(request.user):
        raise GeenFunctie
    check_eigen_wachtwoord(gebruiker=request.user, wachtwoord=form.cleaned_data["wachtwoord"], at=nu)
    huishoudens: Sequence[Any] = bedoeld()
    if not huishoudens:
        raise Refusal(TE_RUIM)
    return [
        open_noodtoegang(
            huishouden=huishouden,
            reden=form.cleaned_data["reden"],
            toelichting=form.cleaned_data["toelichting"],
            instellingen=keuzes,
            by=request.user,
            at=nu,
        )
        for huishouden in huishoudens
    ]


def _naar(request: GemeenteRequest, geopend: list[Noodtoegang]) -> HttpResponse:
    """Go to the household; to the list of the own emergencies when there are more."""
    if len(geopend) == 1:
        return see_other(request, reverse("dossier:huishouden", args=[geopend[0].huishouden_id]))
    return see_other(request, "toegang:mijn_verzoeken")


@require_POST
def stop(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """End the own emergency now."""
    eigen = Noodtoegang.objects.filter(gebruiker_id=request.user.pk, huishouden_id=huishouden_id)
    if not eigen.exists():
        raise Http404
    for rij in eigen.filter(gestopt_op=None):
        stop_noodtoegang(nood=rij, by=request.user, at=now())
    return see_other(request, "toegang:mijn_verzoeken")


@require_http_methods(["GET", "POST"])
def beoordelen(request: GemeenteRequest, noodtoegang_id: UUID) -> HttpResponse:
    """Say whether it was right: who, when, why and what was opened; no content of the household."""
    rij = nood_for(request.user, noodtoegang_id)
    form = OordeelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            review_noodtoegang(nood=rij, by=request.user, at=now(), **form.cleaned_data)
        except Refusal as nee:
            weiger(form, nee, "toelichting" if "zin" in str(nee) else None)
        else:
            return see_other(request, reverse("toegang:nood_beoordelen", args=[rij.pk]))
    audit.record("toegang.nood.bekeken", target=rij, by=request.user, at=now(), soort="R", is_nood=True)
    context = {
        "form": form,
        "nood": rij,
        "loopt": rij.loopt(now()),
        "is_te_laat": rij.is_te_laat(localdate()),
        "gekeken": gekeken_naar(rij),
        "eerder": Noodtoegang.objects.filter(gebruiker_id=rij.gebruiker_id, van__lt=rij.van).count(),
    }
    return toon_zonder_namen(request, "toegang/nood_beoordelen.html", context, fout=bool(form.errors))
