"""What the tests of the whole house share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.house.deurtoneel import toneel
from tests.rechten.mensen import onthouden_sessies

__all__ = ["toneel"]


@pytest.fixture
def rondgang() -> Iterator[None]:
    """Read each session and the choices of each gemeente once: for a walk along hundreds of pages."""
    with onthouden_sessies():
        yield
