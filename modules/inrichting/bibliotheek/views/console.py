"""The library in the console: what is in it, what gemeenten offer, and two files side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.errors import Refusal
from keukentafel.request import see_other
from modules.inrichting.bibliotheek.actions import sjabloon as actie
from modules.inrichting.bibliotheek.forms import AntwoordForm, NieuwForm, VergelijkForm, VersieForm
from modules.inrichting.bibliotheek.models import Inrichtingsjabloon, Sjabloonstand
from modules.inrichting.configuratie.bestand import Bestand, lees
from modules.inrichting.configuratie.deel import DeelOngeldig, delen
from modules.inrichting.configuratie.verschil import Regel, verschil
from tenants.models import LeverancierAccount
from tenants.views.deur import alleen_leverancier, pagina

HIER = "bibliotheek"
PER_PAGINA = 50


@dataclass(frozen=True, slots=True)
class Deelverschil:
    """How one part differs in two files; in the form that the page of differences reads."""

    sleutel: str
    naam: str
    regels: tuple[Regel, ...]
    uitleg: str = ""
    bezwaren: tuple[str, ...] = ()
    opmerkingen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """All parts of two files."""

    delen: tuple[Deelverschil, ...]
    onbekend: tuple[str, ...] = ()

    @property
    def anders(self) -> tuple[Deelverschil, ...]:
        """The parts in which something differs."""
        return tuple(deel for deel in self.delen if deel.regels)

    @property
    def gelijk(self) -> tuple[Deelverschil, ...]:
        """The parts in which nothing differs."""
        return tuple(deel for deel in self.delen if not deel.regels and not deel.bezwaren)


def vergelijk_bestanden(links: Bestand, rechts: Bestand) -> Vergelijking:
    """Return how two files differ, part by part. No gemeente is asked: only what stands in the files."""
    uit = []
    for deel in delen.alle():
        if deel.sleutel not in links.delen and deel.sleutel not in rechts.delen:
            continue
        try:
            was = deel.woorden(links.delen[deel.sleutel]) if deel.sleutel in links.delen else {}
            wordt = deel.woorden(rechts.delen[deel.sleutel]) if deel.sleutel in rechts.delen else {}
        except DeelOngeldig as refusal:
            uit.append(Deelverschil(deel.sleutel, deel.naam, (), bezwaren=(str(refusal),)))
            continue
        uit.append(Deelverschil(deel.sleutel, deel.naam, verschil(was, wordt)))
    bekend = {deel.sleutel for deel in delen.alle()}
    return Vergelijking(tuple(uit), tuple(sorted((set(links.delen) | set(rechts.delen)) - bekend)))


@require_GET
@alleen_leverancier
def lijst(request: HttpRequest) -> HttpResponse:
    """What is in the library, what is offered, and what was."""
    zoek = request.GET.get("q", "").strip()[:80]
    toon = request.GET.get("toon", Sjabloonstand.GEPUBLICEERD)
    toon = toon if toon in Sjabloonstand.values else Sjabloonstand.GEPUBLICEERD
    rijen = Inrichtingsjabloon.objects.filter(stand=toon).annotate(nummer=Max("versies__nummer"))
    if zoek:
        rijen = rijen.filter(naam__icontains=zoek)
    na = request.GET.get("na", "")
    if na:
        rijen = rijen.filter(naam__gt=na)
    blad = list(rijen.order_by("naam")[: PER_PAGINA + 1])
    context = {
        "rijen": blad[:PER_PAGINA],
        "volgende_na": blad[PER_PAGINA - 1].naam if len(blad) > PER_PAGINA else "",
        "zoek": zoek,
        "toon": toon,
        "standen": Sjabloonstand.choices,
    }
    return pagina(request, "bibliotheek/lijst.html", context, hier=HIER)


@require_GET
@alleen_leverancier
def sjabloon(request: HttpRequest, sjabloon_id: UUID) -> HttpResponse:
    """One template: its versions and what the newest says."""
    return _toon(request, _haal(sjabloon_id))


def _toon(
    request: HttpRequest, rij: Inrichtingsjabloon, *, status: int = 200, melding: str = "", **formulieren: Any
) -> HttpResponse:
    versies = list(rij.versies.order_by("-nummer")[:50])
    nieuwste = lees(versies[0].bestand)
    vorige = lees(versies[1].bestand) if len(versies) > 1 else None
    namen = {deel.sleutel: deel.naam for deel in delen.alle()}
    context = {
        "rij": rij,
        "versies": [
            (versie, ", ".join(namen.get(deel, deel) for deel in versie.delen)) for versie in versies
        ],
        "inhoud": _inhoud(nieuwste),
        "proef": vergelijk_bestanden(vorige, nieuwste) if vorige else None,
        "melding": melding,
        "versieform": formulieren.get("versieform") or VersieForm(),
        "antwoordform": formulieren.get("antwoordform") or AntwoordForm(),
    }
    return pagina(request, "bibliotheek/sjabloon.html", context, hier=HIER, status=status)


def _inhoud(bestand: Bestand) -> list[tuple[str, list[tuple[str, str]]]]:
    uit = []
    for deel in delen.alle():
        if deel.sleutel in bestand.delen:
            try:
                uit.append((deel.naam, list(deel.woorden(bestand.delen[deel.sleutel]).items())))
            except DeelOngeldig as refusal:
                uit.append((deel.naam, [("Niet te lezen", str(refusal))]))
    return uit


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def nieuw(request: HttpRequest) -> HttpResponse:
    """Put a template of our own in the library."""
    form = NieuwForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rij = actie.make_sjabloon(**form.cleaned_data, by=_wie(request), at=now())
            return see_other(request, "bibliotheek:sjabloon", sjabloon_id=rij.pk)
        except Refusal as refusal:
            form.add_error("naam", str(refusal))
    return pagina(
        request, "bibliotheek/nieuw.html", {"form": form}, hier=HIER, status=422 if form.errors else 200
    )


@require_POST
@alleen_leverancier
def versie(request: HttpRequest, sjabloon_id: UUID) -> HttpResponse:
    """Add the next version."""
    rij, form = _haal(sjabloon_id), VersieForm(request.POST, request.FILES)
    if not form.is_valid():
        return _toon(request, rij, status=422, versieform=form)
    actie.add_versie(sjabloon=rij, **form.cleaned_data, by=_wie(request), at=now())
    return see_other(request, "bibliotheek:sjabloon", sjabloon_id=rij.pk)


@require_POST
@alleen_leverancier
def antwoord(request: HttpRequest, sjabloon_id: UUID) -> HttpResponse:
    """Publish what a gemeente offered, or say why not."""
    rij, form = _haal(sjabloon_id), AntwoordForm(request.POST)
    neem_op = request.POST.get("actie") == "opnemen"
    if not form.is_valid():
        return _toon(request, rij, status=422, antwoordform=form)
    try:
        actie.answer_aanbod(sjabloon=rij, neem_op=neem_op, **form.cleaned_data, by=_wie(request), at=now())
    except Refusal as refusal:
        return _toon(request, rij, status=422, melding=str(refusal), antwoordform=form)
    return see_other(request, "bibliotheek:sjabloon", sjabloon_id=rij.pk)


@require_POST
@alleen_leverancier
def intrekken(request: HttpRequest, sjabloon_id: UUID) -> HttpResponse:
    """Take it out of the library."""
    rij = _haal(sjabloon_id)
    try:
        actie.withdraw_sjabloon(sjabloon=rij, by=_wie(request), at=now())
    except Refusal as refusal:
        return _toon(request, rij, status=422, melding=str(refusal))
    return see_other(request, "bibliotheek:sjabloon", sjabloon_id=rij.pk)


@require_GET
@alleen_leverancier
def bestand(request: HttpRequest, sjabloon_id: UUID, nummer: int) -> HttpResponse:
    """The file of one version."""
    rij = _haal(sjabloon_id)
    gekozen = get_object_or_404(rij.versies.all(), nummer=nummer)
    uit = HttpResponse(gekozen.bestand, content_type="application/yaml; charset=utf-8")
    uit["Content-Disposition"] = f'attachment; filename="sjabloon-{rij.pk}-{nummer}.yaml"'
    return uit


@require_http_methods(["GET", "POST"])
@alleen_leverancier
def vergelijk(request: HttpRequest) -> HttpResponse:
    """Lay two files side by side."""
    form = VergelijkForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        links, rechts = form.cleaned_data["links"], form.cleaned_data["rechts"]
        context |= {"links": links, "rechts": rechts, "proef": vergelijk_bestanden(links, rechts)}
    return pagina(
        request, "bibliotheek/vergelijk.html", context, hier=HIER, status=422 if form.errors else 200
    )


def _haal(sjabloon_id: UUID) -> Inrichtingsjabloon:
    rij: Inrichtingsjabloon = get_object_or_404(Inrichtingsjabloon, pk=sjabloon_id)
    return rij


def _wie(request: HttpRequest) -> LeverancierAccount:
    gebruiker: Any = request.user
    account: LeverancierAccount = gebruiker
    return account
