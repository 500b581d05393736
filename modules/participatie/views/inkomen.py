"""Participatie of a household: aanvragen, steps towards work, measures; and the panel of the overview."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.delen.forms.velden import mensen_van
from modules.dossier.models import Huishouden, Huishoudlid, PlanOplossing, Termijn
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.rules.leeftijd import leeftijd_op
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.codelijsten import PlanStatus
from modules.inrichting.rules.protocol import Categorie
from modules.participatie.access import aanvraag_for
from modules.participatie.actions import inkomen as acties
from modules.participatie.actions.inkomen import NietRond
from modules.participatie.actions.werk import plantekst
from modules.participatie.bron import soort_van
from modules.participatie.forms import inkomen as forms
from modules.participatie.models import Inkomensaanvraag, Maatregel, Samennotitie, Werkafspraak
from modules.participatie.rules.bijstand import taaleis, vraagt_bijlage
from modules.participatie.rules.maat import maat_op
from modules.participatie.rules.verloop import kan
from modules.participatie.woorden import Regeling


def zet_fouten(form: Form, niet: NietRond) -> None:
    """Put each missing thing at its field."""
    for veld, zin in niet.mist:
        form.add_error(veld if veld in form.fields else None, zin)


@require_GET
def huishouden(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show what is asked, agreed and decided, and the way to the ladder and the plan."""
    rij = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    vandaag = localdate()
    leden = Huishoudlid.objects.filter(huishouden=rij, tot=None).select_related("inwoner").order_by("id")
    volwassen = [
        lid.inwoner
        for lid in leden
        if lid.inwoner.geboortedatum is None or leeftijd_op(lid.inwoner.geboortedatum, vandaag) >= 16
    ]
    ladder = mag_route(request.user, rij.zicht, "dossier:zelfredzaamheid")
    context = {
        **kader(request, rij, actief="participatie"),
        "aanvragen": list(Inkomensaanvraag.objects.filter(huishouden=rij).select_related("inwoner")),
        "werk": _werkregels(rij),
        "maatregelen": list(
            Maatregel.objects.filter(huishouden=rij).select_related("inwoner", "besloten_door", "beschikking")
        ),
        "mensen": volwassen,
        "mag": mag_route(request.user, rij.zicht, "participatie:nieuw"),
        "mag_plan": mag_route(request.user, rij.zicht, "participatie:werk_plan"),
        "ladder_url": reverse("dossier:zelfredzaamheid", args=[rij.pk]) if ladder else "",
    }
    return toon(request, "participatie/huishouden.html", context)


def _werkregels(huishouden: Huishouden) -> list[tuple[Werkafspraak, str, bool]]:
    """Return each step with the kind of decision it may need, and whether the plan has it; two queries."""
    rijen = Werkafspraak.objects.filter(huishouden=huishouden).select_related("inwoner", "beschikking")
    in_plan = set(
        PlanOplossing.objects.filter(
            resultaat__doel__plan__huishouden=huishouden,
            resultaat__doel__plan__status__in=(PlanStatus.CONCEPT, *IN_GEBRUIK),
            wet="participatie",
        ).values_list("omschrijving", flat=True)
    )
    return [(rij, soort_van(rij), plantekst(rij) in in_plan) for rij in rijen]


@require_GET
def paneel(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Return the panel of the overview for who may see money (G); the joint note is there for both sides."""
    rij = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    aanvragen, werk = [], []
    if rij.zicht.mag(Categorie.GELD):
        aanvragen = list(Inkomensaanvraag.objects.filter(huishouden=rij).select_related("inwoner")[:3])
        werk = list(Werkafspraak.objects.filter(huishouden=rij).select_related("inwoner")[:3])
    samen = rij.zicht.mag(Categorie.CONTACT) and Samennotitie.objects.filter(huishouden=rij).exists()
    if not (aanvragen or werk or samen):
        return HttpResponse("")
    context = {"huishouden": rij, "aanvragen": aanvragen, "werk": werk, "samen": samen}
    return render(request, "participatie/_paneel.html", context)


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Take in a melding for income."""
    rij = huishouden_for(request.user, huishouden_id, doel=Doel.INTAKE)
    form = forms.AanvraagForm(request.POST if request.method == "POST" else None, mensen=mensen_van(rij))
    if form.is_bound and form.is_valid():
        gegevens = dict(form.cleaned_data)
        try:
            aanvraag = acties.start_aanvraag(
                huishouden=rij,
                inwoner=gegevens.pop("inwoner"),
                teammodel_id=request.instellingen.teammodel_id,  # type: ignore[attr-defined]
                gegevens=gegevens,
                by=request.user,
                at=now(),
                id=eenmalig(request),
            )
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, aanvraag)
    context = {**kader(request, rij, actief="participatie"), "form": form}
    return toon(request, "participatie/nieuw.html", context, fout=bool(form.errors))


@require_GET
def aanvraag(request: GemeenteRequest, inkomensaanvraag_id: UUID) -> HttpResponse:
    """Show one aanvraag: where it is, its terms, what is used again, language, annex, decision."""
    rij = aanvraag_for(request.user, inkomensaanvraag_id)
    vandaag = localdate()
    mag = mag_route(request.user, rij.huishouden.zicht, "participatie:onderdeel")
    bronnen = [pk for pk in (rij.pk, rij.beschikking_id) if pk is not None]
    lopend = Termijn.objects.lopend().filter(bron_id__in=bronnen)
    termijnen = list(lopend.order_by("einde", "id"))
    besluit = rij.beschikking
    is_jong = vraagt_bijlage(rij.inwoner.geboortedatum, vandaag, maat_op("jonger_dan", vandaag))
    context = {
        **kader(request, rij.huishouden, actief="participatie"),
        "aanvraag": rij,
        "kan": {gebeurtenis.value for gebeurtenis in kan(rij.verloop_op(vandaag))} if mag else set(),
        "mag": mag and not rij.is_klaar,
        "besluit_soort": soort_van(rij),
        "besluit_ligt_er": besluit is not None and besluit.stand != "ingetrokken",
        "termijnen_nu": termijnen,
        "voorschot_loopt": any(termijn.sleutel == "pw_voorschot" for termijn in termijnen),
        "vraagt_bijlage": is_jong and rij.regeling == Regeling.BIJSTAND,
        "taal": taaleis(jaren_onderwijs=rij.jaren_onderwijs, heeft_bewijs=rij.heeft_taalbewijs)
        if rij.jaren_onderwijs is not None
        else "",
        "voorschot_maat": maat_op("voorschot_procent", vandaag),
    }
    return toon(request, "participatie/aanvraag.html", context)


@dataclass(frozen=True, slots=True)
class Deel:
    """One part of the page of an aanvraag with its form."""

    titel: str
    knop: str
    form: type[Form]
    doe: Callable[..., object]
    uitleg: str = ""
    velden: Mapping[str, str] = field(default_factory=dict)


DELEN: Mapping[str, Deel] = MappingProxyType(
    {
        "uitzondering": Deel(
            "Kwetsbare jongere",
            "Leg de uitzondering vast",
            forms.RedenForm,
            acties.except_jongere,
            "Een kwetsbare jongere hoeft niet eerst vier weken te zoeken (Participatiewet artikel 41 lid 11).",
        ),
        "aanvraag": Deel(
            "De aanvraag",
            "Leg de aanvraag vast",
            forms.DagForm,
            acties.request_inkomen,
            "Vanaf deze dag is er 8 weken om te besluiten (Awb artikel 4:13). Na 4 weken is er een voorschot nodig.",
        ),
        "hergebruik": Deel(
            "Gegevens die er al zijn",
            "Gebruik dit gegeven",
            forms.HergebruikForm,
            acties.reuse_gegeven,
            "Wat jonger is dan 12 maanden, vraag je niet opnieuw. Je vertelt de inwoner wel wat je gebruikt.",
        ),
        "taal": Deel(
            "Nederlands",
            "Bewaar",
            forms.TaalForm,
            acties.check_taal,
            "Participatiewet artikel 18b.",
            MappingProxyType({"jaren_onderwijs": "jaren_onderwijs", "heeft_bewijs": "heeft_taalbewijs"}),
        ),
        "bijlage": Deel(
            "Bijlage bij het plan",
            "Bewaar de bijlage",
            forms.BijlageForm,
            acties.write_bijlage,
            "Onder de 27 is deze bijlage nodig (Participatiewet artikel 44a). Het plan zelf hoort bij het huishouden.",
            MappingProxyType({"tekst": "bijlage_plan"}),
        ),
        "voorschot": Deel(
            "Voorschot",
            "Noteer het voorschot",
            forms.DagForm,
            acties.note_voorschot,
            "Betalen gebeurt in het systeem van de uitkering. Leg vast wanneer dat is gebeurd. Over 4 weken is er weer "
            "een nodig, tot het besluit (Participatiewet artikel 52).",
        ),
        "besluit": Deel(
            "Wat is er besloten?",
            "Bewaar de uitkomst",
            forms.BesluitForm,
            acties.note_besluit,
            "Het besluit en het bedrag staan in het systeem van de uitkering. Keukentafel rekent en betaalt niet.",
        ),
        "intrekken": Deel(
            "De aanvraag intrekken", "Trek de aanvraag in", forms.RedenForm, acties.withdraw_aanvraag
        ),
    }
)


@require_http_methods(["GET", "POST"])
def onderdeel(request: GemeenteRequest, inkomensaanvraag_id: UUID, onderdeel: str) -> HttpResponse:
    """Ask for one part, and do it."""
    deel = DELEN.get(onderdeel)
    if deel is None:
        raise Http404
    rij = aanvraag_for(request.user, inkomensaanvraag_id)
    begin = {naam: getattr(rij, veld) for naam, veld in deel.velden.items()}
    form = deel.form(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_bound and form.is_valid():
        try:
            deel.doe(aanvraag=rij, **form.cleaned_data, by=request.user, at=now())
        except NietRond as niet:
            zet_fouten(form, niet)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, rij)
    context: dict[str, Any] = {
        **kader(request, rij.huishouden, actief="participatie"),
        "aanvraag": rij,
        "deel": deel,
        "form": form,
        "terug": rij.get_absolute_url(),
    }
    return toon(request, "participatie/onderdeel.html", context, fout=bool(form.errors))
