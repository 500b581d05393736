"""The example decisions: every phase is there, made by the actions of the screens."""

from __future__ import annotations

import pytest
from django.utils.timezone import now

from demo.besluiten import Besluitvuller
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.dossier.besluiten.models import Beschikking, Bezwaar, Klacht
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.modules.dossier.besluiten.toneel import maak_besluittoneel

pytestmark = pytest.mark.django_db


def test_the_demo_shows_a_decision_in_every_phase(in_lindewaard: GemeenteRef) -> None:
    toneel = maak_besluittoneel(status="ondersteuning")
    maak_gebruiker(rollen=[Rol.BEHEERDER], met_code_app=False)
    for nummer in range(9):
        maak_casus(
            maak_huishouden(f"Voorbeeld {nummer}"),
            teammodel=toneel.zaak.casus.teammodel,
            behandelaar=toneel.maker,
            status="ondersteuning",
        )

    Besluitvuller(at=now()).vul()

    standen = list(Beschikking.objects.values_list("stand", flat=True))
    assert {stand: standen.count(stand) for stand in sorted(set(standen))} == {
        "bekend": 4, "concept": 2, "genomen": 1, "ingetrokken": 1, "ter_beoordeling": 1,
    }  # fmt: skip
    assert sorted(Bezwaar.objects.values_list("stand", flat=True)) == ["bekend", "gehoord"]
    assert sorted(Klacht.objects.values_list("stand", flat=True)) == ["beantwoord", "ontvangen"]
