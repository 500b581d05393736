"""The Dutch postcode."""

from __future__ import annotations

import re
from dataclasses import dataclass

from keukentafel.values.ongeldig import OngeldigeWaarde

_VORM = re.compile(r"[1-9]\d{3}[A-Z]{2}")
_NIET_UITGEGEVEN = frozenset({"SA", "SD", "SS"})


class OngeldigePostcode(OngeldigeWaarde):
    """Refuse a postcode."""


@dataclass(frozen=True, slots=True, order=True)
class Postcode:
    """A postcode, whatever its spacing and capitals: shown as `1234 AB`, kept as `1234AB`.

    :raises OngeldigePostcode: it is not four digits and two letters, begins with 0, or has
        letters that are never handed out.
    """

    compact: str

    def __post_init__(self) -> None:
        compact = re.sub(r"[\s.\-]+", "", self.compact).upper()
        if not compact:
            raise OngeldigePostcode("Vul de postcode in.")
        if not (compact.isascii() and _VORM.fullmatch(compact)) or compact[4:] in _NIET_UITGEGEVEN:
            raise OngeldigePostcode(
                "Deze postcode klopt niet. Schrijf 4 cijfers en 2 letters, zoals 1234 AB."
            )
        object.__setattr__(self, "compact", compact)

    @property
    def cijfers(self) -> str:
        """The four digits, which tell the neighbourhood."""
        return self.compact[:4]

    def __str__(self) -> str:
        return f"{self.compact[:4]} {self.compact[4:]}"
