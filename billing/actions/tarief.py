"""Make a price list, fix it, and decide on the index of a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from billing.models import Indexering, Module, Staffelkorting, Tarief, Tariefregel
from keukentafel.errors import Refusal
from keukentafel.tenancy import in_platform
from tenants.platformboek import noteer


class NaamBestaat(Refusal):
    text = "Er is al een tarief met deze naam."


class BasisprijsOntbreekt(Refusal):
    text = "Vul voor de basis een prijs in vanaf 0 inwoners. Zonder die prijs is er geen contract te rekenen."


class IndexLigtVast(Refusal):
    text = "De index van dit jaar ligt al vast."


def maak_tarief(
    *,
    naam: str,
    geldig_van: date,
    geldig_tot: date | None,
    startkosten_centen: int,
    regels: Iterable[tuple[str, int, int]],
    kortingen: Iterable[tuple[str, int, int]] = (),
    by: Any,
    at: datetime,
) -> Tarief:
    """Make and fix a price list: `regels` are module, inhabitants from, cents a year.

    `kortingen` are sort, step, hundredths of a percent.

    :raises NaamBestaat: another list has this name.
    :raises BasisprijsOntbreekt: the basis has no price from 0 inhabitants on.
    """
    prijzen = list(regels)
    if not any(module == Module.BASIS and vanaf == 0 for module, vanaf, _ in prijzen):
        raise BasisprijsOntbreekt
    with in_platform(), transaction.atomic():
        try:
            with transaction.atomic():
                tarief = Tarief.objects.create(
                    naam=naam,
                    geldig_van=geldig_van,
                    geldig_tot=geldig_tot,
                    startkosten_centen=startkosten_centen,
                    vastgesteld_op=at,
                    vastgesteld_door=by.naam,
                )
        except IntegrityError as fout:
            raise NaamBestaat from fout
        Tariefregel.objects.bulk_create(
            Tariefregel(tarief=tarief, module=module, vanaf_inwoners=vanaf, jaarbedrag_centen=centen)
            for module, vanaf, centen in prijzen
        )
        Staffelkorting.objects.bulk_create(
            Staffelkorting(tarief=tarief, soort=soort, vanaf=vanaf, honderdsten=honderdsten)
            for soort, vanaf, honderdsten in kortingen
        )
        noteer("facturatie.tarief", at=at, by=by, soort="C", detail={"naam": naam})
        return tarief


def stel_index_vast(*, jaar: int, honderdsten: int, bron: str, by: Any, at: datetime) -> Indexering:
    """Decide by how much the prices of a year go up. It is decided once: invoices lean on it.

    :raises IndexLigtVast: it was decided before.
    """
    with in_platform(), transaction.atomic():
        try:
            with transaction.atomic():
                rij = Indexering.objects.create(
                    jaar=jaar, honderdsten=honderdsten, bron=bron, vastgesteld_op=at, vastgesteld_door=by.naam
                )
        except IntegrityError as fout:
            raise IndexLigtVast from fout
        noteer("facturatie.index", at=at, by=by, soort="C", detail={"jaar": jaar, "honderdsten": honderdsten})
        return rij
