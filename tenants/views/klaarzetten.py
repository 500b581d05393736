"""Add a gemeente: ask, check, and follow the seven steps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import see_other
from tenants import overzicht as overzichten
from tenants.actions import onboarding
from tenants.clusters.namen import cluster_van, naam_van
from tenants.forms import GemeenteForm
from tenants.gemeentelijst import alle
from tenants.models import Gemeente, Klaarzetting, Stand, Teamvorm
from tenants.taken import draai_klaarzetting_terug, zet_gemeente_klaar
from tenants.views.adres import adres_van
from tenants.views.deur import alleen_leverancier, pagina


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def toevoegen(request: HttpRequest) -> HttpResponse:
    """The form, then the page to check it, then the work begins."""
    form = GemeenteForm(request.POST or None)
    if not form.is_valid() or request.POST.get("stap") == "wijzigen":
        status = 422 if form.errors and request.POST.get("stap") != "wijzigen" else 200
        return _formulier(request, form, status)
    if request.POST.get("stap") != "maken":
        return _controle(request, form)
    try:
        werk = _begin(request, form.cleaned_data["gemeente"].code, form.cleaned_data)
    except Refusal as weigering:
        form.add_error("gemeente", str(weigering))
        return _formulier(request, form, 422)
    return see_other(request, "tenants:klaarzetten", klaarzetting_id=werk.pk)


def _formulier(request: HttpRequest, form: GemeenteForm, status: int) -> HttpResponse:
    lijst = alle(met_voorbeelden=settings.IS_DEMO or settings.ZAAIFOUTEN_TOEGESTAAN)
    context = {"form": form, "gemeenten": lijst}
    return pagina(request, "tenants/toevoegen.html", context, hier="gemeenten", status=status)


def _controle(request: HttpRequest, form: GemeenteForm) -> HttpResponse:
    gekozen = form.cleaned_data["gemeente"]
    context = {
        "form": form,
        "gekozen": gekozen,
        "teammodel": Teamvorm(form.cleaned_data["variant"]).label,
        "adres": adres_van(request, form.cleaned_data["adres"] or gekozen.slug),
        "cluster": form.cleaned_data.get("cluster", ""),
        "velden": {naam: form.data.get(naam, "") for naam in form.fields},
    }
    return pagina(request, "tenants/controle.html", context, hier="gemeenten")


def _begin(request: HttpRequest, cbs_code: str, gegevens: dict[str, Any]) -> Klaarzetting:
    werk = onboarding.begin_klaarzetting(
        cbs_code=cbs_code,
        variant=gegevens["variant"],
        beheerder_naam=gegevens["beheerder_naam"],
        beheerder_email=gegevens["beheerder_email"],
        at=now(),
        by=request.user.naam,  # type: ignore[union-attr]
        slug=gegevens.get("adres", ""),
        cluster=cluster_van(gegevens["cluster"]) if "cluster" in gegevens else None,
    )
    # Without the broker the row still stands, and the page offers to try again.
    transaction.on_commit(lambda: zet_gemeente_klaar.delay(str(werk.pk)), robust=True)
    return werk


@require_GET
@alleen_leverancier
def voortgang(request: HttpRequest, klaarzetting_id: UUID) -> HttpResponse:
    """Follow the steps. Leaving the page is safe; the page asks again by itself while there is work."""
    return _toon(request, get_object_or_404(Klaarzetting, pk=klaarzetting_id))


@require_POST
@alleen_leverancier
def opnieuw(request: HttpRequest, klaarzetting_id: UUID) -> HttpResponse:
    """Begin anew after a failure: nothing of the first time was left."""
    vorige = get_object_or_404(Klaarzetting, pk=klaarzetting_id)
    gegevens = {
        "variant": vorige.variant,
        "beheerder_naam": vorige.beheerder_naam,
        "beheerder_email": vorige.beheerder_email,
        "adres": vorige.slug,
        "cluster": naam_van(onboarding.cluster_van(vorige)),
    }
    try:
        werk = _begin(request, vorige.cbs_code, gegevens)
    except Refusal as weigering:
        return _toon(request, vorige, weigering=str(weigering), status=422)
    return see_other(request, "tenants:klaarzetten", klaarzetting_id=werk.pk)


@require_POST
@alleen_leverancier
def stap(request: HttpRequest, klaarzetting_id: UUID) -> HttpResponse:
    """Take the step that failed again; what was done before it stays."""
    rij = get_object_or_404(Klaarzetting, pk=klaarzetting_id)
    try:
        onboarding.zet_stap_opnieuw_klaar(rij.pk, at=now())
    except Refusal as weigering:
        return _toon(request, rij, weigering=str(weigering), status=422)
    transaction.on_commit(lambda: zet_gemeente_klaar.delay(str(rij.pk)), robust=True)
    return see_other(request, "tenants:klaarzetten", klaarzetting_id=rij.pk)


@require_POST
@alleen_leverancier
def terugdraaien(request: HttpRequest, klaarzetting_id: UUID) -> HttpResponse:
    """Remove all that was made."""
    rij = get_object_or_404(Klaarzetting, pk=klaarzetting_id)
    if rij.stand != "mislukt":
        return _toon(request, rij, weigering=onboarding.NietMislukt.text, status=422)
    transaction.on_commit(lambda: draai_klaarzetting_terug.delay(str(rij.pk)), robust=True)
    return _toon(request, rij, melding="Het terugdraaien is begonnen.")


@require_POST
@alleen_leverancier
def uitnodiging(request: HttpRequest, klaarzetting_id: UUID) -> HttpResponse:
    """Show the link of the first administrator, once; it is in their mail as well."""
    werk = get_object_or_404(Klaarzetting, pk=klaarzetting_id)
    pad = onboarding.neem_uitnodiging(werk.pk, by=request.user, at=now())  # type: ignore[arg-type]
    link = f"{adres_van(request, werk.slug)}{pad}" if pad else ""
    return _toon(request, werk, link=link, weigering="" if pad else "De link is al een keer getoond.")


def _toon(
    request: HttpRequest,
    werk: Klaarzetting,
    *,
    link: str = "",
    weigering: str = "",
    melding: str = "",
    status: int = 200,
) -> HttpResponse:
    loopt = werk.stand in ("wacht", "bezig")
    context = {
        "werk": werk,
        "stappen": overzichten.stappen_van(werk),
        "nu": next((stap for stap in overzichten.stappen_van(werk) if stap["is_nu"]), None),
        "klaar": sum(stap["stand"] == "klaar" for stap in werk.stappen),
        "loopt": loopt,
        "hangt": loopt and not Klaarzetting.objects.lopend(at=now()).filter(pk=werk.pk).exists(),
        "adres": adres_van(request, werk.slug),
        "link": link,
        "weigering": weigering,
        "melding": melding,
        "blijft": werk.stand == "mislukt"
        and Gemeente.objects.filter(cbs_code=werk.cbs_code, stand=Stand.IN_OPBOUW).exists(),
    }
    return pagina(request, "tenants/klaarzetten.html", context, hier="gemeenten", status=status)
