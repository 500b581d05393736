"""A request of a resident: taken in, identity checked, handled, extended, decided, answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.identity.rollen import Rol
from keukentafel.values.bevinding import Bevinding, fouten
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.bewaren.actions.vernietiging import put_verzoek_on_list
from modules.dossier.bewaren.models import Besluit, Verzoek, VerzoekSoort, VerzoekStand
from modules.dossier.bewaren.rules import verzoek as regels
from modules.dossier.bewaren.verzamelen import huishoudens_van
from modules.dossier.models import (
    Gezagsrelatie,
    Grondslag,
    Huishouden,
    Inwoner,
    Inwonertekst,
    Termijn,
    TijdlijnGroep,
    Toegangsgrond,
    Vertegenwoordiger,
)
from modules.dossier.toegang.attenderen import attendeer
from modules.dossier.toegang.mensen import beantwoorders
from modules.inrichting.codelijsten import TermijnStatus
from modules.inrichting.rules.protocol import Mate

TERMIJN = "verzoek_inwoner"
_NA_DE_TERMIJN = timedelta(days=30)


class MagNietVragen(Refusal):
    """Whoever asks may not ask this; `bevindingen` tell why."""

    def __init__(self, bevindingen: Collection[Bevinding]) -> None:
        self.bevindingen = tuple(bevindingen)
        super().__init__(" ".join(bevinding.text for bevinding in self.bevindingen))


class BesluitKloptNiet(MagNietVragen):
    """A decision misses its ground, its reason or what was done."""


class VerzoekIsKlaar(Refusal):
    text = "Dit verzoek is al beantwoord."


class IdentiteitEerst(Refusal):
    text = "Leg eerst vast hoe je weet dat dit de juiste persoon is."


class NogNietBesloten(Refusal):
    text = "Neem eerst een besluit. Daarna leg je vast hoe je antwoord gaf."


class VerzoekBestaatAl(Refusal):
    text = "Dit verzoek is al vastgelegd."


@dataclass(frozen=True, slots=True)
class NieuwVerzoek:
    """What somebody asks, and on whose behalf."""

    soort: str
    aanvrager: str
    aanvrager_naam: str
    machtiging: str
    ontvangen_op: date
    ontvangst: str
    inhoud: str
    wet: str = ""


def wie_van(inwoner: Inwoner, dag: date) -> regels.Wie:
    """Return what the file says of this person's age, gezag and representatives on a day."""
    gezag = [g for g in Gezagsrelatie.objects.filter(kind=inwoner) if _geldt(g, dag)]
    namens = [v for v in Vertegenwoordiger.objects.filter(inwoner=inwoner) if _geldt(v, dag)]
    return regels.Wie(
        geboren=inwoner.geboortedatum,
        gezag=tuple(g.soort for g in gezag),
        vertegenwoordigers=tuple(v.soort for v in namens),
        is_overleden=inwoner.overleden_op is not None,
    )


def _geldt(rij: Any, dag: date) -> bool:
    return (rij.van is None or rij.van <= dag) and (rij.tot is None or rij.tot > dag)


@transaction.atomic
def register_verzoek(
    *,
    huishouden: Huishouden,
    inwoner: Inwoner,
    nieuw: NieuwVerzoek,
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> Verzoek:
    """Take a request in and start its term (AVG 12 lid 3; Jeugdwet 7.3.9; Wmo 5.3.5).

    :raises MagNietVragen: by age or gezag this is not for whoever asks.
    :raises VerzoekBestaatAl: the same form was sent before.
    """
    if id and Verzoek.objects.filter(pk=id).exists():
        raise VerzoekBestaatAl
    dag = localdate(at)
    mis = fouten(
        regels.controleer_aanvrager(
            wie_van(inwoner, nieuw.ontvangen_op),
            aanvrager=nieuw.aanvrager,
            machtiging=nieuw.machtiging,
            dag=nieuw.ontvangen_op,
        )
    )
    if mis:
        raise MagNietVragen(mis)
    norm = regels.norm_van(nieuw.soort, nieuw.wet)
    som = regels.termijn_van(norm, nieuw.ontvangen_op, vandaag=dag)
    verzoek = Verzoek(
        huishouden=huishouden, inwoner=inwoner, team_id=huishouden.team_id, soort=nieuw.soort, wet=nieuw.wet,
        aanvrager=nieuw.aanvrager, aanvrager_naam=nieuw.aanvrager_naam or inwoner.naam,
        machtiging=nieuw.machtiging, ontvangen_op=nieuw.ontvangen_op, ontvangst=nieuw.ontvangst,
        inhoud=nieuw.inhoud, norm=norm, uiterlijk=som.einde, waarom=som.waarom, gemaakt_door=by, gemaakt_op=at,
    )  # fmt: skip
    if id:
        verzoek.pk = id
    verzoek.save(force_insert=True)
    _zet_termijn(verzoek)
    _meld(verzoek, f"Verzoek ontvangen: {verzoek.get_soort_display().lower()}", by=by, at=at)
    audit.record(
        "bewaren.verzoek.ontvangen", target=verzoek, by=by, at=at, soort="C", detail={"soort": nieuw.soort}
    )
    return verzoek


@transaction.atomic
def check_identiteit(
    *, verzoek: Verzoek, hoe: str, versie: int | None = None, by: Any, at: datetime
) -> Verzoek:
    """Record how somebody knows that this is the right person; nothing is decided before."""
    verzoek = _open(verzoek, versie)
    verzoek.identiteit, verzoek.identiteit_op, verzoek.identiteit_door = hoe, localdate(at), by
    _bewaar(verzoek, "identiteit", "identiteit_op", "identiteit_door")
    audit.record("bewaren.verzoek.identiteit", target=verzoek, by=by, at=at, detail={"hoe": hoe})
    if verzoek.soort == VerzoekSoort.INZAGE:
        _vraag_andere_teams(verzoek, by=by, at=at)
    return verzoek


def _vraag_andere_teams(verzoek: Verzoek, *, by: Any, at: datetime) -> None:
    """Ask who goes about another household of this person to look at what is there: a copy is of everything."""
    if verzoek.inwoner is None:
        return
    elders = [pk for pk in huishoudens_van(verzoek.inwoner) if pk != verzoek.huishouden_id]
    for huishouden in Huishouden.objects.filter(pk__in=elders).order_by("pk"):
        attendeer(
            voor=[wie for wie in beantwoorders(huishouden, behalve=by.pk) if wie != by.pk], soort="nakijken",
            url=reverse("bewaren:doornemen", args=[verzoek.pk]), at=at,
            tekst="Een inwoner vroeg om een afschrift. Kijk na wat er bij jouw team staat en mee mag.",
        )  # fmt: skip


@transaction.atomic
def assign_verzoek(
    *, verzoek: Verzoek, aan: Any, versie: int | None = None, by: Any, at: datetime
) -> Verzoek:
    """Give a request to somebody. That person is involved with the household until the answer.

    For a copy the request is also the consent that opens what the function sees with consent only;
    what the function never sees stays closed, and another decides on those pieces.
    """
    verzoek = _open(verzoek, versie)
    verzoek.behandelaar = aan
    if verzoek.stand == VerzoekStand.ONTVANGEN:
        verzoek.stand = VerzoekStand.BEZIG
    _bewaar(verzoek, "behandelaar", "stand")
    _sluit_toegang(verzoek, at)
    _geef_toegang(verzoek, aan, by=by, at=at)
    Termijn.objects.filter(pk=_termijn_id(verzoek)).update(eigenaar=aan)
    if verzoek.soort == VerzoekSoort.INZAGE:
        attendeer(
            rol=Rol.FG, soort="verzoek", url=verzoek.get_absolute_url(), at=at,
            tekst="Een verzoek om inzage is toegewezen. De behandelaar ziet daardoor meer van dit dossier.",
        )  # fmt: skip
    audit.record("bewaren.verzoek.toegewezen", target=verzoek, by=by, at=at, detail={"aan": str(aan.pk)})
    return verzoek


def _geef_toegang(verzoek: Verzoek, aan: Any, *, by: Any, at: datetime) -> None:
    soorten = [Grondslag.VERZOEK]
    if verzoek.soort == VerzoekSoort.INZAGE and verzoek.identiteit:
        soorten.append(Grondslag.TOESTEMMING)
    tot = max(at, at + (verzoek.uiterlijk - localdate(at)) + _NA_DE_TERMIJN)
    for soort in soorten:
        Toegangsgrond.objects.create(
            huishouden=_huishouden(verzoek), inwoner_id=verzoek.inwoner_id, gebruiker=aan, soort=soort,
            categorieen=list("DEFGHI") if soort == Grondslag.TOESTEMMING else [], mate=Mate.ALLES,
            tekst=f"Verzoek van de inwoner: {verzoek.get_soort_display().lower()} (AVG)", bron_id=verzoek.pk,
            van=at, tot=tot, gegeven_door=by,
        )  # fmt: skip


def _sluit_toegang(verzoek: Verzoek, at: datetime) -> None:
    Toegangsgrond.objects.filter(bron_id=verzoek.pk, ingetrokken_op=None).update(ingetrokken_op=at)


@transaction.atomic
def extend_verzoek(
    *, verzoek: Verzoek, omdat: str, versie: int | None = None, by: Any, at: datetime
) -> Verzoek:
    """Take two months more (AVG 12 lid 3); the resident is told, with the reason, within the first month.

    :raises BesluitKloptNiet: the law gives no more time, or not any more.
    """
    verzoek, dag = _open(verzoek, versie), localdate(at)
    mis = regels.controleer_verlenging(
        verzoek.norm, verzoek.uiterlijk, dag, al_verlengd=verzoek.verlengd_op is not None
    )
    if mis:
        raise BesluitKloptNiet(mis)
    som = regels.termijn_van(verzoek.norm, verzoek.ontvangen_op, vandaag=dag, verlengd=True)
    verzoek.verlengd_op, verzoek.verlengd_omdat = dag, omdat
    verzoek.uiterlijk, verzoek.waarom = som.einde, som.waarom
    _bewaar(verzoek, "verlengd_op", "verlengd_omdat", "uiterlijk", "waarom")
    Termijn.objects.filter(pk=_termijn_id(verzoek)).update(
        einde=som.einde, ruw_einde=som.ruw_einde, waarom=som.waarom
    )
    audit.record("bewaren.verzoek.verlengd", target=verzoek, by=by, at=at)
    return verzoek


@transaction.atomic
def decide_verzoek(
    *, verzoek: Verzoek, besluit: str, gronden: Iterable[str], motivering: str, wat_gedaan: str,
    versie: int | None = None, by: Any, at: datetime,
) -> Verzoek:  # fmt: skip
    """Decide, with the ground and the reason when (part of) it is refused.

    A granted destruction goes on the list of destruction: two other people look at it there.

    :raises IdentiteitEerst: nobody checked who asks.
    :raises BesluitKloptNiet: a ground, a reason or what was done is missing.
    """
    verzoek = _open(verzoek, versie)
    if not verzoek.identiteit:
        raise IdentiteitEerst
    gronden = [] if besluit == Besluit.JA else list(gronden)
    mis = regels.controleer_besluit(
        soort=verzoek.soort, besluit=besluit, gronden=gronden, motivering=motivering, wat_gedaan=wat_gedaan
    )
    if mis:
        raise BesluitKloptNiet(mis)
    verzoek.besluit, verzoek.weigergronden = besluit, gronden
    verzoek.motivering, verzoek.wat_gedaan = motivering, wat_gedaan
    verzoek.besloten_op, verzoek.besloten_door = localdate(at), by
    verzoek.stand = VerzoekStand.BESLOTEN
    _bewaar(
        verzoek,
        "besluit",
        "weigergronden",
        "motivering",
        "wat_gedaan",
        "besloten_op",
        "besloten_door",
        "stand",
    )
    if verzoek.soort == VerzoekSoort.VERNIETIGING and besluit == Besluit.JA:
        put_verzoek_on_list(verzoek=verzoek, at=at)
    audit.record(
        "bewaren.verzoek.besloten",
        target=verzoek,
        by=by,
        at=at,
        detail={"besluit": besluit, "gronden": gronden},
    )
    return verzoek


@transaction.atomic
def answer_verzoek(
    *, verzoek: Verzoek, op: date, hoe: str, versie: int | None = None, by: Any, at: datetime
) -> Verzoek:
    """Record when and how the resident heard it. From then the time to object runs (UAVG 34)."""
    verzoek = _open(verzoek, versie)
    if not verzoek.besluit:
        raise NogNietBesloten
    verzoek.antwoord_op, verzoek.antwoord_hoe = op, hoe
    verzoek.bezwaar_tot = regels.bezwaar_tot(op)
    verzoek.stand = VerzoekStand.BEANTWOORD
    _bewaar(verzoek, "antwoord_op", "antwoord_hoe", "bezwaar_tot", "stand")
    _sluit_toegang(verzoek, at)
    laat = op > verzoek.uiterlijk
    Termijn.objects.filter(pk=_termijn_id(verzoek), gehaald_op=None).update(
        gehaald_op=op, status=TermijnStatus.OVERSCHREDEN if laat else TermijnStatus.GEHAALD
    )
    _meld(verzoek, f"Verzoek beantwoord: {verzoek.get_soort_display().lower()}", by=by, at=at)
    audit.record("bewaren.verzoek.beantwoord", target=verzoek, by=by, at=at)
    return verzoek


@transaction.atomic
def withdraw_verzoek(*, verzoek: Verzoek, versie: int | None = None, by: Any, at: datetime) -> Verzoek:
    """Record that the resident does not want it any more."""
    verzoek = _open(verzoek, versie)
    verzoek.stand = VerzoekStand.INGETROKKEN
    verzoek.antwoord_op = localdate(at)
    _bewaar(verzoek, "stand", "antwoord_op")
    _sluit_toegang(verzoek, at)
    Termijn.objects.filter(pk=_termijn_id(verzoek)).update(status=TermijnStatus.VERVALLEN)
    audit.record("bewaren.verzoek.ingetrokken", target=verzoek, by=by, at=at)
    return verzoek


@transaction.atomic
def add_verklaring(*, verzoek: Verzoek, tekst: str, bij_soort: str = "dossier", bij_id: UUID | None = None,
                   by: Any, at: datetime) -> Inwonertekst:  # fmt: skip
    """Put the own statement of a resident in the file, beside what professionals wrote (Jeugdwet 7.3.8 lid 2, N10).

    Nobody can change it any more: the database refuses that.
    """
    verzoek = _open(verzoek, None)
    rij = Inwonertekst.objects.create(
        huishouden=_huishouden(verzoek), inwoner_id=verzoek.inwoner_id, bij_soort=bij_soort, bij_id=bij_id,
        tekst=tekst, herkomst="geschreven", opgeschreven_door=by, op=at,
    )  # fmt: skip
    _meld(verzoek, "Eigen verklaring toegevoegd", by=by, at=at)
    audit.record("bewaren.verklaring.toegevoegd", target=rij, by=by, at=at, soort="C")
    return rij


def _open(verzoek: Verzoek, versie: int | None) -> Verzoek:
    rij: Verzoek = Verzoek.objects.select_for_update(of=("self",)).get(pk=verzoek.pk)
    if rij.is_klaar:
        raise VerzoekIsKlaar
    if versie is not None and rij.versie != versie:
        raise Verouderd(huidig=rij)
    return rij


def _bewaar(verzoek: Verzoek, *velden: str) -> None:
    verzoek.versie += 1
    verzoek.save(update_fields=[*velden, "versie"])


def _termijn_id(verzoek: Verzoek) -> UUID:
    """Return the id of the term of a request: it is the same as that of the request."""
    return verzoek.pk


def _zet_termijn(verzoek: Verzoek) -> None:
    Termijn.objects.create(
        id=verzoek.pk, huishouden=_huishouden(verzoek), sleutel=TERMIJN,
        titel=f"Verzoek beantwoorden: {verzoek.get_soort_display().lower()}"[:120],
        uitleg="1 maand na het verzoek" if verzoek.norm == "avg_verzoek" else "3 maanden na het verzoek",
        waarom=verzoek.waarom, begin=verzoek.ontvangen_op, ruw_einde=verzoek.uiterlijk, einde=verzoek.uiterlijk,
    )  # fmt: skip


def _meld(verzoek: Verzoek, titel: str, *, by: Any, at: datetime) -> None:
    huishouden = _huishouden(verzoek)
    schrijf_tijdlijn(
        huishouden=huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="file-text",
        titel=titel,
        at=at,
        by=by,
        bij=verzoek,
    )


def _huishouden(verzoek: Verzoek) -> Huishouden:
    """Return the household of a request; one that was destroyed has none.

    :raises VerzoekIsKlaar: there is nothing left to do.
    """
    if verzoek.huishouden is None:
        raise VerzoekIsKlaar
    return verzoek.huishouden
