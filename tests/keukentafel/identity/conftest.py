"""Gemeenten without their first administrator: these tests make every account themselves."""

from __future__ import annotations

import pytest

from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import in_gemeente


@pytest.fixture(autouse=True)
def _zonder_mensen(request):
    """Empty both gemeenten of people in every test that has a database."""
    if "db" not in request.fixturenames:
        return
    request.getfixturevalue("db")
    for naam in ("lindewaard", "hoogmeren"):
        with in_gemeente(request.getfixturevalue(naam)):
            Gebruiker.objects.all().delete()
