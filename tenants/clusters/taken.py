"""Background work of this room, by the two workers with the migrator's logins: moves by that of `kopieen`."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from keukentafel.errors import Refusal
from keukentafel.tenancy.taken import platform_taak
from tenants.clusters.actions import verhuizen

LANG = 4 * 3600
"""Seconds after which a move is taken for lost; what was copied and followed stays."""


@platform_taak(name="clusters.verhuizen", time_limit=LANG)
def verhuis(verhuizing_id: str) -> None:
    """Move one gemeente; the page follows it in its row. Delivered twice, it goes on where it was."""
    try:
        verhuizen.voer_uit(UUID(verhuizing_id), klok=timezone.now)
    except Refusal:
        return  # the row says why, and a person decides


@platform_taak(name="clusters.afbreken")
def breek_af(verhuizing_id: str, door: str) -> None:
    """Take the half copy of a move away."""
    try:
        verhuizen.breek_af(UUID(verhuizing_id), at=timezone.now(), by=verhuizen.naam_van_account(door))
    except Refusal:
        return


@platform_taak(name="clusters.opruimen")
def ruim_op() -> None:
    """Drop the old copies that were kept long enough."""
    verhuizen.ruim_op(at=timezone.now())


@platform_taak(name="clusters.tik")
def tik() -> None:
    """Go on with a move whose process is gone; whoever is still at it is not disturbed."""
    for verhuizing_id in verhuizen.pak_op(at=timezone.now()):
        verhuis.delay(str(verhuizing_id))
