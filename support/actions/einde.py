"""How looking along ends on the supplier's side, whoever ends it, and how the gemeente hears what happens here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from keukentafel.tenancy import GemeenteRef
from support.models import MAG_KIJKEN, Toegang, ToegangStand
from tenants.models import Gemeente, Stand

Melder = Callable[[GemeenteRef, UUID], None]
_melders: dict[str, Melder] = {}
"""What the gemeente does when something happens here; the floor above registers it."""


def registreer_melder(wat: str, melder: Melder) -> None:
    """Say what the gemeente does when a look is `gevraagd`, asked in `nood` or `gestopt`, or a ticket `beantwoord`."""
    _melders[wat] = melder


def meld(wat: str, gemeente: Gemeente, id_: UUID) -> None:
    """Tell the gemeente; what is closed hears it from the clock, when it opens again."""
    melder = _melders.get(wat)
    if melder is not None and gemeente.stand == Stand.ACTIEF:
        melder(gemeente.ref(), id_)


def end_toegangen(rijen: Iterable[Toegang], *, at: datetime) -> None:
    """End what is open of these rows, which the caller holds. A look that runs ends at its next request.

    What the gemeente said yes to stays without `geeindigd_op` until the gemeente closed its own half: so the
    clock knows what it still has to tell.
    """
    for toegang in rijen:
        weet_het = toegang.stand not in (ToegangStand.TOEGESTAAN, ToegangStand.LOOPT)
        toegang.stand, toegang.geeindigd_op = ToegangStand.GESTOPT, at if weet_het else None
        toegang.code_afdruk, toegang.code_tot = "", None
        toegang.save(update_fields=["stand", "geeindigd_op", "code_afdruk", "code_tot"])
        meld("gestopt", toegang.gemeente, toegang.pk)


def end_van_gemeente(gemeente_id: UUID, using: str) -> None:
    """End what was allowed in a gemeente that closes or moves, in that very transaction: it may open again at once.

    The gemeente closes its own half when the clock tells it, where it lives then.
    """
    Toegang.objects.using(using).filter(gemeente_id=gemeente_id, stand__in=MAG_KIJKEN).update(
        stand=ToegangStand.GESTOPT, geeindigd_op=None, code_afdruk="", code_tot=None
    )
