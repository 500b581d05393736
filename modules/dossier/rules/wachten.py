"""For which step a household waits, and the words in which it is told until when (F067)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median
from types import MappingProxyType
from typing import Final

from keukentafel.values.datum_tekst import datum_voluit
from modules.inrichting.codelijsten import CasusStatus, OverschrijdingOorzaak


class Wachtstap(StrEnum):
    """What a household waits for."""

    CONTACT = "contact"
    GESPREK = "gesprek"
    PLAN = "plan"
    BESLUIT = "besluit"
    HULP = "hulp"


TITEL: Final[Mapping[Wachtstap, str]] = MappingProxyType(
    {
        Wachtstap.CONTACT: "Eerste contact",
        Wachtstap.GESPREK: "Gesprek en onderzoek",
        Wachtstap.PLAN: "Plan",
        Wachtstap.BESLUIT: "Besluit",
        Wachtstap.HULP: "Begin van de hulp",
    }
)
IN_ZIN: Final[Mapping[Wachtstap, str]] = MappingProxyType(
    {
        Wachtstap.CONTACT: "een eerste gesprek met ons",
        Wachtstap.GESPREK: "de uitkomst van ons onderzoek",
        Wachtstap.PLAN: "een plan",
        Wachtstap.BESLUIT: "ons besluit",
        Wachtstap.HULP: "de hulp die wij met u afspraken",
    }
)
OMDAT: Final[Mapping[OverschrijdingOorzaak, str]] = MappingProxyType(
    {
        OverschrijdingOorzaak.CAPACITEIT: "Dat komt doordat veel mensen hulp vragen en wij te weinig mensen hebben.",
        OverschrijdingOorzaak.WACHT_INWONER: "Wij hebben nog iets van u nodig.",
        OverschrijdingOorzaak.WACHT_DERDE: "Wij wachten nog op bericht van een ander.",
        OverschrijdingOorzaak.COMPLEXITEIT: "Wij willen uw vraag goed uitzoeken. Dat kost meer tijd.",
        OverschrijdingOorzaak.FOUT: "Er ging iets mis bij ons. Daarvoor bieden wij u onze excuses aan.",
    }
)
_VOOR_NU: Final[Mapping[str, str]] = MappingProxyType(
    {
        "niet_gewild": "Wij boden u hulp voor de tussentijd aan. Die wilde u nu niet. U mag daar altijd op terugkomen.",
        "kan_niet": "Hulp voor de tussentijd is er nu niet. Zodra die er wel is, bellen wij u.",
    }
)
BIJ_STATUS: Final[Mapping[str, Wachtstap]] = MappingProxyType(
    {
        CasusStatus.NIEUW: Wachtstap.CONTACT,
        CasusStatus.IN_CONTACT: Wachtstap.GESPREK,
        CasusStatus.ANALYSE: Wachtstap.GESPREK,
        CasusStatus.PLAN: Wachtstap.PLAN,
    }
)
BESLUITEN: Final = frozenset({"wmo_beschikking", "jeugd_beslissing", "pw_beslissing", "wgs_besluit"})


@dataclass(frozen=True, slots=True)
class Wachttijd:
    """How long households wait for one step now."""

    stap: Wachtstap
    aantal: int
    midden: int
    langst: int

    @property
    def titel(self) -> str:
        """The name of the step."""
        return TITEL[self.stap]


def wachttijden(wachtend: Iterable[tuple[str, date]], vandaag: date) -> list[Wachttijd]:
    """Return the waiting days per step: how many wait, the middle one, the longest."""
    per_stap: dict[Wachtstap, list[int]] = {stap: [] for stap in Wachtstap}
    for stap, sinds in wachtend:
        per_stap[Wachtstap(stap)].append(max((vandaag - sinds).days, 0))
    return [
        Wachttijd(stap, len(dagen), round(median(dagen)), max(dagen))
        for stap, dagen in per_stap.items()
        if dagen
    ]


def in_de_tussentijd(tijdelijke_hulp: str, hulp_voor_nu: str) -> str:
    """Return in a sentence what helps meanwhile, or that it was offered; empty when nothing was said of it."""
    if tijdelijke_hulp:
        return f"Tot die tijd is dit afgesproken: {tijdelijke_hulp.rstrip('.')}."
    return _VOOR_NU.get(hulp_voor_nu, "")


def stel_bericht_op(
    *,
    stap: Wachtstap,
    sinds: date,
    verwacht_op: date,
    oorzaak: OverschrijdingOorzaak,
    tijdelijke_hulp: str = "",
    hulp_voor_nu: str = "",
    telefoon: str = "",
) -> str:
    """Return the message to the household: since when, until when, why, what helps meanwhile."""
    einde = "de hulp uiterlijk {} begint" if stap is Wachtstap.HULP else "dit uiterlijk {} klaar is"
    zinnen = [
        f"U wacht sinds {datum_voluit(sinds)} op {IN_ZIN[stap]}.",
        f"Wij verwachten dat {einde.format(datum_voluit(verwacht_op))}.",
        OMDAT[oorzaak],
    ]
    if voor_nu := in_de_tussentijd(tijdelijke_hulp, hulp_voor_nu):
        zinnen.append(voor_nu)
    waar = f"Bel dan {telefoon}" if telefoon else "Bel ons dan"
    zinnen.append(f"Kunt u niet zo lang wachten of wordt het erger? {waar}.")
    return " ".join(zinnen)
