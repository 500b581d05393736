"""Two colours become tokens that everybody can read, or a refusal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modules.inrichting.actions.huisstijl import STARTSTIJLEN
from modules.inrichting.rules.huisstijl import RAND, TEKST, Keuze, css, dichtstbijzijnd, ontwerp
from modules.inrichting.rules.kleur import GeenKleur, contrast, lees_hex, oklch

kleuren = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")
GEEL = "#" + "ffdd00"


@pytest.mark.parametrize("start", STARTSTIJLEN.values(), ids=list(STARTSTIJLEN))
def test_every_start_style_may_be_published(start: dict[str, str]) -> None:
    assert ontwerp(Keuze(start["merk"], start["actie"])).fouten == ()


def test_yellow_buttons_on_white_paper_are_refused_by_name_and_number() -> None:
    gemaakt = ontwerp(Keuze(GEEL, GEEL))

    assert [(p.naam, p.weergave, p.nodig) for p in gemaakt.fouten] == [
        ("Knop op papier", "licht", RAND),
        ("Knop op de pagina", "licht", RAND),
        ("Streep en logo in de hoofdkleur", "licht", RAND),
    ]


@given(kleuren)
def test_the_nearest_colour_may_be_published(kleur: str) -> None:
    beter = dichtstbijzijnd(kleur)

    assert ontwerp(Keuze(beter, beter)).is_publiceerbaar


@given(kleuren, kleuren)
def test_text_that_is_computed_can_always_be_read(merk: str, actie: str) -> None:
    for weergave in ("licht", "donker"):
        t = getattr(ontwerp(Keuze(merk, actie)), weergave)
        for voor, achter in (
            ("default-color-subtle", "default-bg-subtle"),
            ("action-1-color-default", "default-bg-subtle"),
            ("accent-1-color-default", "accent-1-bg-default"),
        ):
            assert contrast(t[f"color-{voor}"], t[f"color-{achter}"]) >= TEKST


@given(kleuren)
def test_a_colour_survives_the_way_to_oklch_and_back(kleur: str) -> None:
    heen_en_terug = oklch(kleur).hex()

    verschil = [abs(int(kleur[i : i + 2], 16) - int(heen_en_terug[i : i + 2], 16)) for i in (1, 3, 5)]
    assert max(verschil) <= 2


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast("#" + "000000", "#" + "ffffff") == 21.0


def test_the_stylesheet_holds_basis_tokens_only() -> None:
    regels = css(ontwerp(Keuze("#" + "0d5560", "#" + "0d5f6b"))).splitlines()

    assert [r for r in regels if r.startswith("  ") and not r.startswith("  --basis-")] == []


@pytest.mark.parametrize("tekst", ["0d5560", " #0D5560 ", "#0d5560"])
def test_a_colour_may_be_typed_in_the_usual_forms(tekst: str) -> None:
    assert lees_hex(tekst) == "#" + "0d5560"


@pytest.mark.parametrize("tekst", ["", "groen", "#12345", "#1234567", "url(x)", "red;}"])
def test_what_is_no_colour_is_refused(tekst: str) -> None:
    with pytest.raises(GeenKleur):
        lees_hex(tekst)
