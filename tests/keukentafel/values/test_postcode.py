import pytest

from keukentafel.values.postcode import OngeldigePostcode, Postcode


@pytest.mark.parametrize(
    "getypt", ["3332 AB", "3332ab", " 3332  aB ", "33 32 A B", "3332\u00a0AB", "3332-AB"]
)
def test_a_postcode_accepts_every_spacing(getypt):
    assert (Postcode(getypt).compact, str(Postcode(getypt))) == ("3332AB", "3332 AB")


@pytest.mark.parametrize(
    "getypt", ["0332 AB", "333 AB", "3332 A", "3332 ABC", "3332 SS", "AB 3332", "\uff13332AB"]
)
def test_a_postcode_that_does_not_exist_is_refused(getypt):
    with pytest.raises(OngeldigePostcode) as geweigerd:
        Postcode(getypt)

    assert str(geweigerd.value) == "Deze postcode klopt niet. Schrijf 4 cijfers en 2 letters, zoals 1234 AB."


def test_an_empty_postcode_asks_to_be_filled_in():
    with pytest.raises(OngeldigePostcode) as geweigerd:
        Postcode("  ")

    assert str(geweigerd.value) == "Vul de postcode in."


def test_a_postcode_gives_its_neighbourhood():
    assert Postcode("3332 AB").cijfers == "3332"
