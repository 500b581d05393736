"""The one door: only what is on the list of this gemeente, no redirect, an end to time and size."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from keukentafel import uitgaand
from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.uitgaand import NietToegestaan, Onbereikbaar, Onderbroken, TeGroot, stroomonderbreker
from keukentafel.uitgaand.deur import open_deur
from keukentafel.uitgaand.toestaan import sta_toe, trek_in
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.keukentafel.uitgaand.luisteraar import Luisteraar, druppel, luister

pytestmark = pytest.mark.django_db


@pytest.fixture
def ander(in_lindewaard: GemeenteRef) -> Iterator[Luisteraar]:
    """Somebody else's machine, on the list of Lindewaard."""
    cache.clear()
    with luister() as wie:
        sta_toe(url=wie.url, at=timezone.now())
        yield wie


def test_an_address_on_the_list_is_asked_with_what_we_send(ander: Luisteraar) -> None:
    ander.antwoord = lambda verzoek: (200, {"Content-Type": "application/json", "X-Iets": "ja"}, b'{"a": 1}')

    antwoord = uitgaand.vraag(
        "POST",
        f"{ander.url}pad?b=2",
        json={"c": 3},
        vraag={"d": ["4", "5 6"]},
        koppen={"authorization": "Token x"},
    )

    gekregen = ander.verzoeken[0]
    assert (antwoord.stand, antwoord.gelukt, antwoord.json(), antwoord.koppen["x-iets"]) == (
        200,
        True,
        {"a": 1},
        "ja",
    )
    assert (gekregen.methode, gekregen.pad, gekregen.lichaam) == ("POST", "/pad?b=2&d=4&d=5+6", b'{"c": 3}')
    assert gekregen.koppen["Host"] == f"127.0.0.1:{ander.poort}"
    assert (gekregen.koppen["authorization"], gekregen.koppen["Content-Type"]) == (
        "Token x",
        "application/json",
    )


def weigert_wat_niet_op_de_lijst_staat(ander: Luisteraar, hoogmeren: GemeenteRef) -> None:
    anders = f"http://localhost:{ander.poort}/"
    for url, waar in ((anders, None), (ander.url, hoogmeren)):
        try:
            if waar is None:
                uitgaand.vraag("GET", url)
            else:
                with in_gemeente(waar):
                    uitgaand.vraag("GET", url)
        except NietToegestaan:
            continue
        raise AssertionError(url)
    assert ander.verzoeken == []


def test_an_address_of_nobody_or_of_another_gemeente_is_never_asked(
    ander: Luisteraar, hoogmeren: GemeenteRef
) -> None:
    weigert_wat_niet_op_de_lijst_staat(ander, hoogmeren)


def test_turns_red_without_the_list(ander: Luisteraar, hoogmeren: GemeenteRef) -> None:
    wordt_rood("uitgaand_zonder_lijst", lambda: weigert_wat_niet_op_de_lijst_staat(ander, hoogmeren))


def test_what_is_taken_off_the_list_is_refused_at_once(ander: Luisteraar) -> None:
    assert uitgaand.mag(ander.url)
    assert trek_in(url=ander.url, at=timezone.now())

    assert not uitgaand.mag(ander.url)
    with pytest.raises(NietToegestaan):
        uitgaand.vraag("GET", ander.url)


def test_a_redirect_is_an_answer_and_no_road(ander: Luisteraar) -> None:
    ander.antwoord = lambda verzoek: (302, {"Location": f"{ander.url}elders"}, b"")

    antwoord = uitgaand.vraag("GET", ander.url)

    assert (antwoord.stand, antwoord.gelukt, len(ander.verzoeken)) == (302, False, 1)


def test_an_answer_has_an_end(ander: Luisteraar) -> None:
    ander.antwoord = lambda verzoek: (200, {}, b"x" * 1001)

    with pytest.raises(TeGroot):
        uitgaand.vraag("GET", ander.url, grootte=1000)
    assert len(uitgaand.vraag("GET", ander.url, grootte=1001).lichaam) == 1001


def test_who_gives_a_letter_at_a_time_does_not_hold_us(in_lindewaard: GemeenteRef) -> None:
    oor = socket.create_server(("127.0.0.1", 0))

    threading.Thread(target=druppel, args=(oor,), daemon=True).start()
    url = f"http://127.0.0.1:{oor.getsockname()[1]}/"
    sta_toe(url=url, at=timezone.now())
    begin = time.monotonic()

    with oor, pytest.raises(Onbereikbaar, match="op tijd"):
        uitgaand.vraag("GET", url, tijd=0.3)

    assert time.monotonic() - begin < 2


def test_nobody_there_is_said_so(in_lindewaard: GemeenteRef) -> None:
    with luister() as wie:
        url = wie.url
    sta_toe(url=url, at=timezone.now())

    with pytest.raises(Onbereikbaar, match="verbinding"):
        uitgaand.vraag("GET", url)


def test_a_host_that_fails_five_times_is_left_alone_and_asked_again_later(ander: Luisteraar) -> None:
    ander.antwoord = lambda verzoek: 503
    for _ in range(stroomonderbreker.DREMPEL):
        assert uitgaand.vraag("GET", ander.url).stand == 503

    with pytest.raises(Onderbroken):
        uitgaand.vraag("GET", ander.url)
    assert len(ander.verzoeken) == stroomonderbreker.DREMPEL
    ander.antwoord = lambda verzoek: 200
    stroomonderbreker.herstel(f"127.0.0.1:{ander.poort}")
    assert uitgaand.vraag("GET", ander.url).stand == 200


@pytest.mark.parametrize("koppen", [{"Host": "elders.nl"}, {"X-A": "b\r\nX-C: d"}, {"Content-Length": "0"}])
def test_a_header_cannot_change_the_request(ander: Luisteraar, koppen: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        uitgaand.vraag("GET", ander.url, koppen=koppen)
    assert ander.verzoeken == []


def test_the_door_asks_the_database_once(ander: Luisteraar, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        deur = open_deur()
        for _ in range(3):
            deur.vraag("GET", ander.url)


def test_the_supplier_puts_an_address_on_the_list_by_command(
    in_lindewaard: GemeenteRef, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        call_command("zgw-toestaan", "https://Zaken.Voorbeeld.nl:443/api", gemeente="lindewaard")
    call_command("zgw-toestaan", gemeente="lindewaard")

    regels = capsys.readouterr().out.splitlines()
    assert regels == [
        "Lindewaard: https://zaken.voorbeeld.nl/api mag nu aangeroepen worden.",
        "Lindewaard: https://zaken.voorbeeld.nl/api mocht al aangeroepen worden.",
        "lindewaard https://zaken.voorbeeld.nl/api",
    ]
    assert Logboekregel.objects.filter(gebeurtenis="uitgaand.adres.toegestaan").count() == 1
    call_command("zgw-toestaan", "https://zaken.voorbeeld.nl/api", gemeente="lindewaard", intrekken=True)
    assert not uitgaand.mag("https://zaken.voorbeeld.nl/api/zaken")
    with pytest.raises(CommandError, match="vraagteken"):
        call_command("zgw-toestaan", "https://zaken.voorbeeld.nl/?a=b", gemeente="lindewaard")
