"""Seeded bugs: switches that tests throw to prove that a leak test can turn red.

Each switch puts back, for the length of a `with`, a defect that was seen in the field
(`docs/gevaren.md`). Outside `KT_MODUS=test` no switch can be thrown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

_aan: set[str] = set()


def staat_aan(fout: str) -> bool:
    """Tell whether the seeded bug `fout` is switched on (only ever by a test)."""
    return fout in _aan


@contextmanager
def zaai(fout: str) -> Iterator[None]:
    """Switch a seeded bug on for one block of a test.

    :raises RuntimeError: outside the tests.
    """
    from django.conf import settings  # read late: this module is imported by the database backend

    if not getattr(settings, "ZAAIFOUTEN_TOEGESTAAN", False):
        raise RuntimeError("Zaaifouten bestaan alleen in tests.")
    _aan.add(fout)
    try:
        yield
    finally:
        _aan.discard(fout)
