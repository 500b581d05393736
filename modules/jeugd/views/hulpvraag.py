"""One hulpvraag: the page, and each part of it on its own form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.errors import Refusal, Verouderd
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.besluiten.models import Toewijzing
from modules.dossier.delen.wie import houders_van
from modules.dossier.rules.leeftijd import leeftijd_op
from modules.dossier.views.antwoord import conflict, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.dossier.views.versie import versie_van
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.rules.protocol import Categorie
from modules.jeugd.access import hulpvraag_for
from modules.jeugd.actions import hulp, kind
from modules.jeugd.actions import hulpvraag as stappen
from modules.jeugd.actions.hulpvraag import NietRond
from modules.jeugd.feiten import beeld_van, laatste_woonplaats, verlenging_nodig
from modules.jeugd.forms import hulpvraag as forms
from modules.jeugd.models import Hulpvraag
from modules.jeugd.queries import meldcodes_van, risicos_van
from modules.jeugd.rules.gezinsplan import Besluitfeiten, ontbreekt_voor_besluit, ontbreekt_voor_hulp
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
    beeld = beeld_van(rij, vandaag)
    feiten, opnieuw = beeld.feiten, beeld.opnieuw
    mag = mag_route(request.user, zicht, "jeugd:onderdeel")
    ziet_veilig = zicht.mag(Categorie.VEILIGHEID)
    mist = _mist(rij, feiten)
    return {
        **kader(request, rij.huishouden, actief="jeugd"),
        "hulpvraag": rij,
        "kind": rij.inwoner,
        "leeftijd": _jaar(rij.inwoner.leeftijd_op(vandaag)),
        "artikel": artikel(rij.verwijzer),
        "lijn": lijn_van(rij),
        "eerst": eerst(rij, feiten, opnieuw=opnieuw, verlengen=verlenging_nodig(rij, vandaag))
        if mag
        else None,
        "kan": {gebeurtenis.value for gebeurtenis in kan(rij.verloop)} if mag else set(),
        "mag": mag and not rij.is_klaar,
        "woonplaats": beeld.woonplaatsen[0] if beeld.woonplaatsen else None,
        "woonplaatsen": beeld.woonplaatsen[1:],
        "woonplaats_opnieuw": opnieuw,
        "beslist": beeld.beslist,
        "gevers": [(gever, beeld.antwoorden.get(gever.mens.naam, "")) for gever in beeld.beslist.gevers],
        "kijken": list(rij.kijken.all()),
        "toedeling": beeld.toedeling,
        "mist": [(zin, _waar(rij, deel) if mag else "") for deel, zin in mist],
        "besluit": besluit_van(rij) if zicht.mag(Categorie.BESLUITEN) and rij.aanvraag_op else None,
        "toewijzingen": list(Toewijzing.objects.filter(bron_id=rij.pk).select_related("aanbieder"))
        if zicht.mag(Categorie.BESLUITEN)
        else [],
        "ziet_veiligheid": ziet_veilig,
        "risicos": risicos_van(meldcodes_van(rij.huishouden)) if ziet_veilig else [],
        "stand_niveau": {Stand.HULP: "goed", Stand.AANVRAAG: "let_op"}.get(Stand(rij.stand), "neutraal"),
    }


def _mist(rij: Hulpvraag, feiten: Besluitfeiten) -> tuple[tuple[str, str], ...]:
    """Return what is missing before the next thing the law asks about: the decision, or the help itself."""
    if rij.is_klaar or rij.hulp_van is not None:
        return ()
    if rij.is_verwijzing or rij.is_toegekend:
        return ontbreekt_voor_hulp(feiten)
    return () if rij.besloten_op else ontbreekt_voor_besluit(feiten)


def _waar(rij: Hulpvraag, deel: str) -> str:
    """Return where a thing that is missing is repaired."""
    if deel == "leeftijd":
        return reverse("jeugd:toekomst", args=[rij.huishouden_id, rij.inwoner_id])
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
    velden: Mapping[str, str] = field(default_factory=dict)
    """What was saved before and stands in the form: field of the form, field of the row."""


def _kaal(soort: Any, velden: Mapping[str, str] = MappingProxyType({})) -> Callable[..., Form]:
    def maak(request: GemeenteRequest, rij: Hulpvraag, data: Any) -> Form:
        form: Form = soort(data, initial={naam: getattr(rij, veld) for naam, veld in velden.items()})
        return form

    return maak


def _doe(actie: Any, **hernoem: str) -> Callable[..., object]:
    """Take a step; the order of the steps refuses what came too late."""

    def voer_uit(request: GemeenteRequest, rij: Hulpvraag, form: Any) -> object:
        gegevens = {hernoem.get(veld, veld): waarde for veld, waarde in form.cleaned_data.items()}
        return actie(hulpvraag=rij, **gegevens, by=request.user, at=now())

    return voer_uit


def _bewaar(actie: Any, **hernoem: str) -> Callable[..., object]:
    """Save what stands in a form, when nobody saved it since the page was drawn."""

    def voer_uit(request: GemeenteRequest, rij: Hulpvraag, form: Any) -> object:
        gegevens = {hernoem.get(veld, veld): waarde for veld, waarde in form.cleaned_data.items()}
        return actie(
            hulpvraag=rij, **gegevens, by=request.user, at=now(), gezien_versie=versie_van(request, rij)
        )

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
        gezien_versie=versie_van(request, rij),
    )


def _kijk_form(request: GemeenteRequest, rij: Hulpvraag, data: Any) -> Form:
    begin = {}
    eerder = rij.kijken.filter(wie=request.GET.get("wie", "")).first()
    if eerder is not None:
        eens = {True: "ja", False: "nee", None: ""}[eerder.is_eens]
        begin = {"wie": eerder.wie, "tekst": eerder.tekst, "is_eens": eens, "op": eerder.op}
    return forms.KijkForm(data, ouders=ouders_van(rij), initial=begin)


def ouders_van(rij: Hulpvraag) -> list[str]:
    """Return whose views count: the young person from twelve, and the parents with gezag and without.

    While nobody was written down, the adults are just `Ouder 1` and 2.
    """
    dag = localdate()
    geboren = rij.inwoner.geboortedatum
    zelf = [rij.inwoner.naam] if geboren and geboren <= dag and leeftijd_op(geboren, dag) >= 12 else []
    return zelf + ([houder.mens.naam for houder in houders_van(rij.inwoner, dag)] or ["Ouder 1", "Ouder 2"])


def _noteer_kijk(request: GemeenteRequest, rij: Hulpvraag, form: Any) -> object:
    schoon = dict(form.cleaned_data)
    schoon["is_eens"] = {"ja": True, "nee": False}.get(schoon["is_eens"])
    schoon["op"] = schoon["op"] or localdate()
    wie: dict[str, Any] = {"by": request.user, "at": now(), "gezien_versie": versie_van(request, rij)}
    return kind.note_kijk(hulpvraag=rij, **schoon, **wie)


def _kies_professional(request: GemeenteRequest, rij: Hulpvraag, form: Any) -> object:
    return kind.choose_professional(
        hulpvraag=rij,
        **form.cleaned_data,
        dag=localdate(),
        by=request.user,
        at=now(),
        gezien_versie=versie_van(request, rij),
    )


def _deel(titel: str, knop: str, soort: Any, doe: Any, velden: Mapping[str, str], uitleg: str = "") -> Deel:
    """Return a part whose form begins with what was saved."""
    return Deel(titel, knop, _kaal(soort, velden), doe, uitleg, velden=velden)


DELEN: Mapping[str, Deel] = MappingProxyType(
    {
        "gesprek": Deel(
            "Het eerste gesprek", "Bewaar de dag", _kaal(forms.DagForm), _doe(stappen.begin_gesprek)
        ),
        "stem": _deel(
            "Wat het kind zelf zegt",
            "Bewaar de woorden",
            forms.StemForm,
            _bewaar(stappen.hear_kind, stem_kind="tekst"),
            {"stem_kind": "stem_kind", "niet_omdat": "stem_niet_omdat"},
        ),
        "gezinsplan": _deel(
            "Plan van de familie",
            "Bewaar het antwoord",
            forms.GezinsplanForm,
            _bewaar(kind.offer_gezinsplan),
            {
                "keuze": "gezinsplan",
                "aangeboden_op": "gezinsplan_op",
                "toelichting": "gezinsplan_toelichting",
            },
            "Een familie mag eerst zelf een plan maken, met familie, vrienden en andere mensen om het kind heen "
            "(Jeugdwet artikel 4.1.2). Je biedt dat altijd aan, behalve bij een concrete dreiging of als het het "
            "kind schaadt.",
        ),
        "toestemming": _deel(
            "Beginnen zonder ieders toestemming",
            "Bewaar de keuze",
            forms.AfwijkendForm,
            _bewaar(kind.set_afwijkend),
            {"afwijkend": "afwijkend", "omdat": "afwijkend_omdat"},
            "Wie beslist, moet het eens zijn met de hulp. Van 12 tot en met 15 jaar kan het soms zonder de ouders "
            "(Jeugdwet artikel 7.3.4 lid 2). De rechter kan toestemming geven in plaats van een ouder (BW 1:265h).",
        ),
        "woonplaats": Deel(
            "Welke gemeente is verantwoordelijk?",
            "Bekijk de woonplaats",
            _woonplaats_form,
            _bekijk_woonplaats,
            "Kijk bij het begin van de hulp en bij elke verhuizing (Jeugdwet artikel 1.1). Vul in wat je weet. "
            "Keukentafel zegt welke gemeente het is, en waarom.",
            velden={
                veld: veld
                for veld in (
                    "heeft_verblijf",
                    "gemeente_brp",
                    "gemeente_voor_verblijf",
                    "gemeente_moeder",
                    "gemeente_werkelijk",
                )
            },
        ),
        "ouders": Deel(
            "Hoe zij het zien",
            "Bewaar de woorden",
            _kijk_form,
            _noteer_kijk,
            "Per persoon. Zien zij het verschillend, dan staat dat naast elkaar.",
            velden={"tekst": "tekst", "is_eens": "is_eens", "op": "op"},
        ),
        "professional": _deel(
            "Wie behandelt deze vraag?",
            "Bewaar de keuze",
            forms.ProfessionalForm,
            _kies_professional,
            {
                "professional": "professional",
                "verantwoordelijke": "verantwoordelijke",
                "zonder_omdat": "zonder_registratie_omdat",
            },
            "Dit werk doet iemand met een registratie bij SKJ of BIG, of iemand die onder zo iemand werkt "
            "(Besluit Jeugdwet artikel 5.1.1).",
        ),
        "school": _deel(
            "Gesprek met school",
            "Bewaar",
            forms.SchoolForm,
            _bewaar(stappen.talk_school),
            {"naam": "school_naam", "op": "school_gesproken_op", "niet_omdat": "school_niet_omdat"},
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
    herstel: list[tuple[str, str]] = []
    if form.is_bound and form.is_valid():
        try:
            deel.doe(request, rij, form)
        except NietRond as niet:
            for veld, zin in niet.mist:
                if veld in form.fields:
                    form.add_error(veld, zin)
                else:
                    form.add_error(None, zin)
                    herstel.append((zin, _waar(rij, veld)))
        except Verouderd as verouderd:
            return conflict(
                request,
                form=form,
                huidig=verouderd.huidig,
                velden=dict(deel.velden),
                terug=rij.get_absolute_url(),
            )
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
        "herstel": herstel,
        "versie": rij.versie if deel.velden else "",
    }
    return toon(request, "jeugd/onderdeel.html", context, fout=bool(form.errors))
