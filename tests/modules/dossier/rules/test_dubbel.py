from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.values.naam import Naam
from modules.dossier.rules.dubbel import Oordeel, Persoon, vergelijk_personen

JAN = Persoon(
    Naam("Berg", voorvoegsel="van der", voornamen="Jan Pieter"),
    geboren=date(1980, 5, 3),
    postcode="3332AB",
    huisnummer="14",
    telefoon="0612345678",
)


@pytest.mark.parametrize(
    ("ander", "oordeel", "redenen"),
    [
        (
            replace(JAN, postcode="", telefoon=""),
            "zeker",
            ("dezelfde achternaam", "dezelfde voornaam", "dezelfde geboortedatum"),
        ),
        (
            replace(JAN, naam=Naam("BERG", voorletters="J.P."), telefoon=""),
            "zeker",
            ("dezelfde achternaam", "dezelfde voorletter", "dezelfde geboortedatum", "hetzelfde adres"),
        ),
        (
            replace(JAN, naam=Naam("Berg", voorletters="J."), postcode="", telefoon=""),
            "misschien",
            ("dezelfde achternaam", "dezelfde voorletter", "dezelfde geboortedatum"),
        ),
        (
            replace(JAN, naam=Naam("Bergh", voornamen="Jan"), postcode="", telefoon=""),
            "misschien",
            ("bijna dezelfde achternaam", "dezelfde voornaam", "dezelfde geboortedatum"),
        ),
        (
            replace(JAN, geboren=date(1980, 3, 5), telefoon=""),
            "misschien",
            ("dezelfde achternaam", "dezelfde voornaam", "bijna dezelfde geboortedatum", "hetzelfde adres"),
        ),
        (  # twins
            replace(JAN, naam=Naam("Berg", voornamen="Piet"), telefoon=""),
            "misschien",
            ("dezelfde achternaam", "een andere voorletter", "dezelfde geboortedatum", "hetzelfde adres"),
        ),
        (  # father and son
            replace(JAN, geboren=date(2004, 8, 19), telefoon=""),
            "nee",
            ("dezelfde achternaam", "dezelfde voornaam", "een andere geboortedatum", "hetzelfde adres"),
        ),
        (  # married name
            replace(JAN, naam=Naam("Jansen-van der Berg", voornamen="Jan"), telefoon="", postcode=""),
            "zeker",
            ("dezelfde achternaam", "dezelfde voornaam", "dezelfde geboortedatum"),
        ),
        (
            Persoon(Naam("Smit", voornamen="Jan"), geboren=date(1980, 5, 3)),
            "nee",
            ("een andere achternaam", "dezelfde voornaam", "dezelfde geboortedatum"),
        ),
        (Persoon(Naam("Berg", voornamen="Jan")), "nee", ("dezelfde achternaam", "dezelfde voornaam")),
    ],
)
def test_two_records_are_compared_on_what_is_known(ander, oordeel, redenen):
    gelijkenis = vergelijk_personen(JAN, ander)

    assert (gelijkenis.oordeel, gelijkenis.redenen) == (Oordeel(oordeel), redenen)


@pytest.mark.parametrize(
    ("ander", "oordeel", "eerste_reden"),
    [
        (replace(JAN, bsn="x"), "zeker", "hetzelfde BSN"),
        (replace(JAN, bsn="x", naam=Naam("Bakker", voornamen="Jan")), "zeker", "hetzelfde BSN"),
        (
            Persoon(Naam("Smit", voornamen="Piet"), geboren=date(1991, 12, 30), bsn="x"),
            "misschien",
            "hetzelfde BSN",
        ),
        (replace(JAN, bsn="y"), "misschien", "een ander BSN"),
        (replace(JAN, bsn="y", geboren=date(2004, 8, 19)), "nee", "een ander BSN"),
    ],
)
def test_a_bsn_decides_unless_everything_else_speaks_against_it(ander, oordeel, eerste_reden):
    gelijkenis = vergelijk_personen(replace(JAN, bsn="x"), ander)

    assert (gelijkenis.oordeel, gelijkenis.redenen[0]) == (Oordeel(oordeel), eerste_reden)


@pytest.mark.parametrize(
    ("een", "ander", "gelijk"),
    [
        ("Bakker", "Baker", True),
        ("Baker", "Bakker", True),
        ("Visser", "Vissre", True),
        ("Visser", "Vsiser", True),
        ("Visser", "Vsisen", False),
        ("Visser", "Vsiers", False),
        ("Visser", "Fisser", True),
        ("Visser", "Vossen", False),
        ("Vos", "Bos", False),
        ("Mulder", "Muldeerr", False),
    ],
)
def test_one_slip_of_the_finger_is_nearly_the_same_name(een, ander, gelijk):
    personen = [Persoon(Naam(naam)) for naam in (een, ander)]

    assert (vergelijk_personen(*personen).redenen == ("bijna dezelfde achternaam",)) is gelijk


PERSONEN = st.builds(
    Persoon,
    naam=st.builds(
        Naam,
        geslachtsnaam=st.sampled_from(["Berg", "Bergh", "Smit", "Jansen-de Vries"]),
        voornamen=st.sampled_from(["", "Jan", "Jana", "Piet"]),
    ),
    geboren=st.sampled_from([None, date(1980, 5, 3), date(1980, 3, 5), date(1999, 9, 9)]),
    bsn=st.sampled_from([None, "x", "y"]),
    postcode=st.sampled_from(["", "3332AB"]),
    huisnummer=st.just("14"),
)


@given(PERSONEN, PERSONEN)
def test_the_order_of_two_records_does_not_matter(een, ander):
    assert vergelijk_personen(een, ander) == vergelijk_personen(ander, een)


@given(PERSONEN)
def test_a_record_never_differs_from_itself(persoon):
    assert vergelijk_personen(persoon, persoon).punten > 0
