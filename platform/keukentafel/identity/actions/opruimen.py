"""Remove what sign-in no longer needs. Nothing of it is in use, so the log is silent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from keukentafel.identity.instellingen import SessieInstellingen
from keukentafel.identity.kant import huidige_kant

BEWAAR_BEURTEN = timedelta(days=1)


@transaction.atomic
def clear_verlopen(*, at: datetime) -> int:
    """Remove ended sessions and the counts of tries of another day; return how many rows went."""
    sessie: Any = huidige_kant().sessie
    slot: Any = huidige_kant().inlogslot
    rust = SessieInstellingen().absoluut  # longer than any rest a gemeente may choose
    sessies, _ = sessie.objects.filter(Q(absoluut_einde__lte=at) | Q(laatst_gezien__lte=at - rust)).delete()
    beurten, _ = slot.objects.filter(laatste_op__lte=at - BEWAAR_BEURTEN).delete()
    return int(sessies + beurten)
