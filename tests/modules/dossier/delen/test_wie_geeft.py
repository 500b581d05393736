"""Who decides about a consent, at every age and with every kind of gezag (Jeugdwet 7.3.4, 7.3.5, 7.3.15)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.dossier.delen.rules.aannemelijk import duur_klopt, grondslag_kan, weer_vragen_vanaf
from modules.dossier.delen.rules.afwegen import PUNTEN, weging_klopt
from modules.dossier.delen.rules.begrenzing import ALLES, doel_mag, grens_van
from modules.dossier.delen.rules.registraties import registratiestand, waarschuwstap
from modules.dossier.delen.rules.wie_geeft import Houder, Mens, Namens, uitslag, wie_geeft
from modules.inrichting.models.organisatie import OrganisatieSoort

DAG = date(2026, 11, 22)
SEM, MARIEKE, RUUD = Mens("Sem"), Mens("Marieke"), Mens("Ruud")
OUDERS = (Houder(MARIEKE, "ouder"), Houder(RUUD, "ouder"))


def wie(jaren: int, *, dagen: int = 0, **anders: Any) -> Any:
    geboren = date(DAG.year - jaren, DAG.month, DAG.day + dagen)
    return wie_geeft(
        **{"persoon": SEM, "geboren": geboren, "dag": DAG, "kaderwet": "jeugd", "houders": OUDERS, **anders}
    )


def namen(uitkomst: Any) -> list[str]:
    return [gever.mens.naam for gever in uitkomst.gevers]


@pytest.mark.parametrize(
    ("jaren", "dagen", "verwacht"),
    [
        (0, 0, ["Marieke", "Ruud"]),
        (11, 0, ["Marieke", "Ruud"]),
        (12, 1, ["Marieke", "Ruud"]),  # twelve tomorrow
        (12, 0, ["Sem", "Marieke", "Ruud"]),
        (15, 0, ["Sem", "Marieke", "Ruud"]),
        (16, 1, ["Sem", "Marieke", "Ruud"]),  # sixteen tomorrow
        (16, 0, ["Sem"]),
        (17, 0, ["Sem"]),
        (18, 0, ["Sem"]),
        (40, 0, ["Sem"]),
    ],
)
def test_at_each_age_others_decide_about_jeugdhulp(jaren: int, dagen: int, verwacht: list[str]) -> None:
    assert namen(wie(jaren, dagen=dagen)) == verwacht


def test_under_the_wmo_somebody_of_twelve_decides_alone() -> None:
    assert namen(wie(11, kaderwet="wmo")) == ["Marieke", "Ruud"]
    assert namen(wie(12, kaderwet="wmo")) == ["Sem"]


def test_the_basis_lapses_on_the_birthday_that_changes_who_decides() -> None:
    assert wie(11).grond_tot == date(2027, 11, 22)
    assert wie(14).grond_tot == date(2028, 11, 22)
    assert wie(16).grond_tot is None


@pytest.mark.parametrize("uitzondering", ["ernstig_nadeel", "weloverwogen_wens"])
def test_a_youth_of_fourteen_decides_alone_with_an_exception_of_the_jeugdwet(uitzondering: str) -> None:
    uitkomst = wie(14, uitzondering=uitzondering)

    assert namen(uitkomst) == ["Sem"]
    assert uitkomst.artikel == "Jeugdwet, artikel 7.3.4 lid 2"


def test_an_exception_means_nothing_under_twelve() -> None:
    assert namen(wie(11, uitzondering="ernstig_nadeel")) == ["Marieke", "Ruud"]


def test_a_parent_without_gezag_never_decides_and_hears_facts_only() -> None:
    uitkomst = wie(9, houders=(Houder(MARIEKE, "ouder"), Houder(RUUD, "ouder_zonder_gezag")))

    assert namen(uitkomst) == ["Marieke"]
    assert uitkomst.let_op == (
        "Er staat één persoon met gezag over Sem. Kijk in het gezagsregister of dat klopt.",
        "Ruud heeft geen gezag: beslist niet mee en krijgt alleen feitelijke informatie (BW 1:377c).",
    )


def test_without_gezag_or_without_a_birth_date_nobody_can_be_asked() -> None:
    assert wie(9, houders=()).fout.startswith("Leg eerst vast wie gezag heeft over Sem.")
    assert wie(9, geboren=None).fout.startswith("Vul eerst de geboortedatum van Sem in.")


def test_who_cannot_oversee_it_leaves_it_to_the_parents_and_grown_up_to_a_representative() -> None:
    mentor, bewind = Namens("Mentor De Boer", "mentor"), Namens("Bewind BV", "bewindvoerder")

    assert namen(wie(14, kan_zelf=False)) == ["Marieke", "Ruud"]
    assert namen(wie(40, kan_zelf=False, namens=(bewind, mentor))) == ["Mentor De Boer"]
    assert wie(40, kan_zelf=False, namens=(bewind,), categorieen=("E",)).fout.startswith("Niemand mag nu")
    assert namen(wie(40, kan_zelf=False, namens=(bewind,), categorieen=("G",))) == ["Bewind BV"]
    assert namen(wie(40, namens=(Namens("Curator Smit", "curator"),))) == ["Curator Smit"]


@given(st.dates(date(2000, 1, 1), date(2026, 11, 22)), st.booleans(), st.sampled_from(["jeugd", "wmo"]))
def test_somebody_always_decides_about_a_minor_with_parents_and_never_past_the_basis(
    geboren: date, kan_zelf: bool, kaderwet: str
) -> None:
    uitkomst = wie_geeft(
        persoon=SEM, geboren=geboren, dag=DAG, kaderwet=kaderwet, houders=OUDERS, kan_zelf=kan_zelf,
        namens=(Namens("Mentor", "mentor"),),
    )  # fmt: skip

    assert uitkomst.gevers != ()
    assert uitkomst.grond_tot is None or uitkomst.grond_tot > DAG


@pytest.mark.parametrize(
    ("antwoorden", "stand"),
    [
        (["ja", "ja"], "gegeven"),
        (["ja", "open"], "gevraagd"),
        (["ja", "nee"], "geweigerd"),
        (["nee", "open"], "geweigerd"),
        ([], "gevraagd"),
    ],
)
def test_all_must_say_yes_and_one_no_is_no(antwoorden: list[str], stand: str) -> None:
    assert uitslag(antwoorden) == stand


def test_consent_is_no_ground_without_a_question_or_when_no_is_not_free() -> None:
    goed = {
        "heeft_hulpvraag": True,
        "is_eigen_belang": True,
        "mag_nee_zeggen": True,
        "is_wettelijke_taak": False,
    }

    assert grondslag_kan(**goed) == ()
    for veld, waarde, naam in (
        ("heeft_hulpvraag", False, "melding"),
        ("is_eigen_belang", False, "is_eigen_belang"),
        ("mag_nee_zeggen", False, "mag_nee_zeggen"),
        ("is_wettelijke_taak", True, "is_wettelijke_taak"),
    ):
        assert [bevinding.veld for bevinding in grondslag_kan(**{**goed, veld: waarde})] == [naam]


def test_a_consent_lasts_a_year_at_most_and_a_no_is_left_alone_for_ninety_days() -> None:
    assert duur_klopt(DAG, date(2027, 11, 22), DAG) == ()
    assert [b.veld for b in duur_klopt(DAG, date(2027, 11, 23), DAG)] == ["tot_en_met"]
    assert [b.veld for b in duur_klopt(DAG, date(2026, 11, 21), DAG)] == ["tot_en_met"]
    assert weer_vragen_vanaf(DAG) == date(2027, 2, 20)


@pytest.mark.parametrize("soort", OrganisatieSoort.values)
def test_justice_and_what_names_no_life_area_go_to_nobody(soort: str) -> None:
    grens = grens_van(soort)

    assert not doel_mag(["justitie"], grens=grens, toegestaan=ALLES)
    assert not doel_mag([], grens=grens, toegestaan=ALLES)


def test_a_school_sees_school_a_landlord_the_rent_a_doctor_health_and_the_police_an_answer() -> None:
    mag = {
        soort: {code for code in ("dagbesteding", "financien", "lichamelijke_gezondheid")
                if doel_mag([code], grens=grens_van(soort), toegestaan=ALLES)}
        for soort in ("school", "corporatie", "huisarts", "politie")
    }  # fmt: skip

    assert mag == {
        "school": {"dagbesteding"},
        "corporatie": {"financien"},
        "huisarts": {"lichamelijke_gezondheid"},
        "politie": set(),
    }
    assert grens_van("politie").alleen_antwoord


def test_a_goal_goes_only_when_each_of_its_life_areas_was_agreed() -> None:
    grens = grens_van("welzijn")

    assert doel_mag(["financien"], grens=grens, toegestaan=["financien"])
    assert not doel_mag(["financien", "verslaving"], grens=grens, toegestaan=["financien"])


def test_a_weighing_needs_its_points_another_pair_of_eyes_and_what_the_resident_hears() -> None:
    punten = dict.fromkeys(PUNTEN, "Dat staat hier uitgelegd.")
    goed: dict[str, Any] = {
        "punten": punten, "is_dezelfde": False, "verteld_op": DAG, "nog_niet_omdat": "", "vandaag": DAG
    }  # fmt: skip

    assert weging_klopt(**goed) == ()
    for punt in PUNTEN:
        assert [b.veld for b in weging_klopt(**{**goed, "punten": {**punten, punt: "kort"}})] == [punt]
    assert [b.veld for b in weging_klopt(**{**goed, "is_dezelfde": True})] == ["collega"]
    assert [b.veld for b in weging_klopt(**{**goed, "verteld_op": None})] == ["verteld_op"]
    assert weging_klopt(**{**goed, "verteld_op": None, "nog_niet_omdat": "Te gevaarlijk nu."}) == ()


def test_a_registration_counts_on_its_last_day_and_is_told_of_in_steps() -> None:
    assert [registratiestand(dag, DAG).stand for dag in (date(2026, 11, 21), DAG, date(2027, 1, 21))] == [
        "verlopen", "bijna", "bijna",
    ]  # fmt: skip
    assert registratiestand(date(2027, 1, 22), DAG).stand == "goed"
    assert [
        waarschuwstap(dag, DAG) for dag in (date(2026, 11, 21), date(2026, 11, 23), date(2027, 1, 21))
    ] == [0, 1, 60]
    assert waarschuwstap(date(2027, 1, 22), DAG) is None
