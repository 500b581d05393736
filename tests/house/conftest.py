"""What the tests of the whole house share."""

from __future__ import annotations

from tests.house.deurtoneel import toneel

__all__ = ["toneel"]
