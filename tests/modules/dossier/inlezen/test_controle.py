"""Rows become households, and every problem has its place."""

import csv
import io
import random
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modules.dossier.inlezen.controle import controleer
from modules.dossier.inlezen.gelezen import Ernst
from modules.dossier.inlezen.kolommen import Indeling
from modules.dossier.inlezen.lezen import open_bestand
from modules.dossier.inlezen.tabel import open_tabel
from modules.dossier.inlezen.voorbeeld import KOPPEN, Caseload
from tests.modules.dossier.inlezen.bestanden import als_csv

VANDAAG = date(2026, 11, 21)


def lees(inhoud):
    tabel = open_tabel(open_bestand(inhoud))
    indeling = Indeling({v.index: v.doel for v in tabel.voorstellen() if v.doel})
    return controleer(tabel.rijen(), tabel.koppen, indeling, vandaag=VANDAAG)


def lees_tabel(koppen, *rijen):
    return lees(als_csv(rijen, koppen))


def plekken(uitkomst, ernst=Ernst.STOP):
    return [(p.rij, p.kolom, p.wat) for p in uitkomst.problemen if p.ernst is ernst]


def test_rows_with_one_number_are_one_household():
    uitkomst = lees_tabel(
        ("Dossiernr", "Achternaam", "Notitie"),
        ("7", "Bos", "een"),
        ("8", "Vos", ""),
        ("7", "Bos-Vos", "twee"),
    )

    assert [(h.sleutel, h.rijen, [p.achternaam for p in h.personen]) for h in uitkomst.huishoudens] == [
        ("nr:7", [2, 4], ["Bos", "Bos-Vos"]),
        ("nr:8", [3], ["Vos"]),
    ]
    assert uitkomst.huishoudens[0].gegevens.notitie == "een\n\ntwee"


def test_without_a_number_people_on_one_address_are_one_household():
    uitkomst = lees_tabel(
        ("Achternaam", "Adres", "Postcode"),
        ("Bos", "Merelstraat 14 a", "9011AB"),
        ("Vos", "MERELSTRAAT 14A", "9011 ab"),
        ("Kok", "Merelstraat 14", "9011 AB"),
    )

    assert [len(h.personen) for h in uitkomst.huishoudens] == [2, 1]


def test_one_row_per_household_with_numbered_columns():
    koppen = (
        "Dossiernr",
        "Achternaam 1",
        "Geboortedatum 1",
        "Achternaam 2",
        "Geboortedatum 2",
        "Postcode",
        "Huisnummer",
    )
    uitkomst = lees_tabel(
        koppen,
        ("1", "Bos", "1-2-1964", "Vos", "feb 1964", "9011 AB", "3"),
        ("2", "Kok", "1-2-1970", "", "", "9011 AB", "4"),
    )

    assert [[p.achternaam for p in h.personen] for h in uitkomst.huishoudens] == [["Bos", "Vos"], ["Kok"]]
    assert plekken(uitkomst) == [(2, "E", "De dag ontbreekt in deze datum.")]


def test_a_stop_keeps_its_whole_household_out_and_no_other():
    uitkomst = lees_tabel(
        ("Dossiernr", "Achternaam", "BSN"), ("1", "Bos", ""), ("1", "Vos", "123"), ("2", "Kok", "")
    )

    assert [h.sleutel for h in uitkomst.goed] == ["nr:2"]


def test_a_row_that_belongs_nowhere_says_so():
    uitkomst = lees_tabel(
        ("Dossiernr", "Achternaam", "Postcode"), ("", "Bos", "9011 AB"), ("2", "Kok", "9011 AB")
    )

    assert plekken(uitkomst) == [
        (
            2,
            "A",
            "We weten niet bij welk huishouden deze rij hoort: er is geen dossiernummer en geen heel adres.",
        )
    ]


def test_one_bsn_with_two_dates_of_birth_stops_both():
    uitkomst = lees_tabel(
        ("Dossiernr", "Achternaam", "BSN", "Geboortedatum"),
        ("1", "Bos", "999993653", "1-2-1964"),
        ("2", "Kok", "999993653", "1-2-1965"),
    )

    assert plekken(uitkomst) == [
        (3, "C", "Dit BSN staat ook in rij 2 met een andere geboortedatum."),
        (2, "C", "Dit BSN staat ook in rij 3 met een andere geboortedatum."),
    ]
    assert uitkomst.goed == []


def test_a_bsn_is_never_in_a_problem():
    uitkomst = lees_tabel(("Dossiernr", "Achternaam", "BSN"), ("1", "Bos", "999993654"))

    assert [p.waarde for p in uitkomst.problemen if p.veld == "bsn"] == [""]


def test_the_same_person_twice_in_a_household_is_one_and_twins_are_two():
    koppen = ("Dossiernr", "Achternaam", "Voornaam", "Geboortedatum", "Mobiel")
    uitkomst = lees_tabel(
        koppen,
        ("1", "Bos", "Anna", "1-2-2015", ""),
        ("1", "BOS ", "anna", "01-02-2015", "0612345678"),
        ("1", "Bos", "Emma", "1-2-2015", ""),
    )

    assert [(p.voornamen, p.telefoon) for p in uitkomst.huishoudens[0].personen] == [
        ("Anna", "0612345678"),
        ("Emma", ""),
    ]


def test_thirty_people_under_one_number_are_not_a_household():
    uitkomst = lees_tabel(
        ("Dossiernr", "Achternaam", "Voornaam"),
        *[("1", f"Bos{'abcdefghijklmnopqrstuvwxyzabcd'[n]}", f"A{n}") for n in range(30)],
    )

    assert plekken(uitkomst) == [
        (2, "A", "Dit huishouden heeft 30 personen. Waarschijnlijk hebben meer huishoudens hetzelfde nummer.")
    ]


def test_two_addresses_in_one_household_are_never_mixed():
    koppen = ("Dossiernr", "Achternaam", "Straat", "Huisnummer", "Postcode")
    uitkomst = lees_tabel(
        koppen, ("1", "Bos", "Merelstraat", "14", "9011 AB"), ("1", "Vos", "Bachplein", "3", "9012 BD")
    )

    assert uitkomst.huishoudens[0].gegevens.adressleutel == "9011AB|14|"
    assert [(p.rij, p.kolom) for p in uitkomst.problemen if p.ernst is Ernst.LET_OP] == [(3, "E")]


VOORBEELD = [[str(cel) for cel in rij] for rij in Caseload(40, 5, VANDAAG).rijen()]


def als_bestand(volgorde, rijen):
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, delimiter=";")
    schrijver.writerow([KOPPEN[index] for index in volgorde])
    schrijver.writerows([[rij[index] for index in volgorde] for rij in rijen])
    return uit.getvalue().encode()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(range(len(KOPPEN))))
def test_any_order_of_columns_reads_the_same(volgorde):
    gewoon = lees(als_bestand(range(len(KOPPEN)), VOORBEELD))

    anders = lees(als_bestand(volgorde, VOORBEELD))

    assert [h.inhoud() for h in anders.huishoudens] == [h.inhoud() for h in gewoon.huishoudens]
    assert sorted((p.rij, p.veld, p.wat) for p in anders.problemen) == sorted(
        (p.rij, p.veld, p.wat) for p in gewoon.problemen
    )


def test_any_order_of_clean_rows_gives_the_same_households():
    rijen = [[str(cel) for cel in rij] for rij in Caseload(40, 5, VANDAAG, rommel=False).rijen()]
    door_elkaar = list(rijen)
    random.Random(3).shuffle(door_elkaar)
    volgorde = range(len(KOPPEN))

    een, ander = lees(als_bestand(volgorde, rijen)), lees(als_bestand(volgorde, door_elkaar))

    assert sorted(h.sleutel for h in een.huishoudens) == sorted(h.sleutel for h in ander.huishoudens)
    assert een.personen == ander.personen


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=30), min_size=6, max_size=6), min_size=1, max_size=6))
def test_no_cell_whatever_makes_reading_fail(rijen):
    koppen = ("Dossiernr", "Achternaam", "Geboortedatum", "BSN", "Huisnummer", "Telefoon")
    veilig = [[cel.replace("\x00", "").encode("utf-8", "ignore").decode() for cel in rij] for rij in rijen]

    uitkomst = lees(als_csv([("1", "Bos", "1-2-1964", "", "3", ""), *veilig], koppen))

    assert uitkomst.rijen >= 1
