"""What the Wmo leaves to the gemeente. Terms of the law are norms, not instellingen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class WmoInstellingen:
    """How free support is reached, as it stands in the letter (art. 2.2.4 and 2.3.2 lid 3).

    `heronderzoek_jaren`: how often help without an end is looked at again (art. 2.3.9).
    """

    section: ClassVar[str] = "wmo"
    clientondersteuning: str = "Wij vertellen u graag hoe u een cliëntondersteuner bereikt. Bel ons gerust."
    heronderzoek_jaren: int = 2
