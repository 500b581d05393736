"""What was agreed with a gemeente: limits and modules, contacts, cooperation, name and address."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.vers import verse_factor
from keukentafel.request import see_other
from tenants.actions import adressen
from tenants.actions import contract as actie
from tenants.forms_gemeente import (
    AdresForm,
    ContactForm,
    GrenzenForm,
    NaamForm,
    SamenwerkingForm,
    kenmerk_van,
)
from tenants.models import Contactpersoon, Deelname, Domein, Gemeente, Samenwerking
from tenants.overzicht import MODULENAMEN
from tenants.views.adres import adres_van
from tenants.views.deur import alleen_leverancier, pagina
from tenants.views.gemeenten import haal, modules_in_woorden, opslag_in_woorden

# -- limits and modules ------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def grenzen(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Which modules are open and how far the gemeente may grow."""
    rij = haal(gemeente_id, aanwezig=True)
    gezien, in_contract = actie.grenzen_nu(rij), actie.modules_in_contract(gemeente_id, localdate())
    form = GrenzenForm(request.POST or None, in_contract=in_contract, initial=_begin(rij, in_contract))
    status, verouderd = 200, False
    if request.method == "POST" and form.is_valid():
        verouderd = request.POST.get("gezien") != kenmerk_van(gezien)
        try:
            if verouderd:
                raise Verouderd(huidig=rij)
            actie.zet_grenzen(
                gemeente=rij,
                gezien=gezien,
                modules=frozenset(form.cleaned_data["modules"]),
                max_accounts=form.cleaned_data["max_accounts"],
                max_opslag_mb=form.cleaned_data["max_opslag_mb"],
                max_api_per_minuut=form.cleaned_data["max_api_per_minuut"],
                by=request.user,  # type: ignore[arg-type]
                at=now(),
            )
        except Verouderd:
            verouderd, status = True, 409
        except Refusal as weigering:
            form.add_error("modules", str(weigering))
        else:
            return see_other(request, "tenants:gemeente", gemeente_id=rij.pk)
    context = {
        "rij": rij,
        "form": form,
        "gezien": kenmerk_van(gezien),
        "nu": {
            "modules": modules_in_woorden(rij),
            "accounts": rij.max_accounts,
            "opslag": rij.max_opslag_mb,
            "api": rij.max_api_per_minuut,
        },
        "verouderd": verouderd,
        "opslag": opslag_in_woorden(rij.opslag_bytes),
        "buiten": [naam for code, naam in MODULENAMEN.items() if code not in in_contract],
    }
    status = 422 if form.errors else status
    return pagina(request, "tenants/grenzen.html", context, hier="gemeenten", status=status)


def _begin(rij: Gemeente, in_contract: frozenset[str]) -> dict[str, Any]:
    open_ = in_contract if rij.modules_open is None else frozenset(rij.modules_open)
    return {
        "modules": sorted(open_),
        "max_accounts": rij.max_accounts,
        "max_opslag_mb": rij.max_opslag_mb,
        "max_api_per_minuut": rij.max_api_per_minuut,
    }


# -- contacts ----------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def contact_nieuw(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Add somebody whom we may call."""
    return _contact(request, haal(gemeente_id, aanwezig=True), None)


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def contact(request: HttpRequest, gemeente_id: UUID, contact_id: UUID) -> HttpResponse:
    """Change somebody whom we may call."""
    rij = haal(gemeente_id, aanwezig=True)
    return _contact(request, rij, get_object_or_404(Contactpersoon, pk=contact_id, gemeente=rij))


def _contact(request: HttpRequest, rij: Gemeente, persoon: Contactpersoon | None) -> HttpResponse:
    stond = persoon.gewijzigd_op.isoformat() if persoon else ""
    nu_staat_er = _contact_in_woorden(persoon) if persoon else ""
    form = ContactForm(request.POST or None, instance=persoon)
    status, verouderd = 200, False
    if request.method == "POST" and form.is_valid():
        try:
            actie.bewaar_contactpersoon(
                gemeente=rij,
                persoon=form.save(commit=False),
                gezien=parse_datetime(request.POST.get("gezien", "")) if persoon else None,
                by=request.user,  # type: ignore[arg-type]
                at=now(),
            )
        except Verouderd:
            status, verouderd = 409, True
        else:
            return see_other(request, "tenants:gemeente", gemeente_id=rij.pk)
    context = {
        "rij": rij,
        "persoon": persoon,
        "form": form,
        "gezien": stond,
        "verouderd": verouderd,
        "nu_staat_er": nu_staat_er,
    }
    status = 422 if form.errors else status
    return pagina(request, "tenants/contactpersoon.html", context, hier="gemeenten", status=status)


def _contact_in_woorden(persoon: Contactpersoon) -> str:
    delen = (persoon.get_rol_display(), persoon.naam, persoon.functie, persoon.email, persoon.telefoon)
    return ", ".join(str(deel) for deel in delen if deel)


@require_POST
@alleen_leverancier
def contact_weg(request: HttpRequest, gemeente_id: UUID, contact_id: UUID) -> HttpResponse:
    """Forget somebody."""
    rij = haal(gemeente_id, aanwezig=True)
    persoon = get_object_or_404(Contactpersoon, pk=contact_id, gemeente=rij)
    actie.verwijder_contactpersoon(persoon=persoon, by=request.user, at=now())  # type: ignore[arg-type]
    return see_other(request, "tenants:gemeente", gemeente_id=rij.pk)


# -- cooperation -------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def samenwerking(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """With whom the gemeente works together. It opens nothing: everybody keeps their own data."""
    rij = haal(gemeente_id, aanwezig=True)
    form = SamenwerkingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actie.neem_deel(gemeente=rij, naam=form.cleaned_data["naam"], by=request.user, at=now())  # type: ignore[arg-type]
        except Refusal as weigering:
            form.add_error("naam", str(weigering))
        else:
            return see_other(request, "tenants:samenwerking", gemeente_id=rij.pk)
    context = {
        "rij": rij,
        "form": form,
        "samen": actie.partners(rij),
        "namen": list(Samenwerking.objects.values_list("naam", flat=True)),
    }
    status = 422 if form.errors else 200
    return pagina(request, "tenants/samenwerking.html", context, hier="gemeenten", status=status)


@require_POST
@alleen_leverancier
def samenwerking_stop(request: HttpRequest, gemeente_id: UUID, deelname_id: UUID) -> HttpResponse:
    """The gemeente stops with one."""
    deelname = get_object_or_404(
        Deelname.objects.select_related("samenwerking", "gemeente"), pk=deelname_id, gemeente_id=gemeente_id
    )
    actie.stop_deelname(deelname=deelname, by=request.user, at=now())  # type: ignore[arg-type]
    return see_other(request, "tenants:samenwerking", gemeente_id=gemeente_id)


# -- name and address --------------------------------------------------------------------------------------


@require_http_methods(["GET"])
@alleen_leverancier
def naam_en_adres(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Both forms; what a change means stands beside them."""
    rij = haal(gemeente_id, aanwezig=True)
    return _naam_en_adres(request, rij, NaamForm(initial={"naam": rij.naam}), AdresForm())


@require_POST
@alleen_leverancier
def hernoemen(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Give the gemeente another name."""
    rij, form = haal(gemeente_id, aanwezig=True), NaamForm(request.POST)
    if form.is_valid() and request.POST.get("gezien") != rij.naam:
        return _naam_en_adres(request, rij, form, AdresForm(), verouderd=True, status=409)
    if form.is_valid():
        adressen.hernoem(gemeente=rij, naam=form.cleaned_data["naam"], by=request.user, at=now())  # type: ignore[arg-type]
        return see_other(request, "tenants:gemeente", gemeente_id=rij.pk)
    return _naam_en_adres(request, rij, form, AdresForm(), status=422)


@require_POST
@alleen_leverancier
@verse_factor
def verhuis_adres(request: HttpRequest, gemeente_id: UUID) -> HttpResponse:
    """Give the gemeente another address; the old one leads on."""
    rij, form = haal(gemeente_id, aanwezig=True), AdresForm(request.POST)
    if form.is_valid():
        try:
            adressen.verhuis_adres(
                gemeente=rij,
                label=form.cleaned_data["label"],
                by=request.user,  # type: ignore[arg-type]
                at=now(),
            )
        except Refusal as weigering:
            form.add_error("label", str(weigering))
        else:
            return see_other(request, "tenants:gemeente", gemeente_id=rij.pk)
    return _naam_en_adres(request, rij, NaamForm(initial={"naam": rij.naam}), form, status=422)


def _naam_en_adres(
    request: HttpRequest,
    rij: Gemeente,
    naamform: NaamForm,
    adresform: AdresForm,
    *,
    verouderd: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "rij": rij,
        "naamform": naamform,
        "adresform": adresform,
        "adres": adres_van(request, rij.slug),
        "oude_hosts": list(
            Domein.objects.filter(gemeente=rij, is_primair=False)
            .order_by("host")
            .values_list("host", flat=True)
        ),
        "verouderd": verouderd,
    }
    return pagina(request, "tenants/naam_en_adres.html", context, hier="gemeenten", status=status)
