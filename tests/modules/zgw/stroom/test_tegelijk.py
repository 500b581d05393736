"""Two connections at once: who waits for a colleague shows in the register what that colleague did."""

from __future__ import annotations

from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils.timezone import now

from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.dossier.models import Casus
from modules.zgw.eigen.maken import make_catalogus
from modules.zgw.stroom.actions.zaken import sync_casus
from modules.zgw.zaken.models import Rol
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team
from tests.modules.koppelingen.test_spiegel import nieuwe_casus

pytestmark = pytest.mark.django_db(transaction=True)


def _wacht_tot_iemand_wacht() -> None:
    """Look until another connection waits for a lock of ours."""
    vraag = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    for _ in range(2000):
        with connection.cursor() as cursor:
            cursor.execute(vraag)
            if cursor.fetchone()[0]:
                return


def test_a_change_of_team_and_worker_that_was_waited_for_is_shown(lindewaard: GemeenteRef) -> None:
    with in_gemeente(lindewaard):
        make_catalogus(by=None, at=now())
        eerst, daarna = (
            maak_gebruiker(met_code_app=False),
            maak_gebruiker(naam="Na Wissel", met_code_app=False),
        )
        casus, team = nieuwe_casus(), maak_team("Ander team")
        Casus.objects.filter(pk=casus.pk).update(behandelaar=eerst)
        sync_casus(casus_id=casus.pk, by=eerst, at=now())
    gewijzigd, fouten = Event(), list[BaseException]()

    def toon() -> None:
        try:
            gewijzigd.wait(timeout=60)
            with in_gemeente(lindewaard):
                sync_casus(casus_id=casus.pk, by=eerst, at=now())
        except BaseException as fout:
            fouten.append(fout)
        finally:
            connections.close_all()

    draad = Thread(target=toon)
    draad.start()
    with in_gemeente(lindewaard), transaction.atomic():
        Casus.objects.filter(pk=casus.pk).update(behandelaar=daarna, team=team)
        gewijzigd.set()
        _wacht_tot_iemand_wacht()
    draad.join(timeout=60)

    with in_gemeente(lindewaard):
        wie: list[Any] = [str(rol.wie) for rol in Rol.objects.all()]
    assert not fouten
    assert any("Na Wissel" in een for een in wie)
    assert any("Ander team" in een for een in wie)
