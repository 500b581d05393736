"""What the gemeente does by itself: tell its people, open an emergency look, end what is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from uuid import UUID

from django.db import connection
from django.utils import timezone

from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, inkijk
from keukentafel.tenancy.scope import ClusterWeg, GemeenteVerhuisd
from keukentafel.tenancy.taken import alle_gemeenten, gemeente_taak, platform_taak
from modules.ondersteuning.actions.inkijk import (
    NietMeerGevraagd,
    allow_nood,
    close_over_tijd,
    refuse_allen,
    stop_inkijk,
)
from modules.ondersteuning.bewijs import kwartaal_van
from modules.ondersteuning.meekijken import geen_toegang
from modules.ondersteuning.models import Toegangskeuze
from modules.ondersteuning.post import tell_beantwoord, tell_bewijs, tell_gevraagd, tell_nood
from support.actions.rol import over_gebleven
from support.actions.toegang import stop_gesloten
from support.models import Toegang, ToegangStand
from support.taken import open_rol, sluit_rol


@gemeente_taak(name="ondersteuning.gevraagd")
def meld_gevraagd(toegang_id: str) -> None:
    """Tell who may answer that the supplier asks to look along, or answer that nobody does here."""
    nu = timezone.now()
    if geen_toegang():
        keuze = Toegangskeuze.objects.select_related("gekozen_door").get()
        refuse_allen(by=keuze.gekozen_door, at=nu)
    else:
        tell_gevraagd(UUID(toegang_id), at=nu)


@gemeente_taak(name="ondersteuning.beantwoord")
def meld_beantwoord(bericht_id: str) -> None:
    """Tell who asked that the supplier answered."""
    tell_beantwoord(UUID(bericht_id), at=timezone.now())


@gemeente_taak(name="ondersteuning.nood")
def open_nood(toegang_id: str) -> None:
    """Open what two people of the supplier asked for in an emergency, and tell the gemeente."""
    nu = timezone.now()
    with suppress(NietMeerGevraagd):  # delivered twice: it was opened the first time
        een = allow_nood(toegang_id=UUID(toegang_id), at=nu)
        if een is not None:
            tell_nood(een, at=nu)


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
    stop_gesloten(at=nu)
    with in_platform():
        rijen = list(Toegang.objects.te_doen(nu))
    gemeenten = {gemeente.id: gemeente for gemeente in alle_gemeenten()}
    for cluster, met_rechten in _met_rechten(gemeenten.values()):
        for gemeente_id in over_gebleven(met_rechten, cluster, at=nu):
            sluit_rol.delay(str(gemeente_id), cluster)
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


@platform_taak(name="ondersteuning.bewijs")
def meld_bewijs() -> None:
    """In the first days of a quarter: tell each gemeente that the proof of the one before is ready. Once."""
    for gemeente in alle_gemeenten():
        bewijs_van_kwartaal.voor(gemeente)


@gemeente_taak(name="ondersteuning.bewijs_van")
def bewijs_van_kwartaal() -> None:
    """Tell one gemeente that the proof of last quarter is ready."""
    nu = timezone.now()
    tell_bewijs(kwartaal_van(timezone.localdate(nu)).vorige, at=nu)


def _met_rechten(gemeenten: Iterable[GemeenteRef]) -> Iterator[tuple[str, dict[str, set[str]]]]:
    """Yield each cluster that answers, with what a look may enter there at this moment."""
    scopes: dict[str, AbstractContextManager[object]] = {"": in_platform()}
    for ref in gemeenten:
        scopes.setdefault(ref.cluster, in_gemeente(ref))
    for cluster, scope in scopes.items():
        with suppress(ClusterWeg, GemeenteVerhuisd):
            with scope, connection.cursor() as cursor:
                met_rechten = inkijk.kijk_met_rechten(cursor)
            yield cluster, met_rechten
