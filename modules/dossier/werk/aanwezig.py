"""Who is in a household now: a beat every twenty seconds, kept for a minute. No table, no history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.core.cache import cache

from keukentafel.tenancy import sleutels, zaaifouten
from keukentafel.tenancy.sleutels import TekenKloptNiet
from modules.dossier.access import zichtbaar
from modules.dossier.models import Huishouden

SLAG_SECONDEN: Final = 20
WEG_NA_SECONDEN: Final = 60
_TEKEN_UREN: Final = 12


def teken_voor(gebruiker: Any, huishouden: Any) -> str:
    """Return what the page sends along: that this person opened this household."""
    return sleutels.onderteken("hier", [str(huishouden.pk), str(gebruiker.pk)])


def huishouden_van(teken: str, gebruiker: Any) -> UUID | None:
    """Return the household of a sign of this person, when it may still be opened; one query."""
    try:
        waarde: Any = sleutels.ontteken("hier", teken, max_age=_TEKEN_UREN * 3600)
        huishouden_id, van = UUID(waarde[0]), UUID(waarde[1])
    except (TekenKloptNiet, ValueError, TypeError, IndexError, KeyError):
        return None
    mag = Huishouden.objects.filter(zichtbaar(gebruiker), pk=huishouden_id)
    if zaaifouten.staat_aan("hier_zonder_deur"):
        return huishouden_id
    return huishouden_id if van == gebruiker.pk and mag.exists() else None


def klop(huishouden_id: UUID, gebruiker: Any, at: datetime) -> list[str]:
    """Say that this person is here, and return the names of the others who were in the last minute."""
    sleutel = f"hier:{huishouden_id}"
    nu = at.timestamp()
    bekend: Mapping[str, tuple[str, float]] = cache.get(sleutel) or {}
    hier = {pk: wie for pk, wie in bekend.items() if nu - wie[1] <= WEG_NA_SECONDEN}
    hier[str(gebruiker.pk)] = (gebruiker.naam, nu)
    cache.set(sleutel, hier, WEG_NA_SECONDEN)
    return sorted(naam for pk, (naam, _) in hier.items() if pk != str(gebruiker.pk))
