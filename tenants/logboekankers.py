"""Where the anchors of the logboeken are kept (`keukentafel.audit.ankers.Ankerkast`)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from keukentafel.audit.ankers import Anker
from tenants.models import Logboekanker

_VELDEN = ("nummer", "tijdstip", "volgnummer", "keten", "vorige", "handtekening")


class Kast:
    """The table `tenants_logboekanker`, to add to and to read."""

    def lees(self, gemeente_id: UUID) -> Sequence[Anker]:
        """Return the anchors of a gemeente, oldest first; one query."""
        rijen = Logboekanker.objects.filter(gemeente_id=gemeente_id).order_by("nummer")
        return [Anker(*rij) for rij in rijen.values_list(*_VELDEN)]

    def leg_weg(self, gemeente_id: UUID, anker: Anker) -> None:
        """Add one anchor."""
        Logboekanker.objects.create(
            gemeente_id=gemeente_id, **{veld: getattr(anker, veld) for veld in _VELDEN}
        )
