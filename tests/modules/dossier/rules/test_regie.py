from datetime import date

import pytest

from keukentafel.values.bevinding import Ernst
from modules.dossier.rules.regie import controleer_overname, regiestand
from modules.dossier.rules.regisseur import (
    Inrichting,
    controleer_enige_regisseur,
    controleer_regisseur,
    passende_inrichting,
)

VAN, TOT = date(2026, 11, 2), date(2027, 1, 31)
GOED = {
    "grond": "gevaar",
    "toelichting": "De moeder is opgenomen.",
    "leefgebieden": ["financien"],
    "van": VAN,
    "eindigt_op": TOT,
}


def test_a_take_over_with_ground_scope_and_end_is_fine():
    assert controleer_overname(**GOED) == ()


@pytest.mark.parametrize(
    ("anders", "veld", "zin"),
    [
        ({"grond": ""}, "grond", "Kies waarom de regie wordt overgenomen."),
        ({"grond": "lastig"}, "grond", "Kies waarom de regie wordt overgenomen."),
        ({"toelichting": " "}, "toelichting", "Schrijf op wat er aan de hand is."),
        ({"leefgebieden": []}, "leefgebieden", "Kies op welke leefgebieden de regie wordt overgenomen."),
        (
            {"eindigt_op": None},
            "eindigt_op",
            "Vul in tot en met welke dag. Daarna ligt de regie weer bij het huishouden.",
        ),
        (
            {"eindigt_op": date(2026, 11, 1)},
            "eindigt_op",
            "De einddatum (1 november) ligt vóór de begindatum (2 november). Kies een latere einddatum.",
        ),
    ],
)
def test_a_take_over_without_one_of_them_is_refused(anders, veld, zin):
    gevonden = controleer_overname(**GOED | anders)

    assert [(bevinding.veld, str(bevinding), bevinding.ernst) for bevinding in gevonden] == [
        (veld, zin, Ernst.FOUT)
    ]


@pytest.mark.parametrize(("eindigt_op", "aantal"), [(date(2027, 5, 2), 0), (date(2027, 5, 3), 1)])
def test_a_long_take_over_is_asked_about(eindigt_op, aantal):
    gevonden = controleer_overname(**GOED | {"eindigt_op": eindigt_op})

    assert [bevinding.ernst for bevinding in gevonden] == [Ernst.LET_OP] * aantal


@pytest.mark.parametrize(
    ("vandaag", "teruggegeven_op", "overgenomen", "zin", "vraagt"),
    [
        (date(2026, 11, 1), None, False, "De regie ligt bij het huishouden.", False),
        (VAN, None, True, "De regie is overgenomen tot en met 31 januari 2027.", False),
        (date(2027, 1, 17), None, True, "De regie is overgenomen tot en met 31 januari 2027.", True),
        (TOT, None, True, "De regie is overgenomen tot en met 31 januari 2027.", True),
        (date(2027, 2, 1), None, False, "De overname van de regie liep af op 31 januari 2027.", True),
        (
            date(2026, 12, 1),
            date(2026, 12, 1),
            False,
            "De regie ligt sinds 1 december 2026 weer bij het huishouden.",
            False,
        ),
    ],
)
def test_a_take_over_ends_by_itself_with_a_question(vandaag, teruggegeven_op, overgenomen, zin, vraagt):
    stand = regiestand(van=VAN, eindigt_op=TOT, teruggegeven_op=teruggegeven_op, vandaag=vandaag)

    assert (stand.is_overgenomen, stand.zin, bool(stand.vraag)) == (overgenomen, zin, vraagt)


def test_without_a_take_over_the_regie_is_with_the_household():
    stand = regiestand(van=None, eindigt_op=None, teruggegeven_op=None, vandaag=VAN)

    assert stand.zin == "De regie ligt bij het huishouden."


@pytest.mark.parametrize(
    ("leefgebieden", "leden", "is_complex", "inrichting"),
    [
        (1, 1, False, Inrichting.EEN_HULPVERLENER),
        (2, 1, False, Inrichting.GROEP_MET_REGISSEUR),
        (1, 2, False, Inrichting.GROEP_MET_REGISSEUR),
        (1, 1, True, Inrichting.ONAFHANKELIJKE_REGISSEUR),
    ],
)
def test_help_is_organised_as_lightly_as_fits(leefgebieden, leden, is_complex, inrichting):
    assert (
        passende_inrichting(leefgebieden=leefgebieden, leden_met_hulp=leden, is_complex=is_complex)
        is inrichting
    )


@pytest.mark.parametrize(
    ("organisatie", "is_complex", "moet_onafhankelijk", "ernst"),
    [
        ("brug", True, True, [Ernst.FOUT]),
        ("brug", False, True, [Ernst.LET_OP]),
        ("brug", True, False, []),
        ("gemeente", True, True, []),
        (None, True, True, []),
    ],
)
def test_a_regisseur_of_an_aanbieder_in_the_arrangement_is_refused_when_complex(
    organisatie, is_complex, moet_onafhankelijk, ernst
):
    gevonden = controleer_regisseur(
        naam="Daan Visser",
        organisatie=organisatie,
        organisatie_naam="De Brug",
        aanbieders={"brug", "kade"},
        is_complex=is_complex,
        moet_onafhankelijk=moet_onafhankelijk,
    )

    assert [bevinding.ernst for bevinding in gevonden] == ernst


def test_the_refusal_of_a_regisseur_explains_itself():
    gevonden = controleer_regisseur(
        naam="Daan Visser", organisatie=1, organisatie_naam="De Brug", aanbieders=[1], is_complex=True
    )

    assert [str(bevinding) for bevinding in gevonden] == [
        "Daan Visser werkt bij De Brug, die ook hulp geeft aan dit huishouden. "
        "In een ingewikkelde situatie is de regisseur onafhankelijk. Kies iemand anders."
    ]


def test_a_household_has_one_regisseur():
    assert controleer_enige_regisseur(huidige_naam="", huishouden_naam="Kuiper") == ()
    assert [str(b) for b in controleer_enige_regisseur(huidige_naam="Noor", huishouden_naam="Kuiper")] == [
        "Huishouden Kuiper heeft al een regisseur: Noor. Draag de regie eerst over."
    ]
