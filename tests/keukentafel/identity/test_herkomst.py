import pytest

from keukentafel.identity.herkomst import adres_van, apparaat_van, gemaskeerd


@pytest.mark.parametrize(
    ("adres", "uitkomst"),
    [
        ("10.1.2.3", "10.1.2.x"),
        ("2001:db8:12:34::9", "2001:db8:12::x"),
        ("", ""),
        ("onzin", ""),
        ("unix:", ""),
    ],
)
def test_the_last_part_of_an_address_is_left_out(adres, uitkomst):
    assert gemaskeerd(adres) == uitkomst


@pytest.mark.parametrize(
    ("agent", "apparaat"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox op Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            "Safari op iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge op Windows"),
        ("", "Onbekende browser"),
    ],
)
def test_a_device_has_a_name_people_recognise(rf, agent, apparaat):
    assert apparaat_van(rf.get("/", HTTP_USER_AGENT=agent)) == apparaat


def test_a_visitor_cannot_write_an_address_of_his_own(rf, settings):
    verzoek = rf.get("/", HTTP_X_FORWARDED_FOR="1.1.1.1, 9.9.9.9", REMOTE_ADDR="10.0.0.1")

    settings.KT_VERTROUWDE_PROXIES = 0
    assert adres_van(verzoek) == "10.0.0.1"
    settings.KT_VERTROUWDE_PROXIES = 1
    assert adres_van(verzoek) == "9.9.9.9"
    settings.KT_VERTROUWDE_PROXIES = 3
    assert adres_van(verzoek) == "10.0.0.1"
