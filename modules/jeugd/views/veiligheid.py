"""Safety of the children of a household: the meldcode step by step, Veilig Thuis, the verwijsindex."""

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
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from keukentafel.audit import Doel
from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.delen.forms.velden import collegas, mensen_van
from modules.dossier.rules.normen import norm_op
from modules.dossier.views.antwoord import conflict, eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.views.versie import versie_van
from modules.dossier.zicht.routes import mag_route
from modules.jeugd.access import kind_for, meldcode_for, verwijsmelding_for
from modules.jeugd.actions import veiligheid as acties
from modules.jeugd.actions.hulpvraag import NietRond
from modules.jeugd.forms import veiligheid as forms
from modules.jeugd.instellingen import JeugdInstellingen
from modules.jeugd.models import Meldcode
from modules.jeugd.queries import jgz_van, kinderen_van, meldcodes_van, verwijsmeldingen_van
from modules.jeugd.rules.meldcode import STAPPEN, VRAGEN


@require_GET
def veiligheid(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the meldcodes, the way to Veilig Thuis, and who stands in the verwijsindex."""
    rij = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    met_index = request.instellingen.section(JeugdInstellingen).verwijsindex
    context = {
        **kader(request, rij, actief="jeugd"),
        "meldcodes": meldcodes_van(rij),
        "jgz": jgz_van(rij.team_id, localdate()),
        "met_index": met_index,
        "verwijsmeldingen": verwijsmeldingen_van(rij) if met_index else [],
        "kinderen": kinderen_van(rij, localdate()) if met_index else [],
        "mag": mag_route(request.user, rij.zicht, "jeugd:meldcode_nieuw"),
        "terug_naar_jeugd": mag_route(request.user, rij.zicht, "jeugd:huishouden"),
    }
    return toon(request, "jeugd/veiligheid.html", context)


@require_http_methods(["GET", "POST"])
def meldcode_nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Begin the meldcode with what was seen and heard."""
    rij = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    form = forms.MeldcodeForm(request.POST if request.method == "POST" else None, mensen=mensen_van(rij))
    if form.is_bound and form.is_valid():
        try:
            meldcode = acties.begin_meldcode(
                huishouden=rij, **form.cleaned_data, by=request.user, at=now(), id=eenmalig(request)
            )
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, meldcode)
    context = {**kader(request, rij, actief="jeugd"), "form": form}
    return toon(request, "jeugd/meldcode_nieuw.html", context, fout=bool(form.errors))


@dataclass(frozen=True, slots=True)
class Stapregel:
    """One of the five steps on the page of a meldcode."""

    sleutel: str
    nummer: int
    titel: str
    is_klaar: bool


@require_GET
def meldcode(request: GemeenteRequest, meldcode_id: UUID) -> HttpResponse:
    """Show the five steps with what is known of each, and the hand-over to Veilig Thuis."""
    rij = meldcode_for(request.user, meldcode_id)
    klaar = rij.stappen.klaar()
    stappen = [
        Stapregel(sleutel, nummer, titel, sleutel in klaar)
        for nummer, (sleutel, titel) in enumerate(STAPPEN, 1)
    ]
    vandaag = localdate()
    gemeld = rij.vt_gemeld_op
    context = {
        **kader(request, rij.huishouden, actief="jeugd"),
        "meldcode": rij,
        "jgz": jgz_van(rij.huishouden.team_id, vandaag),
        "stappen_meldcode": stappen,
        "volgende": next((stap for stap in stappen if not stap.is_klaar), None),
        "weging": rij.weging,
        "antwoorden": _antwoorden(rij),
        "mag": rij.loopt and mag_route(request.user, rij.huishouden.zicht, "jeugd:meldcode_stap"),
        "vt_normen": [
            norm_op(sleutel, gemeld or vandaag) for sleutel in ("vt_veiligheidsbeoordeling", "vt_onderzoek")
        ],
    }
    return toon(request, "jeugd/meldcode.html", context)


def _antwoorden(rij: Meldcode) -> list[tuple[str, str]]:
    getoond = {
        "veiligheid": rij.get_veiligheid_display(),
        "kan_helpen": rij.get_kan_helpen_display(),
        "willen": rij.get_willen_display(),
        "werkt": rij.get_werkt_display(),
    }
    return [(vraag, str(getoond[sleutel])) for sleutel, vraag in VRAGEN if getoond.get(sleutel)]


@dataclass(frozen=True, slots=True)
class Stapdeel:
    """One step with its form: which fields it begins with, and what is done with it."""

    titel: str
    knop: str
    form: Callable[[GemeenteRequest, Meldcode, Any], Form]
    doe: Callable[[GemeenteRequest, Meldcode, Any], object]
    uitleg: str = ""
    velden: tuple[str, ...] = ()
    """What was saved before and stands in the form."""


def _form(soort: Any, velden: tuple[str, ...] = (), **vast: str) -> Callable[..., Form]:
    def maak(request: GemeenteRequest, rij: Meldcode, data: Any) -> Form:
        begin = {veld: getattr(rij, veld) for veld in velden} | vast
        form: Form = soort(data, initial={naam: waarde for naam, waarde in begin.items() if waarde})
        return form

    return maak


_OVERLEG = ("overleg_collega", "overlegd_met", "overlegd_op", "overleg_uitkomst", "vt_advies_op")
_GESPREK = ("gesproken_op", "gesproken_met", "gesprek_uitkomst", "niet_gesproken_omdat")
_WEGEN = ("veiligheid", "kan_helpen", "willen", "werkt", "weging_toelichting", "gewogen_op")


def _overleg(request: GemeenteRequest, rij: Meldcode, data: Any) -> Form:
    return forms.OverlegForm(
        data,
        collegas=collegas(rij.huishouden, request.user),
        initial={veld: getattr(rij, veld) for veld in _OVERLEG},
    )


def _wie(request: GemeenteRequest, rij: Meldcode) -> dict[str, Any]:
    return {"by": request.user, "at": now(), "gezien_versie": versie_van(request, rij)}


def _zet(stap: str) -> Callable[..., object]:
    def voer_uit(request: GemeenteRequest, rij: Meldcode, form: Any) -> object:
        return acties.set_stap(meldcode=rij, stap=stap, gegevens=form.cleaned_data, **_wie(request, rij))

    return voer_uit


def _weeg(request: GemeenteRequest, rij: Meldcode, form: Any) -> object:
    return acties.weigh_meldcode(
        meldcode=rij,
        antwoorden=form.antwoorden(),
        toelichting=form.cleaned_data["weging_toelichting"],
        op=form.cleaned_data["gewogen_op"] or localdate(),
        **_wie(request, rij),
    )


def _beslis(request: GemeenteRequest, rij: Meldcode, form: Any) -> object:
    return acties.decide_meldcode(
        meldcode=rij,
        melden=form.cleaned_data["melden"] == "ja",
        helpen=form.cleaned_data["helpen"] == "ja",
        toelichting=form.cleaned_data["toelichting"],
        **_wie(request, rij),
    )


def _besluit(request: GemeenteRequest, rij: Meldcode, data: Any) -> Form:
    begin = {}
    if rij.besloten_op is not None:
        keuze = {True: "ja", False: "nee", None: ""}
        begin = {
            "melden": keuze[rij.melden],
            "helpen": keuze[rij.helpen],
            "toelichting": rij.besluit_toelichting,
        }
    return forms.BesluitForm(data, initial=begin)


def _draag_over(request: GemeenteRequest, rij: Meldcode, form: Any) -> object:
    return acties.hand_over_veilig_thuis(meldcode=rij, gegevens=form.cleaned_data, **_wie(request, rij))


def _sluit(request: GemeenteRequest, rij: Meldcode, form: Any) -> object:
    return acties.close_meldcode(meldcode=rij, **form.cleaned_data, by=request.user, at=now())


_TITEL = dict(STAPPEN)
_VT = (
    "vt_gemeld_op",
    "vt_gesproken_met",
    "vt_kenmerk",
    "vt_overdracht",
    "gezin_verteld_op",
    "gezin_niet_verteld_omdat",
)
DELEN: Mapping[str, Stapdeel] = MappingProxyType(
    {
        "signalen": Stapdeel(
            _TITEL["signalen"],
            "Bewaar wat je zag",
            _form(forms.SignalenForm, ("signalen", "gezien_op")),
            _zet("signalen"),
            velden=("signalen", "gezien_op"),
        ),
        "overleg": Stapdeel(
            _TITEL["overleg"], "Bewaar het overleg", _overleg, _zet("overleg"), velden=_OVERLEG
        ),
        "gesprek": Stapdeel(
            _TITEL["gesprek"],
            "Bewaar het gesprek",
            _form(forms.GesprekForm, _GESPREK),
            _zet("gesprek"),
            "Praat ook met het kind zelf, als dat kan.",
            _GESPREK,
        ),
        "wegen": Stapdeel(
            _TITEL["wegen"],
            "Bewaar de weging",
            _form(forms.WeegForm, _WEGEN),
            _weeg,
            "De laatste drie vragen zijn nodig bij een vermoeden. Bij acute of structurele onveiligheid meld je.",
            _WEGEN,
        ),
        "besluit": Stapdeel(
            _TITEL["besluit"],
            "Bewaar het besluit",
            _besluit,
            _beslis,
            "Een mens beslist, met eigen naam. Kies je anders dan de weging zegt, schrijf dan op waarom.",
            ("melden", "helpen", "toelichting"),
        ),
        "overdracht": Stapdeel(
            "Overdracht aan Veilig Thuis",
            "Bewaar de overdracht",
            _form(forms.OverdrachtForm, _VT),
            _draag_over,
            "Leg vast wat je Veilig Thuis hebt verteld. Melden doe je zelf, per telefoon of via hun eigen weg.",
            _VT,
        ),
        "sluiten": Stapdeel("De meldcode afsluiten", "Sluit de meldcode af", _form(forms.SluitForm), _sluit),
    }
)


_ANDERS = {"melden": "melden_in_woorden", "helpen": "helpen_in_woorden", "toelichting": "besluit_toelichting"}


@require_http_methods(["GET", "POST"])
def meldcode_stap(request: GemeenteRequest, meldcode_id: UUID, stap: str) -> HttpResponse:
    """Ask for one step, and keep it."""
    deel = DELEN.get(stap)
    if deel is None:
        raise Http404
    rij = meldcode_for(request.user, meldcode_id)
    form = deel.form(request, rij, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            deel.doe(request, rij, form)
        except NietRond as niet:
            for veld, zin in niet.mist:
                form.add_error(veld if veld in form.fields else None, zin)
        except Verouderd as verouderd:
            velden = {veld: _ANDERS.get(veld, veld) for veld in deel.velden}
            terug = rij.get_absolute_url()
            return conflict(request, form=form, huidig=verouderd.huidig, velden=velden, terug=terug)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, rij)
    context = {
        **kader(request, rij.huishouden, actief="jeugd"),
        "versie": rij.versie if deel.velden else "",
        "meldcode": rij,
        "weging": rij.weging,
        "deel": deel,
        "stap": stap,
        "form": form,
    }
    return toon(request, "jeugd/meldcode_stap.html", context, fout=bool(form.errors))


def _eis_index(request: GemeenteRequest) -> None:
    if not request.instellingen.section(JeugdInstellingen).verwijsindex:
        raise Http404


@require_http_methods(["GET", "POST"])
def verwijsindex(request: GemeenteRequest, huishouden_id: UUID, inwoner_id: UUID) -> HttpResponse:
    """Put a young person in the verwijsindex; 404 where the gemeente does not use it."""
    _eis_index(request)
    huishouden, kind = kind_for(request.user, huishouden_id, inwoner_id)
    form = forms.VerwijsindexForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            acties.note_verwijsindex(
                huishouden=huishouden, inwoner=kind, gegevens=form.cleaned_data, by=request.user, at=now()
            )
        except NietRond as niet:
            for veld, zin in niet.mist:
                form.add_error(veld if veld in form.fields else None, zin)
        except Refusal as refusal:
            weiger(form, refusal)
        else:
            return see_other(request, reverse("jeugd:veiligheid", args=[huishouden.pk]))
    context = {**kader(request, huishouden, actief="jeugd"), "kind": kind, "form": form}
    return toon(request, "jeugd/verwijsindex.html", context, fout=bool(form.errors))


@require_POST
def verwijsmelding_weg(request: GemeenteRequest, verwijsmelding_id: UUID) -> HttpResponse:
    """Take a note out of the index."""
    _eis_index(request)
    rij = verwijsmelding_for(request.user, verwijsmelding_id)
    acties.remove_verwijsmelding(
        verwijsmelding=rij, omdat="Het risico is er niet meer", by=request.user, at=now()
    )
    return see_other(request, reverse("jeugd:veiligheid", args=[rij.huishouden_id]))
