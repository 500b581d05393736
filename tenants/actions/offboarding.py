"""The end of a contract, one task after the other; each refuses when the one before was not done (P10).

Said by letter → closed → data handed over → receipt confirmed → 30 days → consent signed → two people of
the supplier → destruction (`tenants.actions.vernietiging`) → certificate.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localdate

from keukentafel.errors import Refusal
from keukentafel.tenancy import sleutels, zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.scope import in_platform
from tenants.actions.vernietiging import begin_stappen
from tenants.bezig import waarom_dicht, waarom_niet_vernietigen
from tenants.console.models import Accountlink
from tenants.eindigt_mee import eindig_mee
from tenants.models import Contracteinde, Gemeente, LeverancierAccount, Stand
from tenants.platformboek import noteer

MAX_BRIEF = 5 * 1024 * 1024
VERZOEK_GELDT = timedelta(hours=24)
NIEUW = timedelta(days=7)
"""So long an account that was just taken into use, or got another second factor, does not count as the second."""


class GeenEinde(Refusal):
    text = "Voor deze gemeente is geen einde van het contract genoteerd."


class AlAangezegd(Refusal):
    text = "Het einde van dit contract is al genoteerd."


class Volgorde(Refusal):
    """A task was asked before the one it waits for."""


class EenTweedeMens(Refusal):
    text = "Vernietigen doen twee mensen. Vraag een collega om akkoord te geven."


class TeNieuw(Refusal):
    text = (
        "Dit account is nog geen week in gebruik, of kreeg deze week een nieuwe tweede factor. Vraag een "
        "collega die hier langer werkt om akkoord te geven."
    )


class NaamKloptNiet(Refusal):
    text = "Typ de naam van de gemeente precies over."


class GeenPdfBrief(Refusal):
    text = "Kies de ondertekende brief als PDF van hoogstens 5 MB."


@dataclass(frozen=True, slots=True)
class Uitvoering:
    """A readable export that was made of a gemeente."""

    id: UUID
    gemaakt_op: datetime
    sha256: str
    omvang: int
    url: str


_uitvoerbron: list[Callable[[UUID], Uitvoering | None]] = []


def registreer_uitvoerbron(bron: Callable[[UUID], Uitvoering | None]) -> None:
    """Tell how to find the newest readable export of a gemeente."""
    _uitvoerbron[:] = [bron]


def nieuwste_uitvoer(gemeente_id: UUID) -> Uitvoering | None:
    """Return the newest readable export of a gemeente, or None."""
    return _uitvoerbron[0](gemeente_id) if _uitvoerbron else None


@transaction.atomic
def zeg_aan(
    *, gemeente: Gemeente, kenmerk: str, einddatum: date, by: LeverancierAccount, at: datetime
) -> Contracteinde:
    """Note that the contract ends. Nothing changes for the gemeente yet.

    :raises AlAangezegd: an end was noted before.
    :raises Volgorde: the gemeente is not there any more.
    """
    rij = Gemeente.objects.select_for_update().get(pk=gemeente.pk)
    if rij.stand not in (Stand.ACTIEF, Stand.OPGESCHORT):
        raise Volgorde("Deze gemeente is er niet meer.")
    if Contracteinde.objects.filter(gemeente=rij).exclude(stand=Contracteinde.Stand.INGETROKKEN).exists():
        raise AlAangezegd
    einde = Contracteinde.objects.create(
        gemeente=rij, kenmerk=kenmerk, einddatum=einddatum, aangezegd_op=at, aangezegd_door=by.naam
    )
    _noteer("gemeente.einde.aangezegd", einde, by, at, einddatum=einddatum.isoformat(), kenmerk=kenmerk)
    return einde


@transaction.atomic
def trek_in(*, einde: Contracteinde, by: LeverancierAccount, at: datetime) -> None:
    """Take the end back: the gemeente opens again. Possible until the destruction begins.

    :raises Volgorde: it has begun.
    :raises WordtGewisseld: a copy is being taken into use, so the gemeente cannot open.
    """
    rij = _haal(einde)
    if rij.gesloten_op is not None:  # suspended for another reason, it stays suspended
        if (waarom := waarom_dicht(_op_slot(rij))) is not None:
            raise waarom
        Gemeente.objects.filter(pk=rij.gemeente_id, stand=Stand.OPGESCHORT).update(
            stand=Stand.ACTIEF, opgeschort_op=None, opschortreden=""
        )
    rij.stand, rij.afgerond_op, rij.toestemming_bestand = Contracteinde.Stand.INGETROKKEN, at, None
    rij.save(update_fields=["stand", "afgerond_op", "toestemming_bestand"])
    _noteer("gemeente.einde.ingetrokken", rij, by, at)
    adresboek.vergeet()


@transaction.atomic
def sluit(*, einde: Contracteinde, by: LeverancierAccount, at: datetime) -> None:
    """Close the gemeente on or after the last day: what is handed over afterwards is complete.

    :raises Volgorde: the last day is not over, or it was closed before.
    """
    rij = _haal(einde)
    if rij.gesloten_op is not None:
        raise Volgorde("De gemeente is al gesloten.")
    if localdate(at) < rij.einddatum:
        raise Volgorde(f"Sluiten kan vanaf {_dag(rij.einddatum)}.")
    Gemeente.objects.filter(pk=rij.gemeente_id).update(
        stand=Stand.OPGESCHORT, opgeschort_op=at, opschortreden=f"Einde van het contract ({rij.kenmerk})"
    )
    eindig_mee(rij.gemeente_id)
    rij.gesloten_op, rij.gesloten_door = at, by.naam
    rij.save(update_fields=["gesloten_op", "gesloten_door"])
    _noteer("gemeente.einde.gesloten", rij, by, at)
    adresboek.vergeet()


@transaction.atomic
def lever(
    *, einde: Contracteinde, sha256: str, hoe: str, gemaakt_op: datetime | None, by: LeverancierAccount, at: datetime
) -> None:  # fmt: skip
    """Note that the gemeente got all its data; `gemaakt_op` is when that export was made.

    :raises Volgorde: the gemeente is open, or the export is older than the closing.
    """
    rij = _haal(einde)
    if rij.gesloten_op is None:
        raise Volgorde("Sluit de gemeente eerst. Anders mist de levering wat daarna nog is gewijzigd.")
    if gemaakt_op is not None and gemaakt_op < rij.gesloten_op:
        raise Volgorde("Deze levering is gemaakt voordat de gemeente dicht was. Maak een nieuwe.")
    rij.uitvoer_op, rij.uitvoer_door, rij.uitvoer_sha256, rij.uitvoer_hoe = at, by.naam, sha256, hoe
    rij.bevestigd_op, rij.bevestigd_door, rij.bevestiging_genoteerd_op = None, "", None
    rij.save()
    _noteer("gemeente.einde.geleverd", rij, by, at, sha256=sha256)


@transaction.atomic
def bevestig(
    *, einde: Contracteinde, door: str, op: date, by: LeverancierAccount, at: datetime
) -> None:  # fmt: skip
    """Note who at the gemeente said that everything arrived and could be read. The 30 days begin.

    :raises Volgorde: nothing was handed over yet, or the day is not possible.
    """
    rij = _haal(einde)
    if rij.uitvoer_op is None:
        raise Volgorde("Noteer eerst dat de gegevens zijn geleverd.")
    if not localdate(rij.uitvoer_op) <= op <= localdate(at):
        raise Volgorde("De dag van de bevestiging ligt tussen de levering en vandaag.")
    rij.bevestigd_op, rij.bevestigd_door, rij.bevestiging_genoteerd_op = op, door, at
    rij.save(update_fields=["bevestigd_op", "bevestigd_door", "bevestiging_genoteerd_op"])
    _noteer("gemeente.einde.bevestigd", rij, by, at, op=op.isoformat())


@transaction.atomic
def noteer_toestemming(
    *,
    einde: Contracteinde,
    naam: str,
    functie: str,
    datum: date,
    brief: bytes,
    by: LeverancierAccount,
    at: datetime,
) -> None:
    """Keep the signed letter in which the gemeente consents to the destruction, and its fingerprint.

    :raises GeenPdfBrief: it is no PDF, or too big.
    :raises Volgorde: the gemeente did not confirm the receipt yet.
    """
    rij = _haal(einde)
    if rij.bevestigd_op is None:
        raise Volgorde("Noteer eerst dat de gemeente de ontvangst heeft bevestigd.")
    if not brief.startswith(b"%PDF-") or len(brief) > MAX_BRIEF:
        raise GeenPdfBrief
    if datum > localdate(at):
        raise Volgorde("De brief kan niet later zijn getekend dan vandaag.")
    rij.toestemming_naam, rij.toestemming_functie, rij.toestemming_datum = naam, functie, datum
    rij.toestemming_sha256 = hashlib.sha256(brief).hexdigest()
    rij.toestemming_bestand = sleutels.versleutel("contracteinde", brief, bij=_plek(rij))
    rij.toestemming_genoteerd_op = at
    rij.save()
    _noteer("gemeente.einde.toestemming", rij, by, at, sha256=rij.toestemming_sha256)


def brief_van(einde: Contracteinde) -> bytes:
    """Return the signed letter; empty when there is none (any more)."""
    with in_platform():
        if einde.toestemming_bestand is None:
            return b""
        return sleutels.ontsleutel("contracteinde", bytes(einde.toestemming_bestand), bij=_plek(einde))


@transaction.atomic
def vraag_vernietiging(*, einde: Contracteinde, by: LeverancierAccount, at: datetime) -> None:
    """Ask for the destruction; a colleague has 24 hours to agree.

    :raises Volgorde: something before it is not done, or the 30 days are not over.
    :raises WordtGewisseld: a copy is being taken into use.  :raises VerhuistNu: it is on its way.
    """
    rij = _haal(einde)
    _niet_als_er_iets_loopt(rij)
    if rij.gevraagd_door_id and rij.gevraagd_op and at < rij.gevraagd_op + VERZOEK_GELDT:
        raise Volgorde("Vernietigen is al gevraagd. Een collega kan akkoord geven.")
    if not rij.is_rijp(at):
        raise Volgorde(_wat_nog(rij))
    rij.gevraagd_door, rij.gevraagd_op = by, at
    rij.save(update_fields=["gevraagd_door", "gevraagd_op"])
    _noteer("gemeente.einde.vernietiging_gevraagd", rij, by, at)


@transaction.atomic
def geef_akkoord(
    *, einde: Contracteinde, naam: str, by: LeverancierAccount, at: datetime
) -> Contracteinde:  # fmt: skip
    """Agree as the second person; from here the destruction runs and nothing is taken back.

    :raises Volgorde: nobody asked, or it was asked more than a day ago.
    :raises EenTweedeMens: the same person asked.
    :raises TeNieuw: an account of this week: who asks could have made it for this.
    :raises NaamKloptNiet: the name of the gemeente was not typed as it is.
    :raises WordtGewisseld: a copy is being taken into use.  :raises VerhuistNu: it is on its way.
    """
    rij = _haal(einde)
    _niet_als_er_iets_loopt(rij)
    if rij.gevraagd_door_id is None or rij.gevraagd_op is None:
        raise Volgorde("Niemand heeft om vernietiging gevraagd.")
    if at >= rij.gevraagd_op + VERZOEK_GELDT:
        raise Volgorde("Dit verzoek is ouder dan een dag. Vraag het opnieuw.")
    if rij.gevraagd_door_id == by.pk:
        raise EenTweedeMens
    if _is_nieuw(by, at) and not zaaifouten.staat_aan("tweede_mens_van_net"):
        raise TeNieuw
    if not rij.is_rijp(at):
        raise Volgorde(_wat_nog(rij))
    if naam.strip() != rij.gemeente.naam:
        raise NaamKloptNiet
    rij.akkoord_door, rij.akkoord_op = by, at
    rij.stand, rij.stappen = Contracteinde.Stand.VERNIETIGEN, begin_stappen()
    rij.save(update_fields=["akkoord_door", "akkoord_op", "stand", "stappen"])
    _noteer("gemeente.einde.akkoord", rij, by, at)
    return rij


def _is_nieuw(account: LeverancierAccount, at: datetime) -> bool:
    """Tell whether the account got its means to sign in this week, by a link of a colleague."""
    return Accountlink.objects.filter(account=account, gebruikt_op__gt=at - NIEUW).exists()


def _haal(einde: Contracteinde) -> Contracteinde:
    rij = Contracteinde.objects.select_for_update(of=("self",)).select_related("gemeente").get(pk=einde.pk)
    if rij.stand != Contracteinde.Stand.LOOPT:
        raise Volgorde("Dit einde van het contract is al afgerond of wordt uitgevoerd.")
    return rij


def _op_slot(einde: Contracteinde) -> Gemeente:
    return Gemeente.objects.select_for_update().defer("sleutel").get(pk=einde.gemeente_id)


def _niet_als_er_iets_loopt(einde: Contracteinde) -> None:
    if (waarom := waarom_niet_vernietigen(_op_slot(einde).pk)) is not None:
        raise waarom


def _wat_nog(einde: Contracteinde) -> str:
    if einde.gesloten_op is None:
        return "Sluit de gemeente eerst."
    if einde.vernietigen_vanaf is None:
        return "De gemeente heeft de ontvangst van haar gegevens nog niet bevestigd."
    if not einde.toestemming_sha256:
        return "De ondertekende brief van de gemeente ontbreekt nog."
    return f"Vernietigen kan vanaf {_dag(einde.vernietigen_vanaf)}."


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")


def _plek(einde: Contracteinde) -> str:
    return f"tenants_contracteinde|toestemming_bestand|{einde.pk}"


def _noteer(
    gebeurtenis: str, einde: Contracteinde, by: LeverancierAccount, at: datetime, **detail: Any
) -> None:
    noteer(gebeurtenis, at=at, by=by, target=einde.gemeente, detail=detail)
