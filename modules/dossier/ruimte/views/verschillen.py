"""Differences of insight: all that somebody sees, those of one household, a new one, and one of them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_http_methods

from keukentafel.audit import Doel
from keukentafel.errors import Refusal
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.models import Huishouden, Inwoner
from modules.dossier.queries.bladwijzer import lees_grens
from modules.dossier.ruimte.access import (
    beslisser_van,
    mag_schrijven,
    verschil_for,
    verschillen_voor,
)
from modules.dossier.ruimte.actions import verschil as actions
from modules.dossier.ruimte.apps import WIJKT_AF
from modules.dossier.ruimte.forms.verschil import (
    INWONER,
    AndersForm,
    ErbijForm,
    KijkForm,
    RondeForm,
    UitkomstVanVerschilForm,
    VerschilForm,
)
from modules.dossier.ruimte.models import Geschilpunt, Zienswijze
from modules.dossier.ruimte.queries.visies import (
    ronde_van_lijst,
    visies_voor,
    wie_is_gevraagd,
    wie_kan_kijken,
)
from modules.dossier.ruimte.rules.verschil import wijzen_voor
from modules.dossier.ruimte.woorden import Verschilsoort
from modules.dossier.views.antwoord import eenmalig, toon, weiger
from modules.dossier.views.huishouden_kader import kader
from modules.inrichting.rules.protocol import Categorie

PER_PAGINA = 25
FILTERS = (
    ("", "Alle"),
    ("ronde", "Eerste ronde loopt"),
    ("gesprek", "Wacht op besluit"),
    ("terug", "Terugkijken"),
)


class NietJouwVerschil(Refusal):
    text = "Dit doet iemand die met dit huishouden werkt."


def stand_van(rij: Geschilpunt, vandaag: Any) -> tuple[str, str]:
    """Return how a difference stands: a level and a word."""
    if rij.teruggekeken_op is not None:
        return "rustig", "Teruggekeken"
    if rij.is_besloten:
        assert rij.terugkijken_op is not None
        return ("let_op", "Kijk nu terug") if rij.terugkijken_op <= vandaag else ("goed", "Besloten")
    return ("let_op", "Wacht op besluit") if rij.ronde_is_dicht else ("let_op", "Eerste ronde loopt")


def _regels(rijen: Any) -> list[tuple[Geschilpunt, str, str]]:
    vandaag = localdate()
    return [(rij, *stand_van(rij, vandaag)) for rij in rijen]


@require_GET
def zoek(request: GemeenteRequest) -> HttpResponse:
    """Find differences by the point, the kind and the state; the newest first."""
    q, soort, stand = (request.GET.get(naam, "")[:160].strip() for naam in ("punt", "soort", "stand"))
    rijen = verschillen_voor(request.user).select_related("huishouden")
    if q:
        rijen = rijen.filter(punt__icontains=q)
    if soort in Verschilsoort.values:
        rijen = rijen.filter(soort=soort)
    if stand == "ronde":
        rijen = rijen.filter(ronde_dicht_op=None)
    elif stand == "gesprek":
        rijen = rijen.filter(besloten_op=None).exclude(ronde_dicht_op=None)
    elif stand == "terug":
        rijen = rijen.filter(teruggekeken_op=None, terugkijken_op__lte=localdate())
    grens = lees_grens(request.GET.get("na", ""))
    if grens is not None:
        rijen = rijen.filter(gemaakt_op__lt=grens[0])
    gelezen = list(rijen[: PER_PAGINA + 1])
    keuze = {"punt": q, "soort": soort, "stand": stand}
    volgende = ""
    if len(gelezen) > PER_PAGINA:
        laatste = gelezen[PER_PAGINA - 1]
        volgende = f"?{urlencode({**keuze, 'na': f'{laatste.gemaakt_op.isoformat()}_{laatste.pk}'})}"
    context = {
        "regels": _regels(gelezen[:PER_PAGINA]),
        "volgende": volgende,
        "keuze": keuze,
        "gezocht": any(keuze.values()),
        "soorten": Verschilsoort.choices,
        "chips": [
            (label, f"?{urlencode({**keuze, 'stand': code})}", code == stand) for code, label in FILTERS
        ],
    }
    return toon(request, "ruimte/verschillen.html", context)


@require_GET
def lijst(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the differences of one household."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    rijen = Geschilpunt.objects.filter(huishouden=huishouden)[:100]
    rond = kader(request, huishouden, actief="verschillen")
    mag = huishouden.zicht.mag(Categorie.PLAN, schrijven=True) and rond["lopende"] is not None
    return toon(request, "ruimte/verschillen_hier.html", {**rond, "regels": _regels(rijen), "mag_nieuw": mag})


@require_http_methods(["GET", "POST"])
def nieuw(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Name the point and ask for views."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    rond = kader(request, huishouden, actief="verschillen")
    form = VerschilForm(
        request.POST if request.method == "POST" else None,
        mensen=_mensen(huishouden),
        initial={"wie_0": request.user.pk},
    )
    if form.is_bound and form.is_valid():
        schoon = form.cleaned_data
        try:
            rij = actions.open_verschil(
                huishouden=huishouden, casus=rond["lopende"], soort=schoon["soort"], voor_wie=schoon["voor_wie"],
                punt=schoon["punt"], gevraagd=form.gevraagd(), by=request.user, at=now(), id=eenmalig(request),
            )  # fmt: skip
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, rij)
    return toon(request, "ruimte/verschil_nieuw.html", {**rond, "form": form}, fout=bool(form.errors))


def _mensen(huishouden: Huishouden) -> Any:
    collegas = Gebruiker.objects.actief().filter(toekenningen__rol__in=WIJKT_AF)
    return wie_kan_kijken(huishouden, collegas, localdate())


@require_http_methods(["GET", "POST"])
def verschil(request: GemeenteRequest, geschilpunt_id: UUID) -> HttpResponse:
    """Show one: who was asked, the views that this reader may read, the resident's, the decision, what came of it."""
    rij = verschil_for(request.user, geschilpunt_id)
    gevraagd = wie_is_gevraagd(rij)
    doe = request.POST.get("doe", "") if request.method == "POST" else ""
    formulieren = _formulieren(request, rij, gevraagd, doe)
    form = formulieren.get(doe)
    if form is not None and form.is_valid():
        try:
            _doe(request, rij, doe, form)
        except Refusal as nee:
            weiger(form, nee)
        else:
            return see_other(request, rij)
    context = {
        **kader(request, rij.huishouden, actief="verschillen"),
        **_beeld(request, rij, gevraagd),
        **{f"{naam}_form": formulier for naam, formulier in formulieren.items()},
        "fout_form": form,
    }
    return toon(request, "ruimte/verschil.html", context, fout=bool(form is not None and form.errors))


def _formulieren(
    request: GemeenteRequest, rij: Geschilpunt, gevraagd: list[Zienswijze], doe: str
) -> dict[str, forms.Form]:
    """Return the forms that this reader may fill in now, bound when it is the one that was sent."""
    ik = next((visie for visie in gevraagd if visie.van_id == request.user.pk), None)
    werkt, leidt = mag_schrijven(rij), request.user.has_rol(Rol.TEAMLEIDER)
    geschreven = [visie for visie in gevraagd if visie.is_geschreven]

    def gegevens(naam: str) -> Any:
        return request.POST if doe == naam else None

    kan: dict[str, forms.Form] = {}
    if not rij.ronde_is_dicht:
        if werkt or rij.gemaakt_door_id == request.user.pk:
            al = [visie.van_id for visie in gevraagd]
            kan["erbij"] = ErbijForm(gegevens("erbij"), mensen=_mensen(rij.huishouden).exclude(pk__in=al))
        if rij.gemaakt_door_id == request.user.pk or leidt:
            kan["ronde"] = RondeForm(gegevens("ronde"))
    elif ik is not None and ik.is_geschreven and ik.blijft_anders_op is None:
        kan["anders"] = AndersForm(gegevens("anders"))
    if werkt and not rij.weet_kijk and not rij.is_besloten:
        leden = Inwoner.objects.filter(lidmaatschappen__huishouden=rij.huishouden).distinct()
        kan["kijk"] = KijkForm(gegevens("kijk"), leden=leden)
    if rij.is_besloten and rij.teruggekeken_op is None and (werkt or rij.besloten_door_id == request.user.pk):
        kan["terug"] = UitkomstVanVerschilForm(
            gegevens("terug"), visies=geschreven, met_inwoner=bool(rij.kijk)
        )
    return kan


def _beeld(request: GemeenteRequest, rij: Geschilpunt, gevraagd: list[Zienswijze]) -> dict[str, Any]:
    """Return what the page shows. The views come from the query that knows who may read them."""
    ronde = ronde_van_lijst(gevraagd)
    visies = [visie for visie in visies_voor(rij, request.user) if visie.is_geschreven]
    ik = next((visie for visie in gevraagd if visie.van_id == request.user.pk), None)
    niveau, woord = stand_van(rij, localdate())
    wijzen: tuple[str, ...] = ()
    if rij.ronde_is_dicht and not rij.is_besloten:
        wijzen = wijzen_voor(beslisser_van(request.user, rij), ronde)
    return {
        "rij": rij,
        "gevraagd": gevraagd,
        "ronde": ronde,
        "visies": visies,
        "ik": ik,
        "moet_schrijven": ik is not None and not ik.is_geschreven and not rij.ronde_is_dicht,
        "niveau": niveau,
        "woord": woord,
        "mag_besluiten": bool(wijzen),
        "gekozen": next((visie for visie in gevraagd if visie.pk == rij.gekozen_id), None),
        "juist": [visie for visie in gevraagd if visie.bleek_juist],
    }


def _doe(request: GemeenteRequest, rij: Geschilpunt, doe: str, form: Any) -> None:
    schoon, wie, nu = form.cleaned_data, request.user, now()
    if doe == "erbij":
        actions.ask_visie(verschil=rij, van=schoon["wie"], discipline=schoon["vak"], by=wie, at=nu)
    elif doe == "ronde":
        leidt = wie.has_rol(Rol.TEAMLEIDER)
        actions.close_ronde(verschil=rij, omdat=schoon["omdat"], mag_leiden=leidt, by=wie, at=nu)
    elif doe == "anders":
        actions.keep_dissent(verschil=rij, tekst=schoon["tekst"], by=wie, at=nu)
    elif doe == "kijk":
        actions.add_kijk(
            verschil=rij, kijk=schoon["kijk"], van=schoon["van"], hoe=schoon["hoe"], niet_omdat=schoon["niet_omdat"],
            by=wie, at=nu,
        )  # fmt: skip
    else:
        gekozen = schoon["juist"]
        actions.review_verschil(
            verschil=rij, uitkomst=schoon["uitkomst"], juist=[UUID(pk) for pk in gekozen if pk != INWONER],
            inwoner_juist=INWONER in gekozen, by=wie, at=nu,
        )  # fmt: skip
