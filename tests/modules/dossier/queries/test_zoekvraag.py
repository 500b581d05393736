"""Reading what somebody types in a search field."""

from __future__ import annotations

from datetime import date

import pytest

from modules.dossier.queries.zoekvraag import Zoekvraag, lees

VANDAAG = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("getypt", "woorden"),
    [
        ("Kuiper", ("kuiper",)),
        ("  Özgür   Çelik ", ("ozgur", "celik")),
        ("Kuiper, Merelstraat 14", ("kuiper", "merelstraat", "14")),
        ("1234 AB 14", ("1234ab", "14")),
        ("06 12 34 56 78", ("0612345678",)),
        ("+31 6 12345678", ("0612345678",)),
        ("Jan en Piet", ("jan", "piet")),
        ("kuiper kuiper", ("kuiper",)),
        ("een twee drie vier vijf zes zeven", ("een", "twee", "drie", "vier", "vijf", "zes")),
        ("", ()),
    ],
)
def test_lees_finds_the_words(getypt, woorden):
    assert lees(getypt, VANDAAG).woorden == woorden


def test_lees_knows_a_bsn_and_keeps_it_apart_from_the_words():
    assert lees("123456782", VANDAAG) == Zoekvraag("123456782", bsn="123456782")


def test_nine_digits_that_fail_the_elfproef_are_just_digits():
    assert lees("123456789", VANDAAG).bsn == ""


def test_lees_knows_a_day_of_birth():
    vraag = lees("Kuiper 1-3-1985", VANDAAG)

    assert (vraag.woorden, vraag.geboren) == (("kuiper",), date(1985, 3, 1))


@pytest.mark.parametrize(
    ("getypt", "is_leeg", "is_nauwkeurig"),
    [
        ("", True, False),
        ("k", True, False),
        ("ku", False, False),
        ("kuiper", False, False),
        ("marieke kuiper", False, False),
        ("kuiper merelstraat", False, False),
        ("merelstraat 14", False, False),
        ("1-3-1985", False, False),
        ("1234 ab", False, False),
        ("0612345678", False, True),
        ("123456782", False, True),
        ("kuiper 1-3-1985", False, True),
        ("1234 ab 14", False, True),
        ("14b 1234AB", False, True),
    ],
)
def test_a_name_alone_is_not_precise(getypt, is_leeg, is_nauwkeurig):
    vraag = lees(getypt, VANDAAG)

    assert (vraag.is_leeg, vraag.is_nauwkeurig) == (is_leeg, is_nauwkeurig)


def test_nothing_that_can_be_typed_is_an_error():
    assert lees("'; DROP % _ \\ \x00 99-99-9999", VANDAAG).getypt == "'; DROP % _ \\ 99-99-9999"
