import pytest

from keukentafel.values.telefoon import OngeldigTelefoonnummer, Telefoonnummer

TIEN_CIJFERS = (
    "Dit telefoonnummer klopt niet. Een nummer heeft 10 cijfers. "
    "Kijk of er een cijfer ontbreekt of te veel staat."
)


@pytest.mark.parametrize(
    "getypt",
    [
        "0612345678",
        "06-12345678",
        "06 12 34 56 78",
        "(06) 1234 5678",
        "+31612345678",
        "+31 (0)6 12345678",
        "(+31) 6-1234 5678",
        "0031 6 12345678",
        "+31 06 12345678",
        "612345678",
        "31612345678",
        "06.12.34.56.78",
        "06/12345678",
    ],
)
def test_a_mobile_number_is_one_number_in_every_form(getypt):
    nummer = Telefoonnummer(getypt)

    assert (nummer.nummer, str(nummer), nummer.link) == ("0612345678", "06 12 34 56 78", "+31612345678")
    assert nummer.is_mobiel


@pytest.mark.parametrize(
    ("getypt", "getoond"),
    [
        ("0786123456", "078 612 34 56"),
        ("010-1234567", "010 123 45 67"),
        ("0345123456", "0345 12 34 56"),
        ("0881234567", "088 123 45 67"),
        ("08001234", "0800 1234"),
        ("0800 1234567", "0800 123 45 67"),
        ("09008844", "0900 8844"),
        ("14078", "14 078"),
        ("14 0345", "14 0345"),
        ("101234567", "010 123 45 67"),
        ("+32 470 12 34 56", "+32470123456"),
        ("0049 30 123456", "+4930123456"),
    ],
)
def test_other_numbers_are_shown_in_their_own_groups(getypt, getoond):
    assert str(Telefoonnummer(getypt)) == getoond


@pytest.mark.parametrize(
    ("getypt", "zin"),
    [
        ("", "Vul het telefoonnummer in."),
        (
            "061234567",
            TIEN_CIJFERS,
        ),
        (
            "06123456789",
            TIEN_CIJFERS,
        ),
        ("bij zus", "Dit telefoonnummer klopt niet. Schrijf alleen cijfers, zoals 06 12 34 56 78."),
        ("٠٦١٢٣٤٥٦٧٨", "Dit telefoonnummer klopt niet. Schrijf alleen cijfers, zoals 06 12 34 56 78."),
    ],
)
def test_a_number_nobody_can_call_is_refused(getypt, zin):
    with pytest.raises(OngeldigTelefoonnummer) as geweigerd:
        Telefoonnummer(getypt)

    assert str(geweigerd.value) == zin


def test_a_short_number_has_no_country_code_in_its_link():
    assert Telefoonnummer("14078").link == "14078"
    assert Telefoonnummer("0800 1234").link == "08001234"
