"""The kinds of decision that the laws plugged in. The dossier knows no law by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from modules.dossier.besluiten.models import Beschikking
    from modules.dossier.models import Casus, Inwoner


@dataclass(frozen=True, slots=True)
class Ontbreekt:
    """One thing that is missing before a decision may be taken, and the page where it is repaired."""

    tekst: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Overweging:
    """One named block of reasons. `verplicht_bij`: the outcomes that cannot do without it."""

    code: str
    titel: str
    verplicht_bij: frozenset[str] = frozenset()
    uitleg: str = ""
    artikel: str = ""


Na = Callable[["Beschikking", Any, datetime], None]
Vereisten = Callable[["Casus", "Inwoner | None", "Beschikking | None"], Sequence[Ontbreekt]]


def niets_nodig(casus: Any, inwoner: Any, beschikking: Any) -> Sequence[Ontbreekt]:
    """Ask nothing more than what every decision needs."""
    return ()


def niets_daarna(beschikking: Any, by: Any, at: datetime) -> None:
    """Let nothing follow in the law itself."""


@dataclass(frozen=True, slots=True)
class Besluitsoort:
    """A kind of decision of one law: its article, its term, its reasons and what must be there first.

    `afwijzingsvolgorde`: codes of `overwegingen` that a rejection goes through one by one, in this
    order. `producten`: categories of provision that may be chosen; empty means every one.
    `na(beschikking, by, at)` is called each time the stand changed, in the same transaction.
    `alleen_ambtenaar`: taken by somebody with ambtelijke status unless the gemeente chose otherwise.
    `met_hulp`: it gives provisions; without them it is about money or a duty, and names none.
    `uitkomsten`: the outcomes of this kind, when they are others than granted, in part, or not.
    """

    code: str
    wet: str
    titel: str
    artikel: str
    termijn: str
    vereisten: Vereisten = niets_nodig
    afwijzingsvolgorde: tuple[str, ...] = ()
    overwegingen: tuple[Overweging, ...] = ()
    producten: tuple[tuple[str, str], ...] = ()
    gevolgen: str = ""
    alleen_ambtenaar: bool = False
    met_hulp: bool = True
    uitkomsten: tuple[str, ...] = ()
    briefsoort: str = "beschikking"
    na: Na = niets_daarna


class Besluitsoorten:
    """The registry: refuses a second registration of the same code; a test makes its own."""

    def __init__(self) -> None:
        self._per_code: dict[str, Besluitsoort] = {}

    def registreer(self, soort: Besluitsoort) -> None:
        """Add a kind.

        :raises ValueError: the code is taken, or the order of rejection names a reason it does not have.
        """
        if soort.code in self._per_code:
            raise ValueError(f"De besluitsoort {soort.code} is al aangemeld.")
        codes = {overweging.code for overweging in soort.overwegingen}
        onbekend = [code for code in soort.afwijzingsvolgorde if code not in codes]
        if onbekend:
            raise ValueError(f"{soort.code}: geen overweging {', '.join(onbekend)}.")
        self._per_code[soort.code] = soort

    def __iter__(self) -> Iterator[Besluitsoort]:
        return iter(self._per_code.values())

    def get(self, code: str) -> Besluitsoort | None:
        """Return the kind with this code, or None when its law did not plug in."""
        return self._per_code.get(code)

    def van_wetten(self, wetten: frozenset[str]) -> list[Besluitsoort]:
        """Return the kinds of these laws, in the order in which they were handed in."""
        return [soort for soort in self if soort.wet in wetten]


besluitsoorten = Besluitsoorten()


def registreer(soort: Besluitsoort) -> None:
    """Add a kind of decision; a law calls this in `AppConfig.ready()`."""
    besluitsoorten.registreer(soort)
