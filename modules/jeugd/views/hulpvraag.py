"""One hulpvraag: the page, and each part of it on its own form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.besluiten.models import Toewijzing
from modules.dossier.delen.wie import houders_van
from modules.dossier.views.antwoord import toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.rules.protocol import Categorie
from modules.jeugd.access import hulpvraag_for
from modules.jeugd.actions import hulp, kind
from modules.jeugd.actions import hulpvraag as stappen
from modules.jeugd.actions.hulpvraag import NietRond
from modules.jeugd.feiten import (
    besluitfeiten,
    laatste_woonplaats,
    werktoedeling_van,
    wie_beslist,
    woonplaats_opnieuw,
)
from modules.jeugd.forms import hulpvraag as forms
from modules.jeugd.models import Hulpvraag
from modules.jeugd.queries import antwoorden_van, meldcodes_van, risicos_van
from modules.jeugd.rules.gezinsplan import ontbreekt_voor_besluit
from modules.jeugd.rules.verloop import artikel, kan
from modules.jeugd.stappenlijn import besluit_van, eerst, lijn_van
from modules.jeugd.woorden import Stand


@require_GET
def hulpvraag(request: GemeenteRequest, hulpvraag_id: UUID) -> HttpResponse:
    """Show everything of one hulpvraag, with the next step on top."""
    rij = hulpvraag_for(request.user, hulpvraag_id)
    return toon(request, "jeugd/hulpvraag.html", _pagina(request, rij))


def _pagina(request: GemeenteRequest, rij: Hulpvraag) -> dict[str, Any]:
    vandaag = localdate()
    zicht = rij.huishouden.zicht
    woonplaatsen = list(rij.woonplaatsen.select_related("door"))
    beslist, feiten = wie_beslist(rij.inwoner, vandaag), besluitfeiten(rij, vandaag)
    antwoorden = antwoorden_van(rij.inwoner)
    mag = mag_route(request.user, zicht, "jeugd:onderdeel")
    ziet_veilig = zicht.mag(Categorie.VEILIGHEID)
    mist = () if rij.is_klaar or rij.is_verwijzing else ontbreekt_voor_besluit(feiten)
    return {
        **kader(request, rij.huishouden, actief="jeugd"),
        "hulpvraag": rij,
        "kind": rij.inwoner,
        "leeftijd": _jaar(rij.inwoner.leeftijd_op(vandaag)),
        "artikel": artikel(rij.verwijzer),
        "lijn": lijn_van(rij),
        "eerst": eerst(rij, feiten, opnieuw=woonplaats_opnieuw(rij, laatste_woonplaats(rij)))
        if mag
        else None,
        "kan": {gebeurtenis.value for gebeurtenis in kan(rij.verloop)} if mag else set(),
        "mag": mag and not rij.is_klaar,
        "woonplaats": woonplaatsen[0] if woonplaatsen else None,
        "woonplaatsen": woonplaatsen[1:],
        "woonplaats_opnieuw": woonplaats_opnieuw(rij, laatste_woonplaats(rij)),
        "beslist": beslist,
        "gevers": [(gever, antwoorden.get(gever.mens.naam, "")) for gever in beslist.gevers],
        "kijken": list(rij.kijken.all()),
        "toedeling": werktoedeling_van(rij, vandaag),
        "mist": [(zin, _waar(rij, deel) if mag else "") for deel, zin in mist],
        "besluit": besluit_van(rij) if zicht.mag(Categorie.BESLUITEN) and rij.aanvraag_op else None,
        "toewijzingen": list(Toewijzing.objects.filter(bron_id=rij.pk).select_related("aanbieder"))
        if zicht.mag(Categorie.BESLUITEN)
        else [],
        "ziet_veiligheid": ziet_veilig,
        "risicos": risicos_van(meldcodes_van(rij.huishouden)) if ziet_veilig else [],
        "stand_niveau": {Stand.HULP: "goed", Stand.AANVRAAG: "let_op"}.get(Stand(rij.stand), "neutraal"),
    }


def _waar(rij: Hulpvraag, deel: str) -> str:
    """Return where a thing that is missing is repaired."""
    if deel == "gezag":
        return reverse("dossier:persoon", args=[rij.huishouden_id, rij.inwoner_id])
    return reverse("jeugd:onderdeel", args=[rij.pk, {"stappen": "aanvraag"}.get(deel, deel)])


def _jaar(leeftijd: int | None) -> str:
    return "geboortedatum niet bekend" if leeftijd is None else f"{leeftijd} jaar"


@dataclass(frozen=True, slots=True)
class Deel:
    """One part of the page with its own form: the title, what it asks, and what is done with it."""

    titel: str
    knop: str
    form: Callable[[GemeenteRequest, Hulpvraag, Any], Form]
    doe: Callable[[GemeenteRequest, Hulpvraag, Any], object]
    uitleg: str = ""
    gevaar: bool = False


def _kaal(soort: Any, velden: Mapping[str, str] = MappingProxyType({})) -> Callable[..., Form]:
    def maak(request: GemeenteRequest, rij: Hulpvraag, data: Any) -> Form:
        form: Form = soort(data, initial={naam: getattr(rij, veld) for naam, veld in velden.items()})
        return form

    return maak


def _doe(actie: Any, **hernoem: str) -> Callable[..., object]:
    def voer_uit(request: GemeenteRequest, rij: Hulpvraag, form: Any) -> object:
        gegevens = {hernoem.get(veld, veld): waarde for veld, waarde in form.cleaned_data.items()}
        return actie(hulpvraag=rij, **gegevens, by=request.user, at=now())

    return voer_uit


def _woonplaats_form(request: GemeenteRequest, rij: Hulpvraag, data: Any) -> Form:
    laatste = laatste_woonplaats(rij)
    begin = {
        "aanleiding": "verhuizing" if laatste else "start",
        "per": localdate(),
        "heeft_verblijf": rij.heeft_verblijf,
    }
    if laatste is not None:
        velden = ("gemeente_brp", "gemeente_voor_verblijf", "gemeente_moeder", "gemeente_werkelijk")
        begin |= {veld: getattr(laatste, veld) for veld in velden}
    return forms.WoonplaatsForm(data, initial=begin)


def _bekijk_woonplaats(request: GemeenteRequest, rij: Hulpvraag, form: Any) -> object:
    return kind.check_woonplaats(
        hulpvraag=rij,
        feiten=form.feiten(),
        aanleiding=form.cleaned_data["aanleiding"],
        per=form.cleaned_data["per"],
        gemeente_naam=request.gemeente.naam,
        by=request.user,
        at=now(),
    )


def _kijk_form(request: GemeenteRequest, rij: Hulpvraag, data: Any) -> Form:
    return forms.KijkForm(data, ouders=ouders_van(rij))


def ouders_van(rij: Hulpvraag) -> list[str]:
    """Return the parents whose views count: with gezag and without; else the adults are just `Ouder 1` and 2."""
    return [houder.mens.naam for houder in houders_van(rij.inwoner, localdate())] or ["Ouder 1", "Ouder 2"]


def _noteer_kijk(request: GemeenteRequest, rij: Hulpvraag, form: Any) -> object:
    schoon = dict(form.cleaned_data)
    schoon["is_eens"] = {"ja": True, "nee": False}.get(schoon["is_eens"])
    schoon["op"] = schoon["op"] or localdate()
    return kind.note_kijk(hulpvraag=rij, **schoon, by=request.user, at=now())


def _kies_professional(request: GemeenteRequest, rij: Hulpvraag, form: Any) -> object:
    return kind.choose_professional(
        hulpvraag=rij, **form.cleaned_data, dag=localdate(), by=request.user, at=now()
    )


DELEN: Mapping[str, Deel] = MappingProxyType(
    {
        "gesprek": Deel(
            "Het eerste gesprek", "Bewaar de dag", _kaal(forms.DagForm), _doe(stappen.begin_gesprek)
        ),
        "stem": Deel(
            "Wat het kind zelf zegt",
            "Bewaar de woorden",
            _kaal(forms.StemForm, {"stem_kind": "stem_kind", "niet_omdat": "stem_niet_omdat"}),
            _doe(stappen.hear_kind, stem_kind="tekst"),
        ),
        "gezinsplan": Deel(
            "Plan van de familie",
            "Bewaar het antwoord",
            _kaal(
                forms.GezinsplanForm,
                {
                    "keuze": "gezinsplan",
                    "aangeboden_op": "gezinsplan_op",
                    "toelichting": "gezinsplan_toelichting",
                },
            ),
            _doe(kind.offer_gezinsplan),
            "Een familie mag eerst zelf een plan maken, met familie, vrienden en andere mensen om het kind heen "
            "(Jeugdwet artikel 4.1.2). Je biedt dat altijd aan, behalve bij een concrete dreiging of als het het "
            "kind schaadt.",
        ),
        "woonplaats": Deel(
            "Welke gemeente is verantwoordelijk?",
            "Bekijk de woonplaats",
            _woonplaats_form,
            _bekijk_woonplaats,
            "Kijk bij het begin van de hulp en bij elke verhuizing (Jeugdwet artikel 1.1). Vul in wat je weet. "
            "Keukentafel zegt welke gemeente het is, en waarom.",
        ),
        "ouders": Deel("Hoe een ouder het ziet", "Bewaar de woorden", _kijk_form, _noteer_kijk),
        "professional": Deel(
            "Wie behandelt deze vraag?",
            "Bewaar de keuze",
            _kaal(
                forms.ProfessionalForm,
                {
                    "professional": "professional",
                    "verantwoordelijke": "verantwoordelijke",
                    "zonder_omdat": "zonder_registratie_omdat",
                },
            ),
            _kies_professional,
            "Dit werk doet iemand met een registratie bij SKJ of BIG, of iemand die onder zo iemand werkt "
            "(Besluit Jeugdwet artikel 5.1.1).",
        ),
        "school": Deel(
            "Gesprek met school",
            "Bewaar",
            _kaal(
                forms.SchoolForm,
                {"naam": "school_naam", "op": "school_gesproken_op", "niet_omdat": "school_niet_omdat"},
            ),
            _doe(stappen.talk_school),
            "Overleg met school als de hulp daarmee te maken heeft (Jeugdwet artikel 2.7).",
        ),
        "aanvraag": Deel(
            "Aanvraag van jeugdhulp",
            "Leg de aanvraag vast",
            _kaal(forms.DagForm),
            _doe(stappen.request_besluit),
            "Vanaf deze dag is er 8 weken om te besluiten (Awb artikel 4:13).",
        ),
        "hulp": Deel(
            "De hulp begint",
            "Laat de hulp beginnen",
            _kaal(forms.HulpForm, {"wat": "hulp_wat", "aanbieder": "hulp_aanbieder", "van": "hulp_van"}),
            _doe(hulp.begin_hulp),
        ),
        "intrekken": Deel(
            "De vraag intrekken",
            "Trek de vraag in",
            _kaal(forms.IntrekForm),
            _doe(stappen.withdraw_hulpvraag),
            "De termijnen stoppen. De vraag blijft in het dossier staan.",
            gevaar=True,
        ),
        "afronden": Deel(
            "De hulpvraag afronden",
            "Rond de hulpvraag af",
            _kaal(forms.AfrondForm),
            _doe(stappen.finish_hulpvraag),
        ),
        "heropenen": Deel(
            "Opnieuw beginnen",
            "Open de hulpvraag opnieuw",
            _kaal(Form),
            _doe(stappen.reopen_hulpvraag),
            "De hulpvraag gaat weer open. Voor nieuwe hulp via de gemeente is een nieuwe aanvraag nodig.",
        ),
    }
)


@require_http_methods(["GET", "POST"])
def onderdeel(request: GemeenteRequest, hulpvraag_id: UUID, onderdeel: str) -> HttpResponse:
    """Ask for one part, and do it."""
    deel = DELEN.get(onderdeel)
    if deel is None:
        raise Http404
    rij = hulpvraag_for(request.user, hulpvraag_id)
    form = deel.form(request, rij, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            deel.doe(request, rij, form)
        except NietRond as niet:
            for veld, zin in niet.mist:
                form.add_error(veld if veld in form.fields else None, zin)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, rij)
    context = {
        **kader(request, rij.huishouden, actief="jeugd"),
        "hulpvraag": rij,
        "deel": deel,
        "form": form,
        "onderdeel": onderdeel,
    }
    return toon(request, "jeugd/onderdeel.html", context, fout=bool(form.errors))
