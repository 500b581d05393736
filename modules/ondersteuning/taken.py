"""What the gemeente does by itself: tell its people, open an emergency look, end what is over."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.utils import timezone

from keukentafel.tenancy import in_platform
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.ondersteuning.actions.inkijk import NietMeerGevraagd, allow_nood, close_over_tijd, stop_inkijk
from modules.ondersteuning.post import tell_gevraagd, tell_nood
from support.models import Toegang, ToegangStand
from support.taken import open_rol


@gemeente_taak(name="ondersteuning.gevraagd")
def meld_gevraagd(toegang_id: str) -> None:
    """Tell who may answer that the supplier asks to look along."""
    tell_gevraagd(UUID(toegang_id), at=timezone.now())


@gemeente_taak(name="ondersteuning.nood")
def open_nood(toegang_id: str) -> None:
    """Open what two people of the supplier asked for in an emergency, and tell the gemeente."""
    nu = timezone.now()
    with suppress(NietMeerGevraagd):  # delivered twice: it was opened the first time
        inkijk = allow_nood(toegang_id=UUID(toegang_id), at=nu)
        if inkijk is not None:
            tell_nood(inkijk, at=nu)


@gemeente_taak(name="ondersteuning.gestopt")
def meld_gestopt(toegang_id: str) -> None:
    """End a look that the supplier stopped in its console."""
    stop_inkijk(inkijk_id=UUID(toegang_id), at=timezone.now())


@gemeente_taak(name="ondersteuning.sluit")
def sluit_af() -> None:
    """End the looks of one gemeente whose time is over."""
    close_over_tijd(at=timezone.now())


@platform_taak(name="ondersteuning.tik")
def tik() -> None:
    """Do again what a lost message left undone, and end what is over. Every part may be done twice."""
    nu = timezone.now()
    with in_platform():
        rijen = list(Toegang.objects.te_doen(nu))
    gemeenten = {gemeente.id: gemeente for gemeente in alle_gemeenten()}
    for rij in rijen:
        gemeente = gemeenten.get(rij.gemeente_id)
        if gemeente is None:
            continue
        if rij.stand == ToegangStand.GEVRAAGD:
            (open_nood if rij.is_nood else meld_gevraagd).voor(gemeente, str(rij.pk))
        elif rij.stand == ToegangStand.GESTOPT:
            meld_gestopt.voor(gemeente, str(rij.pk))
        elif rij.tot is not None and rij.tot <= nu:
            sluit_af.voor(gemeente)
        elif rij.klaar_op is None:
            open_rol.delay(str(rij.pk))
