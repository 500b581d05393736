"""The texts of letters as the gemeente wants them: write, preview, publish, go back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from keukentafel.values.opmaak import blokken
from modules.dossier.brieven.access import brief_for
from modules.dossier.brieven.actions.sjabloon import (
    OnbekendVeld,
    discard_sjabloon,
    publish_sjabloon,
    use_standaard,
    write_sjabloon,
)
from modules.dossier.brieven.basis import gegevens_van, velden_van
from modules.dossier.brieven.forms.sjabloon import SjabloonForm
from modules.dossier.brieven.keuze import Sjabloontekst, sjabloon_in_gebruik, standaard
from modules.dossier.brieven.models import Briefsjabloon, Sjabloonstand
from modules.dossier.brieven.queries import sjablonen, voorbeeldzaken
from modules.dossier.brieven.rules.sjabloon import ontbrekend, voorbeelden, vul
from modules.dossier.brieven.rules.taalniveau import score
from modules.dossier.brieven.soorten import Briefsoort, soorten
from modules.dossier.queries.bladwijzer import lees_id
from modules.dossier.views.antwoord import conflict, toon, weiger

_VELDEN = {"onderwerp": "onderwerp", "samenvatting": "samenvatting", "tekst": "tekst"}


@require_GET
def lijst(request: GemeenteRequest) -> HttpResponse:
    """Show every kind of letter, with whose text is in use."""
    return toon(request, "brieven/sjablonen.html", {"regels": sjablonen(request.instellingen.modules)})


def _soort(code: str) -> Briefsoort:
    try:
        return soorten.van(code)
    except Refusal as onbekend:
        raise Http404 from onbekend


def _concept(code: str) -> Briefsjabloon | None:
    return Briefsjabloon.objects.filter(soort=code, stand=Sjabloonstand.CONCEPT).first()


@require_http_methods(["GET", "POST"])
def sjabloon(request: GemeenteRequest, briefsoort: str) -> HttpResponse:
    """Write the next version; what is in use stays until this one is published."""
    soort = _soort(briefsoort)
    concept = _concept(soort.code)
    nu = sjabloon_in_gebruik(soort)
    begin: dict[str, Any] = {veld: getattr(concept or nu, veld) for veld in _VELDEN}
    begin["versie"] = concept.versie if concept else 0
    form = SjabloonForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        gekozen = form.cleaned_data
        try:
            with transaction.atomic():
                write_sjabloon(
                    soort=soort.code, versie=gekozen["versie"] or 0, by=request.user, at=now(),
                    **{veld: gekozen[veld] for veld in _VELDEN},
                )  # fmt: skip
        except Verouderd as ander:
            return conflict(request, form=form, huidig=ander.huidig, velden=_VELDEN, terug=request.path)
        except OnbekendVeld as onbekend:
            weiger(form, onbekend, onbekend.veld)
        except Refusal as reden:
            weiger(form, reden)
        else:
            return see_other(request, "brieven:sjabloon_voorbeeld", soort.code)
    eerder = Briefsjabloon.objects.filter(soort=soort.code).exclude(stand=Sjabloonstand.CONCEPT)
    context = {
        "soort": soort,
        "form": form,
        "concept": concept,
        "nummer_nu": nu.nummer,
        "velden": list(velden_van(soort).values()),
        "eerder": eerder.select_related("gepubliceerd_door").order_by("-nummer"),
    }
    return toon(request, "brieven/sjabloon.html", context, fout=bool(form.errors))


@require_GET
def voorbeeld(request: GemeenteRequest, briefsoort: str) -> HttpResponse:
    """Show the concept (or the text in use) filled in: with invented words, or with a letter one may read."""
    soort = _soort(briefsoort)
    concept = _concept(soort.code)
    return toon(request, "brieven/sjabloon_voorbeeld.html", _gevuld(request, soort, concept))


def _gevuld(request: GemeenteRequest, soort: Briefsoort, concept: Briefsjabloon | None) -> dict[str, Any]:
    bron: Briefsjabloon | Sjabloontekst = concept or sjabloon_in_gebruik(soort)
    velden = velden_van(soort)
    waarden = voorbeelden(velden)
    gevraagd = request.GET.get("zaak", "")
    zaak = _zaak(request, soort, lees_id(gevraagd)) if gevraagd else None
    if zaak is not None:
        waarden = {
            **gegevens_van(soort, zaak.huishouden, zaak.inwoner, by=request.user, dag=localdate()),
            **zaak.gegevens,
        }
    tekst, samenvatting = vul(bron.tekst, waarden, velden), vul(bron.samenvatting, waarden, velden)
    return {
        "soort": soort,
        "concept": concept,
        "kop": vul(bron.onderwerp, waarden, velden),
        "blokken": blokken(tekst),
        "samenvatting": blokken(samenvatting),
        "oordeel": score(f"{samenvatting}\n\n{tekst}"),
        "zaak": zaak,
        "zaken": voorbeeldzaken(request.user, soort),
        "ontbreekt": [velden[naam] for naam in ontbrekend(bron.tekst, soort.verplicht)],
    }


def _zaak(request: GemeenteRequest, soort: Briefsoort, zaak_id: UUID) -> Any:
    brief = brief_for(request.user, zaak_id)
    if brief.soort != soort.code:
        raise Http404
    return brief


@require_POST
def publiceren(request: GemeenteRequest, briefsoort: str) -> HttpResponse:
    """Put the concept in use; without what the law asks it stays a concept."""
    soort = _soort(briefsoort)
    try:
        versie = int(request.POST.get("versie", ""))
    except ValueError:
        versie = 0
    try:
        with transaction.atomic():
            publish_sjabloon(soort=soort.code, versie=versie, by=request.user, at=now())
    except Refusal as reden:
        context = {**_gevuld(request, soort, _concept(soort.code)), "fout": str(reden)}
        return toon(request, "brieven/sjabloon_voorbeeld.html", context, fout=True)
    return see_other(request, "brieven:sjablonen")


@require_POST
def weggooien(request: GemeenteRequest, briefsoort: str) -> HttpResponse:
    """Throw the concept away."""
    soort = _soort(briefsoort)
    try:
        with transaction.atomic():
            discard_sjabloon(soort=soort.code, by=request.user, at=now())
    except Refusal:
        pass  # somebody else did: the list shows how it is
    return see_other(request, "brieven:sjablonen")


@require_POST
def naar_standaard(request: GemeenteRequest, briefsoort: str) -> HttpResponse:
    """Use the text of the product again."""
    soort = _soort(briefsoort)
    use_standaard(soort=soort.code, by=request.user, at=now())
    return see_other(request, "brieven:sjablonen")


@require_GET
def standaardtekst(request: GemeenteRequest, briefsoort: str) -> HttpResponse:
    """Show the text that comes with the product, to read beside the own one."""
    soort = _soort(briefsoort)
    return toon(request, "brieven/standaardtekst.html", {"soort": soort, "tekst": standaard(soort)})
