"""The lists of what may go: look, keep longer, two controls, the certificate."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from keukentafel import audit
from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.bewaren.actions import vernietiging as actions
from modules.dossier.bewaren.forms.bewaren import LangerForm, TerugForm
from modules.dossier.bewaren.models import Lijststand, Vernietigingslijst, Vernietigingsregel
from modules.dossier.bewaren.pdf import maak_pdf
from modules.dossier.bewaren.queries.lijsten import certificaat_van, groepen, lijst_nummer
from modules.dossier.bewaren.queries.lijsten import lijsten as alle_lijsten
from modules.dossier.bewaren.taken import vernietig
from modules.dossier.views.antwoord import toon, weiger


@require_GET
def lijsten(request: GemeenteRequest) -> HttpResponse:
    """Show every list."""
    rijen = alle_lijsten()
    return toon(request, "bewaren/lijsten.html", {"lijsten": rijen, "wacht": _wacht(rijen)})


def _wacht(rijen: list[Any]) -> list[Any]:
    return [rij for rij in rijen if rij.stand in (Lijststand.OPEN, Lijststand.EERSTE)]


@require_GET
def lijst(request: GemeenteRequest, nummer: int) -> HttpResponse:
    """Show one list, with the reason of each line. No name is on it."""
    rij = lijst_nummer(nummer)
    audit.record_inzage(target=rij, by=request.user, doel=Doel.BEHEER, at=now())
    return _pagina(request, rij)


def _pagina(
    request: GemeenteRequest, rij: Vernietigingslijst, form: forms.Form | None = None
) -> HttpResponse:
    beheert, is_fg = request.user.has_rol(Rol.BEHEERDER), request.user.has_rol(Rol.FG)
    zelfde = rij.eerste_door_id == request.user.pk
    context: dict[str, Any] = {
        "lijst": rij, "groepen": groepen(rij), "form": form, "naam": f"Lijst {rij.nummer}",
        "kop": f"Vernietigingslijst {rij.nummer}",
        "terug_form": form if isinstance(form, TerugForm) else TerugForm(),
        "mag_eerste": beheert and rij.stand == Lijststand.OPEN,
        "mag_tweede": is_fg and rij.stand == Lijststand.EERSTE and not zelfde,
        "mag_uitzonderen": rij.stand in (Lijststand.OPEN, Lijststand.EERSTE), "deed_zelf_eerste": zelfde and is_fg,
    }  # fmt: skip
    return toon(request, "bewaren/lijst.html", context, fout=form is not None)


def _regel(rij: Vernietigingslijst, tekst: str) -> Vernietigingsregel:
    try:
        regel = rij.regels.filter(pk=UUID(tekst)).first()
    except ValueError:
        regel = None
    if regel is None:
        raise Http404
    return regel


@require_POST
def uitzonderen(request: GemeenteRequest, nummer: int) -> HttpResponse:
    """Keep a line longer, or put it back."""
    rij = lijst_nummer(nummer)
    regel = _regel(rij, request.POST.get("regel", ""))
    form = LangerForm(request.POST)
    try:
        if request.POST.get("terug") == "1":
            actions.put_back_regel(regel=regel, by=request.user, at=now())
            return see_other(request, rij)
        if form.is_valid():
            actions.except_regel(regel=regel, **form.cleaned_data, by=request.user, at=now())
            return see_other(request, rij)
    except Refusal as nee:
        form.is_valid()
        weiger(form, nee)
    return _pagina(request, rij, form)


@require_POST
def eerste(request: GemeenteRequest, nummer: int) -> HttpResponse:
    """Say as the beheerder that the list is right."""
    return _controle(request, nummer, actions.control_first)


@require_POST
def tweede(request: GemeenteRequest, nummer: int) -> HttpResponse:
    """Say as the privacyfunctionaris that it may go; the work begins in the background."""
    return _controle(request, nummer, actions.control_second, begin=True)


def _controle(request: GemeenteRequest, nummer: int, doe: Any, *, begin: bool = False) -> HttpResponse:
    rij = lijst_nummer(nummer)
    try:
        doe(lijst=rij, by=request.user, at=now())
    except Refusal as nee:
        form = forms.Form(request.POST)
        form.is_valid()
        weiger(form, nee)
        return _pagina(request, rij, form)
    if begin:
        vernietig.voor(request.gemeente, str(rij.pk))
    return see_other(request, rij)


@require_POST
def terug(request: GemeenteRequest, nummer: int) -> HttpResponse:
    """Send the list back to the first control."""
    rij, form = lijst_nummer(nummer), TerugForm(request.POST)
    if form.is_valid():
        try:
            actions.send_back(lijst=rij, omdat=form.cleaned_data["omdat"], by=request.user, at=now())
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, rij)
    return _pagina(request, rij, form)


def _klaar(nummer: int) -> Vernietigingslijst:
    rij = lijst_nummer(nummer)
    if rij.stand != Lijststand.KLAAR:
        raise Http404
    return rij


@require_GET
def verklaring(request: GemeenteRequest, nummer: int) -> HttpResponse:
    """Show the certificate of destruction, to read and to print."""
    rij = _klaar(nummer)
    audit.record_inzage(target=rij, by=request.user, doel=Doel.BEHEER, at=now())
    return toon(request, "bewaren/verklaring.html", {"lijst": rij, "c": certificaat_van(rij)})


@require_GET
def verklaring_pdf(request: GemeenteRequest, nummer: int) -> HttpResponse:
    """Give the certificate as PDF."""
    rij = _klaar(nummer)
    context = {"c": certificaat_van(rij), "gemeente": request.gemeente, "lijst": rij}
    try:
        inhoud = maak_pdf("bewaren/papier/verklaring.html", context)
    except Refusal as nee:
        return toon(request, "bewaren/verklaring.html", {**context, "geen_pdf": str(nee)}, status=503)
    audit.record(
        "bewaren.verklaring.opgehaald", target=rij, by=request.user, at=now(), soort="R", doel=Doel.BEHEER
    )
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    antwoord["Content-Disposition"] = f'attachment; filename="verklaring-van-vernietiging-{rij.nummer}.pdf"'
    return antwoord
