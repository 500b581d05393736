"""Say who sends the invoices. Invoices that were made keep what stood there then."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from billing.models import Afzender
from keukentafel.errors import Verouderd
from keukentafel.tenancy import in_platform
from tenants.platformboek import noteer


def schrijf_afzender(*, versie: int, by: Any, at: datetime, **velden: str) -> Afzender:
    """Fill in, or change, who sends the invoices; `versie` 0 when nobody did yet.

    :raises Verouderd: somebody else changed it first.
    """
    with in_platform(), transaction.atomic():
        rij = Afzender.objects.select_for_update().first()
        if (rij.versie if rij else 0) != versie:
            raise Verouderd(huidig=rij)
        rij = rij or Afzender(versie=0)
        anders = sorted(naam for naam, waarde in velden.items() if getattr(rij, naam) != waarde)
        for naam in anders:
            setattr(rij, naam, velden[naam])
        rij.versie += 1
        rij.save()
        noteer("facturatie.afzender", at=at, by=by, detail={"velden": anders})
        return rij
