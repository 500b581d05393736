"""What a team chose for itself stays what it works out to, whatever the gemeente chooses around it."""

from __future__ import annotations

from modules.inrichting.rules.dit_verandert import is_gelijk
from modules.inrichting.rules.inhoud import met_deelnemers, met_gemeente, met_team, volgt_gemeente
from modules.inrichting.rules.instellingsoort import Keuze, Variant
from modules.inrichting.rules.varianten import los_model_op

BEGIN = {"variant": "toegang", "instellingen": {}, "teams": {}}


def test_a_team_that_drops_out_keeps_what_is_in_use() -> None:
    concept = met_gemeente(BEGIN, "team", {})
    uitkomst = met_deelnemers(concept, {"a"}, {"a", "b"}, BEGIN)

    assert los_model_op(uitkomst, "a").variant == Variant.TEAM
    assert is_gelijk(los_model_op(uitkomst, "b"), los_model_op(BEGIN, "b"))


def test_a_team_with_the_same_variant_keeps_its_value_when_the_gemeente_changes_it() -> None:
    concept = met_gemeente(BEGIN, "toegang", {"stap_waakvlam": Keuze.J})
    uitkomst = met_deelnemers(concept, set(), {"b"}, BEGIN)

    assert los_model_op(uitkomst, "b").stap_waakvlam == Keuze.N
    assert los_model_op(uitkomst).stap_waakvlam == Keuze.J


def test_own_choices_of_a_team_survive_another_model_of_the_gemeente() -> None:
    eigen = met_team(BEGIN, "b", "regie", {"stap_waakvlam": Keuze.J})
    uitkomst = met_gemeente(eigen, "team", {"stap_evaluatie": Keuze.O})

    assert is_gelijk(los_model_op(uitkomst, "b"), los_model_op(eigen, "b"))


def test_a_team_may_follow_the_gemeente_again() -> None:
    eigen = met_team(BEGIN, "b", "regie", {})

    assert volgt_gemeente(eigen, "b") == BEGIN


def test_only_what_departs_from_the_preset_is_stored() -> None:
    uitkomst = met_gemeente(BEGIN, "team", {"stap_waakvlam": Keuze.J, "stap_evaluatie": Keuze.O})

    assert uitkomst["instellingen"] == {"stap_evaluatie": "O"}
