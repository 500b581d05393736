"""A ticket of Lindewaard, and Ilse and Joost of the supplier."""

from __future__ import annotations

from tests.modules.ondersteuning.conftest import ilse, joost, nu, taken, toneel  # noqa: F401
