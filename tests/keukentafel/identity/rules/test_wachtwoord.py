import pytest

from keukentafel.identity.rules.wachtwoord import (
    WachtwoordTeBekend,
    WachtwoordTeEigen,
    WachtwoordTeKort,
    WachtwoordTeLang,
    keur_wachtwoord,
)
from keukentafel.identity.wachtwoorden import bekende_wachtwoorden

EIGEN = ["Daan Visser", "d.visser", "Lindewaard", "lindewaard", "gemeente", "keukentafel"]


def keur(wachtwoord):
    keur_wachtwoord(wachtwoord, bekend=bekende_wachtwoorden(), eigen=EIGEN)
    return True


def test_the_list_of_common_passwords_is_long_enough():
    assert len(bekende_wachtwoorden()) >= 3_000


@pytest.mark.parametrize(
    "wachtwoord",
    [
        "paarse fiets in de gracht",
        "correct horse battery",
        "kT9#vv2!pQ_x",
        "ijsvogel-lantaarn-mosterd",
        "x" * 3 + "jklöè ñ漢字漢字漢",
    ],
)
def test_a_long_password_that_nobody_knows_is_fine(wachtwoord):
    assert keur(wachtwoord) is True


@pytest.mark.parametrize(
    ("wachtwoord", "weigering"),
    [
        ("", WachtwoordTeKort),
        ("elf tekens!", WachtwoordTeKort),
        ("a b " * 33, WachtwoordTeLang),
        ("Welkom2026!!!", WachtwoordTeBekend),
        ("W3lk0m2026!!", WachtwoordTeBekend),
        ("welkomwelkom", WachtwoordTeBekend),
        ("!!wachtwoord123", WachtwoordTeBekend),
        ("1234567890123", WachtwoordTeBekend),
        ("qwertyuiop12", WachtwoordTeBekend),
        ("aaaaaaaaaaaa", WachtwoordTeBekend),
        ("2026-11-24-09", WachtwoordTeBekend),
        ("september2026", WachtwoordTeBekend),
        ("daanvisser2026", WachtwoordTeEigen),
        ("Gemeente-Lindewaard-1", WachtwoordTeEigen),
        ("Keukentafel2026", WachtwoordTeBekend),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused_with_the_reason(wachtwoord, weigering):
    with pytest.raises(weigering):
        keur(wachtwoord)


def test_exactly_twelve_and_exactly_a_hundred_and_twenty_eight_are_allowed():
    assert keur("zonder duifq") is True
    assert keur(("vier losse woorden " * 10)[:127] + "q") is True
