"""Work by or under a registered professional (Besluit Jeugdwet 5.1.1)."""

from __future__ import annotations

from datetime import date

from modules.jeugd.rules.werktoedeling import beoordeel

DAG = date(2026, 11, 20)


def test_a_registered_professional_may_besluit_jeugdwet_5_1_1():
    oordeel = beoordeel(naam="Noor", registraties={"SKJ": DAG}, dag=DAG)

    assert (oordeel.mag, oordeel.reden) == (True, "Noor staat in het register van SKJ.")


def test_a_lapsed_registration_does_not_count_besluit_jeugdwet_5_1_1():
    oordeel = beoordeel(naam="Noor", registraties={"SKJ": date(2026, 11, 19)}, dag=DAG)

    assert not oordeel.mag
    assert oordeel.reden == "De registratie van Noor bij SKJ liep tot en met 19 november 2026."


def test_without_registration_it_needs_a_reason_and_a_responsible_professional_besluit_jeugdwet_5_1_1():
    onder = {"onder_naam": "Noor", "onder_registraties": {"BIG": DAG}}

    assert not beoordeel(naam="Daan", registraties={}, dag=DAG, zonder_omdat="Licht werk").mag
    assert not beoordeel(naam="Daan", registraties={}, dag=DAG, **onder).mag
    assert beoordeel(naam="Daan", registraties={}, dag=DAG, zonder_omdat="Licht werk", **onder).mag


def test_who_is_responsible_must_be_registered_too():
    onder = {"onder_naam": "Noor", "onder_registraties": {"BIG": date(2020, 1, 1)}}

    assert not beoordeel(naam="Daan", registraties={}, dag=DAG, zonder_omdat="Licht werk", **onder).mag
