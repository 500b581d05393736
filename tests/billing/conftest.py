"""The scope of the platform, with a sender of invoices."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from billing.models import Contract
from keukentafel.tenancy import GemeenteRef, in_platform
from tests.factories import billing


@pytest.fixture
def platform(db: None) -> Iterator[None]:
    """Run the test in the scope of the platform, where invoices live."""
    with in_platform():
        billing.maak_afzender()
        yield


@pytest.fixture
def contract(platform: None, lindewaard: GemeenteRef) -> Contract:
    """The contract of Lindewaard: basis and Wmo, per year, from 1 January 2026."""
    return billing.maak_contract(lindewaard)


@pytest.fixture
def platform_kaal(db: None) -> Iterator[None]:
    """Run the test in the scope of the platform, with nothing in it yet."""
    with in_platform():
        yield
