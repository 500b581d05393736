import pytest

from modules.inrichting.rules.instellingsoort import Keuze, Variant
from modules.inrichting.rules.stappen import STAPSOORTEN, nevenstappen, stapkeuzes, stappen
from modules.inrichting.rules.varianten import VARIANTEN, los_op

LIJNEN = {
    Variant.TOEGANG: "Melding → Onderzoek → Verslag → Aanvraag → Besluit → Evaluatie",
    Variant.TEAM: "Signaal → Gesprek → Plan → Ondersteuning → Evaluatie → Waakvlam",
    Variant.NETWERK: "Aanmelding → Casusoverleg → Plan → Afstemming → Evaluatie",
    Variant.REGIE: "Overdracht → Analyse → Plan → Afstemming → Evaluatie",
}


def _lijn(instellingen):
    return " → ".join(stap.label for stap in stappen(instellingen))


@pytest.mark.parametrize("variant", Variant)
def test_a_dossier_shows_the_line_of_its_variant(variant):
    assert _lijn(VARIANTEN[variant]) == LIJNEN[variant]


def test_the_step_keys_are_those_of_the_domain():
    assert list(STAPSOORTEN) == [
        "signaal",
        "eropaf_rooster",
        "melding_onderzoek",
        "vraagverheldering",
        "zrm_start",
        "zrm_tussen",
        "zrm_eind",
        "participatieladder",
        "plan",
        "beschikking",
        "ondersteuning",
        "regie",
        "netwerk_versterking",
        "evaluatie",
        "waakvlam",
        "afsluiting",
    ]
    assert all(
        soort.label and soort.levert and soort.norm and soort.klaar_als for soort in STAPSOORTEN.values()
    )


def test_a_step_that_is_switched_off_leaves_the_line():
    assert _lijn(los_op("team", {"stap_waakvlam": "N", "stap_signaal": "N"})) == (
        "Gesprek → Plan → Ondersteuning → Evaluatie"
    )
    assert (
        _lijn(los_op("team", {"eigen_ondersteuning": "N"}))
        == "Signaal → Gesprek → Plan → Evaluatie → Waakvlam"
    )


def test_a_step_that_is_switched_on_finds_its_place_on_the_line():
    assert _lijn(
        los_op("toegang", {"stap_waakvlam": "J", "stap_signaal": "J", "eigen_ondersteuning": "O"})
    ) == (
        "Signaal → Melding → Onderzoek → Verslag → Aanvraag → Besluit → Ondersteuning → Evaluatie → Waakvlam"
    )
    assert _lijn(los_op("team", {"stap_beschikking": "J"})) == (
        "Signaal → Gesprek → Plan → Aanvraag → Besluit → Ondersteuning → Evaluatie → Waakvlam"
    )


def test_a_step_that_happens_inside_another_adds_no_place():
    zwaarder = los_op("toegang", {"stap_zrm_start": "J", "stap_zrm_eind": "J"})

    assert _lijn(zwaarder) == LIJNEN[Variant.TOEGANG]
    assert {stap.sleutel: [soort.sleutel for soort in stap.onderdelen] for stap in stappen(zwaarder)} == {
        "melding": ["melding_onderzoek"],
        "onderzoek": ["melding_onderzoek", "vraagverheldering", "zrm_start"],
        "verslag": ["melding_onderzoek", "plan"],
        "aanvraag": ["beschikking"],
        "besluit": ["beschikking"],
        "evaluatie": ["evaluatie", "zrm_eind"],
    }


def test_a_step_knows_whether_it_may_be_skipped():
    assert [stap.is_verplicht for stap in stappen(VARIANTEN[Variant.TOEGANG])] == [True] * 5 + [False]
    assert all(stap.is_verplicht for stap in stappen(VARIANTEN[Variant.REGIE]))


def test_what_the_preset_runs_beside_the_line_stays_beside_it():
    naast = {variant: [soort.sleutel for soort in nevenstappen(VARIANTEN[variant])] for variant in Variant}

    assert naast == {
        Variant.TOEGANG: ["signaal"],
        Variant.TEAM: ["melding_onderzoek", "beschikking", "netwerk_versterking"],
        Variant.NETWERK: ["signaal", "ondersteuning", "netwerk_versterking", "waakvlam"],
        Variant.REGIE: ["netwerk_versterking", "waakvlam"],
    }


def test_regie_and_afsluiting_cannot_be_switched_off():
    keuzes = stapkeuzes(VARIANTEN[Variant.TOEGANG])

    assert (keuzes["regie"], keuzes["afsluiting"], keuzes["zrm_start"]) == (Keuze.J, Keuze.J, Keuze.O)
