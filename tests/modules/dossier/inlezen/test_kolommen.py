"""Headings lead to fields; what was chosen once is found back."""

import pytest

from modules.dossier.inlezen.kolommen import (
    Doel,
    Indeling,
    Zekerheid,
    bezwaren,
    herken_kop,
    stel_voor,
    vingerafdruk,
)


@pytest.mark.parametrize(
    ("kop", "veld"),
    [
        ("Achternaam", "achternaam"), ("ACHTERNAAM", "achternaam"), ("Tussenv.", "voorvoegsel"), ("Geb.datum", "geboortedatum"),
        ("GeboorteDatum", "geboortedatum"), ("BSN-nummer", "bsn"), ("Burgerservicenummer", "bsn"), ("Huisnr.", "huisnummer"),
        ("Dossiernr.", "sleutel"), ("casus_id", "sleutel"), ("E-mail", "email"), ("06-nummer", "telefoon"), ("M/V", "geslacht"),
        ("Status", "stand"), ("Casemanager", "behandelaar"), ("Datum aanmelding", "meldingsdatum"), ("Achternaam client", "achternaam"),
        ("Achternaam 2", "achternaam:2"), ("Persoon 3 geboortedatum", "geboortedatum:3"), ("gezinslid_2_bsn", "bsn:2"), ("Voornaam2", "voornamen:2"),
        ("Telefoon 1", "telefoon"),
    ],
)  # fmt: skip
def test_a_heading_leads_to_its_field(kop, veld):
    doel, zekerheid = herken_kop(kop)

    assert (str(doel), zekerheid) == (veld, Zekerheid.ZEKER)


def test_a_longer_heading_is_probable_and_a_strange_one_unknown():
    assert herken_kop("Onze geboortedatum volgens paspoort") == (
        Doel("geboortedatum"),
        Zekerheid.WAARSCHIJNLIJK,
    )
    assert herken_kop("Schoenmaat") == (None, Zekerheid.ONBEKEND)


def test_a_heading_above_cells_that_say_otherwise_is_only_probable():
    voorstel = stel_voor(["BSN"], [["kat", "hond", "muis"]])[0]

    assert (voorstel.doel, voorstel.zekerheid) == (Doel("bsn"), Zekerheid.WAARSCHIJNLIJK)


def test_cells_without_a_useful_heading_are_recognised_by_their_form():
    voorstellen = stel_voor(
        ["Veld 7", "X"], [["999993653", "999990019", "999993653"], ["9011 AB", "9012ba", "9013 cc"]]
    )

    assert [str(voorstel.doel) for voorstel in voorstellen] == ["bsn", "postcode"]


def test_of_two_columns_for_one_field_the_surest_gets_it():
    voorstellen = stel_voor(["Achternaam volgens het boek", "Achternaam"], [["Bos"], ["Vos"]])

    assert [voorstel.doel for voorstel in voorstellen] == [None, Doel("achternaam")]


def test_the_fingerprint_does_not_mind_order_case_or_accents():
    assert vingerafdruk(["Achternaam", "Geb. datum"]) == vingerafdruk(["GEB DATUM", "achternaam"])
    assert vingerafdruk(["Achternaam"]) != vingerafdruk(["Voornaam"])


def test_a_remembered_choice_fits_the_same_headings_in_another_order():
    koppen = ["Nr", "Naam", "Adres"]
    indeling = Indeling({0: Doel("sleutel"), 1: Doel("naam"), 2: Doel("adres")})

    terug = Indeling.uit_koppen(["Adres", "Nr", "Naam"], indeling.als_koppen(koppen))

    assert terug.doelen == {0: Doel("adres"), 1: Doel("sleutel"), 2: Doel("naam")}


def test_a_choice_says_what_is_missing_or_double():
    assert bezwaren(Indeling({0: Doel("bsn"), 1: Doel("bsn")})) == [
        "Je koos ‘BSN’ voor meer dan één kolom. Kies één kolom.",
        "Kies in welke kolom de achternaam of de hele naam staat.",
        "Kies in welke kolom het dossiernummer of het adres staat. Zo weten we wie bij elkaar hoort.",
    ]


@pytest.mark.parametrize("tekst", ["schoenmaat", "postcode:2", "achternaam:99", "achternaam:x"])
def test_a_field_that_does_not_exist_is_refused(tekst):
    with pytest.raises(ValueError, match=tekst):
        Doel.uit(tekst)
