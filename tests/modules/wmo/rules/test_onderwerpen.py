"""The seven subjects of the onderzoek (Wmo 2015, art. 2.3.2 lid 4)."""

from __future__ import annotations

import pytest

from modules.wmo.rules.onderwerpen import LETTERS, ontbrekende, zin_over

VOL = dict.fromkeys(LETTERS, "Besproken.")


def test_wmo_2_3_2_lid_4_has_seven_subjects():
    assert LETTERS == ("a", "b", "c", "d", "e", "f", "g")


@pytest.mark.parametrize("letter", LETTERS)
def test_wmo_2_3_2_lid_4_misses_each_subject_that_is_empty(letter):
    assert [onderwerp.letter for onderwerp in ontbrekende(VOL | {letter: " \n"})] == [letter]


def test_the_sentence_counts_what_is_empty():
    assert zin_over(ontbrekende(VOL | {"d": "", "f": ""})) == (
        "In het onderzoek zijn nog 2 onderdelen leeg: d (Hulp voor de mantelzorger), "
        "f (Samen met zorg, school, wonen en werk). Vul die eerst in."
    )


def test_a_whole_onderzoek_says_nothing():
    assert zin_over(ontbrekende(VOL)) == ""
