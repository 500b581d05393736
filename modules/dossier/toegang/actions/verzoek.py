"""Ask for access to one household; give it until a day, refuse it with a sentence, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import get_default_timezone, localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy.models import nieuwe_id
from modules.dossier.models import Huishouden, Toegangsgrond
from modules.dossier.toegang.attenderen import attendeer, is_afgehandeld
from modules.dossier.toegang.codelijsten import VerzoekStand
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.dossier.toegang.mensen import beantwoorders, mag_beantwoorden, mag_beslissen
from modules.dossier.toegang.models import Toegangsverzoek
from modules.dossier.toegang.rules.termijn import einde_van_toegang

REDEN_MINSTENS = 10


class RedenTeKort(Refusal):
    text = "Schrijf in een zin waarom. Dan weet de ander waar het over gaat."


class AlGevraagd(Refusal):
    text = "Je hebt hier al toegang gevraagd. Wacht op het antwoord, of trek je vraag in."


class AlBeantwoord(Refusal):
    text = "Een collega heeft deze vraag net beantwoord."


class NietVoorJezelf(Refusal):
    text = "Je kunt jezelf geen toegang geven. Vraag het aan de teamleider."


class NietJouwAntwoord(Refusal):
    text = "Alleen de regisseur of de teamleider beantwoordt deze vraag."


class AntwoordNodig(Refusal):
    text = "Schrijf in een zin waarom niet. De vrager krijgt deze zin te lezen."


class AlVoorbij(Refusal):
    text = "Deze toegang is al voorbij."


@transaction.atomic
def request_toegang(
    *,
    huishoudens: Sequence[Huishouden],
    reden: str,
    gezocht: str,
    mocht_bekend: bool,
    by: Any,
    at: datetime,
    id: UUID | None = None,
) -> list[Toegangsverzoek]:
    """Ask the regisseur of each household that the question pointed at (mostly one).

    `id` is the key of the form: sent twice, it is one question. Who asks is not told how many there are.

    :raises RedenTeKort: less than a sentence.
    :raises AlGevraagd: the same question is still open.
    """
    if len(reden.strip()) < REDEN_MINSTENS:
        raise RedenTeKort
    groep = id or nieuwe_id()
    eerder = list(Toegangsverzoek.objects.filter(groep=groep, gevraagd_door_id=by.pk))
    if eerder:
        return eerder
    open_van = Toegangsverzoek.objects.open().filter(
        gevraagd_door_id=by.pk, huishouden__in=[huishouden.pk for huishouden in huishoudens]
    )
    al_open = set(open_van.values_list("huishouden_id", flat=True))
    nieuw = [huishouden for huishouden in huishoudens if huishouden.pk not in al_open]
    if not nieuw:
        raise AlGevraagd
    return [_vraag(huishouden, groep, reden.strip(), gezocht, mocht_bekend, by, at) for huishouden in nieuw]


def _vraag(
    huishouden: Huishouden,
    groep: UUID,
    reden: str,
    gezocht: str,
    mocht_bekend: bool,
    by: Any,
    at: datetime,
) -> Toegangsverzoek:
    verzoek = Toegangsverzoek.objects.create(
        groep=groep,
        huishouden=huishouden,
        gevraagd_door=by,
        gevraagd_op=at,
        reden=reden,
        gezocht=gezocht or None,
        mocht_bekend=mocht_bekend,
    )
    wie = beantwoorders(huishouden, behalve=by.pk)
    if not wie:
        attendeer(
            rol=Rol.FG,
            soort="verzoek",
            tekst=f"{by.naam} vraagt toegang, en niemand kan daarop antwoorden: het team heeft geen teamleider.",
            url=reverse("toegang:toezicht"),
            at=at,
        )
    attendeer(
        voor=wie,
        soort="verzoek",
        tekst=f"{by.naam} vraagt toegang tot een huishouden.",
        url=reverse("toegang:verzoek", args=[verzoek.pk]),
        at=at,
        mail=True,
    )
    audit.record(
        "toegang.verzoek.gedaan",
        target=verzoek,
        by=by,
        at=at,
        soort="C",
        reden=reden,
        detail=_detail(verzoek),
    )
    return verzoek


@transaction.atomic
def grant_toegang(
    *,
    verzoek: Toegangsverzoek,
    tot: date,
    antwoord: str,
    instellingen: ToegangInstellingen,
    by: Any,
    at: datetime,
) -> Toegangsgrond:
    """Give the right on that one household until the end of the day `tot`; counts as involved.

    :raises AlBeantwoord, NietVoorJezelf, NietJouwAntwoord, EindeKlopt: see their texts.
    """
    verzoek = _op_slot(verzoek, by)
    laatste = einde_van_toegang(tot, vandaag=localdate(at), hoogstens=instellingen.verzoek_dagen_hoogstens)
    grond = Toegangsgrond.objects.create(
        huishouden_id=verzoek.huishouden_id,
        gebruiker_id=verzoek.gevraagd_door_id,
        soort="verzoek",
        categorieen=list("ABCDEFGHIJKL"),
        schrijft=True,
        tekst=f"Toegang gegeven door {by.naam}"[:300],
        bron_id=verzoek.pk,
        van=at,
        tot=_einde_van_de_dag(laatste),
        gegeven_door=by,
    )
    verzoek.grond_id, verzoek.tot = grond.pk, laatste
    _beantwoord(verzoek, VerzoekStand.GEGEVEN, antwoord, by, at)
    _bericht(verzoek, "Je hebt toegang gekregen tot een huishouden.", at)
    audit.record(
        "toegang.verzoek.toegekend", target=verzoek, by=by, at=at, soort="U", detail=_detail(verzoek)
    )
    return grond


@transaction.atomic
def refuse_toegang(*, verzoek: Toegangsverzoek, antwoord: str, by: Any, at: datetime) -> Toegangsverzoek:
    """Say no, with a sentence that the asker reads.

    :raises AntwoordNodig: without a sentence.
    :raises AlBeantwoord, NietVoorJezelf, NietJouwAntwoord: see their texts.
    """
    verzoek = _op_slot(verzoek, by)
    if len(antwoord.strip()) < REDEN_MINSTENS:
        raise AntwoordNodig
    _beantwoord(verzoek, VerzoekStand.GEWEIGERD, antwoord, by, at)
    _bericht(verzoek, "Je vraag om toegang is beantwoord.", at)
    audit.record(
        "toegang.verzoek.geweigerd", target=verzoek, by=by, at=at, soort="U", detail=_detail(verzoek)
    )
    return verzoek


@transaction.atomic
def withdraw_verzoek(*, groep: UUID, by: Any, at: datetime) -> int:
    """Take back the own question while nobody answered it; return how many rows that were."""
    open_van = Toegangsverzoek.objects.open().filter(groep=groep, gevraagd_door_id=by.pk)
    rijen = list(open_van.select_for_update())
    for verzoek in rijen:
        verzoek.stand = VerzoekStand.INGETROKKEN
        verzoek.save(update_fields=["stand"])
        is_afgehandeld(reverse("toegang:verzoek", args=[verzoek.pk]), at=at)
        audit.record(
            "toegang.verzoek.teruggenomen", target=verzoek, by=by, at=at, soort="U", detail=_detail(verzoek)
        )
    return len(rijen)


@transaction.atomic
def revoke_toegang(*, grond: Toegangsgrond, by: Any, at: datetime) -> Toegangsgrond:
    """Close a right that was asked for: from the next request on.

    The holder may give it back; otherwise the regisseur or the teamleider.

    :raises AlVoorbij: it ended already.
    :raises NietJouwAntwoord: somebody else decides.
    """
    grond = (
        Toegangsgrond.objects.select_for_update(of=("self",)).select_related("huishouden").get(pk=grond.pk)
    )
    if grond.gebruiker_id != by.pk and not mag_beslissen(by, grond.huishouden):
        raise NietJouwAntwoord
    if grond.ingetrokken_op is not None or (grond.tot is not None and grond.tot <= at):
        raise AlVoorbij
    grond.ingetrokken_op = at
    grond.save(update_fields=["ingetrokken_op"])
    if grond.gebruiker_id is not None and grond.gebruiker_id != by.pk:
        attendeer(
            voor=[grond.gebruiker_id],
            soort="verzoek",
            tekst="Je toegang tot een huishouden is gestopt.",
            url=reverse("toegang:mijn_verzoeken"),
            at=at,
        )
    audit.record(
        "toegang.verzoek.ingetrokken",
        target=grond,
        by=by,
        at=at,
        soort="U",
        detail={"grond_id": str(grond.pk)},
    )
    return grond


def standaard_einde(vandaag: date, instellingen: ToegangInstellingen) -> date:
    """Return the day that is filled in when access is given."""
    dagen = min(instellingen.verzoek_dagen, instellingen.verzoek_dagen_hoogstens)
    return vandaag + timedelta(days=max(dagen, 1))


def _op_slot(verzoek: Toegangsverzoek, by: Any) -> Toegangsverzoek:
    rijen = Toegangsverzoek.objects.select_for_update(of=("self",)).select_related("huishouden")
    verzoek = rijen.get(pk=verzoek.pk)
    if verzoek.gevraagd_door_id == by.pk:
        raise NietVoorJezelf
    if not mag_beantwoorden(by, verzoek.huishouden, vrager=verzoek.gevraagd_door_id):
        raise NietJouwAntwoord
    if not verzoek.is_open:
        raise AlBeantwoord
    return verzoek


def _beantwoord(verzoek: Toegangsverzoek, stand: VerzoekStand, antwoord: str, by: Any, at: datetime) -> None:
    verzoek.stand, verzoek.antwoord = stand, antwoord.strip()
    verzoek.beoordeeld_door, verzoek.beoordeeld_op = by, at
    verzoek.save()
    is_afgehandeld(reverse("toegang:verzoek", args=[verzoek.pk]), at=at)


def _bericht(verzoek: Toegangsverzoek, tekst: str, at: datetime) -> None:
    attendeer(
        voor=[verzoek.gevraagd_door_id],
        soort="verzoek",
        tekst=tekst,
        url=reverse("toegang:mijn_verzoeken"),
        at=at,
    )


def _einde_van_de_dag(dag: date) -> datetime:
    morgen = datetime.combine(dag + timedelta(days=1), time(), tzinfo=get_default_timezone())
    return morgen.astimezone(UTC)


def _detail(verzoek: Toegangsverzoek) -> dict[str, str]:
    return {"verzoek_id": str(verzoek.pk), "grond_id": str(verzoek.grond_id or "")}
