import pytest

from keukentafel.values.bevinding import Ernst
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.variantcontrole import controleer, controleer_directe_toegang
from modules.inrichting.rules.varianten import VARIANTEN, los_op

ALLES = frozenset({"wmo", "jeugd", "participatie"})


@pytest.mark.parametrize("variant", Variant)
def test_a_preset_has_nothing_against_it(variant):
    assert controleer(VARIANTEN[variant], ALLES) == ()


@pytest.mark.parametrize(
    ("variant", "afwijking", "modules", "veld", "zin"),
    [
        (
            "toegang",
            {"stap_melding_onderzoek": "N"},
            frozenset(),
            "stap_beschikking",
            "Besluiten over hulp: Ja kan niet zonder module Wmo, Jeugd of Participatie. "
            "Zet een module aan of kies Nee.",
        ),
        (
            "toegang",
            {},
            frozenset({"jeugd"}),
            "stap_melding_onderzoek",
            "Melding en onderzoek: Ja kan niet zonder module Wmo. Zet de module aan of kies Nee.",
        ),
        (
            "toegang",
            {"stap_melding_onderzoek": "N"},
            ALLES,
            "stap_melding_onderzoek",
            "Besluiten over de Wmo kan niet zonder onderzoek (Wmo artikel 2.3.2). Zet Melding en onderzoek aan.",
        ),
        (
            "toegang",
            {"mandaat_niveau": "adviseert"},
            ALLES,
            "besluit_door",
            "Een team dat alleen adviseert, maakt geen besluiten. Kies wie het besluit wel maakt.",
        ),
        (
            "team",
            {"mandaat_bedrag_per_huishouden_jaar": 0},
            ALLES,
            "mandaat_bedrag_per_huishouden_jaar",
            "Vul in tot welk bedrag het team mag besluiten.",
        ),
        (
            "toegang",
            {"stap_zrm_start": "N", "stap_zrm_eind": "J"},
            ALLES,
            "stap_zrm_eind",
            "Een meting aan het eind laat pas iets zien als er ook een meting bij de start is. "
            "Zet Zelfredzaamheid bij de start aan.",
        ),
        (
            "team",
            {"stap_plan": "N"},
            ALLES,
            "stap_evaluatie",
            "Zonder plan valt er niets te evalueren. Zet Plan aan.",
        ),
        (
            "team",
            {"stap_signaal": "N"},
            ALLES,
            "stap_eropaf_rooster",
            "Het rooster werkt met signalen. Zet Signaal aan.",
        ),
        (
            "toegang",
            {"eigen_ondersteuning": "J"},
            ALLES,
            "max_duur_eigen_ondersteuning_weken",
            "Het team helpt zelf. Vul in na hoeveel weken Keukentafel vraagt of andere hulp beter past.",
        ),
        (
            "regie",
            {"aanmelding_door_inwoner": "J"},
            ALLES,
            "intake_in_team",
            "Mensen kunnen zich zelf melden, maar niemand in het team doet het eerste gesprek. "
            "Zet Het team doet zelf het eerste gesprek aan.",
        ),
        (
            "netwerk",
            {"inzet_omvang_van": "20"},
            ALLES,
            "inzet_omvang_tot",
            "De inzet vanaf is groter dan de inzet tot en met. Draai ze om.",
        ),
        (
            "netwerk",
            {"inzet_eenheid": "fte"},
            ALLES,
            "inzet_eenheid",
            "Een medewerker werkt hooguit 1 fte. Kies uren per week of een kleiner getal.",
        ),
        (
            "netwerk",
            {"caseload_norm_van": 9},
            ALLES,
            "caseload_norm_tot",
            "Het aantal vanaf is groter dan het aantal tot en met. Draai ze om.",
        ),
    ],
)
def test_an_impossible_mix_is_explained_at_the_choice(variant, afwijking, modules, veld, zin):
    gevonden = controleer(los_op(variant, afwijking), modules)

    assert [(bevinding.veld, str(bevinding), bevinding.ernst) for bevinding in gevonden] == [
        (veld, zin, Ernst.FOUT)
    ]


@pytest.mark.parametrize(
    ("variant", "afwijking", "veld"),
    [
        ("team", {"registratie_niveau": "licht"}, "registratie_niveau"),
        ("team", {"onafhankelijke_regisseur_bij_complex": "N"}, "onafhankelijke_regisseur_bij_complex"),
        ("toegang", {"max_duur_eigen_ondersteuning_weken": 4}, "max_duur_eigen_ondersteuning_weken"),
    ],
)
def test_a_doubtful_mix_is_allowed_with_a_remark(variant, afwijking, veld):
    gevonden = controleer(los_op(variant, afwijking), ALLES)

    assert [(bevinding.veld, bevinding.ernst) for bevinding in gevonden] == [(veld, Ernst.LET_OP)]


NETWERK, REGIE, TEAM = (VARIANTEN[variant] for variant in (Variant.NETWERK, Variant.REGIE, Variant.TEAM))


@pytest.mark.parametrize(
    ("teams", "inlooppunten", "goed"),
    [
        ([NETWERK, REGIE], 0, False),
        ([NETWERK, REGIE], 1, True),
        ([NETWERK, TEAM], 0, True),
        ([], 0, False),
        ([los_op("netwerk", {"aanmelding_door_inwoner": "J"})], 0, True),
    ],
)
def test_people_always_keep_an_entrance_of_their_own(teams, inlooppunten, goed):
    gevonden = controleer_directe_toegang(teams, inlooppunten)

    assert [str(bevinding) for bevinding in gevonden] == (
        []
        if goed
        else [
            "Zo kan niemand zich zelf melden in deze gemeente. Laat mensen zich melden bij een team, "
            "of maak eerst een inlooppunt."
        ]
    )
