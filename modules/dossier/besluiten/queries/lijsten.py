"""The decisions, objections and complaints of one household, and what waits for one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from modules.dossier.access import besluiten_zichtbaar, zichtbaar
from modules.dossier.besluiten.models import Beschikking, Bezwaar, Klacht
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.besluiten.woorden import Stand
from modules.dossier.models import Huishouden
from modules.inrichting.rules.protocol import Categorie, Mate

_HOEVEEL = 100


def titel_van(rij: Beschikking) -> str:
    """Return what a decision is called; of a kind that left the product, its code in words."""
    soort = besluitsoorten.get(rij.soort)
    return soort.titel if soort else rij.soort.replace("_", " ").capitalize()


def in_een_zin(rij: Beschikking) -> str:
    """Return what a decision is called inside a sentence: `maatwerkvoorziening Wmo`."""
    titel = titel_van(rij)
    return f"{titel[:1].lower()}{titel[1:]}"


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of a list: what it is, about whom, where it stands, and until when there is time."""

    rij: Any
    titel: str
    naam: str
    stand: str
    niveau: str
    noot: str = ""
    uiterlijk: date | None = None


_NIVEAU = {
    Stand.CONCEPT: "neutraal",
    Stand.TER_BEOORDELING: "let_op",
    Stand.GENOMEN: "let_op",
    Stand.BEKEND: "goed",
    Stand.INGETROKKEN: "neutraal",
}


def _besluitregel(rij: Beschikking) -> Regel:
    stand = str(Stand(rij.stand).label)
    if rij.uitkomst and rij.is_genomen:
        stand = f"{rij.get_uitkomst_display()}, {stand.lower()}"
    bij = rij.voorgelegd_aan if rij.stand == Stand.TER_BEOORDELING else rij.behandelaar
    noot = "" if rij.is_genomen or rij.stand == Stand.INGETROKKEN or bij is None else f"Bij {bij.naam}"
    return Regel(rij, titel_van(rij), rij.inwoner.naam, stand, _NIVEAU[Stand(rij.stand)], noot)


def _bezwaarregel(rij: Bezwaar) -> Regel:
    titel = f"Bezwaar tegen {in_een_zin(rij.beschikking)}"
    wanneer = rij.beslissen_uiterlijk if rij.loopt else None
    niveau = "let_op" if rij.loopt else "neutraal"
    return Regel(rij, titel, rij.indiener, rij.get_stand_display(), niveau, "", wanneer)


def _klachtregel(rij: Klacht) -> Regel:
    wanneer = rij.afhandelen_uiterlijk if rij.loopt else None
    niveau = "let_op" if rij.loopt else "neutraal"
    over = f"Klacht over {rij.get_over_display().lower()}"
    return Regel(
        rij, over, rij.indiener, rij.get_stand_display(), niveau, f"Bij {rij.behandelaar.naam}", wanneer
    )


def van_huishouden(huishouden: Huishouden, gebruiker: Any) -> dict[str, list[Regel]]:
    """Return the decisions, objections and complaints of a household, new ones first: three queries.

    Who sees decisions under one law only, sees no others, nor the objections
    against them, and of complaints only those taken in or handled.
    """
    alleen = huishouden.zicht.oordeel(Categorie.BESLUITEN).wet
    besluiten = Beschikking.objects.filter(huishouden=huishouden)
    bezwaren = Bezwaar.objects.filter(huishouden=huishouden)
    klachten = Klacht.objects.filter(huishouden=huishouden)
    if alleen:
        besluiten, bezwaren = besluiten.filter(wet=alleen), bezwaren.filter(beschikking__wet=alleen)
        klachten = klachten.filter(Q(gemaakt_door=gebruiker) | Q(behandelaar=gebruiker))
    return {
        "besluiten": [
            _besluitregel(rij)
            for rij in besluiten.select_related("inwoner", "behandelaar", "voorgelegd_aan")[:_HOEVEEL]
        ],
        "bezwaren": [_bezwaarregel(rij) for rij in bezwaren.select_related("beschikking")[:_HOEVEEL]],
        "klachten": [_klachtregel(rij) for rij in klachten.select_related("behandelaar")[:_HOEVEEL]],
    }


def werk_van(gebruiker: Any) -> list[tuple[str, str, list[Regel]]]:
    """Return what waits for this person: heading, what it says when there is nothing, and the lines.

    Who sees decisions under one law only, gets no others here, nor the objections against them. A
    complaint is of no law: it stands here for who handles it, who may read it on its own page too.
    """
    klacht_te_zien = zichtbaar(gebruiker, "huishouden", categorie=Categorie.BESLUITEN, minstens=Mate.ALLES)
    besluiten: QuerySet[Any] = (
        Beschikking.objects.filter(besluiten_zichtbaar(gebruiker))
        .select_related("inwoner", "behandelaar", "voorgelegd_aan", "huishouden")
        .order_by("gewijzigd_op", "id")
    )
    voor_mij = besluiten.filter(stand=Stand.TER_BEOORDELING, voorgelegd_aan=gebruiker)
    van_mij = besluiten.filter(stand=Stand.CONCEPT, behandelaar=gebruiker)
    versturen = besluiten.filter(Q(beslist_door=gebruiker) | Q(behandelaar=gebruiker), stand=Stand.GENOMEN)
    los = besluiten.filter(stand=Stand.CONCEPT, behandelaar=None)
    bezwaren = (
        Bezwaar.objects.filter(
            besluiten_zichtbaar(gebruiker, "beschikking__wet"), stand__in=("ontvangen", "gehoord", "beslist")
        )
        .select_related("beschikking", "huishouden")
        .order_by("beslissen_uiterlijk", "id")
    )
    klachten = (
        Klacht.objects.filter(klacht_te_zien, behandelaar=gebruiker, stand__in=("ontvangen", "gehoord"))
        .select_related("behandelaar", "huishouden")
        .order_by("afhandelen_uiterlijk", "id")
    )
    return [
        (
            "Aan jou voorgelegd",
            "Niemand vraagt je om een besluit.",
            [_besluitregel(r) for r in voor_mij[:_HOEVEEL]],
        ),
        (
            "Jij maakt dit besluit",
            "Je hebt geen besluiten in de maak.",
            [_besluitregel(r) for r in van_mij[:_HOEVEEL]],
        ),
        ("Nog te versturen", "Alles is verstuurd.", [_besluitregel(r) for r in versturen[:_HOEVEEL]]),
        (
            "Nog van niemand",
            "Elk besluit heeft iemand die het maakt.",
            [_besluitregel(r) for r in los[:_HOEVEEL]],
        ),
        ("Bezwaar", "Er loopt geen bezwaar.", [_bezwaarregel(r) for r in bezwaren[:_HOEVEEL]]),
        ("Klachten bij jou", "Je behandelt geen klachten.", [_klachtregel(r) for r in klachten[:_HOEVEEL]]),
    ]
