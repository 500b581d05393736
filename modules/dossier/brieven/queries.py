"""Lists of letters, filtered in SQL by who asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from modules.dossier.brieven.access import leesbaar, leesbaar_in
from modules.dossier.brieven.actions.brief import adres_van, feiten_van, verplicht_van
from modules.dossier.brieven.actions.post import wachtende_post
from modules.dossier.brieven.models import (
    Brief,
    Briefsjabloon,
    Briefstand,
    Postbundel,
    Regelstand,
    Sjabloonstand,
    Verzendregel,
    Verzendronde,
)
from modules.dossier.brieven.rules.compleet import controleer_verzenden
from modules.dossier.brieven.soorten import Briefsoort, soorten
from modules.dossier.documenten.access import documenten_voor
from modules.dossier.models import Huishouden
from modules.dossier.zicht.zicht import annoteer, zicht_van
from modules.inrichting.rules.protocol import Categorie

PER_PAGINA = 50
_MEE = frozenset({Categorie.IDENTITEIT.value, Categorie.CONTACT.value})


@dataclass(frozen=True, slots=True)
class Briefregel:
    """One letter in a list: what it is called, and the row."""

    brief: Brief
    titel: str


@dataclass(frozen=True, slots=True)
class Blad:
    """One page of a list; `volgende` is the last id on it, empty at the end. `verborgen`: there are more."""

    regels: list[Briefregel]
    volgende: str = ""
    verborgen: int = 0


def brieven_van(huishouden: Huishouden, *, na: UUID | None) -> Blad:
    """Return a page of the letters of an opened household that this person reads, and how many there are besides."""
    rijen = leesbaar_in(huishouden).select_related("inwoner", "gemaakt_door").order_by("-pk")
    if na is not None:
        rijen = rijen.filter(pk__lt=na)
    gevonden = list(rijen[: PER_PAGINA + 1])
    bestaat = set(huishouden.zicht.bestaat()) | set(huishouden.zicht.samengevat())
    gesloten = bestaat - set(huishouden.zicht.leesbaar())
    verborgen = (
        Brief.objects.filter(huishouden=huishouden, categorie__in=sorted(gesloten)).count() if gesloten else 0
    )
    volgende = str(gevonden[PER_PAGINA - 1].pk) if len(gevonden) > PER_PAGINA else ""
    return Blad(_regels(gevonden[:PER_PAGINA]), volgende, verborgen)


def te_posten(gebruiker: Any, *, hoogstens: int) -> list[Briefregel]:
    """Return the letters that wait for the post and that this person may read, the oldest first."""
    rijen = (
        wachtende_post()
        .filter(leesbaar(gebruiker))
        .select_related("huishouden", "inwoner", "verzonden_door")
        .order_by("verzonden_op", "pk")
    )
    return _regels(rijen[:hoogstens])


def tel_te_posten(request: Any) -> int:
    """Return the number in the menu."""
    aantal: int = wachtende_post().filter(leesbaar(request.user)).count()
    return aantal


def bundels_voor(gebruiker: Any, *, hoogstens: int) -> list[Postbundel]:
    """Return the latest bundles of which this person may read every letter."""
    mag = leesbaar(gebruiker)
    rijen = Postbundel.objects.annotate(
        hoeveel=Count("brieven"),
        van_mij=Count("brieven", filter=Q(brieven__in=Brief.objects.filter(mag).values("pk"))),
    ).select_related("gemaakt_door", "gepost_door")
    eigen: list[Postbundel] = [
        bundel
        for bundel in rijen.order_by("-gemaakt_op", "-pk")[: hoogstens * 3]
        if bundel.hoeveel == bundel.van_mij and (bundel.hoeveel or bundel.gemaakt_door_id == gebruiker.pk)
    ]
    return eigen[:hoogstens]


def stukken_voor(brief: Brief, gebruiker: Any) -> list[tuple[str, str]]:
    """Return the documents that may go with a letter: read by who reads the letter, and so never of class L."""
    mag = _MEE | {brief.categorie}
    rijen: QuerySet[Any] = documenten_voor(brief.huishouden, gebruiker).filter(
        vervangen_op=None, ingetrokken_op=None, categorie__in=sorted(mag)
    )
    return [
        (str(pk), titel) for pk, titel in rijen.order_by("-toegevoegd_op").values_list("pk", "titel")[:40]
    ]


@dataclass(frozen=True, slots=True)
class Conceptregel:
    """One concept that may be sent with others. `gemist` says what keeps it; `noot` what to know of it."""

    brief: Brief
    titel: str
    gemist: str = ""
    noot: str = ""


def te_versturen(gebruiker: Any, *, van_team: bool, hoogstens: int) -> list[Conceptregel]:
    """Return the concepts that this person may send, the oldest first: two queries.

    Without `van_team` only those that this person made. What goes in a round already is not among them.
    """
    rijen = (
        Brief.objects.filter(leesbaar(gebruiker), stand=Briefstand.CONCEPT)
        .exclude(verzendregels__stand=Regelstand.WACHT)
        .select_related("huishouden__team", "inwoner", "gemaakt_door")
        .order_by("gemaakt_op", "pk")
    )
    if not van_team:
        rijen = rijen.filter(gemaakt_door=gebruiker)
    brieven = list(rijen[:hoogstens])
    vraag = Huishouden.objects.filter(pk__in={brief.huishouden_id for brief in brieven})
    zicht = {rij.pk: zicht_van(rij, gebruiker) for rij in annoteer(vraag, gebruiker, timezone.now())}
    return [
        _conceptregel(brief)
        for brief in brieven
        if brief.huishouden_id in zicht
        and zicht[brief.huishouden_id].mag(Categorie(brief.categorie), schrijven=True)
    ]


def _conceptregel(brief: Brief) -> Conceptregel:
    gemist = controleer_verzenden(
        feiten_van(brief), kanaal="", heeft_adres=True, verplicht=verplicht_van(brief)
    )
    noot = "" if adres_van(brief) else "Geen volledig adres: per post gaat niet."
    return Conceptregel(brief, soorten.titel(brief.soort), gemist[0].text if gemist else "", noot)


def regels_van(ronde: Verzendronde, gebruiker: Any) -> list[tuple[Verzendregel, str]]:
    """Return the letters of a round that this person may read still, each with what it is called."""
    mag = Brief.objects.filter(leesbaar(gebruiker)).values("pk")
    rijen = ronde.regels.filter(brief__in=mag).select_related("brief__huishouden", "brief__inwoner")
    return [(rij, soorten.titel(rij.brief.soort)) for rij in rijen.order_by("volgorde")]


def rondes_van(gebruiker: Any, *, hoogstens: int) -> list[Verzendronde]:
    """Return the latest rounds of this person, with how many went and did not."""
    return list(
        Verzendronde.objects.filter(gemaakt_door=gebruiker)
        .annotate(niet=Count("regels", filter=Q(regels__stand=Regelstand.NIET)))
        .order_by("-gemaakt_op", "-pk")[:hoogstens]
    )


@dataclass(frozen=True, slots=True)
class Sjabloonregel:
    """One kind of letter with what the gemeente made of it."""

    soort: Briefsoort
    in_gebruik: Briefsjabloon | None
    concept: Briefsjabloon | None


def sjablonen(modules: frozenset[str]) -> list[Sjabloonregel]:
    """Return every kind of letter with its version in use and its concept. One query."""
    rijen = {
        (rij.soort, rij.stand): rij
        for rij in Briefsjabloon.objects.exclude(stand=Sjabloonstand.VERVALLEN).select_related(
            "gepubliceerd_door"
        )
    }
    return [
        Sjabloonregel(
            soort,
            rijen.get((soort.code, Sjabloonstand.IN_GEBRUIK.value)),
            rijen.get((soort.code, Sjabloonstand.CONCEPT.value)),
        )
        for soort in soorten.alle(modules)
    ]


def voorbeeldzaken(gebruiker: Any, soort: Briefsoort) -> list[Briefregel]:
    """Return the latest letters of this kind that this person may read, for a preview with a real case."""
    rijen = (
        Brief.objects.filter(leesbaar(gebruiker), soort=soort.code)
        .select_related("huishouden", "inwoner")
        .order_by("-gemaakt_op", "-pk")
    )
    return _regels(rijen[:10])


def _regels(brieven: Iterable[Brief]) -> list[Briefregel]:
    return [Briefregel(brief, soorten.titel(brief.soort)) for brief in brieven]
