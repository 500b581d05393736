"""Requests for access: the own ones, those that wait for an answer, and the rights that run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from modules.dossier.models import Huishouden, Regisseurschap, Toegangsgrond
from modules.dossier.toegang.codelijsten import VerzoekStand
from modules.dossier.toegang.models import Noodtoegang, Toegangsverzoek
from modules.dossier.zicht.lezers import plekken_van
from modules.inrichting.rules.protocol import Functie

LAATSTE = 30


@dataclass(frozen=True, slots=True)
class MijnVerzoek:
    """One question of one's own, whatever the number of households behind it."""

    groep: UUID
    stand: VerzoekStand
    gevraagd_op: datetime
    reden: str
    gezocht: str
    team: str
    antwoord: str
    door: str
    tot: date | None
    grond_id: UUID | None
    huishouden_id: UUID | None  # when an answer about it is shown: that is a look, and is written as one
    huishouden: Huishouden | None  # only when access was given, or was asked from the household itself
    loopt: bool


def mijn_verzoeken(gebruiker_id: UUID, at: datetime) -> list[MijnVerzoek]:
    """Return what this person asked, newest first. Two queries, whatever the number.

    Of a household that is not (or no longer) to be seen, only what was typed and the team are told.
    """
    rijen = list(
        Toegangsverzoek.objects.filter(gevraagd_door_id=gebruiker_id)
        .select_related("huishouden__team", "beoordeeld_door")
        .order_by("-gevraagd_op", "-id")[:LAATSTE]
    )
    gronden = {rij.grond_id for rij in rijen if rij.grond_id}
    lopend = set(Toegangsgrond.objects.geldig(at).filter(pk__in=gronden).values_list("pk", flat=True))
    per_groep: dict[UUID, list[Toegangsverzoek]] = {}
    for rij in rijen:
        per_groep.setdefault(rij.groep, []).append(rij)
    return [_mijn(groep, samen, lopend) for groep, samen in per_groep.items()]


_VOORRANG = (VerzoekStand.GEGEVEN, VerzoekStand.OPEN, VerzoekStand.GEWEIGERD, VerzoekStand.INGETROKKEN)


def _mijn(groep: UUID, rijen: list[Toegangsverzoek], lopend: set[UUID]) -> MijnVerzoek:
    """Take the best answer as the answer: how many households were asked, is not told."""
    rij = min(rijen, key=lambda rij: (_VOORRANG.index(VerzoekStand(rij.stand)), -rij.gevraagd_op.timestamp()))
    loopt = rij.grond_id in lopend
    return MijnVerzoek(
        groep=groep,
        stand=VerzoekStand(rij.stand),
        gevraagd_op=rij.gevraagd_op,
        reden=rij.reden,
        gezocht=str(rij.gezocht or ""),
        team=rij.huishouden.team.naam if rij.huishouden.team else "",
        antwoord=rij.antwoord,
        door=rij.beoordeeld_door.naam if rij.beoordeeld_door else "",
        tot=rij.tot,
        grond_id=rij.grond_id if loopt else None,
        huishouden_id=rij.huishouden_id if rij.antwoord else None,
        huishouden=rij.huishouden if loopt or rij.mocht_bekend else None,
        loopt=loopt,
    )


def te_beantwoorden(gebruiker: Any) -> QuerySet[Toegangsverzoek]:
    """Return the open questions that this person decides about, the oldest first."""
    regie = Regisseurschap.objects.filter(gebruiker_id=gebruiker.pk, tot=None)
    teams = [plek.team_id for plek in plekken_van(gebruiker) if Functie.TEAMLEIDER in plek.functies]
    mag = Q(huishouden__in=regie.values("huishouden_id")) | Q(huishouden__team_id__in=teams)
    return (
        Toegangsverzoek.objects.open()
        .filter(mag)
        .exclude(gevraagd_door_id=gebruiker.pk)
        .select_related("huishouden__team", "gevraagd_door")
        .order_by("gevraagd_op", "id")
    )


def te_beoordelen_door(gebruiker: Any) -> list[NoodTeBeoordelen]:
    """Return the emergencies in the teams that this person leads, which nobody reviewed. At most one query."""
    teams = [plek.team_id for plek in plekken_van(gebruiker) if Functie.TEAMLEIDER in plek.functies]
    if not teams:
        return []
    rijen = Noodtoegang.objects.te_beoordelen().filter(huishouden__team_id__in=teams)
    waarden = rijen.exclude(gebruiker_id=gebruiker.pk).values_list(
        "pk", "gebruiker__naam", "van", "beoordelen_voor"
    )
    return [
        NoodTeBeoordelen(naam, van, voor, reverse("toegang:nood_beoordelen", args=[pk]))
        for pk, naam, van, voor in waarden.order_by("beoordelen_voor", "pk")[:LAATSTE]
    ]


def lopende_rechten(huishouden_id: UUID, at: datetime) -> list[Toegangsgrond]:
    """Return the rights of single people that run on this household, newest first. One query."""
    return list(
        Toegangsgrond.objects.geldig(at)
        .filter(huishouden_id=huishouden_id)
        .exclude(gebruiker=None)
        .select_related("gebruiker", "gegeven_door")
        .order_by("-van", "-id")
    )


@dataclass(frozen=True, slots=True)
class NoodTeBeoordelen:
    """An emergency that waits for a verdict: who, when, and by when; not which household."""

    naam: str
    van: datetime
    voor: date
    url: str


@dataclass(frozen=True, slots=True)
class MijnNood:
    """One emergency of one's own; while it runs, with the way in. The household is not named."""

    reden: str
    van: datetime
    tot: datetime
    loopt: bool
    url: str
    beoordelen_voor: date
    oordeel: str
    toelichting: str
    door: str


def mijn_noodtoegangen(gebruiker_id: UUID, at: datetime) -> list[MijnNood]:
    """Return the own emergencies, newest first. One query."""
    rijen = Noodtoegang.objects.filter(gebruiker_id=gebruiker_id).select_related("beoordeeld_door")
    return [
        MijnNood(
            reden=str(rij.get_reden_display()),
            van=rij.van,
            tot=rij.eindigt_op,
            loopt=rij.loopt(at),
            url=reverse("dossier:huishouden", args=[rij.huishouden_id]) if rij.loopt(at) else "",
            beoordelen_voor=rij.beoordelen_voor,
            oordeel=str(rij.get_oordeel_display()) if rij.oordeel else "",
            toelichting=rij.oordeel_toelichting,
            door=rij.beoordeeld_door.naam if rij.beoordeeld_door else "",
        )
        for rij in rijen.order_by("-van")[:LAATSTE]
    ]
