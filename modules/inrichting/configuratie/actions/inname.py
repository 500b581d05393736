"""Write the configuration out, look what a file would change, take it in, and turn that back (P13)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.instellingen import instellingen_van_verzoek, lees_instellingen
from keukentafel.tenancy import huidige_gemeente, zaaifouten
from keukentafel.tenancy.sleutels import slot
from modules.inrichting.configuratie.aanvullend import naast
from modules.inrichting.configuratie.bestand import Bestand, Herkomst, schrijf
from modules.inrichting.configuratie.deel import Deel, DeelOngeldig, Gezet, Terugzetbaar, delen
from modules.inrichting.configuratie.models import Configuratieinname, Innamesoort
from modules.inrichting.configuratie.verschil import Regel, verschil

NAAM = "inrichting.configuratie"


class NietOndertekend(Refusal):
    text = (
        "Dit bestand is na het downloaden veranderd, of het is niet ondertekend. "
        "Je kunt het wel vergelijken, maar niet overnemen."
    )


class AndereInstallatie(Refusal):
    text = (
        "Dit bestand komt uit een andere installatie van Keukentafel. "
        "Je kunt het wel vergelijken, maar niet overnemen."
    )


class KanNiet(Refusal):
    """A part cannot be taken in here and now."""


class NietsGekozen(Refusal):
    text = "Kies minstens één onderdeel dat anders is dan nu."


class AlTeruggedraaid(Refusal):
    text = "Dit is al teruggedraaid."


@dataclass(frozen=True, slots=True)
class Bron:
    """Where content comes from: a file with its name, or a version in the library."""

    soort: Innamesoort
    naam: str
    sjabloon: UUID | None = None
    sjabloonversie: UUID | None = None
    sjabloonnummer: int = 0


@dataclass(frozen=True, slots=True)
class Deelproef:
    """What taking in one part would do."""

    sleutel: str
    naam: str
    uitleg: str
    regels: tuple[Regel, ...] = ()
    bezwaren: tuple[str, ...] = ()
    opmerkingen: tuple[str, ...] = ()

    @property
    def is_anders(self) -> bool:
        """Whether there is something to take in."""
        return bool(self.regels)


@dataclass(frozen=True, slots=True)
class Proef:
    """What taking in these parts would do: nothing was changed. `stand` names what it was compared with."""

    delen: tuple[Deelproef, ...]
    onbekend: tuple[str, ...]
    stand: str

    @property
    def anders(self) -> tuple[Deelproef, ...]:
        """The parts in which something differs."""
        return tuple(deel for deel in self.delen if deel.is_anders)

    @property
    def gelijk(self) -> tuple[Deelproef, ...]:
        """The parts in which nothing differs."""
        return tuple(deel for deel in self.delen if not deel.is_anders and not deel.bezwaren)

    @property
    def aantal(self) -> int:
        """How many lines differ."""
        return sum(len(deel.regels) for deel in self.delen)


def lees_alles() -> dict[str, Any]:
    """Return the content of every part as it holds now in this gemeente, read anew."""
    gemeente = huidige_gemeente()
    with instellingen_van_verzoek(gemeente, lees_instellingen(gemeente)):
        return {deel.sleutel: _kaal(deel.lees()) for deel in delen.alle()}


@transaction.atomic
def write_configuratie(*, by: Any, at: datetime) -> str:
    """Return the signed file of this gemeente. It holds no person: no name of staff, no address."""
    gemeente = huidige_gemeente()
    tekst = schrijf(gemeente=gemeente.naam, cbs_code=gemeente.cbs_code, delen=lees_alles(), at=at)
    detail = {"sha256": hashlib.sha256(tekst.encode()).hexdigest()}
    audit.record(f"{NAAM}.gedownload", by=by, at=at, soort="R", detail=detail)
    return tekst


def try_out(*, inhoud: Mapping[str, Any], by: Any, at: datetime, terug: bool = False) -> Proef:
    """Return what taking in these parts would change here, and leave everything as it is.

    It is really done and then undone, so that a part that leans on another (a choice of the team model
    on a module) is judged as it will be. `terug`: it is what stood here before.
    """
    with transaction.atomic():
        nu = lees_alles()
        proeven = [
            _probeer(deel, nu[deel.sleutel], inhoud[deel.sleutel], by=by, at=at, terug=terug)
            for deel in delen.alle()
            if deel.sleutel in inhoud
        ]
        if not zaaifouten.staat_aan("configuratieproef_blijft_staan"):
            transaction.set_rollback(True)
    onbekend = tuple(sorted(set(inhoud) - set(nu)))
    return Proef(tuple(proeven), onbekend, _afdruk(nu))


def _probeer(deel: Deel, nu: Any, inhoud: Any, *, by: Any, at: datetime, terug: bool) -> Deelproef:
    leeg = Deelproef(deel.sleutel, deel.naam, deel.uitleg)
    try:
        regels = verschil(deel.woorden(naast(deel, nu, inhoud)), deel.woorden(inhoud))
        if not regels:
            return leeg
        bezwaren = tuple(deel.bezwaren(inhoud))
        opmerkingen = () if terug and isinstance(deel, Terugzetbaar) else tuple(deel.opmerkingen(inhoud))
        if not bezwaren:
            with transaction.atomic():
                _zet_deel(deel, inhoud, by=by, at=at, terug=terug)
    except DeelOngeldig as refusal:
        return Deelproef(deel.sleutel, deel.naam, deel.uitleg, bezwaren=(str(refusal),))
    except Refusal as refusal:
        bezwaren, opmerkingen = (str(refusal),), ()
    return Deelproef(deel.sleutel, deel.naam, deel.uitleg, regels, bezwaren, opmerkingen)


def check_herkomst(bestand: Bestand) -> None:
    """Refuse to take in a file of which nobody knows who made it.

    :raises NietOndertekend: changed afterwards, or without a signature.
    :raises AndereInstallatie: signed with the key of another installation.
    """
    if zaaifouten.staat_aan("configuratie_zonder_teken_mag"):
        return
    if bestand.herkomst is Herkomst.GEEN:
        raise NietOndertekend
    if bestand.herkomst is Herkomst.ELDERS:
        raise AndereInstallatie


@transaction.atomic
def take_in(
    *, inhoud: Mapping[str, Any], keuze: frozenset[str], bron: Bron, stand: str, by: Any, at: datetime
) -> Configuratieinname:
    """Take the chosen parts in, all or none; what stood there is kept.

    :param stand: what the page was compared with (`Proef.stand`).
    :raises Verouderd: the inrichting was changed since.
    :raises NietsGekozen: no part, or none that differs.
    :raises KanNiet: a part cannot be taken in; the sentence names it.
    """
    with slot("configuratie"):
        nu = lees_alles()
    if _afdruk(nu) != stand:
        raise Verouderd("De inrichting is intussen veranderd. Kijk opnieuw wat er anders wordt.")
    gezet = _zet(nu, {naam: inhoud[naam] for naam in keuze if naam in inhoud}, by=by, at=at)
    if not gezet:
        raise NietsGekozen
    return _bewaar(bron, nu, inhoud, gezet, by=by, at=at)


def _zet(
    nu: Mapping[str, Any], inhoud: Mapping[str, Any], *, by: Any, at: datetime, terug: bool = False
) -> dict[str, Gezet]:
    uit = {}
    for deel in delen.alle():
        if deel.sleutel not in inhoud:
            continue
        wordt = inhoud[deel.sleutel]
        hier = naast(deel, nu[deel.sleutel], wordt)
        if not verschil(deel.woorden(hier), deel.woorden(wordt)):
            continue
        for bezwaar in deel.bezwaren(wordt):
            raise KanNiet(f"{deel.naam}: {bezwaar}")
        uit[deel.sleutel] = _zet_deel(deel, wordt, by=by, at=at, terug=terug)
    return uit


def _zet_deel(deel: Deel, inhoud: Any, *, by: Any, at: datetime, terug: bool) -> Gezet:
    if terug and isinstance(deel, Terugzetbaar):
        return deel.zet_terug(inhoud, by=by, at=at)
    return deel.zet(inhoud, by=by, at=at)


def _bewaar(
    bron: Bron,
    nu: Mapping[str, Any],
    inhoud: Mapping[str, Any],
    gezet: Mapping[str, Gezet],
    *,
    by: Any,
    at: datetime,
) -> Configuratieinname:
    rij = Configuratieinname.objects.create(
        soort=bron.soort,
        bron=bron.naam[:200],
        sjabloon=bron.sjabloon,
        sjabloonversie=bron.sjabloonversie,
        sjabloonnummer=bron.sjabloonnummer,
        delen={naam: _kaal(inhoud[naam]) for naam in gezet},
        vooraf={
            deel.sleutel: naast(deel, nu[deel.sleutel], inhoud[deel.sleutel])
            for deel in delen.alle()
            if deel.sleutel in gezet
        },
        uitkomst=[
            {"deel": naam, "werking": str(deel.werking), "zin": deel.zin, "adres": deel.adres}
            for naam, deel in gezet.items()
        ],
        door=by,
        op=at,
    )
    detail = {"soort": str(bron.soort), "delen": sorted(gezet)}
    audit.record(f"{NAAM}.overgenomen", target=rij, by=by, at=at, detail=detail)
    return rij


@transaction.atomic
def turn_back(*, inname: Configuratieinname, stand: str, by: Any, at: datetime) -> Configuratieinname:
    """Put back what stood there before. Concepts that came of it and were not touched go away.

    :raises AlTeruggedraaid: somebody did already.
    :raises Verouderd: the inrichting was changed since the page was made.
    :raises KanNiet: a part cannot be put back now; the sentence names it.
    """
    inname = Configuratieinname.objects.select_for_update(of=("self",)).get(pk=inname.pk)
    if inname.teruggedraaid_op is not None:
        raise AlTeruggedraaid
    with slot("configuratie"):
        nu = lees_alles()
    if _afdruk(nu) != stand:
        raise Verouderd("De inrichting is intussen veranderd. Kijk opnieuw wat er anders wordt.")
    withdraw_concepten(inname, by=by, at=at)
    gezet = _zet(nu, inname.vooraf, by=by, at=at, terug=True)
    inname.teruggedraaid_op, inname.teruggedraaid_door = at, by
    inname.save(update_fields=["teruggedraaid_op", "teruggedraaid_door"])
    bron = Bron(Innamesoort.TERUG, inname.bron)
    return _bewaar(bron, nu, inname.vooraf, gezet, by=by, at=at)


def try_turn_back(*, inname: Configuratieinname, by: Any, at: datetime) -> Proef:
    """Return what turning back would change, and leave everything as it is."""
    with transaction.atomic():
        withdraw_concepten(inname, by=by, at=at)
        proef = try_out(inhoud=inname.vooraf, by=by, at=at, terug=True)
        transaction.set_rollback(True)
    return proef


def withdraw_concepten(inname: Configuratieinname, *, by: Any, at: datetime) -> None:
    """Throw away the concepts that this inname made and nobody touched."""
    for deel in delen.alle():
        if deel.sleutel in inname.delen:
            deel.trek_in(inname.delen[deel.sleutel], by=by, at=at)


def _kaal(inhoud: Any) -> Any:
    return json.loads(json.dumps(inhoud, default=str))


def _afdruk(inhoud: Any) -> str:
    return hashlib.sha256(json.dumps(inhoud, sort_keys=True).encode()).hexdigest()[:32]
