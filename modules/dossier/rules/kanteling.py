"""The four frames of the Kanteling, looked at in order for every behoefte (domain 3.1; F035, F036)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from keukentafel.values.bevinding import Bevinding, Ernst
from modules.inrichting.codelijsten import Kader

KADERS: Final = tuple(Kader)
"""From light to heavy: the order on the screen and the order in which they are looked at."""

# Open prompts. None asks what somebody can do alone: that question closes a talk.
VRAGEN: Final[Mapping[Kader, tuple[str, ...]]] = MappingProxyType(
    {
        Kader.EIGEN_KRACHT: ("Wat is belangrijk voor u?", "Wat lukt goed?", "Wat hielp eerder?"),
        Kader.SOCIAAL_NETWERK: (
            "Wie is belangrijk voor u?",
            "Wie helpt al?",
            "Wie weet nog niet dat dit speelt?",
        ),
        Kader.VOORLIGGEND: ("Wat is er in de buurt?", "Welke hulp kent u al?", "Wat zou u willen proberen?"),
        Kader.MAATWERK: ("Wat is er nog nodig als de rest geregeld is?",),
    }
)


@dataclass(frozen=True, slots=True)
class KaderAntwoord:
    """What a frame offers for a need, or in one sentence why it was passed over."""

    tekst: str = ""
    overgeslagen_omdat: str = ""

    @property
    def is_bekeken(self) -> bool:
        """Whether there is something in it, or a sentence why not."""
        return bool(self.tekst.strip() or self.overgeslagen_omdat.strip())


def volgend_kader(antwoorden: Mapping[str, KaderAntwoord]) -> Kader | None:
    """Return the first frame nobody looked at yet, or none when all four were."""
    return next((kader for kader in KADERS if not _bekeken(antwoorden, kader)), None)


def controleer_kaders(antwoorden: Mapping[str, KaderAntwoord]) -> tuple[Bevinding, ...]:
    """Return which frames were skipped without a word, although a heavier one is filled.

    Frames after the heaviest filled one may stay empty: they are not needed yet.
    """
    gevuld = [plek for plek, kader in enumerate(KADERS) if _gevuld(antwoorden, kader)]
    zwaarste = max(gevuld, default=0)
    return tuple(
        Bevinding(f"Je slaat {kader.label} over. Schrijf in één zin waarom.", kader.value)
        for kader in KADERS[:zwaarste]
        if not _bekeken(antwoorden, kader)
    )


def controleer_oplossing(*, aantal_behoeften: int, toch_omdat: str = "") -> tuple[Bevinding, ...]:
    """Return that a solution comes before any behoefte.

    A soft block: a sentence in `toch_omdat` lifts it to a remark, which stays visible.
    """
    if aantal_behoeften > 0:
        return ()
    if toch_omdat.strip():
        return (Bevinding("Er is nog geen behoefte opgeschreven.", "toch_omdat", Ernst.LET_OP),)
    return (
        Bevinding(
            "Schrijf eerst op wat er nodig is. Wil je toch al een oplossing noteren? Schrijf dan waarom.",
            "toch_omdat",
        ),
    )


def aantal_bekeken(antwoorden: Mapping[str, KaderAntwoord]) -> int:
    """Count the frames that were looked at."""
    return sum(_bekeken(antwoorden, kader) for kader in KADERS)


def _bekeken(antwoorden: Mapping[str, KaderAntwoord], kader: Kader) -> bool:
    return antwoorden.get(kader.value, KaderAntwoord()).is_bekeken


def _gevuld(antwoorden: Mapping[str, KaderAntwoord], kader: Kader) -> bool:
    return bool(antwoorden.get(kader.value, KaderAntwoord()).tekst.strip())
