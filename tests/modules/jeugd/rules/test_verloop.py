"""How a hulpvraag goes on: no dead end, no illegal stand, terms that fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modules.inrichting.codelijsten import VerwijzerJeugd
from modules.jeugd.rules.verloop import (
    ZONDER_BESLUIT,
    Gebeurtenis,
    Verloop,
    artikel,
    kan,
    lopende_termijnen,
    stap,
    verwijzing_klopt,
    waarom_niet,
)
from modules.jeugd.woorden import Stand

STAPPEN = st.lists(st.tuples(st.sampled_from(list(Gebeurtenis)), st.booleans()), min_size=50, max_size=50)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(VerwijzerJeugd.values), STAPPEN)
def test_every_way_through_a_hulpvraag_stays_lawful(verwijzer, gedaan):
    verloop, besluiten = Verloop(verwijzer), 0
    for gebeurtenis, toegekend in gedaan:
        if waarom_niet(verloop, gebeurtenis):
            with pytest.raises(ValueError):
                stap(verloop, gebeurtenis, toegekend=toegekend)
            continue
        verloop = stap(verloop, gebeurtenis, toegekend=toegekend)
        besluiten += gebeurtenis is Gebeurtenis.BESLUIT
        # No dead end, and no help without the ground it needs.
        assert kan(verloop)
        assert verloop.stand is not Stand.HULP or verloop.is_toegekend or verwijzer in ZONDER_BESLUIT
        # Who refers without the gemeente never leads to a decision of the gemeente.
        assert not (verloop.heeft_besluit and verwijzer in ZONDER_BESLUIT)
        # The term of the decision runs from the aanvraag until the decision, and never else (Awb 4:13).
        assert ("jeugd_beslissing" in lopende_termijnen(verloop)) == (verloop.stand is Stand.AANVRAAG)
        assert not (verloop.is_klaar and lopende_termijnen(verloop))
    assert besluiten == 0 or verwijzer == VerwijzerJeugd.GEMEENTE


@pytest.mark.parametrize("verwijzer", sorted(ZONDER_BESLUIT))
def test_after_a_referral_help_begins_without_a_decision_jeugdwet_2_6(verwijzer):
    verloop = Verloop(verwijzer)

    assert stap(verloop, Gebeurtenis.WIJS_TOE).stand is Stand.HULP
    assert waarom_niet(verloop, Gebeurtenis.VRAAG_AAN) == (
        f"Na deze verwijzing is geen besluit van de gemeente nodig ({artikel(verwijzer)})."
    )


def test_five_may_let_a_child_in_without_the_gemeente_jeugdwet_2_6_and_3_5():
    assert set(VerwijzerJeugd.values) - ZONDER_BESLUIT == {"gemeente"}
    assert artikel("huisarts") == "Jeugdwet, artikel 2.6 lid 1 onder g"
    assert artikel("gi") == "Jeugdwet, artikel 3.5"


def test_through_the_gemeente_help_waits_for_a_decision_jeugdwet_2_3():
    verloop = stap(Verloop("gemeente"), Gebeurtenis.VRAAG_AAN)
    afgewezen = stap(verloop, Gebeurtenis.BESLUIT, toegekend=False)

    assert "Zonder besluit" in waarom_niet(Verloop("gemeente"), Gebeurtenis.WIJS_TOE)
    assert "Zonder besluit" in waarom_niet(afgewezen, Gebeurtenis.WIJS_TOE)
    assert stap(stap(verloop, Gebeurtenis.BESLUIT, toegekend=True), Gebeurtenis.WIJS_TOE).stand is Stand.HULP


def test_a_second_decision_and_withdrawing_after_it_are_refused():
    besloten = stap(stap(Verloop("gemeente"), Gebeurtenis.VRAAG_AAN), Gebeurtenis.BESLUIT)

    assert waarom_niet(besloten, Gebeurtenis.BESLUIT)
    assert waarom_niet(besloten, Gebeurtenis.TREK_IN) == "Intrekken kan alleen zolang er geen besluit is."


def test_a_referral_names_the_day_the_person_and_the_organisation():
    velden = [veld for veld, _ in verwijzing_klopt("huisarts", naam="", organisatie="", op=None)]

    assert velden == ["verwijzer_naam", "verwijzer_organisatie", "verwezen_op"]
    assert verwijzing_klopt("gemeente", naam="", organisatie="", op=None) == ()
