"""What stands on a screen: the words of `docs/begrippen.md`, and nothing that the CSP would refuse."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from tests.house.bron import aanroep, python, templates

VERMIJD = re.compile(
    r"\b(cli[eë]ntsyste\w+|casus|casussen|indicer\w+|ge[iï]ndiceerd|opschal\w+|opgeschaald|status|statussen|"
    r"voorliggend\w*|succesvol\w*|helaas|submit)\b|s\.v\.p\.|!(?!=)",
    re.IGNORECASE,
)
TEKSTATTRIBUTEN = {"title", "alt", "placeholder", "aria-label", "aria-description"}
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_COMMENTAAR = re.compile(r"\{%\s*comment.*?endcomment\s*%\}", re.DOTALL)
_TEKST_IN_TAG = re.compile(r"""(?P<q>["'])(?P<tekst>(?:(?!(?P=q)).)*)(?P=q)""")


class Lezer(HTMLParser):
    """Collects what people read or hear, and what a strict content security policy refuses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.teksten: list[str] = []
        self.verboden: list[str] = []
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._in.append(tag)
            namen = {naam for naam, _ in attrs}
            if tag == "style" or not namen & {"src", "nonce", "type"}:
                self.verboden.append(f"<{tag}> in de pagina zelf")
        for naam, waarde in attrs:
            if naam in TEKSTATTRIBUTEN or (naam == "value" and tag in ("button", "input")):
                self.teksten.append(waarde or "")
            if naam == "style" or naam.startswith(("on", "hx-on")):
                self.verboden.append(f"{naam}= op <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if self._in and self._in[-1] == tag:
            self._in.pop()

    def handle_data(self, data: str) -> None:
        if not self._in:
            self.teksten.append(data)


def lees(html: str) -> Lezer:
    html = _COMMENTAAR.sub("", html)
    lezer = Lezer()
    lezer.feed(_TAG.sub(" ", html))
    lezer.teksten += [tekst for tag in re.findall(r"\{%.*?%\}", html, re.DOTALL) for tekst in in_tag(tag)]
    return lezer


def in_tag(tag: str) -> Iterator[str]:
    """Yield the sentences in a template tag; a word without a space or capital is a name, not a text."""
    if re.match(r"\{%\s*(url|load|include|extends|static|if|elif|partial\w*)\b", tag):
        return
    for gevonden in _TEKST_IN_TAG.finditer(tag):
        tekst = gevonden["tekst"]
        if " " in tekst or tekst[:1].isupper():
            yield tekst


def teksten_in_python() -> Iterator[tuple[str, str]]:
    """Yield (place, text) of what Python puts on a screen: translations, labels, refusals."""
    for bestand in python():
        for knoop in bestand.regels(ast.Call):
            assert isinstance(knoop, ast.Call)
            vertaling = aanroep(knoop) in {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
            delen = list(knoop.args) if vertaling else []
            delen += [kw.value for kw in knoop.keywords if kw.arg in {"label", "help_text", "kop", "titel"}]
            for deel in delen:
                if isinstance(deel, ast.Constant) and isinstance(deel.value, str):
                    yield bestand.plaats(deel), deel.value
        for knoop in bestand.regels(ast.Assign):
            assert isinstance(knoop, ast.Assign)
            doel, waarde = knoop.targets[0], knoop.value
            if aanroep(doel) == "text" and isinstance(waarde, ast.Constant) and isinstance(waarde.value, str):
                yield bestand.plaats(waarde), waarde.value


def te_vermijden(tekst: str) -> list[str]:
    return [gevonden.group(0) for gevonden in VERMIJD.finditer(tekst)]


def test_no_template_uses_a_word_that_we_avoid():
    gevonden = [
        f"{pad}: {woord}"
        for pad, html in templates()
        for tekst in lees(html).teksten
        for woord in te_vermijden(tekst)
    ]

    assert gevonden == []


def test_no_text_in_python_uses_a_word_that_we_avoid():
    gevonden = [
        f"{plaats}: {woord}" for plaats, tekst in teksten_in_python() for woord in te_vermijden(tekst)
    ]

    assert gevonden == []


def test_no_template_has_inline_style_script_or_handlers():
    gevonden = [
        f"{pad}: {fout}" for pad, html in templates() if pad.endswith(".html") for fout in lees(html).verboden
    ]

    assert gevonden == []


def test_no_template_switches_escaping_off():
    gevonden = [
        f"{pad}: {vondst}"
        for pad, html in templates()
        for vondst in re.findall(r"\|\s*safe\b|autoescape off", html)
    ]

    assert gevonden == []


@pytest.mark.parametrize(
    ("html", "woorden"),
    [
        ("<p>De casus is klaar.</p>", ["casus"]),
        ("<p class='status' role='status'>Stand: open</p>", []),
        ("<button aria-label='Status wijzigen'>Stand</button>", ["Status"]),
        ("{% paneel kop='Nieuwe casus' %}{% endpaneel %}", ["casus"]),
        ("{% url 'dossier:casus' pk=casus.pk %}", []),
        ("<p>Gelukt!</p>", ["!"]),
        ("{# casus #}<p>{{ casus.naam }}</p>", []),
    ],
)
def test_the_reader_of_screens_sees_what_people_see(html, woorden):
    assert [woord for tekst in lees(html).teksten for woord in te_vermijden(tekst)] == woorden
