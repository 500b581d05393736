"""What another system should not send: one thing that cannot be read holds up nothing that can."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils.timezone import now

from keukentafel.exchange.objecten import fake as objecten
from keukentafel.exchange.objecten.client import Objecten
from keukentafel.exchange.zgw import fake
from keukentafel.identity.rollen import Rol as Accountrol
from keukentafel.tenancy.models import nieuwe_id
from modules.koppelingen.actions.berichten import handle_berichten, receive_bericht
from modules.koppelingen.actions.objecten import fetch_objecten
from modules.koppelingen.actions.spiegel import pass_on
from modules.koppelingen.models import Koppeling, OntvangenBericht, Spiegeldeel, Spiegelzaak
from modules.koppelingen.rules.bericht import lees_bericht
from modules.koppelingen.soorten import Koppelsoort
from modules.zgw.catalogus.models import Resultaattype
from modules.zgw.postvak.models import Stuk
from modules.zgw.zaken.models import Resultaat, Rol, Zaak
from tests.factories.identity import maak_gebruiker
from tests.keukentafel.exchange.zgw_typen import zet_zaaktype
from tests.modules.koppelingen.test_berichten import bericht, zet
from tests.modules.koppelingen.test_spiegel import nieuwe_casus, zet_spiegel

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
    by = maak_gebruiker(rollen=(Accountrol.BEHEERDER,), met_code_app=False)
    keuzes = {"objecttype": objecten.OBJECTTYPE, "wetten": {"wmo": "wmo"}}
    return zet(Koppelsoort.OBJECTEN, by, adres=objecten.ADRES, geheim=objecten.TOKEN, keuzes=keuzes)


@pytest.mark.parametrize("vreemd", VREEMD)
def test_a_message_about_something_unreadable_stops_and_the_next_one_goes_on(
    formulieren: Koppeling, monkeypatch: Any, vreemd: dict[str, Any]
) -> None:
    by = maak_gebruiker(rollen=(Accountrol.BEHEERDER,), met_code_app=False)
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


@pytest.fixture
def zaak() -> Zaak:
    zet_zaaktype()
    zet_spiegel(maak_gebruiker(rollen=(Accountrol.BEHEERDER,), met_code_app=False))
    return Zaak.objects.get(casus_id=nieuwe_casus().pk)


def test_another_person_in_a_role_and_another_result_replace_what_they_had(zaak: Zaak) -> None:
    rol = Rol.objects.filter(zaak=zaak).first()
    soorten = list(Resultaattype.objects.filter(zaaktype=zaak.zaaktype).order_by("omschrijving")[:2])
    for soort in soorten:
        fake.zet("resultaattypen", {"zaaktype": _hun_zaaktype(), "omschrijving": soort.omschrijving})
    fake.zet(
        "roltypen",
        {
            "zaaktype": _hun_zaaktype(),
            "omschrijving": rol.omschrijving,
            "omschrijvingGeneriek": "behandelaar",
        },
    )
    resultaat = Resultaat.objects.create(zaak=zaak, resultaattype=soorten[0])
    pass_on(at=now())
    eerst = [een["betrokkeneIdentificatie"] for een in fake.rijen("rollen")]

    rol.wie = json.dumps({"identificatie": "x", "naam": "Ander team"})
    rol.save()
    Resultaat.objects.filter(pk=resultaat.pk).update(resultaattype=soorten[1])
    Spiegelzaak.objects.update(stand="wacht")
    pass_on(at=now())
    pass_on(at=now())

    daarna = [een["betrokkeneIdentificatie"]["naam"] for een in fake.rijen("rollen")]
    namen = {een["url"]: een["omschrijving"] for een in fake.rijen("resultaattypen")}
    assert (len(eerst), daarna) == (1, ["Ander team"])
    assert [namen[een["resultaattype"]] for een in fake.rijen("resultaten")] == [soorten[1].omschrijving]
    assert Spiegelzaak.objects.get().stand == "gelijk"


def test_a_decision_that_the_dossier_took_back_goes_there_too(zaak: Zaak) -> None:
    pass_on(at=now())
    adres = fake.zet("besluiten", {"zaak": "x", "identificatie": "B-1"})
    Spiegeldeel.objects.create(
        spiegelzaak=Spiegelzaak.objects.get(), soort="besluit", eigen_id=nieuwe_id(), adres=adres
    )
    Spiegelzaak.objects.update(stand="wacht")

    pass_on(at=now())

    assert fake.rijen("besluiten") == []


def _hun_zaaktype() -> str:
    return str(fake.rijen("zaaktypen")[0]["url"])
