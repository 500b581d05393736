"""Counts for the supplier's list. A gemeente counts its own people; only the number leaves it."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from keukentafel.identity.models import Gebruiker
from keukentafel.instellingen import lees_instellingen
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from keukentafel.tenancy.sleutels import opslag_map
from tenants.console.actions.meten import noteer_cijfers
from tenants.console.cijfers import tel_cijfers
from tenants.models import Gemeente


def _omvang(map_: Path) -> int:
    """Return how many bytes stand in a folder; a file that goes meanwhile counts for nothing."""
    totaal = 0
    for waar, _mappen, namen in os.walk(map_):
        for naam in namen:
            with suppress(FileNotFoundError):
                totaal += (Path(waar) / naam).stat().st_size
    return totaal


def tel_gemeente(*, ref: GemeenteRef, at: datetime) -> int:
    """Count the active workers and the modules in use of one gemeente; return the number of workers."""
    with in_gemeente(ref):
        medewerkers = Gebruiker.objects.filter(is_actief=True).count()
        modules = sorted(lees_instellingen(ref).modules)
        opslag = _omvang(opslag_map())
        cijfers = tel_cijfers(at)
    noteer_cijfers(gemeente_id=ref.id, cijfers=cijfers, at=at)
    with in_platform():
        Gemeente.objects.filter(pk=ref.id).update(
            actieve_medewerkers=medewerkers, modules=modules, opslag_bytes=opslag, geteld_op=at
        )
    return medewerkers
