"""Steps towards work, a measure with its weighing, and the joint note of team and W&I (F065)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.models import Huishouden
from modules.dossier.views.antwoord import conflict, eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.rules.protocol import Categorie
from modules.participatie.access import maatregel_for, mens_for
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


@require_http_methods(["GET", "POST"])
def werk_nieuw(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Agree on a step towards work or taking part."""
    huishouden, mens = mens_for(request.user, huishouden_id, inwoner_id)
    form = forms.WerkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            acties.agree_werk(
                huishouden=huishouden, inwoner=mens, gegevens=form.cleaned_data, by=request.user, at=now(),
                id=eenmalig(request),
            )  # fmt: skip
        except NietRond as niet:
            zet_fouten(form, niet)
        else:
            return see_other(request, reverse("participatie:huishouden", args=[huishouden.pk]))
    titel = f"Afspraak over werk of meedoen met {mens.naam}"
    return _pagina(request, huishouden, form, titel=titel, knop="Bewaar de afspraak")


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
        knop="Bewaar het besluit",
        uitleg="Weeg eerst, besluit daarna (Participatiewet artikel 18). Binnen 3 maanden kijk je opnieuw.",
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
    rij = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    notitie = (
        Samennotitie.objects.filter(huishouden=rij)
        .select_related("rechtmatigheid_door", "ondersteuning_door")
        .first()
    )
    zicht = rij.zicht
    delen = {"rechtmatigheid": Categorie.GELD, "ondersteuning": Categorie.PLAN}
    zonder = tuple(veld for veld, letter in delen.items() if not zicht.mag(letter, schrijven=True))
    velden = [veld for veld in _VELDEN if veld not in zonder]
    begin: dict[str, Any] = {veld: getattr(notitie, veld) for veld in velden} if notitie else {}
    form = forms.SamenForm(
        request.POST if request.method == "POST" else None,
        zonder=zonder,
        initial=begin | {"versie": notitie.versie if notitie else 0},
    )
    if form.is_bound and form.is_valid():
        gegevens = dict(form.cleaned_data)
        try:
            acties.write_samen(
                huishouden=rij,
                gezien_versie=gegevens.pop("versie"),
                gegevens=gegevens,
                by=request.user,
                at=now(),
            )
        except NietRond as niet:
            zet_fouten(form, niet)
        except Verouderd as verouderd:
            terug = reverse("participatie:samen", args=[rij.pk])
            gelijk = {veld: veld for veld in velden}
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
        "naar_participatie": mag_route(request.user, zicht, "participatie:huishouden"),
    }
    return toon(request, "participatie/samen.html", context, fout=bool(form.errors))


_VELDEN = (
    "rechtmatigheid",
    "ondersteuning",
    "ruimte",
    "is_regulariseren",
    "stappen",
    "wijkt_af_omdat",
    "terugkijken_op",
)
