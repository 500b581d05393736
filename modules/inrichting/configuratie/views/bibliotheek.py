"""The library: templates to take over, where the gemeente departs from them since, and offering one (F131)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.inrichting.bibliotheek.actions.sjabloon import offer_sjabloon
from modules.inrichting.bibliotheek.queries import Kaart, aangeboden_door, gepubliceerd, versies_van
from modules.inrichting.configuratie.aanvullend import Aanvullend
from modules.inrichting.configuratie.actions import inname as actie
from modules.inrichting.configuratie.actions.aanbod import write_aanbod
from modules.inrichting.configuratie.afwijking import Overname, overnames
from modules.inrichting.configuratie.bestand import lees
from modules.inrichting.configuratie.deel import delen
from modules.inrichting.configuratie.forms import AanbiedForm
from modules.inrichting.configuratie.models import Innamesoort
from modules.inrichting.views.antwoord import gepost, pagina


@dataclass(frozen=True, slots=True)
class Kaartregel:
    """A template with what this gemeente did with it."""

    kaart: Kaart
    overname: Overname | None

    @property
    def is_nieuwer(self) -> bool:
        """Whether there is a newer version than the one taken over."""
        return self.overname is not None and self.overname.nummer < self.kaart.nummer


@require_GET
def bibliotheek(request: GemeenteRequest) -> HttpResponse:
    """The templates, what was taken over, and what the gemeente itself offered."""
    zoek = request.GET.get("q", "").strip()[:80]
    genomen = overnames()
    context = {
        "regels": [Kaartregel(kaart, genomen.get(kaart.id)) for kaart in gepubliceerd(zoek)],
        "zoek": zoek,
        "aangeboden": aangeboden_door(request.gemeente.id),
    }
    return pagina(request, "configuratie/bibliotheek.html", context)


@require_http_methods(["GET", "POST"])
def sjabloon(request: GemeenteRequest, sjabloon_id: UUID) -> HttpResponse:
    """What a version would change here; a press takes the chosen parts over."""
    gevonden = versies_van(sjabloon_id)
    if gevonden is None:
        raise Http404
    rij, versies = gevonden
    gevraagd = request.GET.get("versie", "") if request.method == "GET" else request.POST.get("versie", "")
    versie = next((deel for deel in versies if str(deel.nummer) == gevraagd), versies[0])
    bestand = lees(versie.bestand)
    melding, status = "", 200
    if request.method == "POST":
        try:
            gemaakt = actie.take_in(
                inhoud=bestand.delen,
                keuze=frozenset(request.POST.getlist("deel")),
                bron=actie.Bron(
                    Innamesoort.SJABLOON,
                    f"{rij.naam}, versie {versie.nummer}",
                    rij.pk,
                    versie.pk,
                    versie.nummer,
                ),
                stand=request.POST.get("stand", ""),
                by=request.user,
                at=now(),
            )
            return see_other(request, "configuratie:inname", inname_id=gemaakt.pk)
        except Refusal as refusal:
            melding, status = str(refusal), 409 if isinstance(refusal, Verouderd) else 422
    genomen = overnames().get(rij.pk)
    context: dict[str, Any] = {
        "rij": rij,
        "versie": versie,
        "versies": versies,
        "proef": actie.try_out(inhoud=bestand.delen, by=request.user, at=now()),
        "overname": genomen,
        "melding": melding,
        "gekozen": frozenset(request.POST.getlist("deel"))
        if request.method == "POST"
        else _voorstel(genomen),
    }
    antwoord = pagina(request, "configuratie/sjabloon.html", context)
    antwoord.status_code = status
    return antwoord


def _voorstel(genomen: Overname | None) -> frozenset[str] | None:
    """Tick what was taken over before; the first time everything."""
    return None if genomen is None else frozenset(genomen.delen)


@require_http_methods(["GET", "POST"])
def aanbieden(request: GemeenteRequest) -> HttpResponse:
    """Offer the own inrichting, or a piece of it, to other gemeenten; the supplier looks first."""
    form = _aanbiedform(request)
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        try:
            bestand = write_aanbod(
                sleutels=frozenset(gegevens["delen"]), stukken=form.per_deel(), by=request.user, at=now()
            )
            offer_sjabloon(
                naam=gegevens["naam"],
                omschrijving=gegevens["omschrijving"],
                bestand=bestand,
                gemeente_id=request.gemeente.id,
                gemeente=request.gemeente.naam,
                at=now(),
            )
            return see_other(request, "configuratie:bibliotheek")
        except Refusal as refusal:
            form.add_error(None, str(refusal))
    return pagina(request, "configuratie/aanbieden.html", {"form": form}, fout=bool(form.errors))


def _aanbiedform(request: GemeenteRequest) -> AanbiedForm:
    """Tick everything but the house style; from the page of one piece only that piece."""
    aanvullend = {
        deel.sleutel: deel.stukken(deel.lees()) for deel in delen.alle() if isinstance(deel, Aanvullend)
    }
    stukken = {sleutel: rij for sleutel, rij in aanvullend.items() if rij}
    keuzes = [
        (deel.sleutel, deel.naam)
        for deel in delen.alle()
        if deel.sleutel in stukken or deel.sleutel not in aanvullend
    ]
    deel, _, naam = request.GET.get("stuk", "").partition(":")
    if naam in stukken.get(deel, {}):
        begin = {"naam": stukken[deel][naam][:80], "delen": [deel], "stukken": [f"{deel}:{naam}"]}
    else:
        alle = [f"{deel}:{naam}" for deel, rij in stukken.items() for naam in rij]
        begin = {"delen": [sleutel for sleutel, _ in keuzes if sleutel != "huisstijl"], "stukken": alle}
    return AanbiedForm(gepost(request), keuzes=keuzes, stukken=stukken, initial=begin)
