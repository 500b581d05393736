"""Who puts an older copy back does not undo what the gemeente chose, nor who looked along since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, zaaifouten
from modules.ondersteuning.actions.inkijk import choose_toegang
from modules.ondersteuning.meekijken import geen_toegang
from modules.ondersteuning.models import Inkijk, Stand
from support.models import Toegang, ToegangStand
from tenants.uitvoer.actions import werk, wisselen
from tenants.uitvoer.models import Terugzetting, Uitvoer
from tests.factories.identity import maak_gebruiker
from tests.factories.support import maak_supportrijen
from tests.tenants.uitvoer.conftest import eigen_mappen, exporteer, zet_ernaast  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "migrator"])


@pytest.mark.parametrize("zaaifout", ["", "terugzetten_vergeet_sindsdien"])
def test_a_copy_of_before_does_not_open_what_the_gemeente_closed(
    lindewaard: GemeenteRef,
    exporteer: Callable[[], Uitvoer],  # noqa: F811
    zet_ernaast: Callable[[Uitvoer], Terugzetting],  # noqa: F811
    zaaifout: str,
) -> None:
    nu = timezone.now()
    with in_gemeente(lindewaard):
        ria = maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Ria Timmer")
    kopie = zet_ernaast(exporteer())
    with in_gemeente(lindewaard):
        na_de_kopie = maak_gebruiker(rollen=[Rol.FG], naam="Farah Gorter")
        rijen = maak_supportrijen(ria)
        loopt = _loopt(rijen, ria, nu)
        choose_toegang(geen=True, reden="Audit", versie=0, by=na_de_kopie, at=nu)
        Inkijk.objects.filter(pk=loopt.pk).update(stand=Stand.LOOPT)  # as if it still ran
    with in_platform():
        Toegang.objects.filter(pk=loopt.pk).update(stand=ToegangStand.LOOPT)

    if zaaifout:
        with zaaifouten.zaai(zaaifout):
            wisselen.wissel(kopie.pk, at=timezone.now(), by=werk.Door("Ilse"), wacht=lambda _: None)
    else:
        wisselen.wissel(kopie.pk, at=timezone.now(), by=werk.Door("Ilse"), wacht=lambda _: None)

    with in_gemeente(lindewaard):
        gekozen, gezien = geen_toegang(), dict(Inkijk.objects.values_list("pk", "stand"))
    with in_platform():
        assert Toegang.objects.get(pk=loopt.pk).stand == ToegangStand.GESTOPT
    if zaaifout:  # the copy as it was: this is what turns red
        assert (gekozen, gezien) == (False, {})
    else:
        assert gekozen
        assert gezien == {rijen["inkijk"].pk: "gestopt", loopt.pk: "gestopt"}


def _loopt(rijen: dict[str, Any], ria: Any, nu: Any) -> Inkijk:
    """Let the request of these rows run."""
    toegang = rijen["toegang"]
    with in_platform():
        Toegang.objects.filter(pk=toegang.pk).update(
            stand=ToegangStand.LOOPT, tot=nu + timedelta(minutes=30), begonnen_op=nu
        )
    een: Inkijk = rijen["inkijk"]
    return Inkijk.objects.create(
        id=toegang.pk, ticket_nummer=een.ticket_nummer, onderwerp=een.onderwerp, omvang=een.omvang,
        reden=een.reden, minuten=30, gevraagd_door_id=een.gevraagd_door_id, gevraagd_door=een.gevraagd_door,
        gevraagd_op=nu, stand=Stand.LOOPT, ogen=ria, beslist_door=ria, beslist_op=nu, begonnen_op=nu,
        tot=nu + timedelta(minutes=30),
    )  # fmt: skip
