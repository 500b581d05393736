"""Who does the aanvraag and the besluit: the team, the backoffice, or another team (ux 7.9, Variants)."""

import pytest

from modules.inrichting.rules.varianttabel import PER_SLEUTEL
from modules.wmo.rules.verdeling import laatste_stappen, reden_tegen_doorgeven
from modules.wmo.rules.verloop import Fase

TEAM = ("teamlid", "teamleider", "regisseur")


@pytest.mark.parametrize("rol", TEAM)
def test_in_a_team_that_decides_whoever_works_there_does_the_last_steps(rol):
    assert laatste_stappen("team", [rol]).mag


def test_in_a_team_that_decides_the_backoffice_reads_along():
    oordeel = laatste_stappen("team", ["backoffice"])

    assert not oordeel.mag
    assert oordeel.zin == "De aanvraag en het besluit doet het team zelf. Je kunt hier meelezen."


@pytest.mark.parametrize("rol", TEAM)
def test_somebody_of_the_backoffice_who_also_works_in_the_team_does_them(rol):
    assert laatste_stappen("team", ["backoffice", rol]).mag


@pytest.mark.parametrize("rol", TEAM)
def test_where_the_backoffice_decides_the_team_reads_along_and_is_told_who_does_it(rol):
    oordeel = laatste_stappen("backoffice", [rol])

    assert not oordeel.mag
    assert oordeel.zin == "De aanvraag en het besluit doet de backoffice. Je kunt hier meelezen."


def test_where_the_backoffice_decides_the_backoffice_does_them():
    assert laatste_stappen("backoffice", ["backoffice"]).mag
    assert laatste_stappen("backoffice", ["teamlid", "backoffice"]).mag


@pytest.mark.parametrize("rollen", [*([rol] for rol in TEAM), ["backoffice"], ["backoffice", "teamlid"]])
def test_a_team_that_hands_over_never_decides_and_says_where_to_go(rollen):
    oordeel = laatste_stappen("overdracht", rollen)

    assert not oordeel.mag
    assert oordeel.zin == ("Dit team neemt geen besluiten. Geef de melding door aan wie dat wel doet.")


@pytest.mark.parametrize("rollen", [["teamlid"], ["backoffice"], []])
def test_a_refusal_always_says_who_does_it_and_a_yes_says_nothing(rollen):
    for besluit_door in _keuzes():
        oordeel = laatste_stappen(besluit_door, rollen)
        assert oordeel.mag is (oordeel.zin == "")


def _keuzes():
    """The choices a gemeente really has."""
    return [code for code, _label in PER_SLEUTEL["besluit_door"].keuzes]


def test_who_it_was_handed_over_to_goes_on_and_nobody_else():
    assert laatste_stappen("overdracht", ["teamlid"], bij="Bas", is_bij_mij=True).mag
    assert laatste_stappen("team", ["teamlid"], bij="Bas").zin == (
        "De aanvraag en het besluit doet Bas. Je kunt hier meelezen."
    )


@pytest.mark.parametrize("fase", [Fase.BESLOTEN, Fase.INGETROKKEN])
def test_what_is_over_is_not_handed_over(fase):
    assert reden_tegen_doorgeven("overdracht", fase) == (
        "Deze melding is afgerond. Er is niets meer om door te geven."
    )


@pytest.mark.parametrize("fase", [Fase.MELDING, Fase.ONDERZOEK])
def test_wmo_2_3_2_lid_8_only_a_team_without_an_onderzoek_hands_over_before_the_verslag(fase):
    assert reden_tegen_doorgeven("backoffice", fase).startswith("Maak eerst het onderzoek")
    assert reden_tegen_doorgeven("backoffice", fase, is_direct=True) == ""
    assert reden_tegen_doorgeven("overdracht", fase) == ""
