"""What Stripe tells us: believed when it is signed, counted once, and then looked up at Stripe itself."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import stripe
from django.db import transaction

from billing.betalen.actions import stand
from billing.betalen.models import Betaalklant, Betaalsessie, Betaalverzoek, Stand, Stripegebeurtenis
from billing.betalen.rules.herhalen import wacht_na
from billing.betalen.stripe_van_ons import in_woorden, is_tijdelijk
from billing.models import Betaling
from keukentafel.errors import Refusal
from keukentafel.tenancy import in_platform, zaaifouten
from tenants.platformboek import noteer

TOLERANTIE: Final = 300
GEVOLGD: Final = (
    "invoice.", "invoice_payment.", "credit_note.", "checkout.session.", "charge.refund", "refund.",
    "charge.dispute.", "customer.", "payment_method.",
)  # fmt: skip
"""Events that say something we keep. Others are for the rest of Stripe: taken, counted, and left."""
TERUG: Final = ("charge.refund", "refund.", "charge.dispute.")
"""Money that goes back: kept under its payment, for a refund or a dispute names no customer."""
GROOTSTE: Final = 500_000


_log = logging.getLogger(__name__)


class NietVanStripe(Refusal):
    text = "Dit bericht is niet door Stripe ondertekend, of het is te oud."


def ontvang(*, lichaam: bytes, handtekening: str, geheimen: tuple[str, ...], at: datetime) -> UUID | None:
    """Keep an event that is signed with one of our secrets; None when we had it before.

    :raises NietVanStripe: forged, changed on the way, older than five minutes, or not to be read.
    """
    if len(lichaam) > GROOTSTE:
        raise NietVanStripe
    gelezen = _lees(lichaam, handtekening, geheimen)
    with in_platform():
        rij, nieuw = Stripegebeurtenis.objects.get_or_create(
            event_id=gelezen["id"],
            defaults={
                **{naam: gelezen[naam] for naam in ("soort", "object_id", "klant_id")},
                "gemaakt_op": datetime.fromtimestamp(gelezen["created"], UTC),
                "ontvangen_op": at,
                "volgende_op": at,
            },
        )
    return rij.pk if nieuw else None


def _lees(lichaam: bytes, handtekening: str, geheimen: tuple[str, ...]) -> dict[str, Any]:
    """Return what we keep of an event.

    :raises NietVanStripe: none of our secrets made this signature, or it is no event.
    """
    for geheim in geheimen:
        try:
            event = stripe.Webhook.construct_event(lichaam, handtekening, geheim, tolerance=TOLERANTIE)
            return _uit(event.to_dict())
        except stripe.SignatureVerificationError:
            if zaaifouten.staat_aan("stripe_zonder_handtekening"):
                return _uit(json.loads(lichaam))
        except (ValueError, AttributeError, KeyError, TypeError, RecursionError) as fout:
            raise NietVanStripe from fout
    raise NietVanStripe


def _uit(event: dict[str, Any]) -> dict[str, Any]:
    wat, vorige = event["data"]["object"], event["data"].get("previous_attributes") or {}
    return {
        "id": str(event["id"])[:64],
        "soort": str(event["type"])[:80],
        "created": int(event["created"]),
        "object_id": _waarover(str(event["type"]), wat)[:100],
        "klant_id": (_klant(wat) or _klant(vorige))[:64],
    }


def _waarover(soort: str, wat: dict[str, Any]) -> str:
    """Return what an event is about; empty for a thing that is not there yet (`invoice.upcoming`)."""
    if wat.get("object") == "invoice_payment":  # it names no customer, only its invoice
        return str(wat["invoice"])
    if soort.startswith(TERUG) and isinstance(wat.get("payment_intent"), str):
        return str(wat["payment_intent"])
    return str(wat.get("id") or "")


def _klant(wat: dict[str, Any]) -> str:
    if wat.get("object") == "customer":
        return str(wat.get("id") or "")
    klant = wat.get("customer") or ""
    return klant if isinstance(klant, str) else str(klant.get("id") or "")


def verwerk(*, gebeurtenis_id: UUID, v1: Any, at: datetime) -> str:
    """Do what one event asks, once: read from Stripe how it stands now. Return how the event stands."""
    with in_platform(), transaction.atomic():
        rij = Stripegebeurtenis.objects.select_for_update().get(pk=gebeurtenis_id)
        if rij.stand != Stand.WACHT:
            return rij.stand
        rij.pogingen += 1
        klant_id = rij.klant_id or _klant_van_factuur(rij) or _klant_van_betaling(rij)
        is_geld_terug = rij.soort.startswith(TERUG)
        if not rij.soort.startswith(GEVOLGD) or not rij.object_id or not (klant_id or is_geld_terug):
            return _klaar(rij)
        klant = Betaalklant.objects.select_for_update().filter(stripe_id=klant_id).first()
        try:
            with transaction.atomic():
                bekend = klant is not None and _doe(rij, klant, v1=v1, at=at)
        except stand.NietVanDezeKlant:
            return _vreemd(rij, at)
        except stripe.StripeError as fout:
            return _later(rij, in_woorden(fout), at, tijdelijk=is_tijdelijk(fout))
        except Exception as fout:  # an event that breaks our own code is seen, and stands in nobody's way
            _log.exception("Een bericht van Stripe brak onze eigen code.")
            return _later(rij, f"Fout bij ons: {type(fout).__name__}.", at, tijdelijk=True)
        if bekend:
            return _klaar(rij)
        # Of a gemeente, or a thing, that we do not know (yet): the event may be quicker than our own commit.
        return _later(rij, "Hoort bij niets wat wij kennen.", at, tijdelijk=True, dan=Stand.VREEMD)


def _klant_van_factuur(rij: Stripegebeurtenis) -> str:
    """Return whose invoice an event is about that names nobody; Stripe is asked all the same."""
    verzoek = Betaalverzoek.objects.filter(stripe_id=rij.object_id).select_related("klant").first()
    return verzoek.klant.stripe_id if verzoek is not None else ""


def _klant_van_betaling(rij: Stripegebeurtenis) -> str:
    """Return who paid what goes back; empty while we did not book that payment."""
    betaling = Betaling.objects.filter(kenmerk=rij.object_id).select_related("factuur").first()
    if betaling is None or not rij.soort.startswith(TERUG):
        return ""
    klant = Betaalklant.objects.filter(gemeente=betaling.factuur.gemeente_id).first()
    return klant.stripe_id if klant is not None else ""


def _doe(rij: Stripegebeurtenis, klant: Betaalklant, *, v1: Any, at: datetime) -> bool:
    soort = rij.soort
    if soort.startswith(("invoice.", "invoice_payment.", "credit_note.")):
        return _factuur(rij, klant, v1=v1, at=at)
    if soort.startswith("checkout.session."):
        sessie = Betaalsessie.objects.filter(stripe_id=rij.object_id).select_related("factuur").first()
        if sessie is None:
            return False
        if sessie.klant_id != klant.pk:
            raise stand.NietVanDezeKlant
        stand.neem_sessie_over(sessie, klant=klant, v1=v1, at=at)
        return True
    if soort.startswith(TERUG):
        return stand.neem_terugbetaling_over(_intentie(rij, v1), klant=klant, v1=v1, at=at)
    if soort.startswith("customer.subscription."):
        stand.neem_abonnement_over(klant, rij.object_id, v1=v1, at=at)
    else:
        stand.neem_klant_over(klant, v1=v1, at=at)
    return True


def _factuur(rij: Stripegebeurtenis, klant: Betaalklant, *, v1: Any, at: datetime) -> bool:
    factuur_id = rij.object_id
    if rij.soort.startswith("credit_note."):
        factuur_id = v1.credit_notes.retrieve(rij.object_id).invoice
    verzoek = Betaalverzoek.objects.filter(stripe_id=factuur_id).select_related("factuur").first()
    if verzoek is None:
        return False
    if verzoek.klant_id != klant.pk and not zaaifouten.staat_aan("stripe_elke_klant"):
        raise stand.NietVanDezeKlant
    stand.neem_factuur_over(verzoek, klant=klant, v1=v1, at=at)
    return True


def _intentie(rij: Stripegebeurtenis, v1: Any) -> str:
    if rij.object_id.startswith("pi_"):
        return rij.object_id
    if rij.object_id.startswith("ch_"):
        return str(v1.charges.retrieve(rij.object_id).payment_intent)
    return str(v1.refunds.retrieve(rij.object_id).payment_intent)


def _klaar(rij: Stripegebeurtenis) -> str:
    rij.stand, rij.fout = Stand.KLAAR, ""
    rij.save(update_fields=["stand", "fout", "pogingen"])
    return rij.stand


def _later(
    rij: Stripegebeurtenis, waarom: str, at: datetime, *, tijdelijk: bool, dan: str = Stand.OPGEGEVEN
) -> str:
    wacht = wacht_na(rij.pogingen if dan == Stand.OPGEGEVEN else rij.pogingen + 3) if tijdelijk else None
    rij.stand = Stand.WACHT if wacht else dan
    rij.volgende_op = at + (wacht or timedelta())
    rij.fout = waarom
    rij.save(update_fields=["stand", "volgende_op", "fout", "pogingen"])
    return rij.stand


def _vreemd(rij: Stripegebeurtenis, at: datetime) -> str:
    rij.stand, rij.fout = Stand.VREEMD, "Hoort bij een andere gemeente dan het bericht zegt."
    rij.save(update_fields=["stand", "fout", "pogingen"])
    noteer("betalen.vreemd_bericht", at=at, resultaat="geweigerd", detail={"soort_bericht": rij.soort})
    return rij.stand
