"""Addresses of others: looked at when they stand on the list of the gemeente, never else (zrc-010, 011, 024, 025)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from api.zgw.kern.buiten import HOOGSTENS
from keukentafel.tenancy import GemeenteRef
from keukentafel.uitgaand.toestaan import sta_toe, trek_in
from modules.koppelingen.models import Koppeling
from modules.koppelingen.soorten import Koppelsoort
from tests.api.zgw.test_zaken import ZRC, Zaakwereld, fouten, pad
from tests.keukentafel.uitgaand.luisteraar import Luisteraar, luister

pytestmark = pytest.mark.django_db
KANAAL = {"url": "https://lijsten.example/1", "naam": "Balie", "omschrijving": "Aan de balie"}
ANDERE_ZAAK = {
    "url": "https://zaken.example/1",
    "identificatie": "Z1",
    "zaaktype": "https://zaken.example/t/1",
}


@pytest.fixture
def wereld(klant: Client, in_lindewaard: GemeenteRef) -> Zaakwereld:
    return Zaakwereld(klant)


@pytest.fixture
def elders(in_lindewaard: GemeenteRef) -> Iterator[Luisteraar]:
    """Somebody else's machine, on the list of Lindewaard."""
    cache.clear()
    with luister() as wie:
        sta_toe(url=wie.url, at=timezone.now())
        yield wie


def zegt(elders: Luisteraar, stand: int, inhoud: Any = None, **koppen: str) -> None:
    tekst = inhoud if isinstance(inhoud, bytes) else json.dumps(inhoud).encode()
    elders.antwoord = lambda verzoek: (stand, koppen, tekst)
    cache.clear()  # the circuit breaker counts what fails


def test_a_communicatiekanaal_must_be_there_zrc_010(wereld: Zaakwereld, elders: Luisteraar) -> None:
    kanaal = f"{elders.url}communicatiekanalen/1"
    zegt(elders, 200, KANAAL)
    goed = wereld.zaak(communicatiekanaal=kanaal)
    assert (goed.status_code, goed.json()["communicatiekanaal"]) == (201, kanaal)
    adres, gevraagd = pad(goed.json()["url"]), len(elders.verzoeken)
    assert elders.verzoeken[0].koppen.get("Authorization") is None

    for stand, inhoud, koppen, code in (
        (404, None, {}, "bad-url"), (500, None, {}, "bad-url"), (401, None, {}, "bad-url"),
        (302, None, {"Location": kanaal}, "bad-url"), (200, {"url": "x"}, {}, "invalid-resource"),
        (200, [KANAAL], {}, "invalid-resource"), (200, b"<html>", {}, "invalid-resource"),
        (200, b"[" * 100_000, {}, "invalid-resource"), (200, b" " * 300_000, {}, "bad-url"),
    ):  # fmt: skip
        zegt(elders, stand, inhoud, **koppen)
        assert fouten(wereld.zaak(communicatiekanaal=kanaal)) == [("communicatiekanaal", code)], (
            stand,
            inhoud,
        )
    assert wereld.p.patch(adres, {"omschrijving": "Anders"}).status_code == 200
    assert fouten(wereld.p.patch(adres, {"communicatiekanaal": f"{kanaal}2"}))[0][1] == "bad-url"
    assert len(elders.verzoeken) == gevraagd + 10  # what did not change was not asked again


def test_an_address_that_is_not_on_the_list_is_refused_and_not_asked(
    wereld: Zaakwereld, elders: Luisteraar
) -> None:
    zegt(elders, 200, {**KANAAL, **ANDERE_ZAAK})
    trek_in(url=elders.url, at=timezone.now())
    ander = [{"url": f"{elders.url}zaken/1", "aardRelatie": "vervolg"}]
    zaak = wereld.zaak().json()["url"]

    kanaal = wereld.zaak(communicatiekanaal=f"{elders.url}1")
    relatie = wereld.zaak(relevanteAndereZaken=ander)
    contact = wereld.p.post(
        f"{ZRC}/zaakcontactmomenten", {"zaak": zaak, "contactmoment": f"{elders.url}contact/1"}
    )
    eigen = wereld.zaak(communicatiekanaal=wereld.zaaktype)

    assert fouten(kanaal) == [("communicatiekanaal", "bad-url")]
    assert "lijst" in kanaal.json()["invalidParams"][0]["reason"]
    assert fouten(relatie) == [("relevanteAndereZaken.0.url", "bad-url")]
    assert contact.status_code == 201  # kept unseen: the standard asks for no look
    assert fouten(eigen) == [("communicatiekanaal", "invalid-resource")]
    assert elders.verzoeken == []


def test_a_zaak_elsewhere_must_be_there_zrc_011(wereld: Zaakwereld, elders: Luisteraar) -> None:
    ander = {"url": f"{elders.url}zaken/1", "aardRelatie": "vervolg"}
    zegt(elders, 200, ANDERE_ZAAK)
    goed = wereld.zaak(relevanteAndereZaken=[ander]).json()
    te_veel = wereld.zaak(
        relevanteAndereZaken=[{**ander, "url": f"{ander['url']}{n}"} for n in range(HOOGSTENS + 1)]
    )
    zegt(elders, 200, KANAAL)
    iets_anders = wereld.zaak(relevanteAndereZaken=[ander])
    zegt(elders, 403)
    dicht = wereld.zaak(relevanteAndereZaken=[ander])
    onveranderd = wereld.p.patch(pad(goed["url"]), {"relevanteAndereZaken": [ander]})

    assert goed["relevanteAndereZaken"] == [ander]
    assert fouten(te_veel) == [("relevanteAndereZaken", "max_length")]
    assert fouten(iets_anders) == [("relevanteAndereZaken.0.url", "invalid-resource")]
    assert fouten(dicht) == [("relevanteAndereZaken.0.url", "bad-url")]
    assert onveranderd.status_code == 200


def test_a_zaak_of_the_own_register_of_the_gemeente_is_asked_with_our_token(
    wereld: Zaakwereld, elders: Luisteraar
) -> None:
    Koppeling.objects.create(
        soort=Koppelsoort.ZAAKSYSTEEM, adres=f"{elders.url}zaken/api/v1", client_id="keukentafel", is_aan=True,
        geheim="geheim-van-meer-dan-tweeendertig-tekens", gewijzigd_op=timezone.now(),
    )  # fmt: skip
    begin, id = f"{elders.url}zaken/api/v1/zaken/", "0b2c1a3e-7d4f-4a5b-9c6d-8e7f6a5b4c3d"
    ander = {"url": f"{begin}{id}", "aardRelatie": "vervolg"}
    zegt(elders, 200, ANDERE_ZAAK)
    goed = wereld.zaak(relevanteAndereZaken=[ander])
    for url in (
        f"{elders.url}elders/{id}",
        f"{begin}../../../autorisaties/api/v1/applicaties",
        f"{begin}{id}?x=1",
    ):
        wereld.zaak(relevanteAndereZaken=[{**ander, "url": url}])
    zegt(elders, 404)
    weg = wereld.zaak(relevanteAndereZaken=[ander])

    assert goed.status_code == 201
    sleutels = [verzoek.koppen.get("Authorization", "")[:6] for verzoek in elders.verzoeken]
    assert (sleutels[0], set(sleutels[1:-1]), sleutels[-1]) == ("Bearer", {""}, "Bearer")
    assert fouten(weg) == [("relevanteAndereZaken.0.url", "bad-url")]


@pytest.mark.parametrize(
    ("bron", "veld"), [("zaakcontactmomenten", "contactmoment"), ("zaakverzoeken", "verzoek")]
)
def test_a_contact_or_request_that_is_not_there_is_refused_zrc_024_zrc_025(
    wereld: Zaakwereld, elders: Luisteraar, bron: str, veld: str
) -> None:
    zaak = wereld.zaak().json()["url"]

    def hang_aan(nummer: int) -> Any:
        return wereld.p.post(f"{ZRC}/{bron}", {"zaak": zaak, veld: f"{elders.url}{bron}/{nummer}"})

    for nummer, (stand, verwacht) in enumerate(((200, 201), (401, 201), (503, 201), (404, 400), (410, 400))):
        zegt(elders, stand)
        antwoord = hang_aan(nummer)
        assert antwoord.status_code == verwacht, stand
    assert fouten(antwoord) == [(veld, "bad-url")]
    assert len(elders.verzoeken) == 5
