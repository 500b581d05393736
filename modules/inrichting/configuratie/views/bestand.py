"""Inrichting als bestand: download, look what a file changes, take it in, turn it back (P13)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.configuratie.actions import inname as actie
from modules.inrichting.configuratie.bestand import Herkomst
from modules.inrichting.configuratie.deel import delen
from modules.inrichting.configuratie.forms import BestandForm
from modules.inrichting.configuratie.models import Configuratieinname, Innamesoort
from modules.inrichting.configuratie.queries import innames, namen_van
from modules.inrichting.views.antwoord import pagina


@require_GET
def overzicht(request: GemeenteRequest) -> HttpResponse:
    """Download, look at a file, and what was taken in before."""
    return _overzicht(request, BestandForm())


def _overzicht(request: GemeenteRequest, form: BestandForm) -> HttpResponse:
    na = _uuid(request.GET.get("na"))
    context = {"form": form, "lijst": innames(na), "is_vervolg": na is not None, "onderdelen": delen.alle()}
    return pagina(request, "configuratie/overzicht.html", context, fout=bool(form.errors))


@require_POST
def download(request: GemeenteRequest) -> HttpResponse:
    """The signed file of this gemeente."""
    tekst = actie.write_configuratie(by=request.user, at=now())
    antwoord = HttpResponse(tekst, content_type="application/yaml; charset=utf-8")
    naam = f"inrichting-{request.gemeente.slug}-{localdate():%Y-%m-%d}.yaml"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


@require_POST
def bekijk(request: GemeenteRequest) -> HttpResponse:
    """What a file would change here; a second press takes the chosen parts in."""
    form = BestandForm(request.POST, request.FILES)
    if not form.is_valid():
        return _overzicht(request, form)
    melding = ""
    if request.POST.get("actie") == "overnemen":
        try:
            actie.check_herkomst(form.gelezen)
            gemaakt = actie.take_in(
                inhoud=form.gelezen.delen,
                keuze=frozenset(request.POST.getlist("deel")),
                bron=actie.Bron(Innamesoort.BESTAND, _bron(form)),
                stand=request.POST.get("stand", ""),
                by=request.user,
                at=now(),
            )
            return see_other(request, "configuratie:inname", inname_id=gemaakt.pk)
        except Refusal as refusal:
            melding = str(refusal)
            return _bekijk(request, form, melding, status=409 if isinstance(refusal, Verouderd) else 422)
    return _bekijk(request, form, melding)


def _bekijk(request: GemeenteRequest, form: BestandForm, melding: str, *, status: int = 200) -> HttpResponse:
    proef = actie.try_out(inhoud=form.gelezen.delen, by=request.user, at=now())
    context = {
        "form": form,
        "bestand": form.gelezen,
        "proef": proef,
        "melding": melding,
        "gekozen": frozenset(request.POST.getlist("deel")) if "stand" in request.POST else None,
        "mag": form.gelezen.herkomst is Herkomst.HIER,
        "is_elders": form.gelezen.herkomst is Herkomst.ELDERS,
        "van_hier": form.gelezen.cbs_code == request.gemeente.cbs_code,
    }
    antwoord = pagina(request, "configuratie/bekijk.html", context)
    antwoord.status_code = status
    return antwoord


@require_GET
def inname(request: GemeenteRequest, inname_id: UUID) -> HttpResponse:
    """What became of each part, and where it goes on."""
    rij = _haal(inname_id)
    namen = {deel.sleutel: deel.naam for deel in delen.alle()}
    uitkomst = [{**deel, "naam": namen.get(deel["deel"], deel["deel"])} for deel in rij.uitkomst]
    context = {"inname": rij, "uitkomst": uitkomst, "kan_terug": _kan_terug(rij)}
    return pagina(request, "configuratie/inname.html", context)


@require_http_methods(["GET", "POST"])
def terug(request: GemeenteRequest, inname_id: UUID) -> HttpResponse:
    """Look what turning back changes, and do it."""
    rij = _haal(inname_id)
    melding, status = "", 200
    if request.method == "POST":
        try:
            gemaakt = actie.turn_back(
                inname=rij, stand=request.POST.get("stand", ""), by=request.user, at=now()
            )
            return see_other(request, "configuratie:inname", inname_id=gemaakt.pk)
        except Refusal as refusal:
            melding, status = str(refusal), 409 if isinstance(refusal, Verouderd) else 422
    proef = actie.try_turn_back(inname=rij, by=request.user, at=now()) if _kan_terug(rij) else None
    context: dict[str, Any] = {
        "inname": rij,
        "proef": proef,
        "melding": melding,
        "namen": namen_van(rij.delen),
    }
    antwoord = pagina(request, "configuratie/terug.html", context)
    antwoord.status_code = status
    return antwoord


def _haal(inname_id: UUID) -> Configuratieinname:
    rij: Configuratieinname = get_object_or_404(
        Configuratieinname.objects.select_related("door", "teruggedraaid_door"), pk=inname_id
    )
    return rij


def _kan_terug(rij: Configuratieinname) -> bool:
    return rij.soort != Innamesoort.TERUG and rij.teruggedraaid_op is None


def _bron(form: BestandForm) -> str:
    wie = form.gelezen.gemeente or "onbekend"
    return f"{form.cleaned_data['naam'] or 'bestand'} ({wie})"


def _uuid(ruw: str | None) -> UUID | None:
    try:
        return UUID(ruw) if ruw else None
    except ValueError:
        return None
