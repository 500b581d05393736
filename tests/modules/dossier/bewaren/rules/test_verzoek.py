"""Who may ask, and by when there must be an answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.values.bevinding import Ernst
from modules.dossier.bewaren.rules.verzoek import (
    Wie,
    bezwaar_tot,
    controleer_aanvrager,
    controleer_besluit,
    controleer_verlenging,
    norm_van,
    termijn_van,
)

DAG = date(2026, 11, 20)


def geboren(leeftijd: int) -> date:
    return date(DAG.year - leeftijd, 1, 2)


def fouten(wie: Wie, aanvrager: str, machtiging: str = "") -> list[str]:
    bevindingen = controleer_aanvrager(wie, aanvrager=aanvrager, machtiging=machtiging, dag=DAG)
    return [b.text for b in bevindingen if b.ernst is Ernst.FOUT]


@pytest.mark.parametrize(
    ("leeftijd", "aanvrager", "mag"),
    [
        (11, "zelf", False), (12, "zelf", True), (15, "zelf", True), (16, "zelf", True), (40, "zelf", True),
        (11, "ouder", True), (15, "ouder", True), (16, "ouder", False), (17, "ouder", False), (18, "ouder", False),
    ],
)  # fmt: skip
def test_who_may_ask_changes_at_twelve_sixteen_and_eighteen(leeftijd: int, aanvrager: str, mag: bool) -> None:
    wie = Wie(geboren=geboren(leeftijd), gezag=("ouder",))

    assert (fouten(wie, aanvrager) == []) is mag


def test_a_parent_without_gezag_may_not_ask() -> None:
    wie = Wie(geboren=geboren(8), gezag=("ouder_zonder_gezag",))

    assert len(fouten(wie, "ouder")) == 1


def test_two_holders_of_gezag_are_pointed_out_but_not_refused() -> None:
    wie = Wie(geboren=geboren(8), gezag=("ouder", "ouder"))
    bevindingen = controleer_aanvrager(wie, aanvrager="ouder", machtiging="", dag=DAG)

    assert [b.ernst for b in bevindingen] == [Ernst.LET_OP]


@pytest.mark.parametrize(
    ("soorten", "mag"), [(("curator",), True), (("mentor",), True), (("bewindvoerder",), False), ((), False)]
)
def test_a_representative_must_be_one_for_the_person(soorten: tuple[str, ...], mag: bool) -> None:
    assert (fouten(Wie(geboren=geboren(50), vertegenwoordigers=soorten), "vertegenwoordiger") == []) is mag


def test_somebody_else_needs_an_authorisation_on_paper() -> None:
    wie = Wie(geboren=geboren(50))

    assert (len(fouten(wie, "gemachtigde")), fouten(wie, "gemachtigde", "brief van 3 mei")) == (1, [])


def test_a_copy_is_due_in_a_month_and_destruction_under_wmo_in_three() -> None:
    assert termijn_van(norm_van("inzage", "wmo"), date(2026, 1, 31), vandaag=DAG).einde == date(2026, 2, 28)
    assert termijn_van(norm_van("vernietiging", "jeugd"), date(2026, 9, 1), vandaag=DAG).einde == date(
        2026, 12, 1
    )


def test_an_extension_adds_two_months_to_the_first() -> None:
    som = termijn_van("avg_verzoek", date(2026, 1, 31), vandaag=DAG, verlengd=True)

    assert som.einde == date(2026, 4, 28)


def test_an_extension_comes_once_in_time_and_only_for_the_avg() -> None:
    uiterlijk = date(2026, 2, 28)

    assert controleer_verlenging("avg_verzoek", uiterlijk, uiterlijk, al_verlengd=False) == ()
    assert len(controleer_verlenging("avg_verzoek", uiterlijk, uiterlijk, al_verlengd=True)) == 1
    assert (
        len(controleer_verlenging("avg_verzoek", uiterlijk, uiterlijk + timedelta(1), al_verlengd=False)) == 1
    )
    assert (
        len(controleer_verlenging("wmo_vernietigingsverzoek", uiterlijk, uiterlijk, al_verlengd=False)) == 1
    )


@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.sampled_from(["inzage", "correctie", "vernietiging"])
)
def test_no_answer_is_due_before_the_shortest_month_or_after_the_law(op: date, soort: str) -> None:
    einde = termijn_van(norm_van(soort, "wmo"), op, vandaag=op).einde

    assert timedelta(days=28) <= einde - op <= timedelta(days=100)
    assert bezwaar_tot(op) >= op + timedelta(weeks=6)


def test_a_refusal_needs_a_ground_and_a_reason() -> None:
    mis = controleer_besluit(soort="inzage", besluit="nee", gronden=[], motivering=" ", wat_gedaan="")

    assert [b.veld for b in mis] == ["weigergronden", "motivering"]
    assert controleer_besluit(soort="inzage", besluit="ja", gronden=[], motivering="", wat_gedaan="") == ()
