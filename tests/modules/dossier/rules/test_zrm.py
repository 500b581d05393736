from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dossier.rules.zrm import Meting, daling, is_verouderd, vergelijk
from modules.inrichting.codelijsten import Verandering
from modules.inrichting.leefgebieden import ZRM_2013, ZRM_2017

MEI, NOVEMBER = date(2026, 5, 1), date(2026, 11, 1)
SCORES = st.fixed_dictionaries({code: st.one_of(st.none(), st.integers(1, 5)) for code in ZRM_2013.codes})


def _meting(datum=MEI, versie=ZRM_2013, **scores):
    return Meting(versie, datum, scores)


def _vol(datum, niveau, **anders):
    return Meting(ZRM_2013, datum, dict.fromkeys(ZRM_2013.codes, niveau) | anders)


def test_a_measurement_says_how_complete_it_is():
    negen = _vol(MEI, 3, justitie=None, verslaving=None)

    assert (negen.volledigheid, negen.is_compleet) == ("9 van 11 gebieden", False)
    assert (_vol(MEI, 3).volledigheid, _vol(MEI, 3).is_compleet) == ("11 van 11 gebieden", True)


def test_a_measurement_names_its_serious_domains():
    assert _vol(MEI, 3, adl=1, financien=2, justitie=None).ernstige_gebieden == ("financien", "adl")


def test_each_domain_is_better_worse_or_equal():
    vergelijking = vergelijk(_vol(MEI, 3), _vol(NOVEMBER, 3, financien=4, huisvesting=5, adl=2))

    veranderd = {
        regel.code: (regel.verandering, regel.verschil) for regel in vergelijking.regels if regel.verschil
    }
    assert veranderd == {
        "financien": (Verandering.BETER, 1),
        "huisvesting": (Verandering.BETER, 2),
        "adl": (Verandering.SLECHTER, -1),
    }
    assert vergelijking.zin == "2 beter, 1 slechter, 8 gelijk"
    assert vergelijking.telt_als_resultaat
    assert vergelijking.opmerking == ""


def test_a_domain_without_a_score_is_not_compared():
    vergelijking = vergelijk(
        _meting(financien=2, adl=None), _meting(NOVEMBER, financien=None, adl=3, justitie=None)
    )

    redenen = {regel.code: regel.waarom_niet for regel in vergelijking.regels}
    assert (redenen["financien"], redenen["adl"], redenen["justitie"]) == (
        "Nu niet beoordeeld.",
        "De vorige keer niet beoordeeld.",
        "Beide keren niet beoordeeld.",
    )
    assert vergelijking.zin == "Er is niets om te vergelijken."


def test_between_versions_only_equal_domains_stand_side_by_side():
    oud = _vol(MEI, 3)
    nieuw = Meting(ZRM_2017, NOVEMBER, dict.fromkeys(ZRM_2017.codes, 4))

    vergelijking = vergelijk(oud, nieuw)

    zonder = {regel.code: regel.waarom_niet for regel in vergelijking.regels if regel.verandering is None}
    assert zonder == dict.fromkeys(
        ("werk_opleiding", "tijdsbesteding", "basale_adl", "instrumentele_adl"),
        "Dit gebied bestond niet in de vorige versie.",
    )
    assert [regel.code for regel in vergelijking.regels if regel.ongeveer] == ["middelengebruik"]
    assert vergelijking.zin == "9 beter"
    assert not vergelijking.telt_als_resultaat
    assert vergelijking.opmerking == (
        "De metingen gebruiken een andere versie. Alleen gelijke gebieden staan naast elkaar."
    )


@pytest.mark.parametrize(("dagen", "telt"), [(29, False), (30, True)])
def test_a_shift_counts_from_thirty_days(dagen, telt):
    vergelijking = vergelijk(_vol(MEI, 3), _vol(MEI + timedelta(days=dagen), 4))

    assert vergelijking.telt_als_resultaat is telt
    assert bool(vergelijking.opmerking) is not telt


def test_a_drop_of_one_level_is_a_reason_to_call():
    vergelijking = vergelijk(_vol(MEI, 3), _vol(NOVEMBER, 3, adl=2, financien=4, justitie=None))

    assert [regel.code for regel in daling(vergelijking)] == ["adl"]
    assert daling(vergelijking, drempel=2) == ()


def test_an_earlier_measurement_cannot_come_second():
    with pytest.raises(ValueError, match="voor de eerste"):
        vergelijk(_vol(NOVEMBER, 3), _vol(MEI, 3))


def test_information_keeps_thirty_days():
    assert not is_verouderd(MEI, MEI + timedelta(days=30))
    assert is_verouderd(MEI, MEI + timedelta(days=31))


@given(SCORES, SCORES)
def test_a_comparison_turned_round_turns_better_into_worse(eerst, daarna):
    heen = vergelijk(Meting(ZRM_2013, MEI, eerst), Meting(ZRM_2013, NOVEMBER, daarna))
    terug = vergelijk(Meting(ZRM_2013, MEI, daarna), Meting(ZRM_2013, NOVEMBER, eerst))

    assert heen.aantal(Verandering.BETER) == terug.aantal(Verandering.SLECHTER)
    assert heen.aantal(Verandering.GELIJK) == terug.aantal(Verandering.GELIJK)
