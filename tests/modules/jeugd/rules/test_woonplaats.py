"""Which gemeente is responsible: the woonplaatsbeginsel (Jeugdwet 1.1)."""

from __future__ import annotations

from datetime import date

import pytest

from modules.jeugd.rules.woonplaats import ARTIKEL, Woonfeiten, moet_opnieuw, woonplaats
from modules.jeugd.woorden import Woonregel


def test_without_a_stay_the_address_in_the_brp_counts_jeugdwet_1_1():
    uitkomst = woonplaats(Woonfeiten(gemeente_brp="Hoogmeren", gemeente_voor_verblijf="Elders"))

    assert (uitkomst.gemeente, uitkomst.regel, uitkomst.artikel) == ("Hoogmeren", Woonregel.BRP, ARTIKEL)
    assert uitkomst.reden == "Het kind krijgt hulp zonder verblijf en staat in de BRP in Hoogmeren."


def test_with_a_stay_the_address_directly_before_it_counts_jeugdwet_1_1():
    uitkomst = woonplaats(
        Woonfeiten(gemeente_brp="Lindewaard", heeft_verblijf=True, gemeente_voor_verblijf="Hoogmeren")
    )

    assert (uitkomst.gemeente, uitkomst.regel) == ("Hoogmeren", Woonregel.VOOR_VERBLIJF)


@pytest.mark.parametrize("heeft_verblijf", [True, False])
def test_not_known_is_the_gemeente_of_the_mother_at_birth_jeugdwet_1_1(heeft_verblijf):
    brp = "Lindewaard" if heeft_verblijf else ""  # where it stays now says nothing
    uitkomst = woonplaats(
        Woonfeiten(gemeente_brp=brp, heeft_verblijf=heeft_verblijf, gemeente_moeder_bij_geboorte="Rietdam")
    )

    assert (uitkomst.gemeente, uitkomst.regel) == ("Rietdam", Woonregel.MOEDER)


def test_with_nothing_known_it_is_where_the_child_really_is_jeugdwet_1_1():
    uitkomst = woonplaats(Woonfeiten(gemeente_werkelijk="Hoogmeren"))

    assert (uitkomst.gemeente, uitkomst.regel) == ("Hoogmeren", Woonregel.WERKELIJK)


def test_without_any_fact_it_says_what_to_ask():
    uitkomst = woonplaats(Woonfeiten())

    assert not uitkomst.is_bekend
    assert uitkomst.ontbreekt == "Kijk in de BRP in welke gemeente het kind staat ingeschreven."


def test_the_name_of_a_gemeente_is_compared_without_its_dress():
    assert woonplaats(Woonfeiten(gemeente_brp="gemeente  Hoogmeren")).is_van("Hoogmeren")
    assert not woonplaats(Woonfeiten()).is_van("")


def test_it_is_looked_at_at_every_start_and_every_move():
    dag, later = date(2026, 3, 2), date(2026, 5, 4)

    assert moet_opnieuw(laatste=None, verhuisd_op=None, verblijf_op=None).startswith("Bekijk eerst")
    assert moet_opnieuw(laatste=dag, verhuisd_op=later, verblijf_op=None).startswith("Het kind is verhuisd")
    assert moet_opnieuw(laatste=dag, verhuisd_op=None, verblijf_op=later).startswith("Het verblijf")
    assert moet_opnieuw(laatste=later, verhuisd_op=dag, verblijf_op=dag) == ""
