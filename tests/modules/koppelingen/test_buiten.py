"""Over the wire: the same client through the outgoing door of the house, and refused where it does not lead."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.utils.timezone import now

from keukentafel.exchange.brp.client import Brp, BrpReden, BrpToegang
from keukentafel.exchange.verkeer import Onbereikbaar
from keukentafel.uitgaand.toestaan import sta_toe
from tests.keukentafel.exchange.brp_mensen import MOEDER, persoon
from tests.keukentafel.uitgaand.luisteraar import luister

pytestmark = pytest.mark.usefixtures("in_lindewaard")
REDEN = BrpReden("BRP-Wmo", "Sociaal domein@Keukentafel", "samira")


def test_the_brp_is_asked_by_post_through_the_door_with_no_bsn_in_the_address():
    cache.clear()
    antwoord = {"type": "RaadpleegMetBurgerservicenummer", "personen": [persoon(MOEDER, "Marieke", "Kuiper")]}
    with luister() as wie:
        wie.antwoord = lambda _: (200, {"Content-Type": "application/json"}, json.dumps(antwoord).encode())
        sta_toe(url=wie.url, at=now())

        gevonden = Brp(BrpToegang(f"{wie.url}brp", "geheim")).raadpleeg(MOEDER, ["adres"], REDEN)

    assert gevonden is not None
    assert gevonden["naam"]["geslachtsnaam"] == "Kuiper"
    verzoek = wie.verzoeken[0]
    assert (verzoek.methode, verzoek.pad) == ("POST", "/brp/personen")
    koppen = {naam.lower(): waarde for naam, waarde in verzoek.koppen.items()}
    assert (koppen["x-doelbinding"], koppen["x-api-key"]) == ("BRP-Wmo", "geheim")
    assert json.loads(verzoek.lichaam)["burgerservicenummer"] == [MOEDER]


def test_an_address_that_the_supplier_did_not_allow_is_never_asked():
    cache.clear()
    with luister() as wie, pytest.raises(Onbereikbaar, match="niet op de lijst"):
        Brp(BrpToegang(f"{wie.url}brp")).raadpleeg(MOEDER, [], REDEN)

    assert wie.verzoeken == []
