"""The catalogue: which types there are, and the pages of one zaaktype."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.zgw.beheer.actions.catalogus import set_rsin
from modules.zgw.beheer.actions.zaaktype import (
    begin_zaaktype,
    change_zaaktype,
    copy_zaaktype,
    discard_type,
    end_type,
    publish_type,
    stempel,
)
from modules.zgw.beheer.catalogusdelen import DELEN
from modules.zgw.beheer.catalogusvraag import catalogi, soorten_van, waarschuwingen_bij
from modules.zgw.beheer.forms.catalogus import EindeForm, RsinForm, VersieForm, ZaaktypeForm
from modules.zgw.beheer.views.antwoord import pagina, verfris, verschil, weiger
from modules.zgw.catalogus.models import Catalogus, Soort, Zaaktype, ZaaktypeBesluit
from modules.zgw.eigen import DOMEIN, GEEN_RSIN
from modules.zgw.fouten import Ongeldig

NIEUW = {
    "vertrouwelijkheid": 4, "intern_of_extern": "extern", "verantwoordelijke": "Sociaal wijkteam",
    "doorlooptijd": "P56D",
}  # fmt: skip


def lijst_url() -> str:
    """Return the address of the catalogue."""
    return reverse("zgwbeheer:catalogus")


def kruimels(*delen: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way back: the catalogue and what lies between."""
    return [(lijst_url(), "Catalogus"), *delen]


def zaaktype_van(zaaktype_id: UUID) -> Zaaktype:
    """Return a version with its soort and catalogus.

    :raises Http404: there is none.
    """
    rij: Zaaktype = get_object_or_404(Zaaktype.objects.select_related("soort__catalogus"), pk=zaaktype_id)
    return rij


def terug_naar(request: GemeenteRequest, rij: Zaaktype, wat: str) -> HttpResponse:
    """Go on to the page of a version, and say what was done."""
    return see_other(request, f"{reverse('zgwbeheer:zaaktype', args=[rij.pk])}?gedaan={wat}")


@require_GET
def catalogus(request: GemeenteRequest) -> HttpResponse:
    """List the types of every catalogus."""
    blokken = catalogi(localdate())
    context = {
        "blokken": blokken, "gedaan": request.GET.get("gedaan", ""),
        "zonder_rsin": any(b.catalogus.domein == DOMEIN and b.catalogus.rsin == GEEN_RSIN for b in blokken),
        "eigen": DOMEIN,
    }  # fmt: skip
    return render(request, "zgwbeheer/catalogus.html", context)


@require_http_methods(["GET", "POST"])
def rsin(request: GemeenteRequest) -> HttpResponse:
    """Fill in the RSIN of the gemeente."""
    nu = get_object_or_404(Catalogus, domein=DOMEIN).rsin
    form = RsinForm(request.POST or None, initial={"rsin": "" if nu == GEEN_RSIN else nu})
    if request.method == "POST" and form.is_valid():
        try:
            set_rsin(rsin=form.cleaned_data["rsin"], by=request.user, at=now())
        except Refusal as nee:
            form.add_error("rsin", str(nee))
        else:
            return see_other(request, f"{lijst_url()}?gedaan=rsin")
    uitleg = "Het RSIN staat bij elke zaak, als de organisatie die hem maakte. Zaken die er al zijn houden hun nummer."
    return pagina(
        request, form, titel="RSIN van de gemeente", uitleg=uitleg, kruimels=kruimels(), terug=lijst_url(),
        knop="Bewaar RSIN",
    )  # fmt: skip


@require_GET
def zaaktype(request: GemeenteRequest, zaaktype_id: UUID) -> HttpResponse:
    """Show one version with its parts, and the other versions."""
    rij = zaaktype_van(zaaktype_id)
    besluiten = ZaaktypeBesluit.objects.filter(zaaksoort=rij.soort).select_related("besluitsoort")
    context = {
        "zaaktype": rij,
        "onderdelen": [_deel(sleutel, rij) for sleutel in DELEN],
        "besluiten": [relatie.besluitsoort.identificatie for relatie in besluiten],
        "deelzaken": list(
            Soort.objects.filter(pk__in=rij.deelzaaksoorten).values_list("identificatie", flat=True)
        ),
        "versies": Zaaktype.objects.filter(soort=rij.soort).order_by("-begin_geldigheid", "-id"),
        "vandaag": localdate(),
        "gedaan": request.GET.get("gedaan", ""),
        "laatste_dag": rij.einde_geldigheid - timedelta(days=1) if rij.einde_geldigheid else None,
    }
    return render(request, "zgwbeheer/zaaktype.html", context)


def _deel(sleutel: str, rij: Zaaktype) -> dict[str, Any]:
    deel = DELEN[sleutel]
    rijen = deel.model._default_manager.filter(zaaktype=rij)  # noqa: SLF001 -- public in Django
    if sleutel == "documenten":
        rijen = rijen.select_related("documentsoort", "statustype")
    return {"deel": deel, "rijen": list(rijen)}


@require_http_methods(["GET", "POST"])
def zaaktype_nieuw(request: GemeenteRequest, catalogus_id: UUID) -> HttpResponse:
    """Make a zaaktype, as a concept."""
    waar = get_object_or_404(Catalogus, pk=catalogus_id)
    form = ZaaktypeForm(
        request.POST or None, soorten=soorten_van(waar.pk), domein=waar.domein, nieuw=True,
        initial={**NIEUW, "begin_geldigheid": localdate()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            rij = begin_zaaktype(
                catalogus=waar, identificatie=form.cleaned_data["identificatie"], velden=form.velden(),
                besluitsoorten=form.gekozen("besluitsoorten", "brc"),
                deelzaaksoorten=form.gekozen("deelzaaksoorten", "zrc"), by=request.user, at=now(),
            )  # fmt: skip
        except Refusal as nee:
            weiger(form, nee)
        else:
            return terug_naar(request, rij, "gemaakt")
    return pagina(
        request, form, titel="Zaaktype maken", kruimels=kruimels(), terug=lijst_url(), knop="Maak concept"
    )


@require_http_methods(["GET", "POST"])
def zaaktype_wijzigen(request: GemeenteRequest, zaaktype_id: UUID) -> HttpResponse:
    """Change a concept."""
    rij = zaaktype_van(zaaktype_id)
    if not rij.is_concept:
        return terug_naar(request, rij, "vast")
    soorten = soorten_van(rij.soort.catalogus_id)
    form = ZaaktypeForm(
        request.POST or None,
        soorten=soorten,
        domein=rij.soort.catalogus.domein,
        nieuw=False,
        initial=_begin(rij),
    )
    hier = reverse("zgwbeheer:zaaktype", args=[rij.pk])
    context: dict[str, Any] = {
        "titel": rij.omschrijving, "kruimels": kruimels((hier, rij.omschrijving)), "terug": hier, "knop": "Bewaar",
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            change_zaaktype(
                zaaktype=rij, velden=form.velden(), besluitsoorten=form.gekozen("besluitsoorten", "brc"),
                deelzaaksoorten=form.gekozen("deelzaaksoorten", "zrc"), stempel_toen=form.cleaned_data["stempel"],
                by=request.user, at=now(),
            )  # fmt: skip
        except Verouderd:
            nu = zaaktype_van(rij.pk)
            anders = verschil(form, _begin(nu))
            verfris(form, stempel(nu))
            return pagina(request, form, status=409, verschil=anders, **context)
        except Refusal as nee:
            weiger(form, nee)
        else:
            return terug_naar(request, rij, "bewaard")
    return pagina(request, form, **context)


def _begin(rij: Zaaktype) -> dict[str, Any]:
    besluiten = ZaaktypeBesluit.objects.filter(zaaksoort=rij.soort).values_list("besluitsoort", flat=True)
    return ZaaktypeForm.begin(rij, list(besluiten), stempel(rij))


@require_http_methods(["GET", "POST"])
def zaaktype_nieuwe_versie(request: GemeenteRequest, zaaktype_id: UUID) -> HttpResponse:
    """Make the next version, as a concept with the same parts."""
    rij = zaaktype_van(zaaktype_id)
    form = VersieForm(request.POST or None, initial={"begin_geldigheid": localdate() + timedelta(days=1)})
    if request.method == "POST" and form.is_valid():
        try:
            nieuw = copy_zaaktype(
                zaaktype=rij, begin=form.cleaned_data["begin_geldigheid"], by=request.user, at=now()
            )
        except Refusal as nee:
            weiger(form, nee)
        else:
            return terug_naar(request, nieuw, "nieuwe_versie")
    hier = reverse("zgwbeheer:zaaktype", args=[rij.pk])
    uitleg = "Zaken die er al zijn, houden hun eigen versie. De rechten van programma's gaan vanzelf mee."
    return pagina(
        request, form, titel="Nieuwe versie", uitleg=uitleg, kruimels=kruimels((hier, rij.omschrijving)), terug=hier,
        knop="Maak nieuwe versie",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def zaaktype_publiceren(request: GemeenteRequest, zaaktype_id: UUID) -> HttpResponse:
    """Say what misses, and publish."""
    rij = zaaktype_van(zaaktype_id)
    if not rij.is_concept:
        return terug_naar(request, rij, "vast")
    fouten: list[str] = []
    if request.method == "POST":
        try:
            publish_type(versie=rij, by=request.user, at=now())
        except Ongeldig as nee:
            fouten = [fout.reden for fout in nee.fouten]
        else:
            return terug_naar(request, rij, "gepubliceerd")
    vorige = Zaaktype.objects.gepubliceerd().filter(
        soort=rij.soort, begin_geldigheid__lt=rij.begin_geldigheid
    )
    context = {
        "zaaktype": rij, "waarschuwingen": waarschuwingen_bij(rij), "fouten": fouten,
        "vorige": vorige.order_by("-begin_geldigheid").first(),
        "dag_ervoor": rij.begin_geldigheid - timedelta(days=1),
    }  # fmt: skip
    return render(request, "zgwbeheer/publiceren.html", context, status=422 if fouten else 200)


@require_http_methods(["GET", "POST"])
def zaaktype_einde(request: GemeenteRequest, zaaktype_id: UUID) -> HttpResponse:
    """Say until when a published version holds."""
    rij = zaaktype_van(zaaktype_id)
    laatste = rij.einde_geldigheid - timedelta(days=1) if rij.einde_geldigheid else None
    form = EindeForm(request.POST or None, initial={"laatste_dag": laatste})
    if request.method == "POST" and form.is_valid():
        dag = form.cleaned_data["laatste_dag"]
        try:
            end_type(versie=rij, einde=dag + timedelta(days=1) if dag else None, by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee)
        else:
            return terug_naar(request, rij, "einde")
    hier = reverse("zgwbeheer:zaaktype", args=[rij.pk])
    uitleg = "Na deze dag komen er geen nieuwe zaken van dit type bij. Zaken die er al zijn lopen door."
    return pagina(
        request, form, titel="Tot wanneer geldt dit type?", uitleg=uitleg,
        kruimels=kruimels((hier, rij.omschrijving)), terug=hier, knop="Bewaar",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def zaaktype_weggooien(request: GemeenteRequest, zaaktype_id: UUID) -> HttpResponse:
    """Throw a concept away, after asking."""
    rij = zaaktype_van(zaaktype_id)
    if not rij.is_concept:
        return terug_naar(request, rij, "vast")
    hier, fouten = reverse("zgwbeheer:zaaktype", args=[rij.pk]), list[str]()
    if request.method == "POST":
        try:
            discard_type(versie=rij, by=request.user, at=now())
        except Ongeldig as nee:
            fouten = [fout.reden for fout in nee.fouten]
        else:
            return see_other(request, f"{lijst_url()}?gedaan=weggegooid")
    context = {
        "titel": "Concept weggooien", "wat": rij.omschrijving, "terug": hier, "fouten": fouten,
        "kruimels": kruimels((hier, rij.omschrijving)),
    }  # fmt: skip
    return render(request, "zgwbeheer/weggooien.html", context, status=422 if fouten else 200)
