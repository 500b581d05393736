"""A kind of document or decision: a concept to work on, a published version to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from keukentafel.components.words import datum_tekst
from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.zgw.beheer.actions.typen import copy_type, save_type
from modules.zgw.beheer.actions.zaaktype import discard_type, publish_type, stempel
from modules.zgw.beheer.catalogusvraag import soorten_van
from modules.zgw.beheer.forms.catalogus import BesluittypeForm, Catalogusform, DocumenttypeForm
from modules.zgw.beheer.rules.duur import in_woorden
from modules.zgw.beheer.views.antwoord import pagina, verfris, verschil, weiger
from modules.zgw.beheer.views.catalogus import kruimels, lijst_url
from modules.zgw.catalogus.models import (
    Besluittype,
    BesluittypeInformatieobject,
    Catalogus,
    Informatieobjecttype,
)
from modules.zgw.fouten import Ongeldig


@dataclass(frozen=True, slots=True)
class Typeblad:
    """One of the two kinds: its model and its form."""

    model: type[Any]
    form: type[Catalogusform]
    naam: str


BLADEN: Final[Mapping[str, Typeblad]] = {
    "documenttypen": Typeblad(Informatieobjecttype, DocumenttypeForm, "Documenttype"),
    "besluittypen": Typeblad(Besluittype, BesluittypeForm, "Besluittype"),
}


def _blad(typesoort: str) -> Typeblad:
    blad = BLADEN.get(typesoort)
    if blad is None:
        raise Http404
    return blad


def _form(blad: Typeblad, data: Any, catalogus_id: Any, begin: dict[str, Any], *, nieuw: bool = False) -> Any:
    form = blad.form(data, initial=begin)
    if not nieuw:
        del form.fields["omschrijving"]  # rights and relations go by the name: it stays
    if "documentsoorten" in form.fields:
        veld: Any = form.fields["documentsoorten"]
        veld.choices = [(str(s.pk), s.identificatie) for s in soorten_van(catalogus_id)["drc"]]
    return form


def _begin(blad: Typeblad, rij: Any) -> dict[str, Any]:
    uit = {naam: getattr(rij, naam) for naam in blad.form.base_fields if hasattr(rij, naam)}
    relaties = BesluittypeInformatieobject.objects.filter(besluitsoort=rij.soort)
    return uit | {
        "documentsoorten": [str(pk) for pk in relaties.values_list("documentsoort", flat=True)],
        "stempel": stempel(rij),
    }


@require_http_methods(["GET", "POST"])
def typeversie_nieuw(request: GemeenteRequest, catalogus_id: UUID, typesoort: str) -> HttpResponse:
    """Make a kind of document or decision, as a concept."""
    waar, blad = get_object_or_404(Catalogus, pk=catalogus_id), _blad(typesoort)
    form = _form(
        blad,
        request.POST or None,
        waar.pk,
        {"begin_geldigheid": localdate(), "vertrouwelijkheid": 4},
        nieuw=True,
    )
    if request.method == "POST" and form.is_valid():
        try:
            rij = save_type(
                model=blad.model, rij=None, catalogus=waar, velden=form.velden(), stempel_toen="", by=request.user,
                at=now(),
            )  # fmt: skip
        except Refusal as nee:
            weiger(form, nee)
        else:
            return _verder(request, typesoort, rij, "bewaard")
    return pagina(
        request, form, titel=f"{blad.naam} maken", kruimels=kruimels(), terug=lijst_url(), knop="Maak concept"
    )


def _verder(request: GemeenteRequest, typesoort: str, rij: Any, wat: str) -> HttpResponse:
    return see_other(request, f"{reverse('zgwbeheer:typeversie', args=[typesoort, rij.pk])}?gedaan={wat}")


@require_http_methods(["GET", "POST"])
def typeversie(request: GemeenteRequest, typesoort: str, typeversie_id: UUID) -> HttpResponse:
    """Show a version; work on it, publish it or throw it away as long as it is a concept."""
    blad = _blad(typesoort)
    rij = get_object_or_404(blad.model.objects.select_related("soort__catalogus"), pk=typeversie_id)
    form = _form(
        blad, request.POST if rij.is_concept and request.POST.get("doen") != "weg" and request.POST else None,
        rij.soort.catalogus_id, _begin(blad, rij),
    )  # fmt: skip
    if request.method == "GET":
        return _pagina(request, typesoort, blad, rij, form)
    doen = request.POST.get("doen", "bewaar")
    try:
        if doen == "nieuw":
            begin = max(localdate(), rij.begin_geldigheid) + timedelta(days=1)
            nieuw = copy_type(versie=rij, begin=begin, by=request.user, at=now())
            return _verder(request, typesoort, nieuw, "bewaard")
        if not rij.is_concept:
            return _verder(request, typesoort, rij, "")
        if doen == "weg":
            discard_type(versie=rij, by=request.user, at=now())
            return see_other(request, f"{lijst_url()}?gedaan=weggegooid")
        if form.is_valid():
            _bewaar(request, blad, rij, form, publiceer=doen == "publiceer")
            return _verder(request, typesoort, rij, "gepubliceerd" if doen == "publiceer" else "bewaard")
    except Verouderd:
        nu = blad.model.objects.select_related("soort__catalogus").get(pk=rij.pk)
        anders = verschil(form, _begin(blad, nu))
        verfris(form, stempel(nu))
        return _pagina(request, typesoort, blad, nu, form, verschil=anders, status=409)
    except Refusal as nee:
        if form.is_bound:
            weiger(form, nee)
        else:
            fouten = [fout.reden for fout in nee.fouten] if isinstance(nee, Ongeldig) else [str(nee)]
            return _pagina(request, typesoort, blad, rij, form, fouten=fouten, status=422)
    return _pagina(request, typesoort, blad, rij, form, status=422)


@transaction.atomic
def _bewaar(request: GemeenteRequest, blad: Typeblad, rij: Any, form: Any, *, publiceer: bool) -> None:
    bewaard = save_type(
        model=blad.model, rij=rij, catalogus=rij.soort.catalogus, velden=form.velden(),
        stempel_toen=form.cleaned_data["stempel"], by=request.user, at=now(),
    )  # fmt: skip
    if publiceer:
        publish_type(versie=bewaard, by=request.user, at=now())


def _pagina(
    request: GemeenteRequest,
    typesoort: str,
    blad: Typeblad,
    rij: Any,
    form: Any,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    context = {
        "rij": rij, "form": form, "typesoort": typesoort, "soortnaam": blad.naam,
        "gedaan": request.GET.get("gedaan", ""),
        "versies": blad.model.objects.filter(soort=rij.soort).order_by("-begin_geldigheid", "-id"),
        "feiten": _feiten(form) if not rij.is_concept else [], **extra,
    }  # fmt: skip
    return render(request, "zgwbeheer/typeversie.html", context, status=status)


def _in_tekst(deel: Any, keuzes: Mapping[str, str]) -> str:
    return datum_tekst(deel) if isinstance(deel, date) else keuzes.get(str(deel), in_woorden(str(deel)))


def _feiten(form: Any) -> list[tuple[str, str]]:
    uit = []
    for vak in form.visible_fields():
        waarde = form.initial.get(vak.name)
        keuzes = {str(sleutel): str(naam) for sleutel, naam in getattr(vak.field, "choices", ()) or ()}
        delen = waarde if isinstance(waarde, list) else [waarde]
        tekst = ", ".join(_in_tekst(deel, keuzes) for deel in delen if deel not in (None, ""))
        if tekst:
            uit.append((str(vak.label), tekst))
    return uit
