import pytest

from keukentafel.values.naam import (
    Naam,
    OngeldigeNaam,
    delen_van,
    splits_voorvoegsel,
    vergelijkvorm,
    voorletters_van,
)


@pytest.mark.parametrize(
    "getypt",
    [
        "Van der Berg, J.",
        "van der Berg, J.",
        "J. van der Berg",
        "Berg, J. van der",
        "Berg van der, J.",
        "VAN DER Berg, J",
    ],
)
def test_a_name_is_one_name_in_every_order(getypt):
    assert Naam.lees(getypt) == Naam("Berg", voorvoegsel="van der", voorletters="J.")


@pytest.mark.parametrize(
    ("getypt", "naam"),
    [
        ("Marieke Kuiper", Naam("Kuiper", voornamen="Marieke")),
        ("Jan Pieter de Wit-van Dam", Naam("Wit-van Dam", voorvoegsel="de", voornamen="Jan Pieter")),
        ("Maria in 't Veld", Naam("Veld", voorvoegsel="in 't", voornamen="Maria")),
        ("'t Hart, A.B.", Naam("Hart", voorvoegsel="'t", voorletters="A.B.")),
        ("El Amrani, Fatima", Naam("Amrani", voorvoegsel="el", voornamen="Fatima")),
        ("Do, Anh", Naam("Do", voornamen="Anh")),
        ("V. de Boer", Naam("Boer", voorvoegsel="de", voorletters="V.")),
        ("Berg, JP van den", Naam("Berg", voorvoegsel="van den", voorletters="J.P.")),
        ("Jansen", Naam("Jansen")),
        ("Berg v.d., K.", Naam("Berg", voorvoegsel="v.d.", voorletters="K.")),
        ("Özdemir,  Ayşe", Naam("Özdemir", voornamen="Ayşe")),
    ],
)
def test_a_name_falls_into_its_parts(getypt, naam):
    assert Naam.lees(getypt) == naam


def test_a_name_is_shown_in_a_list_and_in_full():
    naam = Naam("Berg", voorvoegsel="van der", voornamen="Jan Pieter")

    assert naam.in_lijst == "Van der Berg, J.P."
    assert naam.volledig == str(naam) == "Jan Pieter van der Berg"
    assert naam.achternaam == "van der Berg"


def test_a_list_form_is_read_back():
    naam = Naam("Hart", voorvoegsel="'t", voorletters="A.B.")

    assert naam.in_lijst == "'t Hart, A.B."
    assert Naam.lees(naam.in_lijst) == naam


def test_a_name_with_only_initials_is_shown_with_them():
    assert Naam("Berg", voorvoegsel="van der", voorletters="J.").volledig == "J. van der Berg"
    assert Naam("Berg", voorvoegsel="van der", voornamen="Jan").in_lijst == "Van der Berg, J."


def test_a_surname_alone_begins_with_a_capital():
    assert Naam("Berg", voorvoegsel="van der").volledig == "Van der Berg"
    assert Naam("Berg", voorvoegsel="van der").in_lijst == "Van der Berg"


def test_names_are_ordered_without_their_voorvoegsel():
    namen = [Naam("Zon"), Naam("Berg", voorvoegsel="van den"), Naam("Álvarez")]

    assert sorted(namen, key=lambda naam: naam.sorteersleutel) == [namen[2], namen[1], namen[0]]


@pytest.mark.parametrize(
    ("een", "ander"),
    [("Özgür-Çelik", "ozgur celik"), ("'t Hart", "t hart"), ("Ångström", "ANGSTROM"), ("Strauß", "strauss")],
)
def test_the_comparing_form_forgets_accents_capitals_and_signs(een, ander):
    assert vergelijkvorm(een) == vergelijkvorm(ander)


def test_a_double_surname_is_found_by_either_name():
    assert delen_van("Jansen-de Vries") == frozenset({"jansen", "vries"})
    assert delen_van("van der Berg") == frozenset({"berg"})


def test_the_longest_voorvoegsel_wins():
    assert splits_voorvoegsel("van der Berg") == ("van der", "Berg")
    assert splits_voorvoegsel("d'Ancona") == ("d'", "Ancona")
    assert splits_voorvoegsel("Vandenberg") == ("", "Vandenberg")


def test_initials_come_from_given_names():
    assert voorletters_van("Jan Pieter") == "J.P."
    assert voorletters_van("IJsbrand") == "IJ."
    assert voorletters_van("Anne-Marie") == "A.M."


@pytest.mark.parametrize("getypt", ["", "  ", ", Jan"])
def test_a_name_without_a_surname_is_refused(getypt):
    with pytest.raises(OngeldigeNaam) as geweigerd:
        Naam.lees(getypt)

    assert str(geweigerd.value) == "Vul de achternaam in."
