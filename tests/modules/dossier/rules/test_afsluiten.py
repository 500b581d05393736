from dataclasses import replace

import pytest

from keukentafel.values.bevinding import Ernst, fouten
from modules.dossier.rules.afsluiten import Slot, controleer_afsluiting, stelt_vraag_van_geprobeerd
from modules.inrichting.codelijsten import Afsluitreden
from modules.inrichting.rules.instellingsoort import Keuze

GOED = Slot("doel_bereikt", door="noor", is_geinformeerd=True, heeft_eindmeting=True)
AFGEZIEN = replace(
    GOED, reden="afgezien", geprobeerd="Drie keer gebeld.", tweede_blik="Eens.", tweede_blik_door="daan"
)


@pytest.mark.parametrize("slot", [GOED, AFGEZIEN])
def test_a_complete_closing_is_fine(slot):
    assert controleer_afsluiting(slot, eindmeting=Keuze.J) == ()


@pytest.mark.parametrize(
    ("slot", "veld", "zin"),
    [
        (replace(GOED, reden=""), "reden", "Kies waarom de hulp stopt."),
        (replace(GOED, reden="niet_gemotiveerd"), "reden", "Kies waarom de hulp stopt."),
        (replace(AFGEZIEN, geprobeerd=" "), "geprobeerd", "Schrijf op wat er is geprobeerd."),
        (
            replace(AFGEZIEN, tweede_blik_door=None),
            "tweede_blik_door",
            "Vraag een collega om mee te kijken en kies wie dat deed.",
        ),
        (
            replace(AFGEZIEN, tweede_blik_door="noor"),
            "tweede_blik_door",
            "Kies een andere collega. Je kunt niet zelf meekijken.",
        ),
        (replace(AFGEZIEN, tweede_blik=""), "tweede_blik", "Schrijf op wat je collega ervan vindt."),
        (
            replace(GOED, is_geinformeerd=False),
            "inwoner_geinformeerd_op",
            "Vul in wanneer het huishouden weet dat de hulp stopt.",
        ),
        (
            replace(GOED, heeft_eindmeting=False),
            "toelichting",
            "Er is nog geen meting van zelfredzaamheid aan het eind. Doe die eerst, of schrijf waarom het niet lukt.",
        ),
    ],
)
def test_an_incomplete_closing_says_what_is_missing(slot, veld, zin):
    gevonden = fouten(controleer_afsluiting(slot, eindmeting=Keuze.J))

    assert [(bevinding.veld, str(bevinding)) for bevinding in gevonden] == [(veld, zin)]


def test_an_end_measurement_may_be_missing_with_a_reason_or_where_the_team_does_not_ask_it():
    zonder = replace(GOED, heeft_eindmeting=False)

    assert fouten(controleer_afsluiting(replace(zonder, toelichting="te ziek"), eindmeting=Keuze.J)) == ()
    assert [b.ernst for b in controleer_afsluiting(zonder, eindmeting=Keuze.O)] == [Ernst.LET_OP]
    assert controleer_afsluiting(zonder, eindmeting=Keuze.N) == ()


@pytest.mark.parametrize("reden", ["overleden", "geen_contact"])
def test_nobody_is_told_or_measured_who_cannot_be_reached(reden):
    slot = Slot(reden, door="noor")

    assert controleer_afsluiting(slot, eindmeting=Keuze.J) == ()


def test_open_actions_are_a_remark():
    gevonden = controleer_afsluiting(replace(GOED, open_acties=2))

    assert [(str(b), b.ernst) for b in gevonden] == [
        ("2 acties staan nog open. Rond af of zet op niet meer nodig.", Ernst.LET_OP)
    ]


def test_only_who_turns_help_down_gets_the_second_view():
    assert [reden.value for reden in Afsluitreden if stelt_vraag_van_geprobeerd(reden)] == ["afgezien"]
