"""Every page compiles: a misspelt tag or attribute is found here, not by the first person who opens it."""

from __future__ import annotations

import re

import pytest
from django.template.loader import get_template

from tests.house.bron import templates

NAMEN = sorted(pad.split("/templates/", 1)[1] for pad, _ in templates())


@pytest.mark.parametrize("naam", NAMEN)
def test_every_template_compiles(naam):
    assert get_template(naam).template.name == naam  # type: ignore[attr-defined]


def test_no_two_templates_have_the_same_name():
    assert [naam for naam in NAMEN if NAMEN.count(naam) > 1] == []


# -- what is set in one block is gone in the next ------------------------------------------------------

_BLOK = re.compile(r"{% (?:block (\w+)|endblock(?: \w+)?) %}")
_ALS = re.compile(r"{% url [^%]*? as (\w+) %}")
_WOORD = re.compile(r"""(?<![.\w"'])[a-z_]\w*(?![\w=])""")


def blokken(tekst: str) -> list[str]:
    """Return the outermost blocks of a page."""
    uit, diep, begin = [], 0, 0
    for treffer in _BLOK.finditer(tekst):
        diep += 1 if treffer[1] else -1
        if treffer[1] and diep == 1:
            begin = treffer.end()
        elif diep == 0:
            uit.append(tekst[begin : treffer.start()])
    return uit


def vergeten_adressen(tekst: str) -> set[str]:
    """Return the addresses that a block uses and another block set: there they are empty, and the link goes nowhere."""
    uit: set[str] = set()
    delen = blokken(tekst)
    for deel in delen:
        eigen = set(re.findall(r" as (\w+) %}", deel)) | set(re.findall(r"{% with (\w+)=", deel))
        labels = " ".join(re.findall(r"{[%{].*?[%}]}", re.sub(r" as \w+ %}", " %}", deel), re.DOTALL))
        gebruikt = set(_WOORD.findall(re.sub(r"\"[^\"]*\"|'[^']*'", "''", labels)))
        elders = {naam for ander in delen if ander is not deel for naam in _ALS.findall(ander)}
        uit |= (elders & gebruikt) - eigen
    return uit


def test_no_page_uses_an_address_that_another_block_set():
    kapot = "{% block kop %}{% url 'a:b' as terug_url %}{% endblock %}{% block inhoud %}{{ terug_url }}{% endblock %}"

    fouten = {pad: namen for pad, tekst in templates() if (namen := vergeten_adressen(tekst))}

    assert fouten == {}
    assert vergeten_adressen(kapot) == {"terug_url"}
