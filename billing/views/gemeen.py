"""What several pages of billing need: the month of the address, and the row of an address."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from billing.models import Contract, Factuur
from billing.overzicht import Maandregel, eerste_van, maandregel
from billing.queries import afzender, dossier_van, met_stand
from billing.rules.termijnen import verrekenen_vanaf, volgende_maand
from keukentafel.values.datum_tekst import MAANDEN

HIER = "facturatie"
MAANDEN_VOORUIT = 12


def maand_uit(waarde: str) -> date:
    """Return the first day of a month such as `2026-11`; this month without one.

    :raises Http404: it is no month, of longer ago than is settled, or more than a year ahead.
    """
    if not waarde:
        return eerste_van(localdate())
    delen = re.fullmatch(r"(20\d{2})-(\d{2})", waarde)
    if delen is None or not 1 <= int(delen[2]) <= 12:
        raise Http404
    maand = date(int(delen[1]), int(delen[2]), 1)
    vroegst, laatst = _grenzen()
    if not vroegst <= maand <= laatst:
        raise Http404
    return maand


def maand_in(request: HttpRequest) -> date:
    """Return the month that a page or a form is about."""
    return maand_uit(request.POST.get("maand") or request.GET.get("maand", ""))


def maandnaam(maand: date) -> str:
    """Return `november 2026`."""
    return f"{MAANDEN[maand.month - 1]} {maand.year}"


def buurmaanden(maand: date) -> dict[str, date | None]:
    """Return the months before and after; None where there is no page any more."""
    vroegst, laatst = _grenzen()
    vorige, volgende = volgende_maand(maand, -1), volgende_maand(maand)
    return {
        "vorige": vorige if vorige >= vroegst else None,
        "volgende": volgende if volgende <= laatst else None,
    }


def _grenzen() -> tuple[date, date]:
    nu = eerste_van(localdate())
    return verrekenen_vanaf(nu), volgende_maand(nu, MAANDEN_VOORUIT)


def contract_of_404(contract_id: UUID) -> Contract:
    """Return a contract with its gemeente.

    :raises Http404: there is none.
    """
    lijst = Contract.objects.select_related("gemeente", "tarief").defer("gemeente__sleutel")
    contract: Contract = get_object_or_404(lijst, pk=contract_id)
    return contract


def factuur_of_404(factuur_id: UUID) -> Factuur:
    """Return an invoice with what is open of it.

    :raises Http404: there is none.
    """
    lijst = met_stand(
        Factuur.objects.select_related("contract", "gemeente", "betreft").defer("gemeente__sleutel")
    )
    factuur: Factuur = get_object_or_404(lijst, pk=factuur_id)
    return factuur


def regel_van(contract: Contract, maand: date) -> Maandregel | None:
    """Return where one contract stands in a month."""
    dossier = dossier_van(contract.pk, maand=maand)
    assert dossier is not None
    return maandregel(dossier, maand=maand, heeft_afzender=afzender() is not None)
