"""What stands around every page of a household: identity, facts, line of steps, parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate

from keukentafel.components.words import datum_lang_tekst
from keukentafel.request import GemeenteRequest
from modules.dossier.models import Huishouden
from modules.dossier.queries.feiten import casussen_van, eigen_casus, feiten_van
from modules.dossier.queries.stappenlijn import stappenlijn
from modules.dossier.rollen import SCHRIJFT

ONDERDELEN = (
    ("overzicht", "Overzicht", "dossier:huishouden"),
    ("gesprekken", "Gesprekken", "dossier:gesprekken"),
    ("zelfredzaamheid", "Zelfredzaamheid", "dossier:zelfredzaamheid"),
    ("plan", "Plan", "dossier:plan"),
    ("evaluaties", "Evaluaties", "dossier:evaluaties"),
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
}


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One link of the sub-navigation."""

    label: str
    url: str
    actief: bool


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
    mag_schrijven = request.user.has_rol(*SCHRIJFT)
    return {
        "huishouden": huishouden,
        "volle_naam": f"{_hoofdletter(request.instellingen.begrippen.enkelvoud('huishouden'))} {huishouden.naam}",
        "vandaag": vandaag,
        "feiten": feiten,
        "regisseur_noot": f"sinds {datum_lang_tekst(feiten.regisseur_sinds)}"
        if feiten.regisseur_sinds
        else "",
        "plan_noot": f"evaluatie op {datum_lang_tekst(feiten.evaluatie_op)}" if feiten.evaluatie_op else "",
        "casussen": casussen,
        "lopende": casus if casus is not None and not casus.is_afgesloten else None,
        "laatste": casus,
        "instellingen_van_team": keuzes,
        "stappen": stappenlijn(casus, keuzes, vandaag) if casus is not None else [],
        "onderdelen": onderdelen(huishouden, actief),
        "url": {naam: adres(route, huishouden) for naam, route in ACTIES.items()} if mag_schrijven else {},
        "mag_schrijven": mag_schrijven,
        "actief": actief,
    }


def _hoofdletter(woord: str) -> str:
    return f"{woord[:1].upper()}{woord[1:]}"


def onderdelen(huishouden: Huishouden, actief: str) -> list[Onderdeel]:
    """Return the parts that exist, in their fixed order."""
    alle = ((sleutel, label, adres(route, huishouden)) for sleutel, label, route in ONDERDELEN)
    return [Onderdeel(label, url, sleutel == actief) for sleutel, label, url in alle if url]


def adres(route: str, huishouden: Huishouden) -> str:
    """Return the address of a part of a household, or nothing when this version has no such part."""
    try:
        return reverse(route, args=[huishouden.pk])
    except NoReverseMatch:
        return ""
