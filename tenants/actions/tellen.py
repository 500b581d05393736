"""Counts for the supplier's list. A gemeente counts its own people; only the number leaves it."""

from __future__ import annotations

from datetime import datetime

from keukentafel.identity.models import Gebruiker
from keukentafel.instellingen import lees_instellingen
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from tenants.models import Gemeente


def tel_gemeente(*, ref: GemeenteRef, at: datetime) -> int:
    """Count the active workers and the modules in use of one gemeente; return the number of workers."""
    with in_gemeente(ref):
        medewerkers = Gebruiker.objects.filter(is_actief=True).count()
        modules = sorted(lees_instellingen(ref).modules)
    with in_platform():
        Gemeente.objects.filter(pk=ref.id).update(
            actieve_medewerkers=medewerkers, modules=modules, geteld_op=at
        )
    return medewerkers
