"""What a gemeente chooses about decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

NOOIT: Final = "nooit"
BOVEN_BEDRAG: Final = "boven_bedrag"
ALTIJD: Final = "altijd"


@dataclass(frozen=True, slots=True)
class BesluitInstellingen:
    """Four eyes, the committee for objections, and who decides about income.

    `vier_ogen_vanaf` is in euros a year. `ambtenaar_beslist`: a kind of decision that its law gives to
    somebody with ambtelijke status is taken by nobody else (domain 2.4).
    """

    section: ClassVar[str] = "besluiten"
    vier_ogen: str = NOOIT
    vier_ogen_vanaf: int = 10_000
    met_commissie: bool = False
    ambtenaar_beslist: bool = True

    def vraagt_vier_ogen(self, centen: int) -> bool:
        """Tell whether a decision of this much a year asks a second pair of eyes."""
        if self.vier_ogen == BOVEN_BEDRAG:
            return centen >= self.vier_ogen_vanaf * 100
        return self.vier_ogen == ALTIJD
