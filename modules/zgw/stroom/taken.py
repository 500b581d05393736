"""What the stream does in the background: a household of a round that was given to a colleague, after the commit."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy.taken import gemeente_taak
from modules.dossier.models import Casus
from modules.zgw.stroom.actions.zaken import sync_casus


@gemeente_taak(name="zgwstroom.toon_casus")
def toon_casus(casus_id: str, door: str) -> None:
    """Bring the zaken of one casus up to date, in the name of who did the round. Twice is once."""
    if Casus.objects.filter(pk=UUID(casus_id)).exists():
        by = Gebruiker.objects.filter(pk=UUID(door)).first()
        sync_casus(casus_id=UUID(casus_id), by=by, at=timezone.now())
