"""The demo shows a signal about a provider in each stand."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from demo.aanbiedersignalen import Aanbiedervuller
from keukentafel.identity.rollen import Rol
from modules.dossier.aanbiedersignalen.models import Aanbiedersignaal, Signaalweger
from modules.inrichting.models import Organisatie
from tests.factories.identity import maak_gebruiker


def test_the_demo_holds_a_signal_of_every_stand(in_lindewaard: Any) -> None:
    for rol in (Rol.BEHEERDER, Rol.TEAMLID, Rol.BELEID, Rol.BACKOFFICE):
        maak_gebruiker(rollen=[rol], naam=f"De {rol}", met_code_app=False)
    Organisatie.objects.create(naam="Zorg Ver Weg", soort="zorg")

    Aanbiedervuller(at=timezone.now()).vul()

    assert sorted(Aanbiedersignaal.objects.values_list("stand", flat=True)) == [
        "gesloten", "gewogen", "nieuw", "overgedragen",
    ]  # fmt: skip
    assert Signaalweger.objects.filter(tot=None).count() == 2
