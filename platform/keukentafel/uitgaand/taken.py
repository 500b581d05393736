"""Deliver after each change, and every half minute for what was left."""

from __future__ import annotations

import time
from typing import Final

from django.core.cache import cache
from django.utils import timezone

from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from keukentafel.uitgaand import bezorgen

_GEWEKT: Final = "uitgaand:gewekt"
_AAN_EEN_STUK: Final = 240


@gemeente_taak(name="uitgaand.bezorg")
def bezorg_berichten() -> None:
    """Deliver what is due in one gemeente; another round follows when it was too much for one."""
    _vergeet_wekker()  # before reading: who commits from here on asks for a round of its own
    einde = time.monotonic() + _AAN_EEN_STUK
    bezorgen.bezorg(klok=timezone.now, tot=lambda: time.monotonic() > einde)
    if time.monotonic() > einde:
        bezorgen.wek()


@gemeente_taak(name="uitgaand.ruim_op")
def ruim_op() -> None:
    """Remove what was delivered a week ago."""
    bezorgen.ruim_op(at=timezone.now())


@platform_taak(name="uitgaand.tik")
def bezorg_overal() -> None:
    """Ask for a round in every gemeente that is open."""
    for gemeente in alle_gemeenten():
        bezorg_berichten.voor(gemeente)


@platform_taak(name="uitgaand.opruimen")
def ruim_overal_op() -> None:
    """Tidy every gemeente that is open."""
    for gemeente in alle_gemeenten():
        ruim_op.voor(gemeente)


def vraag_ronde(gemeente: GemeenteRef) -> None:
    """Ask for a round, once for many changes: who asks while one waits in the queue adds nothing."""
    with in_gemeente(gemeente):
        try:
            wacht_er_al_een = not cache.add(_GEWEKT, 1, timeout=30)
        except Exception:
            wacht_er_al_een = False
        if not wacht_er_al_een:
            bezorg_berichten.voor(gemeente)


def _vergeet_wekker() -> None:
    try:
        cache.delete(_GEWEKT)
    except Exception:
        return
