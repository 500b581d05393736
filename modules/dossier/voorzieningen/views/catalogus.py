"""The catalogue of help at /inrichting/voorzieningen: search, sort, page, change, and as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.views.antwoord import conflict, toon, weiger
from modules.dossier.views.versie import versie_van
from modules.dossier.voorzieningen.actions.product import (
    VELDEN,
    save_contract,
    save_product,
    set_tarief,
    set_wachttijd,
)
from modules.dossier.voorzieningen.codelijsten import ProductWet
from modules.dossier.voorzieningen.csv_vorm import lees, schrijf
from modules.dossier.voorzieningen.forms.product import BestandForm, ContractForm, ProductForm, TariefForm
from modules.dossier.voorzieningen.models import Product
from modules.dossier.voorzieningen.queries import SORTERINGEN, Catalogusvraag, aanbod_van, catalogus


def _vraag(request: GemeenteRequest) -> Catalogusvraag:
    get = request.GET
    blad = get.get("blad", "")
    return Catalogusvraag(
        q=get.get("q", "").strip()[:80],
        wet=get.get("wet", "") if get.get("wet") in ProductWet.values else "",
        alles=get.get("alles") == "1",
        sorteer=get.get("sorteer", "") if get.get("sorteer") in SORTERINGEN else "categorie",
        blad=int(blad) if blad.isascii() and blad.isdigit() and int(blad[:4]) > 0 else 1,
    )


def _adres(vraag: Catalogusvraag, **anders: Any) -> str:
    begin = {"q": vraag.q, "wet": vraag.wet, "alles": "1" if vraag.alles else "", "sorteer": vraag.sorteer}
    delen = {naam: waarde for naam, waarde in {**begin, **anders}.items() if waarde not in ("", "categorie")}
    basis = reverse("voorzieningen:voorzieningen")
    return f"{basis}?{urlencode(delen)}" if delen else basis


_IN_WOORDEN = ("naam", "code", "omschrijving", "geldig_van", "geldig_tot", "is_bijdrageplichtig", "mag_pgb")
"""What two people see side by side when both changed a product."""


@require_GET
def voorzieningen(request: GemeenteRequest) -> HttpResponse:
    """List the products that may be decided on, or all there ever were."""
    vraag = _vraag(request)
    lijst = catalogus(vraag, localdate())
    context = {
        "vraag": vraag,
        "lijst": lijst,
        "wetten": ProductWet.choices,
        "sorteringen": {naam: _adres(vraag, sorteer=naam) for naam in SORTERINGEN},
        "richting": {naam: "op" if naam == vraag.sorteer else "" for naam in SORTERINGEN},
        "vorige": _adres(vraag, blad=str(vraag.blad - 1)) if lijst.heeft_vorige else "",
        "volgende": _adres(vraag, blad=str(vraag.blad + 1)) if lijst.heeft_volgende else "",
        "is_gefilterd": vraag != Catalogusvraag(),
        "mag_wijzigen": request.user.has_rol(Rol.BEHEERDER),
    }
    return toon(request, "voorzieningen/voorzieningen.html", context, deel="lijst")


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest) -> HttpResponse:
    """Add a product."""
    begin = {"wet": "wmo", "geldig_van": localdate(), "is_bijdrageplichtig": True, "mag_pgb": True}
    form = ProductForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            product = save_product(product=None, gegevens=form.cleaned_data, by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, product)
    return toon(request, "voorzieningen/product_nieuw.html", {"form": form}, fout=bool(form.errors))


@require_http_methods(["GET", "POST"])
def product(request: GemeenteRequest, product_id: UUID) -> HttpResponse:
    """Show a product with its tariffs and who gives it; each part has its own form."""
    rij = get_object_or_404(Product, pk=product_id)
    welk = request.POST.get("deel", "") if request.method == "POST" else ""
    vormen: dict[str, Any] = {
        "product": ProductForm(
            request.POST if welk == "product" else None, initial={v: getattr(rij, v) for v in VELDEN}
        ),
        "tarief": TariefForm(request.POST if welk == "tarief" else None, initial={"vanaf": localdate()}),
        "contract": ContractForm(request.POST if welk == "contract" else None, initial={"van": localdate()}),
    }
    form = vormen.get(welk)
    if form is not None and form.is_valid():
        try:
            _bewaar(request, rij, welk, form)
        except Verouderd as verouderd:
            velden = {veld: veld for veld in _IN_WOORDEN}
            terug = reverse("voorzieningen:product", args=[rij.pk])
            return conflict(request, form=form, huidig=verouderd.huidig, velden=velden, terug=terug)
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, rij)
    dag = localdate()
    context = {
        "product": rij,
        "vormen": vormen,
        "form": form,
        "aanbod": aanbod_van(rij, dag),
        "tarieven": list(rij.tarieven.select_related("aanbieder")),
        "contracten": list(rij.contracten.select_related("aanbieder")),
        "mag_wijzigen": request.user.has_rol(Rol.BEHEERDER),
    }
    return toon(request, "voorzieningen/product.html", context, fout=form is not None)


def _bewaar(request: GemeenteRequest, rij: Product, welk: str, form: Any) -> None:
    schoon: dict[str, Any] = form.cleaned_data
    wie: dict[str, Any] = {"by": request.user, "at": now()}
    if welk == "product":
        save_product(product=rij, gegevens=schoon, versie=versie_van(request, rij), **wie)
    elif welk == "tarief":
        set_tarief(
            product=rij,
            bedrag=schoon["bedrag"],
            vanaf=schoon["vanaf"],
            aanbieder=schoon["tarief_aanbieder"],
            is_pgb=schoon["is_pgb"],
            **wie,
        )
    else:
        velden = {naam: schoon[naam] for naam in ("aanbieder", "van", "tot_en_met", "bijzonder")}
        contract = save_contract(product=rij, **velden, **wie)
        if schoon["weken"] is not None:
            set_wachttijd(contract=contract, weken=schoon["weken"], gemeten_op=localdate(), **wie)


@require_GET
def exporteren(request: GemeenteRequest) -> HttpResponse:
    """Give the whole catalogue as CSV, ready to be changed and read in again."""
    rijen = Product.objects.prefetch_related("tarieven", "contracten__aanbieder", "contracten__wachttijden")
    antwoord = HttpResponse(schrijf(list(rijen), localdate()), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = 'attachment; filename="voorzieningen.csv"'
    audit.record("voorzieningen.catalogus.geexporteerd", by=request.user, at=now(), soort="lezen")
    return antwoord


@require_http_methods(["GET", "POST"])
def inlezen(request: GemeenteRequest) -> HttpResponse:
    """Read a catalogue in: all of it, or nothing when a line is wrong."""
    form = BestandForm(request.POST or None, request.FILES or None)
    uitkomst = None
    if request.method == "POST" and form.is_valid():
        try:
            uitkomst = lees(
                form.cleaned_data["bestand"].read(), vandaag=localdate(), by=request.user, at=now()
            )
        except Refusal as nee:
            weiger(form, nee, "bestand")
    fout = bool(form.errors) or bool(uitkomst and uitkomst.fouten)
    return toon(request, "voorzieningen/inlezen.html", {"form": form, "uitkomst": uitkomst}, fout=fout)
