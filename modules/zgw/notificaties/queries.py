"""What the administrator wants to know: who hears, how that goes, and what stayed behind."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from keukentafel.koppelkaarten import Kaartstand
from keukentafel.uitgaand.models import Bestemming, Bezorging, Bezorgstand
from modules.zgw.notificaties.actions.abonnement import SOORT
from modules.zgw.notificaties.models import Abonnement, Keuze

ZICHTBAAR: Final = 100


@dataclass(frozen=True, slots=True)
class Beeld:
    """A subscription as the list shows it."""

    abonnement: Abonnement
    keuzes: Sequence[Keuze]
    wacht: int
    bleef_liggen: int
    bestemming: Bestemming | None
    mag: bool

    @property
    def naam(self) -> str:
        """The program that took it; of one whose program is gone, where it leads."""
        programma = self.abonnement.applicatie
        return programma.label if programma is not None else urlsplit(self.abonnement.adres).netloc

    @property
    def stand(self) -> tuple[str, str]:
        """How it goes, as the badge of the screen wants it."""
        if self.abonnement.gestopt_op is not None:
            return "rustig", "Gestopt"
        if not self.mag:
            return "let_op", "Mag niet meer"
        if self.bestemming is not None and self.bestemming.mislukt_op_rij:
            return "gevaar", "Reageert niet"
        if self.bleef_liggen:
            return "let_op", "Niet alles bezorgd"
        return "goed", "Doet het"


def abonnementen() -> list[Beeld]:
    """Return every subscription. Five queries, whatever their number."""
    return _beelden(list(_alles()))


def abonnement_beeld(abonnement: Abonnement) -> Beeld:
    """Return one."""
    return _beelden([abonnement])[0]


def zoek(id: UUID) -> Abonnement | None:
    """Return one with its choices, or None."""
    gevonden: Abonnement | None = _alles().filter(pk=id).first()
    return gevonden


def _alles() -> Any:
    return Abonnement.objects.select_related("applicatie").prefetch_related(
        Prefetch("keuzes", Keuze.objects.select_related("kanaal"))
    )


def _beelden(rijen: list[Abonnement]) -> list[Beeld]:
    ids = [rij.pk for rij in rijen]
    standen = {rij.pk: rij for rij in Bestemming.objects.filter(pk__in=ids)}
    tellingen = dict(_tel(bestemming__in=ids))
    mogen = set(Abonnement.objects.filter(pk__in=ids).die_mogen().values_list("pk", flat=True))
    return [
        Beeld(
            abonnement=rij,
            keuzes=list(rij.keuzes.all()),
            wacht=tellingen.get((rij.pk, Bezorgstand.WACHT), 0),
            bleef_liggen=tellingen.get((rij.pk, Bezorgstand.OPGEGEVEN), 0),
            bestemming=standen.get(rij.pk),
            mag=rij.pk in mogen,
        )
        for rij in rijen
    ]


def _tel(**waar: Any) -> list[tuple[tuple[UUID, str], int]]:
    rijen = (
        Bezorging.objects.filter(**waar, stand__in=[Bezorgstand.WACHT, Bezorgstand.OPGEGEVEN])
        .order_by()
        .values_list("bestemming_id", "stand")
        .annotate(aantal=Count("id"))
    )
    return [((id, stand), aantal) for id, stand, aantal in rijen]


@dataclass(frozen=True, slots=True)
class Stuk:
    """A message that stayed behind: what it was about (the end of its number), never about whom."""

    id: UUID
    kanaal: str
    wat: str
    op: datetime
    reden: str


def stukken(abonnement: Abonnement, stand: Bezorgstand) -> list[Stuk]:
    """Return the latest messages of a subscription that were given up, or let go."""
    rijen = (
        Bezorging.objects.filter(bestemming=abonnement.pk, stand=stand)
        .select_related("bericht")
        .order_by("-sinds")[:ZICHTBAAR]
    )
    uit = []
    for rij in rijen:
        inhoud = json.loads(str(rij.bericht.lading))
        actie = ACTIES.get(inhoud.get("actie", ""), inhoud.get("actie", ""))
        waarvan = str(inhoud.get("hoofdObject", "")).rpartition("/")[2][-8:]
        wat = f"{inhoud.get('resource', '')} {waarvan}: {actie}"
        uit.append(Stuk(rij.pk, inhoud.get("kanaal", ""), wat, rij.bericht.geschreven_op, rij.laatste_fout))
    return uit


ACTIES: Final = {
    "create": "gemaakt", "update": "gewijzigd", "partial_update": "gewijzigd", "destroy": "verwijderd",
}  # fmt: skip


def kaartstand() -> list[Kaartstand]:
    """Say how it goes on the card of the page Koppelingen. Two queries."""
    stuk = Bestemming.objects.filter(pk=OuterRef("pk"), mislukt_op_rij__gt=0)
    loopt = Q(gestopt_op=None)
    lopend = Abonnement.objects.aggregate(
        hoeveel=Count("pk", filter=loopt),
        gestopt=Count("pk", filter=~loopt),
        weg=Count("pk", filter=loopt & Q(Exists(stuk))),
    )
    bleef = Bezorging.objects.filter(bestemming__soort=SOORT, stand=Bezorgstand.OPGEGEVEN).count()
    hoeveel = _telwoord(lopend["hoeveel"], "abonnement", "abonnementen")
    uit = [Kaartstand("goed" if lopend["hoeveel"] > lopend["weg"] else "rustig", hoeveel)]
    if lopend["gestopt"]:
        uit.append(
            Kaartstand("rustig", f"{lopend['gestopt']} {'staat' if lopend['gestopt'] == 1 else 'staan'} stil")
        )
    if lopend["weg"]:
        uit.append(Kaartstand("gevaar", f"{_telwoord(lopend['weg'], 'systeem', 'systemen')} zonder antwoord"))
    if bleef:
        uit.append(Kaartstand("let_op", f"{_telwoord(bleef, 'bericht', 'berichten')} niet bezorgd"))
    return uit


def _telwoord(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"
