"""Tell the webhooks, and tidy up what ended."""

from __future__ import annotations

from django.utils import timezone

from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.toegangsleutels.actions.haak import tell_all
from modules.toegangsleutels.actions.sleutel import tidy_up


@gemeente_taak(name="toegangsleutels.vertel")
def vertel() -> None:
    """Tell the webhooks of one gemeente what happened."""
    tell_all(at=timezone.now())


@gemeente_taak(name="toegangsleutels.ruim_op")
def ruim_op() -> None:
    """Remove tokens that ended and answers of more than a day ago."""
    tidy_up(at=timezone.now())


@platform_taak(name="toegangsleutels.tik")
def vertel_overal() -> None:
    """Tell the webhooks of every gemeente that is open."""
    for gemeente in alle_gemeenten():
        vertel.voor(gemeente)


@platform_taak(name="toegangsleutels.opruimen")
def ruim_overal_op() -> None:
    """Tidy up every gemeente that is open."""
    for gemeente in alle_gemeenten():
        ruim_op.voor(gemeente)
