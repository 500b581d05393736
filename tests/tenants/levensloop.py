"""People at the supplier, a gemeente that may go, and the road to its end."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy import GemeenteRef, in_platform
from tenants.actions import offboarding, onboarding
from tenants.actions.accounts import make_leverancier_account
from tenants.models import Contracteinde, Gemeente, LeverancierAccount

BRIEF = b"%PDF-1.7 ondertekend door de burgemeester"
SOM = "5" * 64


def collega(naam: str, at: datetime) -> LeverancierAccount:
    """Make somebody who works for the supplier."""
    gebruikersnaam = naam.split()[0].lower()
    return make_leverancier_account(
        gebruikersnaam=gebruikersnaam, naam=naam, email=f"{gebruikersnaam}@voorbeeld.invalid", at=at
    ).account


def maak_gemeente(at: datetime, code: str = "GM0642") -> GemeenteRef:
    """Make a gemeente of its own for a test that commits."""
    werk = onboarding.begin_klaarzetting(
        cbs_code=code, variant="team", beheerder_naam="Petra", beheerder_email="p@voorbeeld.invalid", at=at
    )
    onboarding.zet_klaar(werk.pk, at=at, klok=timezone.now)
    with in_platform():
        return Gemeente.objects.get(cbs_code=code).ref()


def rijp_einde(ref: GemeenteRef, *, by: LeverancierAccount, at: datetime) -> Contracteinde:
    """Walk from the letter to the day before two people say yes; the last day was 31 days before `at`."""
    toen = at - timedelta(days=31)
    with in_platform():
        gemeente = Gemeente.objects.get(pk=ref.id)
        einde = offboarding.zeg_aan(
            gemeente=gemeente,
            kenmerk="2026-117",
            einddatum=localdate(toen),
            by=by,
            at=toen - timedelta(days=90),
        )
        offboarding.sluit(einde=einde, by=by, at=toen)
        offboarding.lever(einde=einde, sha256=SOM, hoe="op een schijf", gemaakt_op=toen, by=by, at=toen)
        offboarding.bevestig(einde=einde, door="T. de Wit", op=localdate(toen), by=by, at=toen)
        offboarding.noteer_toestemming(
            einde=einde,
            naam="A. Burgemeester",
            functie="burgemeester",
            datum=localdate(toen),
            brief=BRIEF,
            by=by,
            at=toen,
        )
    return einde


def met_akkoord(
    ref: GemeenteRef, *, eerste: LeverancierAccount, tweede: LeverancierAccount, at: datetime
) -> Contracteinde:
    """Walk to the moment that the destruction may run."""
    einde = rijp_einde(ref, by=eerste, at=at)
    with in_platform():
        offboarding.vraag_vernietiging(einde=einde, by=eerste, at=at)
        return offboarding.geef_akkoord(einde=einde, naam=ref.naam, by=tweede, at=at)
