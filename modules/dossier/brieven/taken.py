"""What letters do in the background: the print file of the post, and finding files that no row knows."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from celery.schedules import crontab
from django.utils import timezone

from keukentafel.celery import app
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.dossier.brieven import weg
from modules.dossier.brieven.access import brief_for
from modules.dossier.brieven.actions.post import print_bundel
from modules.dossier.brieven.actions.ronde import send_ronde
from modules.dossier.brieven.models import Brief, Bundelstand, Postbundel, Verzendronde

_log = logging.getLogger(__name__)


@gemeente_taak(name="brieven.print_bundel")
def maak_printbestand(bundel_id: str) -> None:
    """Make the print file of one bundle; when that fails the bundle says so, and can be put back."""
    bundel = Postbundel.objects.filter(pk=UUID(bundel_id), stand=Bundelstand.BEZIG).first()
    if bundel is None:
        return  # delivered twice, or put back
    try:
        print_bundel(bundel=bundel, at=timezone.now())
    except Exception:  # whatever broke it, the bundle must not stay "busy"; the error goes on
        Postbundel.objects.filter(pk=bundel.pk, stand=Bundelstand.BEZIG).update(stand=Bundelstand.MISLUKT)
        _log.exception("brieven: het printbestand mislukte")
        raise


@gemeente_taak(name="brieven.verstuur_ronde")
def verstuur_ronde(ronde_id: str) -> None:
    """Send the letters of one round that wait; each says what became of it."""
    ronde = Verzendronde.objects.filter(pk=UUID(ronde_id)).select_related("gemaakt_door").first()
    if ronde is not None:
        send_ronde(ronde=ronde, open_brief=_open, by=ronde.gemaakt_door, nu=timezone.now)


def _open(gebruiker: Any, brief_id: UUID) -> Brief:
    return brief_for(gebruiker, brief_id, schrijven=True)


@gemeente_taak(name="brieven.ruim_wezen")
def ruim_wezen() -> None:
    """Remove the files of one gemeente without a row: only a process that was killed leaves any."""
    weg.ruim_wezen()


@platform_taak(name="brieven.ruim_wezen_overal")
def ruim_overal_wezen() -> None:
    """Enqueue that for every gemeente that is open, each exactly once."""
    for gemeente in alle_gemeenten():
        ruim_wezen.voor(gemeente)


app.conf.beat_schedule["brieven.ruim_wezen"] = {
    "task": "brieven.ruim_wezen_overal",
    "schedule": crontab(hour=3, minute=50),
}
