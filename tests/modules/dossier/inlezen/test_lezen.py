"""A good file gives its rows; a bad one gives one sentence."""

import tracemalloc
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from modules.dossier.inlezen.bestand import MAX_BYTES, BestandGeweigerd, weiger_te_groot
from modules.dossier.inlezen.lezen import open_bestand
from modules.dossier.inlezen.tabel import open_tabel
from tests.modules.dossier.inlezen.bestanden import KOPPEN, RIJEN, SLECHT, als_csv, als_xlsx, bewaard


def lees_alles(inhoud):
    tabel = open_tabel(open_bestand(inhoud))
    return list(tabel.rijen())


@pytest.mark.parametrize("naam", SLECHT)
def test_a_bad_file_is_refused_in_one_sentence(naam):
    inhoud, zin = SLECHT[naam]

    with pytest.raises(BestandGeweigerd) as weigering:
        lees_alles(inhoud)

    assert str(weigering.value) == zin


def test_a_file_of_60_mb_is_refused_by_its_size_alone():
    with pytest.raises(BestandGeweigerd) as weigering:
        weiger_te_groot(60 * 1024 * 1024)

    assert (
        str(weigering.value)
        == "Dit bestand is 60 MB. Het mag 25 MB zijn. Deel het in tweeën en lees de delen na elkaar in."
    )


@pytest.mark.parametrize("teken", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    "codering", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
)
def test_csv_reads_the_same_in_every_separator_and_encoding(teken, codering):
    rijen = [
        ("1", "Renée", "é.", "1-2-1964", "9011 AB", "14"),
        ("2", "Özdemir", "ü.", "1-2-1965", "9011 AB", "16"),
    ]

    gelezen = lees_alles(als_csv(rijen, teken=teken, codering=codering))

    assert [rij.cellen for rij in gelezen] == rijen


def test_a_quoted_line_end_stays_in_its_cell_and_counts_as_one_row():
    inhoud = b'Dossiernr;Achternaam;Notitie\n1;Jansen;"regel 1\nregel 2; nog wat"\n\n2;Bos;\n'

    gelezen = [(rij.nummer, rij.cellen) for rij in lees_alles(inhoud)]

    assert gelezen == [(2, ("1", "Jansen", "regel 1\nregel 2; nog wat")), (4, ("2", "Bos", ""))]


def test_a_line_that_names_the_separator_is_obeyed():
    gelezen = lees_alles(b"sep=|\nDossiernr|Achternaam\n1|Jansen;Bos\n")

    assert [rij.cellen for rij in gelezen] == [("1", "Jansen;Bos")]


def test_a_workbook_gives_dates_numbers_and_booleans_as_text():
    rijen = [
        (1, "Jansen", True, date(1964, 2, 1), 14.0, 3.5),
        (2, "Bos", False, datetime(1964, 2, 1, 9, 30), None, 612345678),
    ]

    gelezen = lees_alles(als_xlsx(rijen))

    assert [rij.cellen for rij in gelezen] == [
        ("1", "Jansen", "ja", "1964-02-01", "14", "3.5"),
        ("2", "Bos", "nee", "1964-02-01 09:30", "", "612345678"),
    ]


def test_titles_above_the_headings_are_passed_over_even_when_merged():
    boek = Workbook()
    for rij in (["Caseload per 1 november"], [], KOPPEN, *RIJEN):
        boek.active.append(list(rij))
    boek.active.merge_cells("A1:F1")

    gelezen = lees_alles(bewaard(boek))

    assert [rij.nummer for rij in gelezen] == [4, 5, 6]


def test_a_workbook_with_several_sheets_lets_you_choose():
    boek = Workbook()
    boek.active.title = "Uitleg"
    boek.active.append(["Hoi"])
    blad = boek.create_sheet("Caseload")
    for rij in (KOPPEN, *RIJEN):
        blad.append(list(rij))
    bestand = open_bestand(bewaard(boek))

    tabel = open_tabel(bestand, "Caseload")

    assert bestand.bladen == ("Uitleg", "Caseload")
    assert [rij.cellen for rij in tabel.rijen()] == list(RIJEN)


def test_reading_a_file_twice_gives_the_same_rows():
    tabel = open_tabel(open_bestand(als_xlsx()))

    assert list(tabel.rijen()) == list(tabel.rijen())


def test_reading_streams_and_stays_within_a_small_piece_of_memory():
    rij = ("1", "Jansen", "J.", "01-02-1964", "9011 AB", "14" * 40)
    inhoud = als_csv([rij] * 40_000)
    tracemalloc.start()

    aantal = sum(1 for _ in open_tabel(open_bestand(inhoud)).rijen())

    _, piek = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert aantal == 40_000
    assert piek < len(inhoud) + 4 * 1024 * 1024


@pytest.mark.parametrize("naam", ["zipbom", "entiteitenbom", "veel onderdelen"])
def test_a_bomb_is_refused_without_unpacking_it(naam):
    inhoud, _ = SLECHT[naam]
    tracemalloc.start()

    with pytest.raises(BestandGeweigerd):
        open_bestand(inhoud)

    _, piek = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert piek < 10 * 1024 * 1024


def test_a_file_of_just_25_mb_may_be_read():
    assert weiger_te_groot(MAX_BYTES) is None
