"""Two people choose a regisseur at the same moment, on two connections: one is chosen, one hears who."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.utils.timezone import now

from keukentafel.tenancy import in_gemeente
from modules.dossier.actions import regie
from modules.dossier.models import Regisseurschap
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_at_once_make_one_regisseur(lindewaard):
    with in_gemeente(lindewaard):
        zaak = maak_zaak()
    tegelijk, uitkomst = Barrier(2), []

    def kies(naam: str) -> None:
        try:
            with in_gemeente(lindewaard):
                tegelijk.wait(timeout=60)
                regie.appoint_regisseur(
                    huishouden=zaak.huishouden,
                    gebruiker=None,
                    naam=naam,
                    organisatie=None,
                    bevindingen=(),
                    by=zaak.medewerker,
                    at=now(),
                )
            uitkomst.append("gekozen")
        except regie.ErIsAlEenRegisseur as nee:
            uitkomst.append(str(nee))
        finally:
            connections.close_all()

    draden = [Thread(target=kies, args=(naam,)) for naam in ("Daan Visser", "Carla Wouters")]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)

    with in_gemeente(lindewaard):
        gekozen = Regisseurschap.objects.get().naam
    assert sorted(uitkomst) == [
        f"Huishouden Kuiper heeft al een regisseur: {gekozen}. Draag de regie eerst over.",
        "gekozen",
    ]
