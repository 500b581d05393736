"""What another system should not send: one thing that cannot be read holds up nothing that can."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils.timezone import now

from keukentafel.exchange.objecten import fake as objecten
from keukentafel.exchange.objecten.client import Objecten
from keukentafel.identity.rollen import Rol
from modules.koppelingen.actions.berichten import handle_berichten, receive_bericht
from modules.koppelingen.actions.objecten import fetch_objecten
from modules.koppelingen.models import Koppeling, OntvangenBericht
from modules.koppelingen.rules.bericht import lees_bericht
from modules.koppelingen.soorten import Koppelsoort
from modules.zgw.postvak.models import Stuk
from tests.factories.identity import maak_gebruiker
from tests.modules.koppelingen.test_berichten import bericht, zet

pytestmark = pytest.mark.usefixtures("in_lindewaard")
GOED = f"{objecten.ADRES}/objects/goed"
VREEMD: list[dict[str, Any]] = [
    {},
    {"url": f"{objecten.ADRES}/objects/a", "record": None},
    {"url": f"{objecten.ADRES}/objects/b", "record": {"data": {"type": "wmo\x00", "data": {"vraag": "x"}}}},
    {"url": f"{objecten.ADRES}/objects/c", "record": {"data": {"type": "wmo", "bsn": "٣" * 9, "data": {}}}},
    {"record": {"data": {"type": "wmo", "data": {"vraag": "zonder adres"}}}},
]


def formulier(url: str) -> dict[str, Any]:
    data = {"type": "wmo", "data": {"vraag": "Hulp in huis"}, "bron": {"naam": "Open Formulieren"}}
    return {"url": url, "type": objecten.OBJECTTYPE, "record": {"data": data, "registrationAt": "2026-11-20"}}


@pytest.fixture
def formulieren() -> Koppeling:
    by = maak_gebruiker(rollen=(Rol.BEHEERDER,), met_code_app=False)
    keuzes = {"objecttype": objecten.OBJECTTYPE, "wetten": {"wmo": "wmo"}}
    return zet(Koppelsoort.OBJECTEN, by, adres=objecten.ADRES, geheim=objecten.TOKEN, keuzes=keuzes)


@pytest.mark.parametrize("vreemd", VREEMD)
def test_a_message_about_something_unreadable_stops_and_the_next_one_goes_on(
    formulieren: Koppeling, monkeypatch: Any, vreemd: dict[str, Any]
) -> None:
    by = maak_gebruiker(rollen=(Rol.BEHEERDER,), met_code_app=False)
    brenger = zet(Koppelsoort.NOTIFICATIES, by, adres="proef://zgw/notificaties/api/v1")
    monkeypatch.setattr(
        Objecten, "haal",
        lambda _, url: formulier(url) if url == GOED else {"type": objecten.OBJECTTYPE, **vreemd},
    )  # fmt: skip
    for url in (f"{objecten.ADRES}/objects/slecht", GOED):
        gelezen, _ = lees_bericht(bericht(hoofdObject=url, resourceUrl=url))
        assert gelezen is not None
        receive_bericht(koppeling=brenger, bericht=gelezen, at=now())

    handle_berichten(at=now())

    assert Stuk.objects.filter(sleutel=GOED).exists()
    assert set(OntvangenBericht.objects.values_list("stand", flat=True)) <= {"verwerkt", "gestopt", "niets"}


def test_one_form_that_cannot_be_read_keeps_no_other_form_out(
    formulieren: Koppeling, monkeypatch: Any
) -> None:
    alle = [{"type": objecten.OBJECTTYPE, **een} for een in VREEMD] + [formulier(GOED)]
    monkeypatch.setattr(Objecten, "van_type", lambda *_: iter(alle))

    fetch_objecten(at=now())

    assert Stuk.objects.filter(sleutel=GOED).exists()
