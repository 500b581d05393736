"""Colours stand in the two token files and nowhere else, so that a theme reaches everything."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.bron import PRODUCT, WORTEL, python, templates

ASSETS = WORTEL / "platform/keukentafel/assets"
TOKENS = {"tokens.css", "tokens-donker.css"}
NAMEN = [
    "black",
    "white",
    "red",
    "green",
    "blue",
    "yellow",
    "orange",
    "purple",
    "pink",
    "brown",
    "grey",
    "gray",
    "silver",
    "maroon",
    "navy",
    "teal",
    "olive",
    "lime",
    "aqua",
    "fuchsia",
    "cyan",
    "magenta",
    "gold",
    "indigo",
    "violet",
    "crimson",
    "salmon",
    "coral",
    "tomato",
    "khaki",
    "beige",
    "ivory",
    "lavender",
    "plum",
    "orchid",
    "turquoise",
    "tan",
    "sienna",
    "chocolate",
    "whitesmoke",
    "gainsboro",
    "lightgrey",
    "lightgray",
    "darkgrey",
    "darkgray",
    "dimgray",
    "slategray",
]
HEX = r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b"
FUNCTIE = r"\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\("
IN_CSS = re.compile(rf"{HEX}|{FUNCTIE}|(?<=[\s:,(])(?:{'|'.join(NAMEN)})(?=[\s;,)!])")
IN_OPMAAK = re.compile(
    rf"""(?:fill|stroke|color|stop-color|flood-color|bgcolor|style|theme-color)\s*=\s*["'][^"']*({HEX}|{FUNCTIE})"""
    rf"""|(?:fill|stroke|color|bgcolor)\s*=\s*["'](?:{"|".join(NAMEN)})["']"""
)


def in_css(tekst: str) -> list[str]:
    """Return the colours in the declarations of a stylesheet; selectors and comments hold none."""
    zonder = re.sub(r"/\*.*?\*/", "", tekst, flags=re.DOTALL)
    waarden = re.findall(r":([^;{}]*)[;}]", zonder)
    return [vondst for waarde in waarden for vondst in IN_CSS.findall(f" {waarde};")]


def stylesheets() -> list[Path]:
    """Return every stylesheet of ours; what the build made is not ours to read."""
    return sorted(
        pad
        for map_ in PRODUCT
        for pad in (WORTEL / map_).rglob("*.css")
        if pad.name not in TOKENS and "static/keukentafel" not in str(pad)
    )


def test_no_stylesheet_but_the_tokens_holds_a_colour():
    gevonden = [
        f"{pad.relative_to(WORTEL)}: {kleur}" for pad in stylesheets() for kleur in in_css(pad.read_text())
    ]

    assert gevonden == []
    assert len(stylesheets()) > 20


def test_no_template_and_no_drawing_holds_a_colour():
    tekeningen = [(str(pad), pad.read_text()) for pad in sorted(ASSETS.rglob("*.svg"))]
    gevonden = [
        f"{pad}: {vondst.group(0)}"
        for pad, tekst in [*templates(), *tekeningen]
        for vondst in IN_OPMAAK.finditer(tekst)
    ]

    assert gevonden == []


def test_no_python_writes_a_colour_into_a_page():
    gevonden = [
        f"{bestand.plaats(knoop)}: {vondst.group(0)}"
        for bestand in python()
        for knoop in bestand.regels(ast.Constant)
        if isinstance(knoop, ast.Constant) and isinstance(knoop.value, str)
        for vondst in IN_OPMAAK.finditer(knoop.value)
    ]

    assert gevonden == []


def test_no_script_holds_a_colour():
    gevonden = [
        f"{pad.name}: {kleur}"
        for pad in sorted(ASSETS.rglob("*.js"))
        for kleur in re.findall(f"{HEX}|{FUNCTIE}", pad.read_text())
    ]

    assert gevonden == []


def test_the_dark_tokens_set_only_what_the_light_ones_name():
    licht, donker = (
        set(re.findall(r"(--[a-z0-9-]+):", (ASSETS / "css" / naam).read_text()))
        for naam in ("tokens.css", "tokens-donker.css")
    )

    assert sorted(donker - licht) == []


@pytest.mark.parametrize(
    ("css", "kleuren"),
    [
        ("a { color: #fff; }", ["#fff"]),
        ("a { border: 1px solid red; }", ["red"]),
        ("a { background: rgb(0 0 0 / 20%); }", ["rgb("]),
        ("a { color: var(--basis-color-accent-1-color-default); }", []),
        ("#dad { color: currentColor; } /* #fff */", []),
        ("a { border-color: transparent; outline: 2px solid Highlight; }", []),
    ],
)
def test_the_reader_of_stylesheets_sees_colours(css, kleuren):
    assert in_css(css) == kleuren
