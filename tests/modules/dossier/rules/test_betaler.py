"""Who pays for which line of the one plan."""

from __future__ import annotations

import pytest

from modules.dossier.rules.betaler import betaler, per_betaler
from modules.inrichting.codelijsten import Wet


@pytest.mark.parametrize("wet", [wet for wet in Wet.values if wet != Wet.GEEN])
def test_every_law_has_a_payer(wet):
    assert betaler(wet)


def test_what_somebody_does_without_a_law_costs_nobody():
    assert betaler(Wet.GEEN) == ""


def test_the_lines_of_three_laws_stand_with_their_payer():
    regels = [("wmo", "Hulp thuis"), ("geen", "De buurvrouw"), ("jeugd", "Speltherapie"), ("wmo", "Vervoer")]

    assert per_betaler([*regels, ("participatie", "Traject")]) == [
        ("gemeente, Wmo", ["Hulp thuis", "Vervoer"]),
        ("gemeente, Jeugdwet", ["Speltherapie"]),
        ("gemeente, Participatiewet", ["Traject"]),
    ]
