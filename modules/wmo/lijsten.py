"""The lists of the Wmo: what runs, what has to be looked at again, and what goes to CAK."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from modules.dossier.access import besluiten_zichtbaar, termijnen_zichtbaar, zicht_in_team
from modules.dossier.besluiten.models import Beschikking, Toewijzing
from modules.dossier.besluiten.woorden import GENOMEN
from modules.dossier.besluiten.woorden import Stand as BesluitStand
from modules.dossier.models import Melding, Termijn
from modules.dossier.models.termijn import LOPEND
from modules.dossier.rollen import SCHRIJFT
from modules.dossier.wetten import wetten
from modules.inrichting.rules.protocol import Categorie
from modules.wmo.models import Onderdeel, Verslag
from modules.wmo.rules.verloop import Fase

PER_BLAD = 50
BINNENKORT = timedelta(weeks=4)
FASEN = (Fase.MELDING, Fase.ONDERZOEK, Fase.VERSLAG, Fase.AANVRAAG, Fase.BESLUIT)
FASENAAM = {
    Fase.MELDING: "Melding",
    Fase.ONDERZOEK: "Onderzoek",
    Fase.VERSLAG: "Verslag",
    Fase.AANVRAAG: "Aanvraag",
    Fase.BESLUIT: "Besluit",
}


@dataclass(frozen=True, slots=True)
class Blad:
    """One page of a list: its rows, and the numbers of the pages beside it (0 when there is none)."""

    rijen: Sequence[Any]
    nummer: int
    vorige: int
    volgende: int


def blad_van(rijen: QuerySet[Any], nummer: int) -> Blad:
    """Return page `nummer` of a list; one query."""
    begin = (nummer - 1) * PER_BLAD
    gelezen = list(rijen[begin : begin + PER_BLAD + 1])
    meer = len(gelezen) > PER_BLAD
    return Blad(gelezen[:PER_BLAD], nummer, nummer - 1, nummer + 1 if meer else 0)


@dataclass(frozen=True, slots=True)
class Loopt:
    """One melding that runs: where it is, who has it, and until when there is time."""

    melding: Melding
    fase: str
    bij: str
    uiterlijk: date | None
    staat_stil: bool


def lopende(gebruiker: Any, *, alleen_mij: bool) -> QuerySet[Any]:
    """Return the meldingen under the Wmo that run and that this person sees, each with its step."""
    genomen = Beschikking.objects.filter(melding=OuterRef("pk"), stand__in=GENOMEN)
    verslag = Verslag.objects.filter(zaak__melding=OuterRef("pk"), is_vervangen=False)
    gevuld = Onderdeel.objects.filter(zaak__melding=OuterRef("pk")).exclude(tekst="")
    rijen = Melding.objects.filter(
        besluiten_zichtbaar(gebruiker), wet="wmo", is_afgehandeld=False, casus__afgesloten_op=None
    ).filter(Q(wmo_zaak=None) | Q(wmo_zaak__ingetrokken_op=None), ~Exists(genomen))
    if alleen_mij:
        bij_mij = Q(wmo_zaak__besluit_bij=gebruiker)
        rijen = rijen.filter(bij_mij | Q(casus__behandelaar=gebruiker, wmo_zaak__besluit_bij=None))
    begonnen = Q(bevestigd_op__isnull=False) | Q(Exists(gevuld))
    return rijen.annotate(
        fase=Case(
            When(wmo_zaak__aanvraag_op__isnull=False, then=Value(Fase.BESLUIT.value)),
            When(Exists(verslag.exclude(retour_op=None)), then=Value(Fase.AANVRAAG.value)),
            When(Exists(verslag), then=Value(Fase.VERSLAG.value)),
            When(begonnen, then=Value(Fase.ONDERZOEK.value)),
            default=Value(Fase.MELDING.value),
            output_field=CharField(),
        )
    )


def tel_fasen(rijen: QuerySet[Any]) -> list[tuple[str, str, int]]:
    """Return per step its code, its name and how many stand there; one query."""
    aantallen = dict(rijen.order_by().values("fase").annotate(n=Count("pk")).values_list("fase", "n"))
    return [(fase.value, FASENAAM[fase], aantallen.get(fase.value, 0)) for fase in FASEN]


def blad_lopend(rijen: QuerySet[Any], nummer: int) -> Blad:
    """Return a page of what runs, what is due first on top; one query."""
    lopend = (
        Termijn.objects.filter(melding=OuterRef("pk"), status__in=LOPEND)
        .exclude(sleutel__in=wetten.vensters)
        .order_by("einde", "id")
    )
    gelezen = (
        rijen.annotate(
            uiterlijk=Subquery(lopend.values("einde")[:1]),
            klok=Coalesce(Subquery(lopend.values("status")[:1]), Value("")),
        )
        .select_related("inwoner", "huishouden", "casus__team", "casus__behandelaar", "wmo_zaak__besluit_bij")
        .order_by("-is_spoed", "uiterlijk", "ontvangen_op", "id")
    )
    blad = blad_van(gelezen, nummer)
    return Blad([_loopt(rij) for rij in blad.rijen], blad.nummer, blad.vorige, blad.volgende)


def _loopt(rij: Any) -> Loopt:
    zaak = getattr(rij, "wmo_zaak", None)
    wie = zaak.besluit_bij if zaak is not None and zaak.besluit_bij else rij.casus.behandelaar
    return Loopt(
        rij, FASENAAM[Fase(rij.fase)], wie.naam if wie else "", rij.uiterlijk, rij.klok == "opgeschort"
    )


@dataclass(frozen=True, slots=True)
class Opnieuw:
    """Help that has to be looked at again: whose it is, what it is, and by which day (art. 2.3.9)."""

    termijn: Termijn
    besluit: Beschikking
    hulp: str
    aanbieder: str
    eigenaar: str
    mag_kijken: bool


def opnieuw_te_bekijken(gebruiker: Any, vandaag: date, *, alles: bool) -> QuerySet[Any]:
    """Return the running terms to look again; without `alles` those that are due within four weeks."""
    rijen = Termijn.objects.filter(termijnen_zichtbaar(gebruiker), sleutel="wmo_heronderzoek")
    rijen = rijen.lopend()
    if not alles:
        rijen = rijen.filter(einde__lte=vandaag + BINNENKORT)
    return rijen.select_related("casus__team", "eigenaar", "huishouden").order_by("einde", "id")


def _mag_kijken(gebruiker: Any, rij: Termijn) -> bool:
    """Tell whether this person writes on decisions in the team of this help; no query."""
    team_id = rij.casus.team_id if rij.casus else None
    if team_id is None or not SCHRIJFT & gebruiker.rollen:
        return False
    return bool(zicht_in_team(gebruiker, team_id).mag(Categorie.BESLUITEN, schrijven=True))


def blad_opnieuw(rijen: QuerySet[Any], nummer: int, gebruiker: Any) -> Blad:
    """Return a page of what has to be looked at again; three queries."""
    blad = blad_van(rijen, nummer)
    ids = [rij.beschikking_id for rij in blad.rijen]
    besluiten = {
        rij.pk: rij for rij in Beschikking.objects.filter(pk__in=ids).select_related("inwoner", "melding")
    }
    hulp: dict[Any, list[Toewijzing]] = {}
    for deel in Toewijzing.objects.filter(beschikking_id__in=ids).select_related("aanbieder"):
        hulp.setdefault(deel.beschikking_id, []).append(deel)
    regels = [
        Opnieuw(
            rij,
            besluiten[rij.beschikking_id],
            ", ".join(deel.titel for deel in hulp.get(rij.beschikking_id, [])),
            ", ".join(
                deel.aanbieder.naam for deel in hulp.get(rij.beschikking_id, []) if deel.aanbieder is not None
            ),
            rij.eigenaar.naam if rij.eigenaar else "",
            _mag_kijken(gebruiker, rij),
        )
        for rij in blad.rijen
        if rij.beschikking_id in besluiten
    ]
    return Blad(regels, blad.nummer, blad.vorige, blad.volgende)


BIJDRAGEN = ("klaar", "wacht", "geen")


def bijdragen(gebruiker: Any, welke: str) -> QuerySet[Any]:
    """Return decisions with the facts of the contribution that this person sees (art. 2.1.4).

    `klaar`: made known, and there is something to pay. `wacht`: not made known yet. `geen`: nothing to pay.
    """
    maatwerk = "melding__wmo_zaak__maatwerk"
    rijen = (
        Beschikking.objects.filter(besluiten_zichtbaar(gebruiker), wet="wmo")
        .exclude(**{f"{maatwerk}__bijdrage_verschuldigd": None})
        .exclude(stand=BesluitStand.INGETROKKEN)
        .select_related("inwoner", "huishouden", maatwerk, f"{maatwerk}__product")
    )
    verschuldigd = Q(**{f"{maatwerk}__bijdrage_verschuldigd": True})
    if welke == "geen":
        return rijen.exclude(verschuldigd).order_by("-gemaakt_op", "id")
    rijen = rijen.filter(verschuldigd)
    if welke == "wacht":
        return rijen.exclude(stand=BesluitStand.BEKEND).order_by("gemaakt_op", "id")
    return rijen.filter(stand=BesluitStand.BEKEND).order_by("bekend_op", "id")
