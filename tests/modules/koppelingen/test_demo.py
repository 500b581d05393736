"""The other systems of the demo: the people of the practice BRP fit the document, and something differs."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.timezone import now

from demo.koppelingen import Koppelvuller
from keukentafel.exchange.proef import Bewaarplaats
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Gezagsrelatie
from modules.koppelingen.models import Koppeling, Spiegelzaak
from modules.zgw.postvak.models import Stuk
from tests.factories.dossier import maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.keukentafel.exchange.brp_mensen import KIND, MOEDER, VADER
from tests.keukentafel.exchange.oas import Document
from tests.modules.koppelingen.test_brp import met_bsn
from tests.modules.koppelingen.test_spiegel import nieuwe_casus

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@cache
def document() -> Document:
    return Document("brp/personen-bevragen/2.7.0/openapi.yaml")


def inrichting(naam: str) -> Any:
    beheerder = maak_gebruiker(rollen=(Rol.BEHEERDER,), met_code_app=False)
    mensen = [SimpleNamespace(naam="Petra", rollen=("beheerder",))]
    return SimpleNamespace(
        at=now(), gemeente=SimpleNamespace(naam=naam, mensen=mensen), mensen={"Petra": beheerder}
    )


@pytest.fixture
def gezin() -> None:
    huis = maak_huishouden(
        personen=("Marieke", "Jan", "Daan"), huisnummer=12, toevoeging="a", is_geheim_adres=True
    )
    moeder, vader, kind = [lid.inwoner for lid in huis.leden.order_by("id")]
    for mens, bsn in ((moeder, MOEDER), (vader, VADER), (kind, KIND)):
        met_bsn(mens, bsn, geslacht="vrouw")
    for ouder in (moeder, vader):
        Gezagsrelatie.objects.create(kind=kind, houder=ouder, soort="ouder")


def test_everybody_of_the_demo_fits_the_document(gezin: None):
    Koppelvuller(inrichting("Lindewaard")).vul()

    mensen = [rij for _, rij in Bewaarplaats("brp").alle("lindewaard/")]
    assert {m["burgerservicenummer"] for m in mensen} == {MOEDER, VADER, KIND}
    antwoord = {"type": "RaadpleegMetBurgerservicenummer", "personen": mensen}
    assert document().antwoord_klopt("POST", "/personen", 200, antwoord) == []
    assert sum("gezag" in m for m in mensen) == 1
    assert {k.soort for k in Koppeling.objects.filter(is_aan=True)} == {
        "brp",
        "objecten",
        "notificaties",
        "klantinteracties",
    }
    assert all(k.is_proef for k in Koppeling.objects.all())
    assert Stuk.objects.count() == 2


def test_another_gemeente_passes_its_zaken_on():
    nieuwe_casus()

    Koppelvuller(inrichting("Hoogmeren")).vul()

    assert {rij.stand for rij in Spiegelzaak.objects.all()} == {"gelijk"}
    assert Koppeling.objects.get(soort="zaaksysteem").doet_het is True
