"""What the Participatiewet says: each rule with its article."""

from __future__ import annotations

from datetime import date

import pytest

from keukentafel.values.kalender import kalender_op
from modules.dossier.rules.normen import norm_op
from modules.participatie.rules.bijstand import (
    mag_hergebruiken,
    taaleis,
    volgend_voorschot,
    voorschotten,
    vraagt_bijlage,
    zoektijd,
)
from modules.participatie.rules.maat import GeenMaat, maat_op
from modules.participatie.rules.maatregel import Weging, weging_klopt
from modules.participatie.rules.werk import beschut_opnieuw, loonkostensubsidie, ontheffing_klopt

DAG = date(2026, 11, 20)
KALENDER = kalender_op(DAG)
JONG, OUD = date(2002, 5, 5), date(1990, 5, 5)
GRENS = maat_op("jonger_dan", DAG)


def zoek(*geboren: date, omdat: str = ""):
    norm = norm_op("pw_zoektermijn", DAG)
    return zoektijd(geboren, DAG, norm, KALENDER, grens=GRENS, uitgezonderd_omdat=omdat)


def test_under_27_four_weeks_to_look_for_work_pw_41_lid_4():
    assert (zoek(JONG).geldt, zoek(JONG).tot) == (True, date(2026, 12, 18))


def test_a_couple_looks_for_work_only_when_both_are_under_27_pw_41_lid_4():
    assert zoek(JONG, JONG).geldt
    assert not zoek(JONG, OUD).geldt


def test_on_the_27th_birthday_it_no_longer_holds_pw_41_lid_4():
    assert not zoek(date(1999, 11, 20)).geldt
    assert zoek(date(1999, 11, 21)).geldt


def test_a_vulnerable_young_person_is_excepted_with_the_reason_pw_41_lid_11():
    uitkomst = zoek(JONG, omdat="komt uit de jeugdhulp en heeft geen huis")

    assert (uitkomst.geldt, uitkomst.artikel) == (False, "Participatiewet, artikel 41 lid 11")


def test_an_advance_is_due_every_four_weeks_until_the_decision_pw_52():
    norm = norm_op("pw_voorschot", DAG)
    # 20 November + 4 weeks is a Friday; + 8 weeks too; Christmas lies between and moves nothing.
    assert voorschotten(DAG, date(2027, 2, 1), norm, KALENDER) == (date(2026, 12, 18), date(2027, 1, 15))
    assert volgend_voorschot(DAG, date(2026, 12, 18), norm, KALENDER) == date(2027, 1, 15)
    assert voorschotten(DAG, date(2026, 12, 17), norm, KALENDER) == ()


def test_an_advance_that_falls_on_a_holiday_moves_to_a_working_day_atw_1():
    aanvraag = date(2026, 11, 27)  # + 4 weeks = 25 December, a Friday

    assert voorschotten(aanvraag, date(2027, 1, 5), norm_op("pw_voorschot", aanvraag), KALENDER) == (
        date(2026, 12, 28),
    )


def test_a_fact_of_less_than_twelve_months_is_not_asked_again_pw_17():
    maat = maat_op("hergebruik_maanden", DAG)

    assert mag_hergebruiken(date(2025, 11, 21), DAG, maat)
    assert not mag_hergebruiken(date(2025, 11, 20), DAG, maat)
    with pytest.raises(GeenMaat):
        maat_op("hergebruik_maanden", date(2025, 12, 31))  # part of the law since 1 January 2026


def test_the_language_test_is_asked_without_schooling_or_proof_pw_18b():
    assert taaleis(jaren_onderwijs=8, heeft_bewijs=False) == ""
    assert taaleis(jaren_onderwijs=0, heeft_bewijs=True) == ""
    assert taaleis(jaren_onderwijs=7, heeft_bewijs=False) != ""


def test_the_annex_of_the_plan_is_compulsory_under_27_pw_44a():
    assert vraagt_bijlage(JONG, DAG, GRENS)
    assert not vraagt_bijlage(OUD, DAG, GRENS)


def subsidie(loonwaarde: int):
    return loonkostensubsidie(
        loonwaarde,
        DAG,
        hoogstens=maat_op("loonkostensubsidie_hoogstens", DAG),
        ritme=maat_op("loonwaarde_maanden", DAG),
    )


@pytest.mark.parametrize(("loonwaarde", "procent"), [(30, 70), (20, 70), (31, 69), (60, 40), (99, 1)])
def test_wage_subsidy_is_the_difference_and_at_most_70_percent_pw_10d(loonwaarde, procent):
    assert (subsidie(loonwaarde).procent, subsidie(loonwaarde).herzien_op) == (procent, date(2027, 11, 20))


def test_a_full_loonwaarde_gets_no_subsidy_pw_10d():
    with pytest.raises(ValueError):
        subsidie(100)


def test_sheltered_work_is_looked_at_every_three_years_pw_10b():
    assert beschut_opnieuw(DAG, maat_op("beschut_maanden", DAG)) == date(2029, 11, 20)


def test_an_exemption_has_an_urgent_reason_and_an_end_pw_9_lid_2():
    assert "dringende reden" in ontheffing_klopt(van=DAG, tot=date(2027, 1, 1), reden=" ")
    assert "tijdelijk" in ontheffing_klopt(van=DAG, tot=None, reden="zorgt voor een zieke partner")
    assert ontheffing_klopt(van=DAG, tot=date(2027, 1, 1), reden="zorgt voor een zieke partner") == ""


ROND = {"reden_inwoner": "De bus reed niet", "kinderen": "Twee kinderen", "anders": "Een maatje mee"}


def test_no_measure_without_blame_pw_18_lid_9():
    assert [veld for veld, _ in weging_klopt(Weging("geen", **ROND), "opleggen")] == ["besluit"]
    assert weging_klopt(Weging("geen", **ROND), "geen") == ()


def test_urgent_reasons_soften_a_measure_pw_18_lid_10():
    weging = Weging("gewoon", dringend="Er dreigt een ontruiming", **ROND)

    assert [veld for veld, _ in weging_klopt(weging, "opleggen")] == ["besluit"]
    assert weging_klopt(weging, "matigen") == ()


def test_a_measure_is_weighed_first_with_the_resident_and_the_children_pw_18():
    assert [veld for veld, _ in weging_klopt(Weging("gewoon"), "opleggen")] == [
        "reden_inwoner",
        "kinderen",
        "anders",
    ]


def test_the_share_of_an_advance_is_a_dated_record_pw_52():
    assert maat_op("voorschot_procent", date(2025, 12, 31)).waarde == 90
    assert maat_op("voorschot_procent", date(2026, 1, 1)).te_controleren
