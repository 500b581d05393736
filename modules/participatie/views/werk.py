"""Steps towards work, a measure with its weighing, and the joint note of team and W&I (F065)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import eis, huishouden_for
from modules.dossier.models import Casus, Huishouden, Plan, Resultaat
from modules.dossier.queries.plannen import leest
from modules.dossier.views.antwoord import conflict, eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.codelijsten import PlanStatus
from modules.inrichting.rules.protocol import Categorie
from modules.participatie.access import maatregel_for, mens_for, werk_for
from modules.participatie.actions import werk as acties
from modules.participatie.actions.inkomen import NietRond
from modules.participatie.forms import inkomen as forms
from modules.participatie.models import Samennotitie
from modules.participatie.views.inkomen import zet_fouten


def _pagina(
    request: GemeenteRequest, huishouden: Huishouden, form: Any, *, titel: str, knop: str, uitleg: str = ""
) -> HttpResponse:
    deel = {"titel": titel, "knop": knop, "uitleg": uitleg}
    context = {
        **kader(request, huishouden, actief="participatie"),
        "form": form,
        "deel": deel,
        "terug": reverse("participatie:huishouden", args=[huishouden.pk]),
    }
    return toon(request, "participatie/onderdeel.html", context, fout=bool(form.errors))


def lopende_van(huishouden: Huishouden) -> Casus | None:
    """Return the running help of this household, or None when it ended."""
    rij: Casus | None = (
        Casus.objects.filter(huishouden=huishouden, afgesloten_op=None).order_by("-id").first()
    )
    return rij


@require_http_methods(["GET", "POST"])
def werk_nieuw(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Agree on a step towards work or taking part."""
    huishouden, mens = mens_for(request.user, huishouden_id, inwoner_id)
    form = forms.WerkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            acties.agree_werk(
                huishouden=huishouden, inwoner=mens, casus=lopende_van(huishouden), gegevens=form.cleaned_data,
                by=request.user, at=now(), id=eenmalig(request),
            )  # fmt: skip
        except NietRond as niet:
            zet_fouten(form, niet)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, reverse("participatie:huishouden", args=[huishouden.pk]))
    titel = f"Afspraak over werk of meedoen met {mens.naam}"
    return _pagina(request, huishouden, form, titel=titel, knop="Bewaar de afspraak")


@require_http_methods(["GET", "POST"])
def werk_opnieuw(request: GemeenteRequest, werkafspraak_id: UUID) -> HttpResponse:
    """Look again at a step towards work, or end it."""
    rij = werk_for(request.user, werkafspraak_id)
    begin = {"loonwaarde": rij.loonwaarde}
    form = forms.WerkOpnieuwForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            acties.review_werk(
                werkafspraak=rij,
                casus=lopende_van(rij.huishouden),
                **form.cleaned_data,
                by=request.user,
                at=now(),
            )
        except NietRond as niet:
            zet_fouten(form, niet)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, reverse("participatie:huishouden", args=[rij.huishouden_id]))
    titel = f"{rij.get_soort_display()} opnieuw bekijken: {rij.inwoner.naam}"
    return _pagina(
        request, rij.huishouden, form, titel=titel, knop="Bewaar de uitkomst",
        uitleg=_OPNIEUW.get(rij.soort, "Kijk samen terug: gaat het door, wordt het anders of is het klaar?"),
    )  # fmt: skip


_OPNIEUW = {
    "loonkosten": "De loonwaarde wordt elk jaar opnieuw bekeken (Participatiewet artikel 10d).",
    "beschut": "Beschut werk wordt elke 3 jaar opnieuw bekeken (Participatiewet artikel 10b).",
    "ontheffing": "Een ontheffing is tijdelijk (Participatiewet artikel 9 lid 2).",
    "taal": "Bekijk hoe het leren gaat (Participatiewet artikel 18b).",
}


@require_http_methods(["GET", "POST"])
def werk_plan(request: GemeenteRequest, werkafspraak_id: UUID) -> HttpResponse:
    """Put a step towards work in the concept of the one plan of this household."""
    rij = werk_for(request.user, werkafspraak_id)
    eis(request.user, rij.huishouden, Categorie.GELD)
    concept = Plan.objects.filter(huishouden_id=rij.huishouden_id, status=PlanStatus.CONCEPT).first()
    resultaten = []
    if concept is not None:
        rijen = Resultaat.objects.filter(doel__plan=concept).select_related("doel__plan")
        rijen = rijen.order_by("doel__volgorde", "volgorde", "id")
        resultaten = [deel for deel in rijen if leest(rij.huishouden.zicht, deel.doel.leefgebieden)]
    if not resultaten:
        plan_url = reverse("dossier:plan", args=[rij.huishouden_id])
        context = {
            **kader(request, rij.huishouden, actief="participatie"), "werk": rij, "concept": concept,
            "plan_url": plan_url if concept is None else reverse("dossier:plan_bewerken", args=[concept.pk]),
        }  # fmt: skip
        return toon(request, "participatie/geen_plan.html", context)
    form = forms.PlanForm(request.POST if request.method == "POST" else None, resultaten=resultaten)
    if form.is_bound and form.is_valid():
        keuze = next(deel for deel in resultaten if str(deel.pk) == form.cleaned_data["resultaat"])
        try:
            acties.put_in_plan(werkafspraak=rij, resultaat=keuze, by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, reverse("participatie:huishouden", args=[rij.huishouden_id]))
    titel = f"Zet in het plan: {acties.plantekst(rij)}"
    return _pagina(
        request, rij.huishouden, form, titel=titel, knop="Zet in het plan",
        uitleg="Er is één plan voor het hele huishouden. Daar staat bij wie dit betaalt.",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def maatregel_nieuw(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Weigh a measure before anything is decided."""
    huishouden, mens = mens_for(request.user, huishouden_id, inwoner_id)
    form = forms.MaatregelForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            acties.weigh_maatregel(
                huishouden=huishouden, inwoner=mens, gegevens=form.cleaned_data, by=request.user, at=now()
            )
        except NietRond as niet:
            zet_fouten(form, niet)
        else:
            return see_other(request, reverse("participatie:huishouden", args=[huishouden.pk]))
    return _pagina(
        request,
        huishouden,
        form,
        titel=f"Afweging van een maatregel: {mens.naam}",
        knop="Bewaar de afweging",
        uitleg="Weeg eerst, besluit daarna (Participatiewet artikel 18). Je kijkt binnen 3 maanden opnieuw.",
    )


@require_http_methods(["GET", "POST"])
def heroverweging(request: GemeenteRequest, maatregel_id: UUID) -> HttpResponse:
    """Look again at a measure."""
    rij = maatregel_for(request.user, maatregel_id)
    form = forms.HeroverwegForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            acties.reconsider_maatregel(maatregel=rij, **form.cleaned_data, by=request.user, at=now())
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, reverse("participatie:huishouden", args=[rij.huishouden_id]))
    return _pagina(
        request,
        rij.huishouden,
        form,
        titel="De maatregel opnieuw bekijken",
        knop="Bewaar de uitkomst",
        uitleg="Doet iemand weer wat is gevraagd, dan kan de maatregel stoppen (Participatiewet artikel 18 lid 11).",
    )


@require_http_methods(["GET", "POST"])
def samen(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Write and read the joint note; each side sees and writes only what the protocol gives it."""
    return _samen(request, huishouden_for(request.user, huishouden_id, doel=Doel.HULP))


def _samen(request: GemeenteRequest, rij: Huishouden, *, melding: str = "") -> HttpResponse:
    notitie = (
        Samennotitie.objects.filter(huishouden=rij)
        .select_related("rechtmatigheid_door", "ondersteuning_door", "afwijking")
        .first()
    )
    zicht = rij.zicht
    delen = {"rechtmatigheid": Categorie.GELD, "ondersteuning": Categorie.PLAN}
    zonder = tuple(veld for veld, letter in delen.items() if not zicht.mag(letter, schrijven=True))
    if notitie is not None and notitie.afwijking is not None:
        zonder += ("belang", "risico", "partners")  # they stand in the deviation, which does not change
    velden = [veld for veld in _VELDEN if veld not in zonder]
    eigen = [veld for veld in velden if veld not in ("belang", "risico", "partners")]
    begin: dict[str, Any] = {veld: getattr(notitie, veld, "") for veld in velden} if notitie else {}
    form = forms.SamenForm(
        request.POST if request.method == "POST" and not melding else None,
        zonder=zonder,
        initial=begin | {"versie": notitie.versie if notitie else 0},
    )
    if form.is_bound and form.is_valid():
        gegevens = dict(form.cleaned_data)
        try:
            acties.write_samen(
                huishouden=rij,
                casus=lopende_van(rij),
                gezien_versie=gegevens.pop("versie"),
                gegevens=gegevens,
                by=request.user,
                at=now(),
            )
        except NietRond as niet:
            zet_fouten(form, niet)
        except Verouderd as verouderd:
            terug = reverse("participatie:samen", args=[rij.pk])
            gelijk = {veld: veld for veld in eigen}
            return conflict(request, form=form, huidig=verouderd.huidig, velden=gelijk, terug=terug)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, reverse("participatie:samen", args=[rij.pk]))
    context = {
        **kader(request, rij, actief="participatie"),
        "notitie": notitie,
        "form": form,
        "ziet_regels": zicht.mag(Categorie.GELD),
        "ziet_hulp": zicht.mag(Categorie.PLAN),
        "mag": zicht.mag(Categorie.CONTACT, schrijven=True),
        "ziet_afwijking": mag_route(request.user, zicht, "ruimte:afwijking"),
        "naar_participatie": mag_route(request.user, zicht, "participatie:huishouden"),
    }
    context["melding"] = melding
    return toon(request, "participatie/samen.html", context, fout=bool(form.errors or melding))


_VELDEN = (
    "rechtmatigheid",
    "ondersteuning",
    "ruimte",
    "is_regulariseren",
    "stappen",
    "wijkt_af_omdat",
    "belang",
    "risico",
    "partners",
    "terugkijken_op",
)


@require_POST
def samen_stap(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Say that an agreed step was done, or not yet."""
    rij = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    notitie = get_object_or_404(Samennotitie, huishouden=rij)
    klaar = request.POST.get("klaar", "")
    try:
        acties.mark_stap(
            notitie=notitie, stap=klaar or request.POST.get("niet", ""), is_klaar=bool(klaar), by=request.user,
            at=now(),
        )  # fmt: skip
    except Refusal as refusal:
        return _samen(request, rij, melding=str(refusal))
    return see_other(request, reverse("participatie:samen", args=[rij.pk]))
