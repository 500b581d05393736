"""What was taken in before, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from modules.inrichting.configuratie.deel import delen
from modules.inrichting.configuratie.models import Configuratieinname, Innamesoort

PER_PAGINA = 20


@dataclass(frozen=True, slots=True)
class Innameregel:
    """A line of the list."""

    inname: Configuratieinname
    delen: str

    @property
    def kan_terug(self) -> bool:
        """Whether it may be turned back: what was taken in, and not yet turned back."""
        return self.inname.soort != Innamesoort.TERUG and self.inname.teruggedraaid_op is None


@dataclass(frozen=True, slots=True)
class Innamelijst:
    """A page of the list, and where the next one begins."""

    regels: Sequence[Innameregel]
    volgende: UUID | None


def innames(na: UUID | None = None) -> Innamelijst:
    """Return a page of what was taken in; one query."""
    lijst = Configuratieinname.objects.select_related("door", "teruggedraaid_door").defer("vooraf")
    if na is not None:
        lijst = lijst.filter(pk__lt=na)  # ids are made in the order of time
    rijen = list(lijst.order_by("-pk")[: PER_PAGINA + 1])
    regels = [Innameregel(rij, namen_van(rij.delen)) for rij in rijen[:PER_PAGINA]]
    return Innamelijst(regels, regels[-1].inname.pk if len(rijen) > PER_PAGINA else None)


def namen_van(sleutels: object) -> str:
    """Return parts by the names of the screens, with commas."""
    gekozen = set(sleutels) if isinstance(sleutels, (dict, list, set, frozenset)) else set()
    return ", ".join(deel.naam for deel in delen.alle() if deel.sleutel in gekozen)
