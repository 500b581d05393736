"""Nothing is proposed before its term, for every day there is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dossier.bewaren.rules.bewaren import (
    STANDAARD,
    BewaarInstellingen,
    Feiten,
    Start,
    controleer_termijnen,
    maanden_in_woorden,
    vernietigen_na,
)
from modules.dossier.rules.maanden import plus_maanden

DAGEN = st.dates(date(1990, 1, 1), date(2040, 12, 31))
WETTEN = st.frozensets(st.sampled_from(["wmo", "jeugd", "participatie", "wgs", "geen"]))


@st.composite
def feiten(draw: st.DrawFn) -> Feiten:
    dagen = sorted(draw(st.lists(DAGEN, min_size=3, max_size=3)))
    wissel = draw(st.permutations(dagen))
    return Feiten(
        wetten=draw(WETTEN),
        laatste_stuk=wissel[0],
        laatste_wijziging=max(wissel[0], wissel[1]),
        einde=wissel[2],
        is_zonder_hulp=draw(st.booleans()),
        is_signaal=draw(st.booleans()),
    )


@given(feiten(), st.dates(date(1990, 1, 1), date(2070, 12, 31)))
def test_nothing_is_proposed_before_its_term_has_ended(rij: Feiten, vandaag: date) -> None:
    uitkomst = vernietigen_na(rij, STANDAARD)

    if uitkomst.mag_op(vandaag):
        assert uitkomst.start is not None
        for wet in (
            rij.wetten & {"wmo", "jeugd", "participatie"}
            if not rij.is_signaal and not rij.is_zonder_hulp
            else ()
        ):
            termijn = STANDAARD[wet]
            begin = getattr(rij, termijn.start.value)
            assert vandaag > plus_maanden(begin, termijn.maanden)
            assert rij.einde is None or vandaag > plus_maanden(rij.einde, termijn.maanden)


@given(feiten(), st.dates(date(1990, 1, 1), date(2070, 12, 31)))
def test_what_is_held_is_never_proposed(rij: Feiten, vandaag: date) -> None:
    vast = Feiten(
        **{naam: getattr(rij, naam) for naam in rij.__dataclass_fields__}
        | {"houdt_tegen": ("Er loopt nog hulp.",)}
    )

    assert vernietigen_na(vast, STANDAARD).mag_op(vandaag) is False


@given(DAGEN)
def test_the_last_day_of_a_term_is_still_kept(einde: date) -> None:
    rij = Feiten(wetten=frozenset({"participatie"}), laatste_stuk=einde, laatste_wijziging=einde, einde=einde)
    tot = plus_maanden(einde, 120)
    uitkomst = vernietigen_na(rij, STANDAARD)

    assert (uitkomst.mag_op(tot), uitkomst.mag_op(tot + timedelta(days=1))) == (False, True)


def test_the_longest_of_the_laws_counts() -> None:
    dag = date(2005, 3, 1)
    rij = Feiten(wetten=frozenset({"wmo", "jeugd"}), laatste_stuk=dag, laatste_wijziging=dag, einde=dag)

    assert (vernietigen_na(rij, STANDAARD).categorie, vernietigen_na(rij, STANDAARD).vernietigen_na) == (
        "jeugd", date(2025, 3, 1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("feit", "categorie", "tot"),
    [
        (Feiten(wetten=frozenset({"wmo"}), laatste_stuk=date(2010, 5, 1), einde=date(2009, 1, 1)), "wmo", date(2025, 5, 1)),
        (Feiten(wetten=frozenset({"wmo"}), laatste_stuk=date(2008, 5, 1), einde=date(2010, 1, 1)), "wmo", date(2025, 1, 1)),
        (Feiten(wetten=frozenset({"wgs"}), einde=date(2020, 2, 29)), "overig", date(2025, 2, 28)),
        (Feiten(wetten=frozenset({"wmo"}), einde=date(2022, 1, 1), is_zonder_hulp=True), "melding_zonder_hulp", date(2025, 1, 1)),
        (Feiten(einde=date(2026, 1, 31), is_signaal=True), "signaal", date(2026, 7, 31)),
    ],
)  # fmt: skip
def test_the_terms_of_the_law(feit: Feiten, categorie: str, tot: date) -> None:
    uitkomst = vernietigen_na(feit, STANDAARD)

    assert (uitkomst.categorie, uitkomst.vernietigen_na) == (categorie, tot)


def test_without_a_known_start_there_is_no_day_and_the_reason_says_so() -> None:
    uitkomst = vernietigen_na(Feiten(wetten=frozenset({"wmo"})), STANDAARD)

    assert uitkomst.vernietigen_na is None
    assert uitkomst.reden.startswith("Niet bekend is wanneer")


def test_a_gemeente_keeps_longer_but_not_shorter_than_the_law() -> None:
    langer = BewaarInstellingen({"wmo": {"maanden": 240, "start": "einde"}}).alle()["wmo"]

    assert (langer.maanden, langer.start) == (240, Start.EINDE)
    assert controleer_termijnen({"wmo": {"maanden": 240, "start": "einde"}}) == ()
    assert [b.veld for b in controleer_termijnen({"wmo": {"maanden": 12, "start": "einde"}})] == [
        "wmo_maanden"
    ]


def test_what_must_be_checked_against_the_law_is_marked() -> None:
    assert {naam for naam, termijn in STANDAARD.items() if termijn.controleer} == {
        "wmo", "participatie", "overig", "melding_zonder_hulp",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("maanden", "zin"), [(6, "6 maanden"), (12, "1 jaar"), (180, "15 jaar"), (13, "1 jaar en 1 maand")]
)
def test_months_are_said_as_people_say_them(maanden: int, zin: str) -> None:
    assert maanden_in_woorden(maanden) == zin
