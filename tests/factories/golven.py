"""Rows of the upgrades: a run that ended, with a gemeente that failed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from tenants.golven.actions.ronde import Keuze, begin_ronde
from tenants.golven.models import Bijwerkregel, Golf, Ring, RondeStand, Uitgave


def maak_golfrijen(gemeente_id: UUID) -> dict[str, Any]:
    """Make a run, its line of one gemeente and a release, by the names of the parameters of the addresses."""
    nu = timezone.now()
    ronde = begin_ronde(keuze=Keuze(), at=nu)
    golf = Golf.objects.create(ronde=ronde, nummer=0, ring=Ring.GEWOON, stand="klaar")
    regel = Bijwerkregel.objects.create(
        ronde=ronde, golf=golf, gemeente_id=gemeente_id, schema="t_0", label="Lindewaard", stand="mislukt"
    )
    ronde.stand, ronde.klaar_op = RondeStand.KLAAR, nu
    ronde.save(update_fields=["stand", "klaar_op"])
    uitgave = Uitgave.objects.create(nummer="0.9.0", titel="Wat komt", nieuws=["Een zin."])
    return {"ronde": ronde, "regel": regel, "uitgave": uitgave}
