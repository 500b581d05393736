"""How an aanvraag goes on: no dead end, no illegal stand, terms that fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.participatie.rules.verloop import (
    Gebeurtenis,
    Verloop,
    kan,
    lopende_termijnen,
    moet_zoeken,
    stap,
    waarom_niet,
)
from modules.participatie.woorden import Regeling, Stand

STAPPEN = st.lists(st.tuples(st.sampled_from(list(Gebeurtenis)), st.booleans()), min_size=50, max_size=50)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(Regeling.values), st.booleans(), STAPPEN)
def test_every_way_through_an_aanvraag_stays_lawful(regeling, jong, gedaan):
    verloop = Verloop(regeling, zoektijd_geldt=jong)
    for gebeurtenis, wacht in gedaan:
        if verloop.stand is Stand.ZOEKTIJD and wacht:
            verloop = replace(verloop, zoektijd_voorbij=True)  # four weeks went by
        if verloop.stand is Stand.GEMELD:
            verloop = replace(verloop, zoektijd_voorbij=False)
        eerder = verloop.stand
        if waarom_niet(verloop, gebeurtenis):
            with pytest.raises(ValueError):
                stap(verloop, gebeurtenis)
            continue
        verloop = stap(verloop, gebeurtenis)
        assert kan(verloop) or (verloop.stand is Stand.ZOEKTIJD and not verloop.zoektijd_voorbij)
        # Nobody under 27 asks before the four weeks are over (41 lid 4).
        if verloop.stand is Stand.AANVRAAG and moet_zoeken(verloop):
            assert (eerder, verloop.zoektijd_voorbij) == (Stand.ZOEKTIJD, True)
        # A decision follows an aanvraag, and its term ends with it (Awb 4:13).
        assert verloop.stand is not Stand.BESLOTEN or eerder is Stand.AANVRAAG
        assert ("pw_beslissing" in lopende_termijnen(verloop)) == (verloop.stand is Stand.AANVRAAG)
        assert ("pw_voorschot" in lopende_termijnen(verloop)) == (
            verloop.stand is Stand.AANVRAAG and regeling == Regeling.BIJSTAND
        )
        assert ("pw_zoektermijn" in lopende_termijnen(verloop)) == (verloop.stand is Stand.ZOEKTIJD)


def test_before_the_four_weeks_an_aanvraag_waits_and_says_how_to_except_pw_41_lid_11():
    zoekt = stap(Verloop("bijstand", zoektijd_geldt=True), Gebeurtenis.ZOEK)

    assert "artikel 41 lid 4" in waarom_niet(zoekt, Gebeurtenis.VRAAG_AAN)
    assert waarom_niet(replace(zoekt, zoektijd_geldt=False), Gebeurtenis.VRAAG_AAN) == ""
    assert waarom_niet(replace(zoekt, zoektijd_voorbij=True), Gebeurtenis.VRAAG_AAN) == ""


def test_special_assistance_knows_no_time_to_look_for_work_pw_35():
    assert waarom_niet(Verloop("bijzonder", zoektijd_geldt=True), Gebeurtenis.VRAAG_AAN) == ""
