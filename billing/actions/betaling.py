"""Book money that came in, or went back. The same payment counts once, however often it is told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.timezone import localdate

from billing.actions.leesbesluit import zet_weer_open
from billing.betaalstand import betaalstanden
from billing.models import Betaling, Contract, Factuur, Soort
from billing.queries import met_stand
from keukentafel.errors import Refusal
from keukentafel.tenancy import in_platform
from tenants.platformboek import noteer

VANZELF: Final = "Stripe"
"""Who books what came in by itself: what it tells stands, and goes back by a refund only."""
TEGEN: Final = "Teruggedraaid: "
"""Before the reference of a booking that takes another one back; nobody types it."""


class BetalingTeHoog(Refusal):
    text = "Dit is meer dan er openstaat. Kijk het bedrag na."


class TerugTeHoog(Refusal):
    text = "Dit is meer dan er terug te betalen is. Kijk het bedrag na."


class RedenOntbreekt(Refusal):
    text = "Schrijf waarom je deze boeking terugdraait."


class NietTerugTeDraaien(Refusal):
    text = "Wat Stripe heeft gemeld, staat vast. Geef het geld terug bij Stripe; dan boekt Keukentafel dat vanzelf."


class AlTeruggedraaid(Refusal):
    text = "Deze boeking is al teruggedraaid."


class EersteTerug(Refusal):
    text = "Van dit geld is al iets teruggegeven. Draai eerst de boeking van die teruggave terug."


class KenmerkBestaat(Refusal):
    """The reference of the bank stands at another booking: this one would be lost without a word."""


def boek_betaling(
    *, factuur: Factuur, centen: int, ontvangen_op: date, wijze: str, kenmerk: str, by: Any, at: datetime
) -> Betaling | None:
    """Book a payment; return None when this `kenmerk` was booked before.

    What comes in by itself (`wijze` other than an overboeking by hand) is booked whatever the amount: it
    is there. `by` is a person with a name, or the name of the system that tells.
    """
    naam = by if isinstance(by, str) else by.naam
    with in_platform(), transaction.atomic():
        _op_slot(factuur)
        if Betaling.objects.filter(kenmerk=kenmerk).exists():
            return None
        betaling = Betaling.objects.create(
            factuur=factuur,
            bedrag_centen=centen,
            ontvangen_op=ontvangen_op,
            wijze=wijze,
            kenmerk=kenmerk,
            geboekt_op=at,
            geboekt_door=naam,
        )
        noteer(
            "facturatie.betaling",
            at=at,
            by=None if isinstance(by, str) else by,
            target=factuur.gemeente,
            soort="C",
            detail={"nummer": factuur.nummer, "centen": centen, "door": naam},
        )
        open_als_alles_betaald_is(factuur, at=at)
        transaction.on_commit(betaalstanden.vergeet)
        return betaling


def open_als_alles_betaald_is(factuur: Factuur, *, at: datetime) -> None:
    """End a read-only decision by itself when nothing is late any more: who pays waits for nobody."""
    te_laat = met_stand(Factuur.objects.filter(gemeente=factuur.gemeente_id, vervaldatum__lt=localdate(at)))
    if not te_laat.filter(openstaand_centen__gt=0, soort=Soort.FACTUUR).exists():
        zet_weer_open(gemeente=factuur.gemeente, by="Keukentafel, na betaling", at=at)


def boek_met_de_hand(
    *, factuur: Factuur, centen: int, ontvangen_op: date, wijze: str, kenmerk: str, by: Any, at: datetime
) -> Betaling | None:
    """Book what a person read from a bank statement; never more than is open. None: it was booked before.

    Below zero it is money that went back, never more than there is to give back.

    :raises BetalingTeHoog: it is more than is open.
    :raises TerugTeHoog: it is more than there is to give back.
    :raises KenmerkBestaat: another booking has this reference.
    """
    with in_platform(), transaction.atomic():
        _op_slot(factuur)
        eerder = Betaling.objects.filter(kenmerk=kenmerk).select_related("factuur").first()
        if eerder is not None and is_teruggedraaid(eerder):
            raise KenmerkBestaat("De boeking met dit kenmerk is teruggedraaid. Zet er iets achter, zoals -2.")
        if eerder is not None and (eerder.factuur_id, eerder.bedrag_centen) == (factuur.pk, centen):
            return None
        if eerder is not None:
            raise KenmerkBestaat(
                f"Dit kenmerk staat al bij {eerder.factuur.nummer}. Hoort het bedrag bij meer facturen, "
                "zet er dan iets achter, zoals -2."
            )
        rij = met_stand(Factuur.objects.filter(pk=factuur.pk)).get()
        if 0 < centen > rij.openstaand_centen:
            raise BetalingTeHoog
        if 0 > centen < rij.openstaand_centen:
            raise TerugTeHoog
        return boek_betaling(
            factuur=factuur,
            centen=centen,
            ontvangen_op=ontvangen_op,
            wijze=wijze,
            kenmerk=kenmerk,
            by=by,
            at=at,
        )


def is_teruggedraaid(betaling: Betaling) -> bool:
    """Tell whether a booking was taken back."""
    return Betaling.objects.filter(kenmerk=f"{TEGEN}{betaling.kenmerk}").exists()


def mag_terug(betaling: Betaling) -> bool:
    """Tell whether a person booked this, and not what Stripe told or what takes another booking back."""
    return betaling.geboekt_door != VANZELF and not betaling.kenmerk.startswith(TEGEN)


def draai_terug(*, betaling: Betaling, reden: str, by: Any, at: datetime) -> Betaling:
    """Take back what a person booked on the wrong invoice, with a booking against it; both stay.

    :raises RedenOntbreekt: taking back takes a reason.
    :raises NietTerugTeDraaien: it came from Stripe, or is such a booking itself.
    :raises AlTeruggedraaid: it was taken back before.
    :raises EersteTerug: money of it went back already.
    """
    if not reden.strip():
        raise RedenOntbreekt
    with in_platform(), transaction.atomic():
        factuur = betaling.factuur
        _op_slot(factuur)
        if not mag_terug(betaling):
            raise NietTerugTeDraaien
        if is_teruggedraaid(betaling):
            raise AlTeruggedraaid
        rij = met_stand(Factuur.objects.filter(pk=factuur.pk)).get()
        if rij.betaald_centen - betaling.bedrag_centen < min(rij.betaald_centen, 0):
            raise EersteTerug
        tegen = Betaling.objects.create(
            factuur=factuur,
            bedrag_centen=-betaling.bedrag_centen,
            ontvangen_op=localdate(at),
            wijze=betaling.wijze,
            kenmerk=f"{TEGEN}{betaling.kenmerk}",
            geboekt_op=at,
            geboekt_door=by.naam,
        )
        noteer(
            "facturatie.betaling_terug",
            at=at,
            by=by,
            target=factuur.gemeente,
            soort="C",
            detail={
                "nummer": factuur.nummer,
                "centen": tegen.bedrag_centen,
                "kenmerk": betaling.kenmerk,
                "reden": reden.strip(),
            },
        )
        transaction.on_commit(betaalstanden.vergeet)
        return tegen


def _op_slot(factuur: Factuur) -> None:
    """Let two who book for one contract wait for each other: invoices themselves are never locked."""
    Contract.objects.select_for_update().only("pk").get(pk=factuur.contract_id)
