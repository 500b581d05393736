"""Remind who did not pay in time. Nothing happens to their work by it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from billing.actions.post import leg_op_de_post
from billing.models import Contract, Factuur, Herinnering, Soort
from billing.queries import met_stand
from billing.rules.herinneren import NOG, volgende_herinnering
from keukentafel.errors import Refusal
from keukentafel.tenancy import in_platform
from tenants.platformboek import noteer


class GeenHerinnering(Refusal):
    text = "Deze factuur vraagt nu geen herinnering."


def herinner(*, factuur: Factuur, by: Any, at: datetime) -> Herinnering:
    """Send the reminder that is due now.

    :raises GeenHerinnering: it is paid, or it is too early for the next one.
    """
    with in_platform(), transaction.atomic():
        contract = Contract.objects.select_for_update().get(pk=factuur.contract_id)
        openstaand = (
            met_stand(Factuur.objects.filter(pk=factuur.pk)).values_list("openstaand_centen", flat=True).get()
        )
        gehad = Herinnering.objects.filter(factuur=factuur).count()
        vandaag = localdate(at)
        nummer = volgende_herinnering(vervaldatum=factuur.vervaldatum, gehad=gehad, vandaag=vandaag)
        if factuur.soort != Soort.FACTUUR or openstaand <= 0 or nummer is None:
            raise GeenHerinnering
        rij = Herinnering.objects.create(
            factuur=factuur,
            volgnummer=nummer,
            verstuurd_op=at,
            openstaand_centen=openstaand,
            uiterlijk=vandaag + NOG,
            door=by if isinstance(by, str) else by.naam,
        )
        leg_op_de_post(factuur=factuur, naar=contract.factuur_email, at=at, herinnering=rij)
        noteer(
            "facturatie.herinnering",
            at=at,
            by=None if isinstance(by, str) else by,
            target=contract.gemeente,
            soort="C",
            detail={"nummer": factuur.nummer, "herinnering": nummer, "centen": openstaand},
        )
        return rij


def herinner_allen(*, at: datetime) -> int:
    """Send every reminder that is due; return how many. May run as often as one likes."""
    vandaag, aantal = localdate(at), 0
    with in_platform():
        te_laat = met_stand(
            Factuur.objects.filter(soort=Soort.FACTUUR, vervaldatum__lt=vandaag).select_related("contract")
        ).filter(openstaand_centen__gt=0)
        for factuur in te_laat:
            try:
                herinner(factuur=factuur, by="Keukentafel", at=at)
            except GeenHerinnering:
                continue
            aantal += 1
    return aantal
