"""Who looks along in a gemeente that moves to another cluster looks no more; what was seen stays on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity import geheim
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from keukentafel.tenancy.adresboek import adresboek
from modules.ondersteuning.actions.inkijk import stop_inkijk
from modules.ondersteuning.meekijken import DOEL
from modules.ondersteuning.models import Inkijk, Stand
from support.actions.rol import grant_rol
from support.models import Toegang, ToegangStand
from tenants.clusters.actions import verhuizen
from tests.factories.identity import maak_gebruiker
from tests.factories.support import maak_supportrijen

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
SLEUTEL = "een-sleutel-van-een-kijker"
PAGINA = "/inrichting/teammodel"


@pytest.fixture
def kijker(gemeente_op: Callable[[str], GemeenteRef]) -> tuple[GemeenteRef, Inkijk, Client]:
    """Somebody of the supplier looks along in a gemeente on the second cluster."""
    ver, nu = gemeente_op("tweede"), timezone.now()
    with in_gemeente(ver):
        ria = maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Ria Timmer")
        rijen = maak_supportrijen(ria)
        een: Inkijk = rijen["inkijk"]
        loopt = Inkijk.objects.create(
            id=rijen["toegang"].pk, ticket_nummer=een.ticket_nummer, onderwerp=een.onderwerp, omvang=een.omvang,
            reden=een.reden, minuten=30, gevraagd_door_id=een.gevraagd_door_id, gevraagd_door=een.gevraagd_door,
            gevraagd_op=nu, stand=Stand.LOOPT, ogen=ria, beslist_door=ria, beslist_op=nu, begonnen_op=nu,
            tot=nu + timedelta(minutes=30), sleutel_afdruk=geheim.afdruk(DOEL, SLEUTEL),
        )  # fmt: skip
    with in_platform():
        Toegang.objects.filter(pk=loopt.pk).update(
            stand=ToegangStand.LOOPT, tot=loopt.tot, begonnen_op=nu, beslist_door=ria.naam
        )
    assert grant_rol(toegang_id=loopt.pk, at=nu)
    connections.close_all()
    klant = Client(HTTP_HOST=f"{ver.slug}.localhost")
    klant.cookies["kt_inkijk"] = SLEUTEL
    return ver, loopt, klant


def _bekeken(ref: GemeenteRef) -> int:
    with in_gemeente(ref):
        return Logboekregel.objects.filter(gebeurtenis="ondersteuning.meekijken.bekeken").count()


def _nu(ref: GemeenteRef) -> GemeenteRef:
    adresboek.vergeet()
    with in_platform():
        gevonden = adresboek.zoek_id(str(ref.id))
    assert gevonden is not None
    return gevonden


def _bij_ons(id_: Any) -> tuple[str, bool, str]:
    with in_platform():
        rij = Toegang.objects.get(pk=id_)
    return rij.stand, rij.geeindigd_op is not None, rij.code_afdruk


def test_a_move_ends_a_look_at_the_switch(kijker: tuple[GemeenteRef, Inkijk, Client]) -> None:
    ver, loopt, klant = kijker
    assert klant.get(PAGINA).status_code == 200
    gezien = _bekeken(ver)
    connections.close_all()

    rij = verhuizen.begin_verhuizing(gemeente_id=ver.id, naar="derde", at=timezone.now(), by="Ilse Koster")
    connections.close_all()
    verhuizen.voer_uit(rij.pk, klok=timezone.now)

    assert _bij_ons(loopt.pk) == (ToegangStand.GESTOPT, False, "")
    daar = _nu(ver)
    assert daar.cluster == "derde"
    assert klant.get(PAGINA).headers["Location"] == "/meekijken/voorbij"
    connections.close_all()
    with in_gemeente(daar):
        stop_inkijk(inkijk_id=loopt.pk, at=timezone.now())  # what the clock asks, within a minute
        assert Inkijk.objects.get(pk=loopt.pk).stand == Stand.GESTOPT
    assert _bij_ons(loopt.pk) == (ToegangStand.GESTOPT, True, "")
    assert (_bekeken(daar), gezien) == (gezien, 1)
