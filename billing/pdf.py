"""The invoice on paper: drawn once from the rows, and kept as it was sent."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from billing.models import Factuur, Factuurstuk, Soort
from billing.overzicht import rekening_van
from billing.queries import afzender, met_stand
from keukentafel.papier import maak_pdf
from keukentafel.tenancy import in_platform
from tenants.models import Gemeente


def context_van(factuur: Factuur) -> dict[str, Any]:
    """Return what the paper is drawn from: the rows of the invoice and nothing else."""
    regels = list(factuur.regels.all())
    is_credit = factuur.soort == Soort.CREDITNOTA
    return {
        "factuur": factuur,
        "soort": Soort(factuur.soort).label,
        "is_credit": is_credit,
        "teken": -1 if is_credit else 1,
        "van": factuur.afzender,
        "aan": factuur.afnemer,
        "regels": regels,
        "heeft_korting": any(regel.korting_centen for regel in regels),
    }


def pdf_van(factuur: Factuur) -> bytes:
    """Return the PDF of an invoice; the first time it is drawn and kept.

    :raises GeenPdf: the machine has no pango.
    """
    with in_platform():
        er_is = Factuurstuk.objects.filter(factuur=factuur, soort="pdf").first()
        if er_is is None:
            stijl = Path(__file__).with_name("factuur.css").read_text(encoding="utf-8")
            inhoud = maak_pdf("billing/papier.html", context_van(factuur), stijl)
            er_is, _ = Factuurstuk.objects.get_or_create(
                factuur=factuur,
                soort="pdf",
                defaults={"inhoud": inhoud, "sha256": hashlib.sha256(inhoud).hexdigest()},
            )
        return bytes(er_is.inhoud)


def ubl_van(factuur: Factuur) -> bytes:
    """Return the e-invoice as it was made."""
    with in_platform():
        return bytes(Factuurstuk.objects.get(factuur=factuur, soort="ubl").inhoud)


def overzicht_van(gemeente: Gemeente, *, dag: date) -> dict[str, Any]:
    """Return what a statement is drawn from: everything billed and paid up to a day, oldest first."""
    lijst = Factuur.objects.filter(gemeente=gemeente, factuurdatum__lte=dag)
    facturen = list(met_stand(lijst).order_by("nummer").prefetch_related("betalingen"))
    regels = [regel for regel in rekening_van(facturen)[::-1] if regel.dag <= dag]
    laatste = facturen[-1] if facturen else None
    return {
        "gemeente": gemeente,
        "dag": dag,
        "van": afzender(),
        "aan": laatste.afnemer if laatste else {"naam": f"Gemeente {gemeente.naam}"},
        "regels": regels,
        "saldo": regels[-1].saldo if regels else 0,
        "open": [rij for rij in facturen if rij.soort == Soort.FACTUUR and rij.openstaand_centen > 0],
    }


def rekeningoverzicht(gemeente: Gemeente, *, dag: date) -> bytes:
    """Return the statement of a gemeente as PDF. It is drawn anew each time: it is of a day.

    :raises GeenPdf: the machine has no pango.
    """
    with in_platform():
        context = overzicht_van(gemeente, dag=dag)
    stijl = Path(__file__).with_name("factuur.css").read_text(encoding="utf-8")
    return maak_pdf("billing/papier_rekening.html", context, stijl)
