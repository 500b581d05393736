"""What a protocol lacks, what has to be answered in words, and how two versions differ (F078)."""

from __future__ import annotations

import pytest
from hypothesis import given

from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.protocol import (
    Categorie,
    Cel,
    Functie,
    Grondsoort,
    Lezer,
    Mate,
    Matrix,
    Moment,
    Voorwaarde,
    beslis,
    standaardmatrix,
)
from modules.inrichting.rules.protocol_controle import Weegt, controleer, is_antwoord, onbeantwoord
from modules.inrichting.rules.protocol_toets import GEVALLEN, toets
from modules.inrichting.rules.protocol_uitleg import leg_uit
from modules.inrichting.rules.protocol_verschil import Richting, is_ruimer, vergelijk, verschillen
from modules.inrichting.rules.protocol_woorden import cellen_in_woorden
from tests.modules.inrichting.rules.protocolbron import matrices

TEAM = standaardmatrix("team", versie=1)
WET = "Wmo 2015, artikel 5.1.1"


def met(functie: Functie, categorie: Categorie, *cellen: Cel) -> Matrix:
    return TEAM.met_cellen(functie, categorie, cellen)


def regels(matrix: Matrix, standaard: Matrix = TEAM) -> list[str]:
    return [f"{m.weegt}: {m.sleutel}" for m in controleer(matrix, standaard)]


@pytest.mark.parametrize("variant", list(Variant))
def test_a_gemeente_begins_without_faults_and_without_questions(variant: Variant) -> None:
    matrix = standaardmatrix(variant)

    assert controleer(matrix, matrix) == ()


@pytest.mark.parametrize(
    ("functie", "categorie", "cel", "verwacht"),
    [
        ("hulpverlener", "D", Cel(Mate.ALLES, grond="  "), ["fout: zonder_grond:hulpverlener-D"]),
        (
            "hulpverlener",
            "D",
            Cel(Mate.BESTAAT, schrijft=True, grond=WET),
            ["fout: schrijft_zonder_lezen:hulpverlener-D"],
        ),
        (
            "hulpverlener",
            "D",
            Cel(Mate.ALLES, grondsoort=Grondsoort.TOESTEMMING, grond="Toestemming"),
            ["fout: grond_past_niet:hulpverlener-D"],
        ),
        ("beheerder", "A", Cel(Mate.BESTAAT, grond=WET), ["fout: geen_inhoud:beheerder-A"]),
        ("partner", "D", Cel(Mate.BESTAAT, grond=WET), ["fout: ruimer_dan_de_wet:partner-D"]),
        ("partner", "D", Cel(Mate.SAMENVATTING, Voorwaarde.GROND, grond="Toestemming"), []),
        ("aanbieder", "E", Cel(Mate.SAMENVATTING, grond=WET), ["fout: ruimer_dan_de_wet:aanbieder-E"]),
        ("inlooppunt", "C", Cel(Mate.SAMENVATTING, grond=WET), ["fout: ruimer_dan_de_wet:inlooppunt-C"]),
        ("inlooppunt", "G", Cel(Mate.BESTAAT, grond=WET), ["fout: ruimer_dan_de_wet:inlooppunt-G"]),
        (
            "klantmanager_wi",
            "L",
            Cel(Mate.ALLES, grond=WET),
            ["fout: aantekeningen_van_een_ander:klantmanager_wi-L"],
        ),
        (
            "klantmanager_wi",
            "E",
            Cel(Mate.ALLES, grond=WET),
            ["fg: werk_en_inkomen:klantmanager_wi-E", "antwoord: meldplicht:klantmanager_wi-E"],
        ),
        ("klantmanager_wi", "D", Cel(Mate.BESTAAT, Voorwaarde.GROND, grond=WET), []),
        ("wmo_consulent", "F", Cel(Mate.BESTAAT, grond=WET), []),
        ("wmo_consulent", "F", Cel(Mate.SAMENVATTING, grond=WET), ["antwoord: meldplicht:wmo_consulent-F"]),
        (
            "teamleider",
            "B",
            Cel(Mate.ALLES, Voorwaarde.ALTIJD, grond=WET),
            ["antwoord: zonder_betrokken:teamleider-B"],
        ),
        ("hulpverlener", "E", Cel(Mate.ALLES, grond=WET), ["antwoord: zonder_geheim:hulpverlener-E"]),
        (
            "jeugdprofessional",
            "H",
            Cel(Mate.ALLES, grond=WET),
            ["antwoord: zonder_registratie:jeugdprofessional-H"],
        ),
        ("regisseur", "L", Cel(Mate.ALLES, grond=WET), ["antwoord: van_een_ander:regisseur-L"]),
        ("inwoner", "E", Cel(Mate.SAMENVATTING, grond="AVG"), ["antwoord: recht_op_inzage:inwoner-E"]),
    ],
)
def test_each_cell_that_does_not_fit_says_so_at_that_cell(
    functie: str, categorie: str, cel: Cel, verwacht: list[str]
) -> None:
    assert regels(met(Functie(functie), Categorie(categorie), cel)) == verwacht


@given(matrices())
def test_every_finding_is_a_sentence_that_names_its_cell(matrix: Matrix) -> None:
    for melding in controleer(matrix, TEAM):
        assert melding.tekst.endswith((".", "?", ").")), melding.tekst
        assert "%" not in melding.tekst
        assert melding.sleutel.endswith(melding.plek)


def test_a_question_is_open_until_it_is_answered_with_a_reason() -> None:
    gevonden = controleer(met(Functie.WMO_CONSULENT, Categorie.JUSTITIE, Cel(Mate.ALLES, grond=WET)), TEAM)
    (vraag,) = gevonden

    assert onbeantwoord(gevonden, {vraag.sleutel: "Nodig."}) == (vraag,)
    assert onbeantwoord(gevonden, {vraag.sleutel: "De hulpverlener is er altijd bij."}) == ()
    assert is_antwoord(" " * 40) is False


def test_a_fault_asks_no_questions_besides() -> None:
    cel = Cel(Mate.ALLES, Voorwaarde.ALTIJD, grond="")

    assert regels(met(Functie.KLANTMANAGER_WI, Categorie.GEZONDHEID, cel)) == [
        f"{Weegt.FOUT}: zonder_grond:klantmanager_wi-E"
    ]


@pytest.mark.parametrize(
    ("cel", "richting"),
    [
        (None, Richting.STRENGER),
        (Cel(Mate.SAMENVATTING, schrijft=False, grond=WET), Richting.STRENGER),
        (Cel(Mate.ALLES, Voorwaarde.ALTIJD, schrijft=True, grond=WET), Richting.RUIMER),
        (Cel(Mate.ALLES, Voorwaarde.ALTIJD, grond=WET), Richting.ANDERS),
        (
            Cel(Mate.ALLES, schrijft=True, grond=WET, vraagt_geheimhouding=True),
            Richting.STRENGER,
        ),
        (Cel(Mate.ALLES, schrijft=True, grond="AVG, artikel 6"), Richting.ANDERS),
    ],
)
def test_a_difference_says_whether_somebody_sees_more(cel: Cel | None, richting: Richting) -> None:
    nieuw = met(Functie.HULPVERLENER, Categorie.LEEFGEBIEDEN, *([cel] if cel else []))

    (verschil,) = verschillen(TEAM, nieuw)

    assert verschil.richting is richting


@given(matrices(), matrices())
def test_no_difference_means_the_same_decision_and_more_is_the_opposite_of_less(
    een: Matrix, ander: Matrix
) -> None:
    anders = {(v.functie, v.categorie) for v in verschillen(een, ander)}

    for functie in Functie:
        for categorie in Categorie:
            heen = vergelijk(een, ander, functie, categorie)
            terug = vergelijk(ander, een, functie, categorie)
            assert (heen is Richting.RUIMER) == (terug is Richting.STRENGER)
            if (functie, categorie) not in anders:
                assert not is_ruimer(een, ander, functie, categorie)
                for moment in Moment:
                    vragen = {"lezer": Lezer(frozenset({functie}), is_betrokken=True), "categorie": categorie}
                    was = beslis(een, moment=moment, **vragen)
                    wordt = beslis(ander, moment=moment, **vragen)
                    assert (was.mate, was.schrijft, was.reden) == (wordt.mate, wordt.schrijft, wordt.reden)


def test_what_is_not_ruimer_never_opens_anything() -> None:
    strenger = met(Functie.HULPVERLENER, Categorie.LEEFGEBIEDEN, Cel(Mate.BESTAAT, grond=WET))

    assert not is_ruimer(TEAM, strenger, Functie.HULPVERLENER, Categorie.LEEFGEBIEDEN)
    assert is_ruimer(strenger, TEAM, Functie.HULPVERLENER, Categorie.LEEFGEBIEDEN)


def test_a_cell_reads_as_one_line() -> None:
    cel = Cel(
        Mate.ALLES, Voorwaarde.GROND, schrijft=True, grond=WET, momenten=frozenset({Moment.HULP, Moment.PLAN}),
        registratie="SKJ",
    )  # fmt: skip

    assert cellen_in_woorden([cel]) == (
        "alles, mag schrijven, met toestemming of andere grond, met registratie SKJ, bij plan maken, hulp"
    )
    assert cellen_in_woorden([]) == "niets"


def test_ten_cases_show_what_changes_and_what_does_not() -> None:
    straks = met(Functie.WMO_CONSULENT, Categorie.JUSTITIE, Cel(Mate.ALLES, grond=WET))

    uitkomsten = toets(TEAM, straks)

    assert len(GEVALLEN) == 10
    assert [nummer for nummer, uitkomst in enumerate(uitkomsten, 1) if uitkomst.is_anders] == [5]
    assert [int(uitkomst.nu.mate) for uitkomst in uitkomsten] == [3, 0, 0, 0, 0, 0, 3, 3, 3, 0]


def test_the_reasoning_stops_at_the_criterion_that_fails() -> None:
    lezer = Lezer(frozenset({Functie.HULPVERLENER}), is_betrokken=True)

    per = {uitleg.categorie: uitleg for uitleg in leg_uit(TEAM, lezers=[lezer], moment=Moment.HULP)}

    assert [stap.voldaan for stap in per[Categorie.PLAN].stappen] == [True, True, True]
    assert [stap.voldaan for stap in per[Categorie.GEZONDHEID].stappen] == [True, False, None]
    assert [stap.voldaan for stap in per[Categorie.JUSTITIE].stappen] == [True, True, False]


@given(matrices())
def test_the_reasoning_ends_where_the_decision_ends(matrix: Matrix) -> None:
    lezer = Lezer(frozenset({Functie.HULPVERLENER}), is_betrokken=True)

    for uitleg in leg_uit(matrix, lezers=[lezer], moment=Moment.HULP):
        assert all(stap.voldaan for stap in uitleg.stappen) == uitleg.oordeel.iets
