"""The work of inlezen in the background. Each takes an id, is safe to run twice, and makes one call."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone

from keukentafel.errors import Refusal
from keukentafel.tenancy.taken import gemeente_taak
from modules.dossier.inlezen.actions.controle import controleer_bestand
from modules.dossier.inlezen.actions.inlezen import lees_in
from modules.dossier.inlezen.actions.ongedaan import maak_ongedaan
from modules.dossier.inlezen.models import InleesStand, Inlezing

_log = logging.getLogger(__name__)
EIGEN_FOUT = "Dit lukte niet door een fout bij ons. Je bestand is nog bewaard. Probeer het opnieuw."


@gemeente_taak(name="inlezen.controleer")
def controleer(inlezing_id: str) -> None:
    """Check a file whose columns are known."""
    _werk(inlezing_id, InleesStand.CONTROLE, controleer_bestand, terug=InleesStand.KOLOMMEN)


@gemeente_taak(name="inlezen.lees")
def lees(inlezing_id: str) -> None:
    """Read a checked file in."""
    _werk(inlezing_id, InleesStand.BEZIG, lees_in, terug=InleesStand.GECONTROLEERD)


@gemeente_taak(name="inlezen.ongedaan")
def ongedaan(inlezing_id: str) -> None:
    """Take back what a file made."""
    _werk(inlezing_id, InleesStand.TERUG, maak_ongedaan, terug=InleesStand.KLAAR)


def _werk(inlezing_id: str, stand: InleesStand, doe: Callable[..., Any], *, terug: InleesStand) -> None:
    """Do one step; when it fails the file goes back to the step before, with the reason beside it."""
    inlezing = Inlezing.objects.select_related("door").filter(pk=UUID(inlezing_id), stand=stand).first()
    if inlezing is None:
        return  # delivered twice, and the first time did it
    try:
        doe(inlezing=inlezing, by=inlezing.door, at=timezone.now())
    except Refusal as reden:
        Inlezing.objects.filter(pk=inlezing.pk).update(stand=terug, fout=str(reden))
    except Exception:
        Inlezing.objects.filter(pk=inlezing.pk).update(stand=terug, fout=EIGEN_FOUT)
        _log.exception("inlezen: %s mislukte", stand)
        raise
