"""Guards at the door of a household: another part of the product may ask something first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Wachter = Callable[[Any, Any, str], None]
_wachters: list[Wachter] = []


class OnderbrekingNodig(Exception):
    """The household is this person's to open, but something must be answered first, at `url`."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


def registreer_wachter(wachter: Wachter) -> None:
    """Let `wachter(gebruiker, huishouden, doel)` look at every visit; it raises to interrupt. Order of arrival."""
    if wachter not in _wachters:
        _wachters.append(wachter)


def vraag_wachters(gebruiker: Any, huishouden: Any, doel: str) -> None:
    """Ask each guard in turn.

    :raises OnderbrekingNodig: one of them wants an answer first.
    """
    for wachter in _wachters:
        wachter(gebruiker, huishouden, doel)
