"""A program removed a zaak from the register. The dossier stays; it knows that nothing leads outside any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from modules.zgw.stroom.actions.later import note
from modules.zgw.stroom.models import Zaakkoppeling


def zaak_gone(*, by: Any, at: datetime) -> None:
    """Write with each household of which a zaak just went that it went. No new one is made of it."""
    for koppeling in Zaakkoppeling.objects.select_for_update(of=("self",)).filter(
        zaak=None, zaak_weg_op=None
    ):
        koppeling.zaak_weg_op = at
        koppeling.save(update_fields=["zaak_weg_op"])
        note(
            koppeling=koppeling,
            tekst="De zaak is verwijderd uit het zaakregister. Het dossier blijft.",
            by=by,
            at=at,
        )
