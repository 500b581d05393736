"""Who is signed in for the tests of the inrichting."""

from __future__ import annotations

import pytest
from django.test import Client

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from tests.factories.identity import log_in, maak_gebruiker


@pytest.fixture
def beheerder(in_lindewaard: GemeenteRef) -> Gebruiker:
    """An administrator of Lindewaard."""
    return maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Petra Hoekstra")


@pytest.fixture
def scherm(klant: Client, beheerder: Gebruiker) -> Client:
    """A browser in which the administrator is signed in."""
    log_in(klant, beheerder)
    return klant
