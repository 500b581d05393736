"""Who calls: somebody of the team by a personal token, and the administrator."""

from __future__ import annotations

import pytest

from keukentafel.identity.rollen import Rol
from tests.api.v1.beller import persoonlijk
from tests.factories.identity import maak_gebruiker


@pytest.fixture
def lid(klant, zaak):
    """Whoever works at `zaak`, which the file itself makes."""
    return persoonlijk(klant, zaak.medewerker)


@pytest.fixture
def mens():
    """The administrator, as an account."""
    return maak_gebruiker(rollen=[Rol.BEHEERDER])


@pytest.fixture
def beheerder(klant, mens):
    """The administrator, calling."""
    return persoonlijk(klant, mens)
