"""Whose turn it is: what the dossier writes in a register must not come back as something new."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_bezig: ContextVar[bool] = ContextVar("zgw_stroom_bezig", default=False)


def is_bezig() -> bool:
    """Tell whether the dossier itself writes in the registers at this moment."""
    return _bezig.get()


@contextmanager
def aan_het_schrijven() -> Iterator[None]:
    """Mark what happens in this block as written by the dossier."""
    teken = _bezig.set(True)
    try:
        yield
    finally:
        _bezig.reset(teken)
