"""Every page compiles: a misspelt tag or attribute is found here, not by the first person who opens it."""

from __future__ import annotations

import pytest
from django.template.loader import get_template

from tests.house.bron import templates

NAMEN = sorted(pad.split("/templates/", 1)[1] for pad, _ in templates())


@pytest.mark.parametrize("naam", NAMEN)
def test_every_template_compiles(naam):
    assert get_template(naam).template.name == naam  # type: ignore[attr-defined]


def test_no_two_templates_have_the_same_name():
    assert [naam for naam in NAMEN if NAMEN.count(naam) > 1] == []
