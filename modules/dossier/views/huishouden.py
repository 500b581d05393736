"""The page of a household: one page from which anyone allowed understands the situation."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_GET, require_POST

from keukentafel.audit import Doel
from keukentafel.components.words import tijd_tekst
from keukentafel.errors import Refusal
from keukentafel.request import GemeenteRequest, see_other
from modules.dossier.access import huishouden_for
from modules.dossier.actions.notitie import concept_sleutel, place_notitie, withdraw_notitie
from modules.dossier.forms.notitie import NotitieForm
from modules.dossier.models import Afspraak, Concept, Contactnotitie, Huishouden
from modules.dossier.queries.betrokken import helpers_van, met_wat_zij_zien
from modules.dossier.queries.concepten import concept_van
from modules.dossier.queries.feiten import casussen_van, eigen_casus
from modules.dossier.queries.meer import meer_van
from modules.dossier.queries.netwerk import netwerk_van
from modules.dossier.queries.personen import personen_van
from modules.dossier.queries.plan_kort import doelen_van, ondersteuning_van
from modules.dossier.queries.proces import proces_van
from modules.dossier.queries.tijdlijn import FILTERS, tijdlijn_van
from modules.dossier.queries.zrm_kort import zrm_kort
from modules.dossier.views.antwoord import eenmalig, toon
from modules.dossier.views.huishouden_kader import adres, kader
from modules.dossier.wetdelen import wetdelen
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.protocol import Categorie, Mate

_VELDEN = ("tekst", "met_wie", "dag", "categorie")

# Which panels stand where (ux.md 7.4, Variants): what a team looks at first comes first.
_LINKS = {
    Variant.TOEGANG: ("echt", "proces", "ondersteuning", "plan", "zrm", "tijdlijn"),
    Variant.TEAM: ("echt", "plan", "proces", "zrm", "tijdlijn"),
    Variant.NETWERK: ("echt", "betrokken", "plan", "proces", "zrm", "tijdlijn"),
    Variant.REGIE: ("echt", "betrokken", "plan", "proces", "zrm", "tijdlijn"),
}
_RECHTS = {
    Variant.TOEGANG: ("afspraak", "personen", "netwerk", "betrokken"),
    Variant.TEAM: ("afspraak", "personen", "netwerk", "betrokken", "ondersteuning"),
    Variant.NETWERK: ("afspraak", "personen", "netwerk", "ondersteuning"),
    Variant.REGIE: ("afspraak", "personen", "netwerk", "ondersteuning"),
}


@require_GET
def huishouden(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Show the overview of a household."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    return toon(request, "dossier/huishouden.html", _overzicht(request, huishouden))


def _overzicht(request: GemeenteRequest, huishouden: Huishouden) -> dict[str, Any]:
    context = kader(request, huishouden)
    vandaag: date = context["vandaag"]
    variant = Variant(context["instellingen_van_team"].variant)
    return {
        **context,
        **_tijdlijn(request, huishouden),
        **_inhoud(huishouden, context, vandaag),
        "meer": meer_van(huishouden),
        "wetpanelen": _wetpanelen(request, huishouden),
        "toegang_url": adres("toegang:vragen_hier", huishouden),
        "toestemming_url": context["url"].get("toestemming_vragen", ""),
        "convenant_url": _zonder_huishouden("delen:convenant"),
        "links": _panelen(huishouden, _LINKS[variant]),
        "rechts": _panelen(huishouden, _RECHTS[variant]),
    }


def _wetpanelen(request: GemeenteRequest, huishouden: Huishouden) -> list[str]:
    """Return the addresses of the panels that the laws add; the page asks for each when it is opened."""
    return [
        adres(deel.paneel, huishouden)
        for deel in wetdelen.aan(request.instellingen.modules)
        if deel.paneel and mag_route(request.user, huishouden.zicht, deel.paneel)
    ]


def _zonder_huishouden(route: str) -> str:
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


# Which kind of data a panel shows, and how much of it somebody must see to get it at all.
_PANELEN = {
    "echt": (Categorie.HUISHOUDEN, Mate.ALLES),
    "afspraak": (Categorie.CONTACT, Mate.ALLES),
    "proces": (Categorie.CONTACT, Mate.ALLES),
    "betrokken": (Categorie.CONTACT, Mate.ALLES),
    "netwerk": (Categorie.HUISHOUDEN, Mate.ALLES),
    "plan": (Categorie.PLAN, Mate.SAMENVATTING),
    "zrm": (Categorie.LEEFGEBIEDEN, Mate.SAMENVATTING),
    "ondersteuning": (Categorie.BESLUITEN, Mate.SAMENVATTING),
}


def _panelen(huishouden: Huishouden, namen: tuple[str, ...]) -> list[str]:
    return [f"dossier/panelen/{naam}.html" for naam in namen if _toont(huishouden, naam)]


def _toont(huishouden: Huishouden, naam: str) -> bool:
    if naam not in _PANELEN:
        return True  # persons begin with their names, the timeline chooses by line
    categorie, minstens = _PANELEN[naam]
    oordeel = huishouden.zicht.oordeel(categorie)
    return oordeel.mate >= minstens and not oordeel.alleen_eigen


def _inhoud(huishouden: Huishouden, context: dict[str, Any], vandaag: date) -> dict[str, Any]:
    """Read what the panels need that this person gets; of the others nothing is read."""
    inhoud: dict[str, Any] = {"personen": personen_van(huishouden, vandaag)}
    if _toont(huishouden, "proces"):
        inhoud["proces"] = proces_van(context["lopende"], vandaag, huishouden.zicht)
    if _toont(huishouden, "plan"):
        inhoud["doelen"] = doelen_van(huishouden, vandaag)
    if _toont(huishouden, "zrm"):
        zrm = zrm_kort(huishouden)
        inhoud |= {"zrm": zrm, "zrm_kop": f"Zelfredzaamheid van {zrm.wie}" if zrm else ""}
    if _toont(huishouden, "netwerk"):
        inhoud["netwerk"] = netwerk_van(huishouden)
    if _toont(huishouden, "betrokken"):
        inhoud["helpers"] = met_wat_zij_zien(
            helpers_van(huishouden, context["feiten"], context["casussen"]),
            huishouden,
            context["feiten"],
            toestemmingen=context["toestemmingen"],
            nu=now(),
            vandaag=vandaag,
        )
    if _toont(huishouden, "ondersteuning"):
        inhoud["ondersteuning"] = ondersteuning_van(huishouden, vandaag)
    if _toont(huishouden, "afspraak"):
        inhoud["afspraken"] = _afspraken(huishouden)
    return inhoud


def _afspraken(huishouden: Huishouden) -> list[Any]:
    komend = Afspraak.objects.filter(huishouden=huishouden, vervallen_op=None, begin__gte=now())
    return list(komend.select_related("gebruiker").order_by("begin", "id")[:2])


def _tijdlijn(
    request: GemeenteRequest, huishouden: Huishouden, form: NotitieForm | None = None
) -> dict[str, Any]:
    """Return what the panel of the timeline needs: two queries."""
    groep, voor = request.GET.get("tijdlijn", ""), request.GET.get("voor", "")
    tijdlijn = tijdlijn_van(huishouden, gebruiker=request.user, nu=now(), groep=groep, voor=voor)
    hier = reverse("dossier:huishouden", args=[huishouden.pk])
    verder = {"tijdlijn": tijdlijn.groep, "voor": tijdlijn.ouder}
    context: dict[str, Any] = {
        "huishouden": huishouden,
        "mag_notitie": mag_route(request.user, huishouden.zicht, "dossier:notitie"),
        "tijdlijn": tijdlijn,
        "tijdlijn_filters": FILTERS,
        "ouder_url": f"{hier}?{urlencode(verder)}#p-tijdlijn" if tijdlijn.ouder else "",
    }
    return context | (_notitie(request, huishouden, form) if context["mag_notitie"] else {})


def _notitie(request: GemeenteRequest, huishouden: Huishouden, form: NotitieForm | None) -> dict[str, Any]:
    sleutel = concept_sleutel(huishouden.pk)
    concept = concept_van(request.user, sleutel)
    velden = {naam: (concept.inhoud if concept else {}).get(naam, "") for naam in _VELDEN}
    soort = (concept.inhoud if concept else {}).get("soort") or "notitie"
    return {
        "notitie_form": form or NotitieForm(initial={**velden, "soort": soort}, zicht=huishouden.zicht),
        "notitie_sleutel": sleutel,
        "notitie_versie": concept.versie if concept else "",
        "notitie_bewaard": _bewaard(concept),
        "notitie_open": bool(velden["met_wie"] or velden["dag"]),
    }


def _bewaard(concept: Concept | None) -> str:
    return f"Concept bewaard om {tijd_tekst(concept.bewaard_op)}" if concept else ""


@require_POST
def notitie(request: GemeenteRequest, huishouden_id: UUID) -> HttpResponse:
    """Place a note on the timeline."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    form = NotitieForm(request.POST, zicht=huishouden.zicht)
    if not form.is_valid():
        return _met_fout(request, huishouden, form)
    casus = eigen_casus(huishouden, casussen_van(huishouden))
    nu = now()
    place_notitie(
        huishouden=huishouden,
        casus=casus,
        soort=form.cleaned_data["soort"],
        tekst=form.cleaned_data["tekst"],
        met_wie=form.cleaned_data["met_wie"],
        gebeurd_op=_moment(form.cleaned_data["dag"], nu),
        categorie=form.cleaned_data["categorie"],
        by=request.user,
        at=nu,
        id=eenmalig(request),
    )
    if not request.htmx:
        return see_other(request, f"{huishouden.get_absolute_url()}#p-tijdlijn")
    context = {**_tijdlijn(request, huishouden), "gemeld": "Notitie geplaatst"}
    return toon(request, "dossier/panelen/tijdlijn.html", context)


def _moment(dag: date | None, nu: datetime) -> datetime | None:
    return nu - timedelta(days=(localdate(nu) - dag).days) if dag else None


def _met_fout(request: GemeenteRequest, huishouden: Huishouden, form: NotitieForm) -> HttpResponse:
    if request.htmx:
        context = _tijdlijn(request, huishouden, form)
        return toon(request, "dossier/panelen/tijdlijn.html", context, fout=True)
    context = {**_overzicht(request, huishouden), **_tijdlijn(request, huishouden, form), "form": form}
    return toon(request, "dossier/huishouden.html", context, fout=True)


@require_POST
def notitie_terug(request: GemeenteRequest, huishouden_id: UUID, notitie_id: UUID) -> HttpResponse:
    """Take a fresh note back."""
    huishouden = huishouden_for(request.user, huishouden_id, doel=Doel.HULP)
    gevonden = Contactnotitie.objects.filter(pk=notitie_id, huishouden=huishouden).first()
    if gevonden is None:
        raise Http404
    fout = ""
    try:
        withdraw_notitie(notitie=gevonden, by=request.user, at=now())
    except Refusal as nee:
        fout = str(nee)
    if request.htmx:
        context = {**_tijdlijn(request, huishouden), "notitie_fout": fout, "gemeld": "Notitie teruggenomen"}
        return toon(request, "dossier/panelen/tijdlijn.html", context, fout=bool(fout))
    if fout:
        context = {**_overzicht(request, huishouden), "notitie_fout": fout}
        return toon(request, "dossier/huishouden.html", context, fout=True)
    return see_other(request, f"{huishouden.get_absolute_url()}#p-tijdlijn")
