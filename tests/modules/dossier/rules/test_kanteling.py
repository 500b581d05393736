import pytest

from keukentafel.values.bevinding import Ernst
from modules.dossier.rules.kanteling import (
    KADERS,
    VRAGEN,
    KaderAntwoord,
    aantal_bekeken,
    controleer_kaders,
    controleer_oplossing,
    volgend_kader,
)

GEVULD = KaderAntwoord(tekst="zus helpt met de post")
OVERGESLAGEN = KaderAntwoord(overgeslagen_omdat="is onlangs al besproken")


def test_the_frames_run_from_light_to_heavy():
    assert [kader.value for kader in KADERS] == ["eigen_kracht", "sociaal_netwerk", "voorliggend", "maatwerk"]


@pytest.mark.parametrize(
    ("antwoorden", "zinnen"),
    [
        ({}, []),
        ({"eigen_kracht": GEVULD}, []),
        ({"eigen_kracht": GEVULD, "sociaal_netwerk": GEVULD}, []),
        ({"eigen_kracht": GEVULD, "sociaal_netwerk": OVERGESLAGEN, "voorliggend": GEVULD}, []),
        (
            {"sociaal_netwerk": GEVULD},
            ["Je slaat Eigen kracht over. Schrijf in één zin waarom."],
        ),
        (
            {"eigen_kracht": GEVULD, "maatwerk": GEVULD},
            [
                "Je slaat Netwerk over. Schrijf in één zin waarom.",
                "Je slaat Hulp die er al is over. Schrijf in één zin waarom.",
            ],
        ),
        ({"maatwerk": OVERGESLAGEN}, []),
        (
            {"eigen_kracht": KaderAntwoord(tekst="  "), "sociaal_netwerk": GEVULD},
            ["Je slaat Eigen kracht over. Schrijf in één zin waarom."],
        ),
    ],
)
def test_a_lighter_frame_is_skipped_only_with_a_sentence(antwoorden, zinnen):
    assert [str(bevinding) for bevinding in controleer_kaders(antwoorden)] == zinnen


def test_the_next_frame_is_the_first_nobody_looked_at():
    assert volgend_kader({}) == "eigen_kracht"
    assert volgend_kader({"eigen_kracht": OVERGESLAGEN, "voorliggend": GEVULD}) == "sociaal_netwerk"
    assert volgend_kader(dict.fromkeys((kader.value for kader in KADERS), GEVULD)) is None


def test_looked_at_frames_are_counted():
    assert aantal_bekeken({"eigen_kracht": GEVULD, "sociaal_netwerk": OVERGESLAGEN}) == 2


def test_no_solution_comes_before_a_behoefte_unless_somebody_says_why():
    assert controleer_oplossing(aantal_behoeften=1) == ()
    assert [(str(gevonden), gevonden.ernst) for gevonden in controleer_oplossing(aantal_behoeften=0)] == [
        (
            "Schrijf eerst op wat er nodig is. Wil je toch al een oplossing noteren? Schrijf dan waarom.",
            Ernst.FOUT,
        )
    ]
    assert [gevonden.ernst for gevonden in controleer_oplossing(aantal_behoeften=0, toch_omdat="spoed")] == [
        Ernst.LET_OP
    ]


def test_no_prompt_asks_what_somebody_can_do_alone():
    alle = " ".join(vraag for vragen in VRAGEN.values() for vraag in vragen).lower()

    assert [woord for woord in ("zelf", "kunt u", "waarom niet") if woord in alle] == []
