"""Which addresses may be asked: taken apart in one way, compared part by part, looked up before connecting."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

import pytest

from keukentafel.uitgaand.adressen import is_openbaar, ontleed, valt_onder, zoek_op
from keukentafel.uitgaand.fouten import NietToegestaan, Onbereikbaar
from tests.keukentafel.tenancy.zaaien import wordt_rood


@pytest.mark.parametrize(
    "url",
    [
        "", "zaken.voorbeeld.nl", "ftp://zaken.voorbeeld.nl/", "file:///etc/passwd", "gopher://x/", "//x.nl/",
        "https://", "https:///pad", "https://a b.nl/", "https://zaken.voorbeeld.nl/a b", "https://x.nl\\@y.nl/",
        "https://iemand@x.nl/", "https://iemand:geheim@x.nl/", "https://x.nl/#deel", "https://x.nl:0/",
        "https://x.nl:/", "https://x.nl:99999/", "https://x.nl:abc/", "https://x.nl/a/../b", "https://x.nl/%2e%2e/b",
        "https://x.nl/.%2E/b", "https://x.nl/a%2fb", "https://x.nl/a%5cb", "https://x.nl/%0d%0aHost:y", "https://x.nl/\n",
        "https://x.nl/\té", "https://één.nl/", "https://2130706433/", "https://0x7f000001/", "https://127.1/",
        "https://0177.0.0.1/", "https://127.0.0.1.0x1/", "https://[::1/", "https://-x.nl/", "https://x..nl/",
        "https://x.nl/" + "a" * 1000, "https://[fe80::1%25eth0]/", "https://%6c%6fcalhost/",
    ],
)  # fmt: skip
def test_what_can_be_read_in_two_ways_is_no_address(url: str) -> None:
    with pytest.raises(NietToegestaan):
        ontleed(url)


@pytest.mark.parametrize(
    ("url", "onder", "ja"),
    [
        ("https://x.nl/", "https://x.nl/", True),
        ("https://x.nl", "https://x.nl/", True),
        ("https://X.NL./a", "https://x.nl/", True),
        ("https://x.nl:443/a", "https://x.nl/", True),
        ("https://x.nl/api/v1/zaken?a=b", "https://x.nl/api/", True),
        ("https://x.nl/api", "https://x.nl/api/", True),
        ("https://x.nl/apix", "https://x.nl/api", False),
        ("https://x.nl/ap", "https://x.nl/api", False),
        ("http://x.nl/", "https://x.nl/", False),
        ("https://x.nl:444/", "https://x.nl/", False),
        ("https://x.nl.kwaad.nl/", "https://x.nl/", False),
        ("https://kwaad-x.nl/", "https://x.nl/", False),
        ("https://y.x.nl/", "https://x.nl/", False),
        ("https://[2a00::1]/a", "https://[2a00::1]/", True),
    ],
)
def test_an_address_lies_below_one_of_the_list_by_its_parts(url: str, onder: str, ja: bool) -> None:
    assert valt_onder(ontleed(url), ontleed(onder)) is ja


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.0.1", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "fe80::1", "fec0::1", "fc00::1", "fd12::1",
        "ff02::1", "2001:db8::1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2001:0:7f00:1::", "::7f00:1",
    ],
)  # fmt: skip
def test_a_machine_of_a_network_of_our_own_is_never_asked(ip: str) -> None:
    assert not is_openbaar(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", ["93.184.216.34", "8.8.8.8", "2a00:1450:400e:80c::200e", "::ffff:8.8.8.8"])
def test_a_machine_on_the_internet_may_be_asked(ip: str) -> None:
    assert is_openbaar(ipaddress.ip_address(ip))


def naam_wordt(monkeypatch: pytest.MonkeyPatch, *ips: str) -> None:
    def zoek(host: str, poort: int, *args: Any, **kwargs: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, poort)) for ip in ips]

    monkeypatch.setattr(socket, "getaddrinfo", zoek)


def weigert_binnen(monkeypatch: pytest.MonkeyPatch) -> None:
    for ips in (["10.0.0.5"], ["93.184.216.34", "127.0.0.1"], ["169.254.169.254"], ["::1"]):
        naam_wordt(monkeypatch, *ips)
        try:
            zoek_op(ontleed("https://zaken.voorbeeld.nl/"), eigen_machine_mag=True)
        except NietToegestaan:
            continue
        raise AssertionError(ips)


def test_a_name_that_leads_inside_is_refused_after_looking_it_up(monkeypatch: pytest.MonkeyPatch) -> None:
    weigert_binnen(monkeypatch)


def test_turns_red_when_a_name_may_lead_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    wordt_rood("uitgaand_overal_heen", lambda: weigert_binnen(monkeypatch))


def test_a_name_server_cannot_lead_localhost_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    naam_wordt(monkeypatch, "10.0.0.5")

    assert zoek_op(ontleed("http://abonnee.localhost:9000/"), eigen_machine_mag=True) == ["127.0.0.1", "::1"]


def test_this_machine_may_be_asked_by_its_own_name_and_not_in_production(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    naam_wordt(monkeypatch, "127.0.0.1")

    assert zoek_op(ontleed("http://abonnee.localhost:9000/"), eigen_machine_mag=True) == ["127.0.0.1", "::1"]
    assert zoek_op(ontleed("http://127.0.0.1:9000/"), eigen_machine_mag=True) == ["127.0.0.1"]
    with pytest.raises(NietToegestaan):
        zoek_op(ontleed("http://abonnee.localhost:9000/"), eigen_machine_mag=False)


def test_an_unknown_name_is_said_to_be_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def onbekend(*args: Any, **kwargs: Any) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", onbekend)

    with pytest.raises(Onbereikbaar, match="naam"):
        zoek_op(ontleed("https://bestaat-niet.voorbeeld/"), eigen_machine_mag=True)
