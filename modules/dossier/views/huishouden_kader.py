"""What stands around every page of a household: identity, facts, line of steps, parts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate

from keukentafel.components.words import datum_lang_tekst
from keukentafel.request import GemeenteRequest
from modules.dossier.models import Huishouden
from modules.dossier.queries.feiten import Feiten, casussen_van, eigen_casus, feiten_van
from modules.dossier.queries.stappenlijn import stappenlijn
from modules.dossier.queries.toestemming_kort import Toestemmingen, lees_toestemmingen
from modules.dossier.wetdelen import wetdelen
from modules.dossier.zicht.routes import categorie_van_route, mag_rol, mag_route
from modules.inrichting.rules.protocol import Categorie

ONDERDELEN = (
    ("overzicht", "Overzicht", "dossier:huishouden"),
    ("gesprekken", "Gesprekken", "dossier:gesprekken"),
    ("zelfredzaamheid", "Zelfredzaamheid", "dossier:zelfredzaamheid"),
    ("plan", "Plan", "dossier:plan"),
    ("evaluaties", "Evaluaties", "dossier:evaluaties"),
    ("besluiten", "Besluiten", "besluiten:lijst"),
    ("afwijkingen", "Afwijkingen", "ruimte:lijst"),
    ("verschillen", "Verschillen", "ruimte:verschillen_hier"),
    ("documenten", "Documenten", "documenten:lijst"),
    ("brieven", "Brieven", "brieven:van_huishouden"),
    ("delen", "Delen en toestemming", "delen:overzicht"),
    ("inzage", "Wie keek mee", "dossier:wie_keek_mee"),
)
ACTIES = {
    "start_gesprek": "dossier:gesprek_start",
    "nieuwe_meting": "dossier:zrm_nieuw",
    "plan": "dossier:plan",
    "plan_afdrukken": "dossier:plan_afdrukken",
    "doel_nieuw": "dossier:doel_nieuw",
    "actie_nieuw": "dossier:actie_nieuw",
    "regie": "dossier:regie",
    "delen": "delen:overzicht",
    "toestemming_vragen": "delen:vragen",
    "afsluiten": "dossier:afsluiten",
    "heropenen": "dossier:heropenen",
    "evaluatie_nieuw": "dossier:evaluatie_nieuw",
    "crisis": "dossier:crisis",
    "wijzigen": "dossier:huishouden_wijzigen",
    "persoon_nieuw": "dossier:persoon_nieuw",
    "netwerk": "dossier:netwerk",
    "betrokkenen": "dossier:betrokkenen",
    "melding_nieuw": "dossier:melding_voor",
    "afspraak_nieuw": "dossier:afspraak_voor",
    "verzoeken": "bewaren:van_huishouden",
}
WIJZIGT = frozenset({"netwerk", "betrokkenen"})
"""Links that say `Wijzigen` and lead to a page that others only read."""


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One link of the sub-navigation; without `url` it is there, and `reden` says why it stays closed."""

    label: str
    url: str
    actief: bool
    reden: str = ""


def kader(request: GemeenteRequest, huishouden: Huishouden, *, actief: str = "overzicht") -> dict[str, Any]:
    """Return the context that `dossier/_huishouden.html` needs: two queries, whatever the household.

    `instellingen_van_team` are those of the version the household itself runs under.
    """
    vandaag = localdate()
    casussen = casussen_van(huishouden)
    casus = eigen_casus(huishouden, casussen)
    if casus is not None:
        keuzes = request.instellingen.van_casus(casus.teammodel_id, casus.team_id)
    else:
        keuzes = request.instellingen.van_team(huishouden.team_id)
    feiten = feiten_van(huishouden, vandaag)
    zicht = huishouden.zicht
    url = {
        naam: adres(route, huishouden)
        for naam, route in ACTIES.items()
        if mag_route(request.user, zicht, route, schrijven=naam in WIJZIGT)
    }
    if not any(zicht.mag(letter, schrijven=True) for letter in (Categorie.IDENTITEIT, Categorie.HUISHOUDEN)):
        url.pop("wijzigen", None)  # the page asks for one of the two
    return {
        "huishouden": huishouden,
        "volle_naam": f"{_hoofdletter(request.instellingen.begrippen.enkelvoud('huishouden'))} {huishouden.naam}",
        "vandaag": vandaag,
        "feiten": feiten,
        "ziet": _ziet(zicht),
        "regisseur_noot": f"sinds {datum_lang_tekst(feiten.regisseur_sinds)}"
        if feiten.regisseur_sinds
        else "",
        "plan_noot": f"evaluatie op {datum_lang_tekst(feiten.evaluatie_op)}" if feiten.evaluatie_op else "",
        "toestemmingen": _toestemmingen(request, huishouden, feiten, vandaag),
        "casussen": casussen,
        "lopende": casus if casus is not None and not casus.is_afgesloten else None,
        "laatste": casus,
        "is_nieuw": _is_nieuw(casussen, zicht),
        "instellingen_van_team": keuzes,
        "stappen": stappenlijn(casus, keuzes, vandaag) if casus is not None else [],
        "onderdelen": onderdelen(request.user, huishouden, actief, request.instellingen.modules),
        "zicht": zicht,
        "url": url,
        "mag_schrijven": zicht.mag(Categorie.CONTACT, schrijven=True),
        "mag_notitie": mag_route(request.user, zicht, "dossier:notitie"),
        "actief": actief,
    }


def _is_nieuw(casussen: Collection[Any], zicht: Any) -> bool:
    """Whether the confirmation of a request has to go out yet, for who sees the contacts."""
    if not zicht.oordeel(Categorie.CONTACT).kort:
        return False
    return any(casus.is_nieuw for casus in casussen if not casus.is_afgesloten)


def _toestemmingen(
    request: GemeenteRequest, huishouden: Huishouden, feiten: Feiten, vandaag: date
) -> Toestemmingen | None:
    """Return the consents in short for whoever may open the page about them; nothing is read anew."""
    if not mag_route(request.user, huishouden.zicht, "delen:overzicht"):
        return None
    return lees_toestemmingen(
        feiten.toestemmingen, zicht=huishouden.zicht, lezer_id=request.user.pk, dag=vandaag
    )


def _ziet(zicht: Any) -> dict[str, bool]:
    """Return which facts of the frame this person sees; who to ask (the regisseur) is known with the contacts."""
    return {
        "samenstelling": zicht.oordeel(Categorie.HUISHOUDEN).iets,
        "goed_om_te_weten": zicht.mag(Categorie.HUISHOUDEN),
        "regie": zicht.oordeel(Categorie.PLAN).kort,
        "plan": zicht.oordeel(Categorie.PLAN).iets,
        "regisseur": zicht.oordeel(Categorie.PLAN).kort or zicht.mag(Categorie.CONTACT),
        "stappen": zicht.oordeel(Categorie.PLAN).kort or zicht.mag(Categorie.CONTACT),
    }


def _hoofdletter(woord: str) -> str:
    return f"{woord[:1].upper()}{woord[1:]}"


def onderdelen(
    gebruiker: Any, huishouden: Huishouden, actief: str, modules: Collection[str] = ()
) -> list[Onderdeel]:
    """Return the parts that exist for this person, in their fixed order; those of the laws after the plan.

    Of what is only known to be there, the name stays without its link, with the reason.
    """
    gevonden = []
    wetten = [(deel.wet, deel.label, deel.route) for deel in wetdelen.aan(modules)]
    na_plan = next(nummer for nummer, deel in enumerate(ONDERDELEN, 1) if deel[0] == "plan")
    for sleutel, label, route in (*ONDERDELEN[:na_plan], *wetten, *ONDERDELEN[na_plan:]):
        url = adres(route, huishouden)
        if not url or not mag_rol(gebruiker, route):
            continue
        oordeel = huishouden.zicht.oordeel(categorie_van_route(route) or Categorie.IDENTITEIT)
        if mag_route(gebruiker, huishouden.zicht, route):
            gevonden.append(Onderdeel(label, url, sleutel == actief))
        elif oordeel.iets:
            gevonden.append(Onderdeel(label, "", sleutel == actief, oordeel.reden))
    return gevonden


def adres(route: str, huishouden: Huishouden) -> str:
    """Return the address of a part of a household, or nothing when this version has no such part."""
    try:
        return reverse(route, args=[huishouden.pk])
    except NoReverseMatch:
        return ""
