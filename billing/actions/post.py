"""Mail about invoices: put ready with the change, delivered by a task, tried again until it goes."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from billing.models import Factuur, Factuurpost, Herinnering, Soort
from billing.pdf import pdf_van, ubl_van
from keukentafel.papier import GeenPdf
from keukentafel.tenancy import in_platform
from keukentafel.values.datum_tekst import datum
from keukentafel.values.geld import Geld

HOOGSTENS = timedelta(hours=12)
_log = logging.getLogger(__name__)


def leg_op_de_post(
    *, factuur: Factuur, naar: str, at: datetime, herinnering: Herinnering | None = None
) -> Factuurpost:
    """Put a mail ready, in the transaction of what it tells."""
    return Factuurpost.objects.create(
        factuur=factuur, herinnering=herinnering, naar=naar, klaargezet_op=at, volgende_poging=at
    )


def bezorg(*, at: datetime, hoogstens: int = 50) -> int:
    """Deliver what waits; return how many went. What does not go is tried again, ever less often."""
    gegaan = 0
    for _ in range(hoogstens):
        with in_platform(), transaction.atomic():
            rij = (
                Factuurpost.objects.select_for_update(skip_locked=True)
                .filter(verstuurd_op=None, volgende_poging__lte=at)
                .first()
            )
            if rij is None:
                break
            gegaan += _bezorg(rij, at)
    return gegaan


def _bezorg(rij: Factuurpost, at: datetime) -> int:
    rij.pogingen += 1
    try:
        with transaction.atomic():
            _mail(rij).send()
    except Exception as fout:  # a mail that breaks stands in nobody's way: the next one goes
        if not isinstance(fout, OSError | GeenPdf):
            _log.exception("Een mail over een factuur brak onze eigen code.")
        rij.fout = type(fout).__name__
        rij.volgende_poging = at + min(HOOGSTENS, timedelta(minutes=2 ** min(rij.pogingen, 10)))
    else:
        rij.fout, rij.verstuurd_op = "", at
    rij.save(update_fields=["pogingen", "fout", "volgende_poging", "verstuurd_op"])
    return int(rij.verstuurd_op is not None)


def _mail(rij: Factuurpost) -> EmailMessage:
    factuur = rij.factuur
    soort = Soort(factuur.soort).label
    onderwerp = f"{soort} {factuur.nummer}"
    if rij.herinnering is not None:
        onderwerp = f"{rij.herinnering.volgnummer}e herinnering: {onderwerp.lower()}"
    mail = EmailMessage(onderwerp, _tekst(rij), settings.DEFAULT_FROM_EMAIL, [rij.naar])
    naam = f"{soort.lower()}-{factuur.nummer}"
    mail.attach(f"{naam}.pdf", pdf_van(factuur), "application/pdf")
    mail.attach(f"{naam}.xml", ubl_van(factuur), "application/xml")
    return mail


def _tekst(rij: Factuurpost) -> str:
    factuur, van = rij.factuur, rij.factuur.afzender
    if rij.herinnering is not None:
        inhoud = (
            f"Factuur {factuur.nummer} van {datum(factuur.factuurdatum)} is nog niet helemaal betaald.\n"
            f"Er staat {Geld(rij.herinnering.openstaand_centen)} open.\n\n"
            f"Betaal dit uiterlijk {datum(rij.herinnering.uiterlijk)} op {van['iban']} ten name van "
            f"{van['naam']} en noem daarbij {factuur.nummer}.\n\n"
            "Is het al betaald, of klopt er iets niet? Laat het ons weten."
        )
    elif factuur.soort == Soort.CREDITNOTA:
        inhoud = f"Hierbij creditnota {factuur.nummer}. U krijgt {Geld(-factuur.totaal_centen)} terug."
    else:
        inhoud = (
            f"Hierbij factuur {factuur.nummer} van {Geld(factuur.totaal_centen)}.\n"
            f"Betaal uiterlijk {datum(factuur.vervaldatum)}."
        )
    return f"Geachte heer of mevrouw,\n\n{inhoud}\n\nDe PDF en de e-factuur zijn gelijk.\n\n{van['naam']}\n"
