"""Choose what a gemeente uses of the Jeugdwet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models.stand import Instelling
from modules.jeugd.instellingen import JeugdInstellingen


@transaction.atomic
def save_instellingen(*, verwijsindex: bool, by: Any, at: datetime) -> None:
    """Keep whether the verwijsindex is used; it holds from the next request on."""
    sectie = JeugdInstellingen.section
    rij = Instelling.objects.select_for_update().filter(sectie=sectie).first() or Instelling(sectie=sectie)
    rij.waarden, rij.gewijzigd_op, rij.versie = {"verwijsindex": verwijsindex}, at, rij.versie + 1
    rij.save()
    audit.record(
        "jeugd.instellingen.gewijzigd", target=rij, by=by, at=at, detail={"verwijsindex": verwijsindex}
    )
    renew_stand(at=at)
