"""What points to somebody else is taken out of a text; what points to the person stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from modules.dossier.bewaren.rules.namen import Ander, Schoner, naamdelen

SCHONER = Schoner.voor(
    [
        Ander(naamdelen("Ruud van Dijk"), "[huisgenoot 1]"),
        Ander(naamdelen("Oma Ria"), "[iemand uit het netwerk 1]"),
        Ander(naamdelen("Anne-Fleur de Boer"), "[wie dit meldde]"),
    ],
    eigen=["Marieke van Dijk", "Marieke", "Dijk"],
    eigen_nummers=["0612345678"],
)


def test_names_of_others_are_replaced_in_any_case() -> None:
    tekst = SCHONER.vervang("Ruud belde met RUUD over ria. Anne-Fleur de Boer zag het.")

    assert (
        tekst
        == "[huisgenoot 1] belde met [huisgenoot 1] over [iemand uit het netwerk 1]. [wie dit meldde] zag het."
    )


def test_the_own_name_and_number_stay_and_those_of_others_go() -> None:
    tekst = SCHONER.vervang(
        "Marieke van Dijk: 06 12345678, oma: 06-87654321, mail oma@voorbeeld.nl, 123456782"
    )

    assert tekst == (
        "Marieke van Dijk: 06 12345678, oma: [nummer van iemand anders], mail [e-mailadres van iemand anders], "
        "[nummer van iemand anders]"
    )


def test_a_name_inside_another_word_stays() -> None:
    assert SCHONER.vervang("Ruudje en Riavale") == "Ruudje en Riavale"


def test_lists_and_objects_are_cleaned_inside() -> None:
    assert SCHONER.vervang([{"naam": "Ruud", "soort": "inwoner"}]) == [
        {"naam": "[huisgenoot 1]", "soort": "inwoner"}
    ]
    assert SCHONER.raakt([{"naam": "Ruud"}])


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_name_of_another_survives_between_any_two_texts(voor: str, na: str) -> None:
    schoon = SCHONER.vervang(f"{voor} Ruud {na}")

    assert "Ruud" not in schoon.split() or "Ruud" in f"{voor} {na}".split()
    assert "[huisgenoot 1]" in schoon
