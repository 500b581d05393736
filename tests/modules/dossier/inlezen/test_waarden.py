"""Cells as people fill them."""

from datetime import date

import pytest

from modules.dossier.inlezen.adressen import Adresdelen, Plek, splits_adres, splits_postcode_plaats
from modules.dossier.inlezen.datums import lees_dag
from modules.dossier.inlezen.gelezen import Ernst
from modules.dossier.inlezen.namen import Naamcellen, lees_naam
from modules.dossier.inlezen.waarden import (
    lees_bsn,
    lees_email,
    lees_huisnummer,
    lees_notitie,
    lees_postcode,
    lees_telefoon,
)
from modules.dossier.inlezen.woorden import lees_geslacht, lees_rol, lees_stand, lees_wetten

VANDAAG = date(2026, 11, 21)


@pytest.mark.parametrize(
    "tekst",
    ["1-2-64", "01-02-1964", "1/2/1964", "1.2.64", "01021964", "1021964", "010264", "19640201", "1964-02-01", "1964/02/01",
     "1964-02-01 00:00", "1964-02-01T00:00:00", "1 feb 1964", "1-feb-64", "1 februari 1964", "23408", " 1-2-64 ", "1-2-1964 0:00:00"],
)  # fmt: skip
def test_one_date_of_birth_in_all_its_forms(tekst):
    assert lees_dag(tekst, vandaag=VANDAAG, geboorte=True).waarde == date(1964, 2, 1)


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("feb 1964", "De dag ontbreekt in deze datum."),
        ("1964", "De dag ontbreekt in deze datum."),
        ("00-00-1964", "De dag ontbreekt in deze datum."),
        ("31-02-1985", "31 februari 1985 bestaat niet."),
        ("12/31/1979", "Maand 31 bestaat niet."),
        ("3-4-2031", "De geboortedatum (3 april 2031) ligt in de toekomst."),
        ("rond Pasen", "Deze datum kunnen we niet lezen."),
    ],
)
def test_an_unreadable_date_of_birth_stops_and_says_why(tekst, wat):
    gelezen = lees_dag(tekst, vandaag=VANDAAG, geboorte=True)

    assert (gelezen.waarde, gelezen.melding.ernst, gelezen.melding.wat) == (None, Ernst.STOP, wat)


def test_another_unreadable_date_stays_empty_and_asks_for_a_look():
    gelezen = lees_dag("31-02-2024", vandaag=VANDAAG)

    assert (gelezen.waarde, gelezen.melding.ernst) == (None, Ernst.LET_OP)


@pytest.mark.parametrize("tekst", ["", "-", "onbekend", "n.v.t.", "00-00-0000", "#N/A"])
def test_a_date_that_says_nothing_is_no_problem(tekst):
    gelezen = lees_dag(tekst, vandaag=VANDAAG, geboorte=True)

    assert (gelezen.waarde, gelezen.melding) == (None, None)


@pytest.mark.parametrize("tekst", ["999993653", "9999.93.653", "99999 3653", " 999993653 ", "999993653.0"])
def test_a_bsn_reads_with_dots_and_spaces(tekst):
    assert lees_bsn(tekst).waarde == "999993653"


@pytest.mark.parametrize(
    ("tekst", "ernst"),
    [("999993654", Ernst.STOP), ("9,99994E+08", Ernst.STOP), ("99999", Ernst.STOP), ("abc", Ernst.STOP)],
)
def test_a_wrong_bsn_stops_and_is_never_repeated(tekst, ernst):
    gelezen = lees_bsn(tekst)

    assert (gelezen.waarde, gelezen.melding.ernst) == (None, ernst)
    assert tekst not in gelezen.melding.wat + gelezen.melding.doe


@pytest.mark.parametrize(
    "tekst",
    ["0612345678", "612345678", "06-12345678", "+31 6 12345678", "0031612345678", "06 12 34 56 78 (moeder)"],
)
def test_a_phone_number_reads_in_every_spelling(tekst):
    assert lees_telefoon(tekst).waarde == "0612345678"


@pytest.mark.parametrize(
    ("tekst", "uitkomst"),
    [
        ("14", (14, "")),
        ("14a", (14, "a")),
        ("14 A", (14, "a")),
        ("14-2", (14, "2")),
        ("nr. 14 bis", (14, "bis")),
        ("14.0", (14, "")),
    ],
)
def test_a_house_number_reads_with_what_stands_behind_it(tekst, uitkomst):
    assert lees_huisnummer(tekst).waarde == uitkomst


def test_a_house_number_that_became_a_date_is_not_guessed():
    gelezen = lees_huisnummer("2026-03-12")

    assert (gelezen.waarde, gelezen.melding.ernst) == (None, Ernst.LET_OP)


def test_postcode_and_email_that_cannot_be_read_stay_empty():
    assert [lees_postcode("9011ab").waarde, lees_postcode("90 11").waarde] == ["9011AB", None]
    assert [lees_email("MAIL@Voorbeeld.NL").waarde, lees_email("geen@mail").waarde] == [
        "mail@voorbeeld.nl",
        None,
    ]


@pytest.mark.parametrize(
    ("cellen", "naam"),
    [
        ({"achternaam": "VAN DEN BERG", "voorletters": "JP"}, ("van den", "Berg", "J.P.", "")),
        ({"achternaam": "Berg, van der"}, ("van der", "Berg", "", "")),
        ({"achternaam": "Berg van der", "voornamen": "JAN"}, ("van der", "Berg", "J.", "Jan")),
        ({"achternaam": "de Vries", "voorvoegsel": "de"}, ("de", "Vries", "", "")),
        ({"naam": "dhr. P. de Vries"}, ("de", "Vries", "P.", "")),
        ({"naam": "JANSEN, P."}, ("", "Jansen", "P.", "")),
        ({"naam": "Mevr. A. IJsseldijk-van Dam"}, ("", "IJsseldijk-van Dam", "A.", "")),
        ({"achternaam": "ijsseldijk"}, ("", "IJsseldijk", "", "")),
        ({"achternaam": "O'BRIEN"}, ("", "O'Brien", "", "")),
        ({"achternaam": "JANSEN-DE WIT"}, ("", "Jansen-de Wit", "", "")),
    ],
)
def test_a_name_reads_from_one_cell_or_five(cellen, naam):
    gelezen = lees_naam(Naamcellen(**cellen)).waarde

    assert (gelezen.voorvoegsel, gelezen.geslachtsnaam, gelezen.voorletters, gelezen.voornamen) == naam


@pytest.mark.parametrize("tekst", ["", "TEST", "n.n.", "-", "xxx", "1234"])
def test_without_a_surname_there_is_no_person(tekst):
    assert lees_naam(Naamcellen(achternaam=tekst, voorletters="A.")).melding.ernst is Ernst.STOP


def test_words_of_other_systems_lead_to_ours():
    assert [lees_geslacht(t).waarde for t in ("M", "vrouw", "Dhr.", "X")] == ["man", "vrouw", "man", "x"]
    assert [lees_rol(t).waarde for t in ("Moeder", "zoon", "Echtgenote", "Aanvrager")] == [
        "ouder",
        "kind",
        "partner",
        "hoofdpersoon",
    ]
    assert [lees_stand(t).waarde for t in ("In behandeling", "Nazorg", "Gesloten")] == [
        "ondersteuning",
        "monitoring",
        "afgesloten",
    ]
    assert lees_wetten("Wmo 2015; Jeugdwet / Participatiewet").waarde == ("wmo", "jeugd", "participatie")
    assert lees_rol("tandarts").melding.ernst is Ernst.LET_OP


def test_an_address_in_one_cell_comes_apart():
    assert splits_adres("Merelstraat 14 a") == Adresdelen("Merelstraat", "14 a", "")
    assert splits_adres("Plein 1944 12, 9011 AB Lindewaard") == Adresdelen(
        "Plein 1944", "12", "9011 AB Lindewaard"
    )
    assert splits_adres("1e Molendijk 3") == Adresdelen("1e Molendijk", "3", "")
    assert splits_postcode_plaats("9011ab  Lindewaard") == Plek("9011AB", "Lindewaard")


def test_a_note_keeps_its_lines_and_loses_control_signs():
    assert lees_notitie("een  \r\ntwee\x00\r\n").waarde == "een\ntwee"
