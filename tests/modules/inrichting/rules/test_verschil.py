import pytest

from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.varianten import VARIANTEN, los_op
from modules.inrichting.rules.verschil import (
    Anders,
    VeldenVerschil,
    Verschil,
    instellingen_verschil,
    menu_van,
    menu_verschil,
    stappen_verschil,
    velden_verschil,
)

TOEGANG, TEAM = VARIANTEN[Variant.TOEGANG], VARIANTEN[Variant.TEAM]


@pytest.mark.parametrize("variant", Variant)
def test_nothing_changes_between_a_model_and_itself(variant):
    zelf = VARIANTEN[variant]

    assert not stappen_verschil(zelf, zelf)
    assert velden_verschil(zelf, zelf) == ()
    assert instellingen_verschil(zelf, zelf) == ()
    assert not menu_verschil(menu_van(zelf, {"wmo"}), menu_van(zelf, {"wmo"}))


def test_from_toegang_to_team_the_steps_come_and_go():
    assert stappen_verschil(TOEGANG, TEAM) == Verschil(
        erbij=("Signaal", "Gesprek", "Plan", "Ondersteuning", "Waakvlam"),
        weg=("Melding", "Onderzoek", "Verslag", "Aanvraag", "Besluit"),
        anders=(Anders("evaluatie", "Evaluatie", "mag", "hoort erbij"),),
    )


def test_changes_are_counted_for_the_link_on_a_phone():
    assert len(stappen_verschil(TOEGANG, TEAM)) == 11


def test_a_heavier_registration_shows_the_fields_from_and_to():
    zwaarder = los_op("netwerk", {"registratie_niveau": "normaal"})

    assert velden_verschil(VARIANTEN[Variant.NETWERK], zwaarder) == (
        VeldenVerschil(
            "plan",
            "Plan",
            2,
            7,
            (
                "Waaraan merkt u dat het gelukt is?",
                "Hoe zien we dat?",
                "Wanneer is het klaar?",
                "Wie doet wat?",
                "Wanneer kijken we terug?",
            ),
            (),
        ),
        VeldenVerschil(
            "evaluatie",
            "Evaluatie",
            1,
            4,
            ("Hoe ging het en wat leren we?", "Gaat het zelf regelen beter?", "Gaat het meedoen beter?"),
            (),
        ),
        VeldenVerschil("afsluiting", "Afsluiting", 1, 2, ("Wanneer weet het huishouden dit?",), ()),
    )


def test_a_step_that_goes_takes_its_fields_along():
    zonder = los_op("team", {"stap_waakvlam": "N"})

    assert velden_verschil(TEAM, zonder) == (
        VeldenVerschil("waakvlam", "Waakvlam", 2, 0, (), ("Hoe lang houden we contact?", "Hoe vaak?")),
    )


def test_every_changed_setting_is_named_in_words():
    assert [
        str(anders) for anders in instellingen_verschil(TEAM, los_op("team", {"stap_waakvlam": "O"}))
    ] == ["Waakvlam: van Ja naar Mag"]


def test_the_menu_follows_the_model():
    menus = {variant: [regel.label for regel in menu_van(VARIANTEN[variant], {"wmo"})] for variant in Variant}

    assert menus == {
        Variant.TOEGANG: ["Mijn dag", "Meldingen", "Huishoudens", "Besluiten", "Teamoverzicht"],
        Variant.TEAM: ["Mijn dag", "Signalen", "Huishoudens", "Besluiten", "Rooster", "Teamoverzicht"],
        Variant.NETWERK: ["Mijn dag", "Signalen", "Huishoudens", "Teamoverzicht"],
        Variant.REGIE: ["Mijn dag", "Overdrachten", "Huishoudens", "Teamoverzicht"],
    }


def test_the_menu_loses_besluiten_without_modules_or_in_a_backoffice():
    zonder_module = [regel.label for regel in menu_van(TOEGANG, frozenset())]
    bij_backoffice = [
        regel.label for regel in menu_van(los_op("toegang", {"besluit_door": "backoffice"}), {"wmo"})
    ]

    assert zonder_module == bij_backoffice == ["Mijn dag", "Meldingen", "Huishoudens", "Teamoverzicht"]


def test_a_menu_item_under_another_name_is_a_change():
    assert menu_verschil(menu_van(TOEGANG, {"wmo"}), menu_van(TEAM, {"wmo"})) == Verschil(
        erbij=("Rooster",), weg=(), anders=(Anders("instroom", "Signalen", "Meldingen", "Signalen"),)
    )
