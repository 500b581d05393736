"""The line from melding to besluit (Wmo 2015, art. 2.3.2–2.3.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.wmo.rules.onderwerpen import LETTERS
from modules.wmo.rules.verloop import EIND, Fase, Handeling, NietNu, Stand, doe, mogelijk, reden_tegen

MELDING = date(2026, 10, 20)
UITERLIJK = date(2026, 12, 1)
ONDERZOCHT = Stand(MELDING, UITERLIJK, bevestigd_op=MELDING, identiteit_op=MELDING, gevuld=frozenset(LETTERS))
VERSTUURD = replace(ONDERZOCHT, verslag_op=date(2026, 11, 20))
AANGEVRAAGD = replace(VERSTUURD, retour_op=date(2026, 11, 23), aanvraag_op=date(2026, 11, 23))


@pytest.mark.parametrize("letter", LETTERS)
def test_wmo_2_3_2_lid_4_refuses_a_verslag_while_a_subject_is_empty(letter):
    stand = replace(ONDERZOCHT, gevuld=frozenset(LETTERS) - {letter})

    assert reden_tegen(stand, Handeling.VERSTUUR, UITERLIJK).startswith(
        f"In het onderzoek is nog leeg: onderdeel {letter} ("
    )


def test_wmo_2_3_2_lid_8_sends_the_verslag_when_all_seven_are_there():
    assert doe(ONDERZOCHT, Handeling.VERSTUUR, UITERLIJK).fase is Fase.VERSLAG


def test_wmo_2_3_2_lid_9_refuses_an_aanvraag_before_the_verslag():
    assert reden_tegen(ONDERZOCHT, Handeling.AANVRAAG, UITERLIJK) == (
        "Aanvragen kan als het verslag is verstuurd. Is het er op 1 december 2026 niet, dan mag de inwoner "
        "daarna meteen aanvragen (Wmo artikel 2.3.2 lid 9)."
    )


def test_wmo_2_3_2_lid_9_lets_somebody_apply_the_day_after_six_weeks():
    stand = doe(Stand(MELDING, UITERLIJK), Handeling.AANVRAAG, date(2026, 12, 2))

    assert (stand.fase, stand.aanvraag_op) == (Fase.BESLUIT, date(2026, 12, 2))


def test_wmo_2_3_3_allows_temporary_help_before_the_onderzoek():
    assert doe(Stand(MELDING, UITERLIJK), Handeling.TIJDELIJK, MELDING).tijdelijk_op == MELDING


def test_wmo_2_3_4_asks_who_somebody_is_before_the_decision():
    stand = replace(AANGEVRAAGD, identiteit_op=None)

    assert reden_tegen(stand, Handeling.BESLUIT, date(2026, 11, 30)) == (
        "Stel eerst vast wie de aanvrager is (Wmo artikel 2.3.4)."
    )


def test_wmo_2_3_5_lid_2_counts_from_the_day_it_was_said_not_from_the_signature():
    stand = doe(AANGEVRAAGD, Handeling.ONDERTEKEN, date(2026, 11, 27))

    assert (stand.aanvraag_op, stand.ondertekend_op) == (date(2026, 11, 23), date(2026, 11, 27))


def test_wmo_2_3_5_refuses_a_decision_without_an_aanvraag():
    with pytest.raises(NietNu, match="Zonder aanvraag is er geen besluit"):
        doe(VERSTUURD, Handeling.BESLUIT, UITERLIJK)


def test_a_signature_never_comes_before_the_aanvraag():
    assert reden_tegen(AANGEVRAAGD, Handeling.ONDERTEKEN, date(2026, 11, 22)) == (
        "De handtekening (22 november 2026) kan niet vóór de dag liggen waarop de inwoner zei dat hij wil "
        "aanvragen (23 november 2026)."
    )


def test_what_was_sent_stays_as_it_was_sent():
    assert reden_tegen(VERSTUURD, Handeling.ONDERWERP, UITERLIJK, letter="a") == (
        "Het verslag is verstuurd en blijft zoals het is. Maak eerst een nieuwe versie van het verslag."
    )


def test_after_a_withdrawal_only_going_on_is_possible():
    stand = doe(VERSTUURD, Handeling.TREK_IN, UITERLIJK)

    assert mogelijk(stand, UITERLIJK) == (Handeling.HERVAT,)


def test_a_decision_is_made_once():
    stand = doe(AANGEVRAAGD, Handeling.BESLUIT, UITERLIJK)

    with pytest.raises(NietNu, match="Er is al een besluit"):
        doe(stand, Handeling.BESLUIT, UITERLIJK)


STAPPEN = st.lists(
    st.tuples(st.sampled_from(Handeling), st.sampled_from(LETTERS), st.integers(0, 12)),
    min_size=50,
    max_size=50,
)


@settings(max_examples=500, deadline=None)
@given(begin=st.dates(date(2020, 1, 1), date(2036, 12, 31)), stappen=STAPPEN)
def test_the_line_has_no_dead_end_and_no_unlawful_stand(begin, stappen):
    uiterlijk = begin + timedelta(weeks=6)
    stand, dag = Stand(begin, uiterlijk), begin
    for wat, letter, dagen in stappen:
        dag += timedelta(days=dagen)
        mag = not reden_tegen(stand, wat, dag, letter=letter)
        if mag:
            stand = doe(stand, wat, dag, letter=letter)
        else:
            with pytest.raises(NietNu):
                doe(stand, wat, dag, letter=letter)
        _is_lawful(stand, uiterlijk)
        assert stand.fase is Fase.BESLOTEN or mogelijk(stand, dag)
    assert stand.fase in EIND or _reaches_a_decision(stand, dag)


def _is_lawful(stand, uiterlijk):
    if stand.verslag_op:  # art. 2.3.2 lid 4
        assert stand.gevuld == frozenset(LETTERS)
    if stand.aanvraag_op:  # art. 2.3.2 lid 9
        assert (stand.verslag_op and stand.verslag_op <= stand.aanvraag_op) or stand.aanvraag_op > uiterlijk
    if stand.besloten_op:  # art. 2.3.4 and 2.3.5
        assert stand.identiteit_op
        assert stand.aanvraag_op
        assert stand.aanvraag_op <= stand.besloten_op
    if stand.ondertekend_op:
        assert stand.aanvraag_op <= stand.ondertekend_op
    assert not (stand.retour_op and not stand.verslag_op)


def _reaches_a_decision(stand, dag):
    """Whether somebody who does what is next gets to a decision: that is what no dead end means."""
    for _ in range(20):
        for letter in stand.ontbreekt:
            if not reden_tegen(stand, Handeling.ONDERWERP, dag, letter=letter):
                stand = doe(stand, Handeling.ONDERWERP, dag, letter=letter)
        for wat in (Handeling.IDENTITEIT, Handeling.VERSTUUR, Handeling.AANVRAAG, Handeling.BESLUIT):
            if not reden_tegen(stand, wat, dag):
                stand = doe(stand, wat, dag)
        if stand.fase is Fase.BESLOTEN:
            return True
    return False
