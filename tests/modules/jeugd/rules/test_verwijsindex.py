"""The verwijsindex: who may be noted, and when a note goes by itself (Jeugdwet 7.1.4.1 and 7.1.4.5)."""

from __future__ import annotations

from datetime import date

from modules.dossier.rules.normen import norm_op
from modules.jeugd.rules.verwijsindex import einde, mag_melden

DAG = date(2026, 11, 20)
NORM = norm_op("vir_melding", DAG)


def test_a_note_goes_after_two_years_jeugdwet_7_1_4_5():
    weg = einde(DAG, NORM, geboren=date(2012, 1, 1), overleden_op=None)

    assert (weg.op, weg.reden) == (date(2028, 11, 20), "twee jaar na de melding")


def test_a_note_goes_at_23_jeugdwet_7_1_4_5():
    assert einde(DAG, NORM, geboren=date(2004, 5, 6), overleden_op=None).op == date(2027, 5, 6)


def test_a_note_goes_at_death_jeugdwet_7_1_4_5():
    assert einde(DAG, NORM, geboren=date(2004, 5, 6), overleden_op=date(2027, 1, 2)).op == date(2027, 1, 2)


def test_a_note_needs_a_risk_of_the_law_and_an_age_under_23_jeugdwet_7_1_4_1():
    assert mag_melden(date(2012, 1, 1), DAG, risicos=1) == ""
    assert mag_melden(date(2012, 1, 1), DAG, risicos=0).startswith("Kies welk risico")
    assert mag_melden(date(2003, 11, 20), DAG, risicos=1).startswith("Melden in de verwijsindex mag tot 23")
    assert mag_melden(None, DAG, risicos=1).startswith("Vul eerst de geboortedatum in")
