"""What differs between two versions of a text, and how deep its headings are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from modules.inrichting.werkdocumenten.rules.koppen import tekstblokken
from modules.inrichting.werkdocumenten.rules.regelverschil import Regelsoort, regelverschil

REGELS = st.lists(st.sampled_from(["a", "b", "c", "", "- d"]), max_size=8).map("\n".join)


def test_a_line_that_changed_goes_and_comes():
    uit = regelverschil("# Kop\n\nBel morgen.\nKlaar.", "# Kop\nBel vandaag.\nKlaar.\nSchrijf op.")

    assert [(str(regel.soort), regel.tekst) for regel in uit] == [
        ("gelijk", "# Kop"),
        ("weg", "Bel morgen."),
        ("erbij", "Bel vandaag."),
        ("gelijk", "Klaar."),
        ("erbij", "Schrijf op."),
    ]


@given(REGELS, REGELS)
def test_both_texts_can_be_read_back_from_the_differences(was: str, wordt: str):
    uit = regelverschil(was, wordt)

    def zonder(soort: Regelsoort) -> list[str]:
        return [regel.tekst for regel in uit if regel.soort is not soort]

    assert zonder(Regelsoort.ERBIJ) == [regel for regel in was.splitlines() if regel]
    assert zonder(Regelsoort.WEG) == [regel for regel in wordt.splitlines() if regel]


def test_a_small_heading_is_only_small_below_a_large_one():
    deel = tekstblokken("## Eerst\n\nTekst\n\n# Groot\n\n## Klein\n\n- punt")

    assert [(blok.blok.tekst, blok.is_dieper) for blok in deel] == [
        ("Eerst", False),
        ("Tekst", False),
        ("Groot", False),
        ("Klein", True),
        ("punt", False),
    ]
