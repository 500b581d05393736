"""The contacts of the rest of the gemeente with somebody: read when asked, kept nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from keukentafel.exchange import proef
from keukentafel.exchange.klantinteracties import fake
from modules.koppelingen.actions.koppeling import set_koppeling
from modules.koppelingen.models import Koppeling
from modules.koppelingen.soorten import Koppelsoort
from tests.modules.dossier.verkeer import Zaak, logboek, maak_zaak, vreemd_huishouden
from tests.modules.koppelingen.test_brp import MOEDER, met_bsn

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def klant() -> Client:
    return Client()


def zet(by: Any, adres: str = fake.ADRES) -> None:
    bekend = Koppeling.objects.filter(soort="klantinteracties").first()
    set_koppeling(
        soort=Koppelsoort.KLANTINTERACTIES, is_aan=True, adres=adres, geheim=fake.TOKEN,
        versie=bekend.versie if bekend else 0, by=by, at=now(),
    )  # fmt: skip


@pytest.fixture
def zaak(klant: Client) -> Zaak:
    zaak = maak_zaak(klant)
    met_bsn(zaak.inwoner, MOEDER)
    zet(zaak.medewerker)
    return zaak


def adres(zaak: Zaak) -> str:
    return reverse("koppelingen:contacten", args=[zaak.huishouden.pk, zaak.inwoner.pk])


def test_the_contacts_stand_on_the_page_and_in_the_logboek(klant: Client, zaak: Zaak):
    fake.zet(
        MOEDER,
        op="2026-01-05T10:00:00Z",
        kanaal="telefoon",
        onderwerp="Parkeerkaart",
        inhoud="Vraagt om een kaart.",
    )
    fake.zet(
        MOEDER,
        op="2026-01-06T10:00:00Z",
        kanaal="balie",
        onderwerp="Gesprek",
        inhoud="Geheimpje",
        vertrouwelijk=True,
    )
    persoon_url = reverse("dossier:persoon", args=[zaak.huishouden.pk, zaak.inwoner.pk])
    assert adres(zaak).encode() in klant.get(persoon_url).content

    pagina = klant.get(adres(zaak))

    assert b"Vraagt om een kaart." in pagina.content
    assert b"Geheimpje" not in pagina.content
    assert b"oefensysteem" in pagina.content
    assert logboek("koppelingen.contacten.bekeken") == ["koppelingen.contacten.bekeken"]


def test_when_the_contacts_are_away_the_page_says_so(klant: Client, zaak: Zaak):
    zet(zaak.medewerker, proef.WEG)

    pagina = klant.get(adres(zaak))

    assert pagina.status_code == 200
    assert b"Het systeem op dit adres antwoordt niet" in pagina.content
    assert Koppeling.objects.get().doet_het is False


def test_nobody_without_a_bsn_and_nobody_elsewhere_is_asked_about(klant: Client, zaak: Zaak):
    zaak.inwoner.bsn = zaak.inwoner.bsn_index = None
    zaak.inwoner.save()
    vreemd = vreemd_huishouden()

    assert b"geen BSN bekend" in klant.get(adres(zaak)).content
    weg = reverse("koppelingen:contacten", args=[vreemd.pk, vreemd.leden.first().inwoner_id])
    assert klant.get(weg).status_code == 404
    assert logboek("koppelingen.contacten.bekeken") == []


def test_without_the_connection_the_page_is_not_there(klant: Client, zaak: Zaak):
    Koppeling.objects.update(is_aan=False)

    assert klant.get(adres(zaak)).status_code == 404
