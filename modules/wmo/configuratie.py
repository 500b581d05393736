"""The part of the configuration file with what the Wmo leaves to the gemeente."""

from __future__ import annotations

from keukentafel.errors import Refusal
from modules.inrichting.configuratie.deel import delen
from modules.inrichting.configuratie.delen.sectie import SectieDeel
from modules.wmo.instellingen import WmoInstellingen


class WmoKeuzeKanNiet(Refusal):
    text = (
        "Wmo: zeg hoe iemand een cliëntondersteuner bereikt, en kies 1 tot en met 10 jaar voor heronderzoek."
    )


def _controleer(keuzes: WmoInstellingen) -> None:
    if not 0 < len(keuzes.clientondersteuning.strip()) <= 1_000 or not 1 <= keuzes.heronderzoek_jaren <= 10:
        raise WmoKeuzeKanNiet


def register() -> None:
    """Hand the part in."""
    labels = {
        "clientondersteuning": "Zin over cliëntondersteuning in brieven",
        "heronderzoek_jaren": "Heronderzoek na jaren",
    }
    delen.registreer(SectieDeel(WmoInstellingen, "wmo", "Wmo", labels, volgorde=61, controleer=_controleer))
