"""When data may go: a term, a start, and everything that keeps it (domain 5.5). Facts in, a day or a reason out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final

from keukentafel.values.bevinding import Bevinding
from keukentafel.values.datum_tekst import datum
from modules.dossier.rules.maanden import plus_maanden

HOOGSTENS_MAANDEN: Final = 1200


class Start(StrEnum):
    """The moment a term begins to run."""

    LAATSTE_STUK = "laatste_stuk"
    LAATSTE_WIJZIGING = "laatste_wijziging"
    EINDE = "einde"


START_IN_WOORDEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        Start.LAATSTE_STUK: "het laatste stuk is ontvangen of gemaakt",
        Start.LAATSTE_WIJZIGING: "de laatste wijziging",
        Start.EINDE: "de hulp is gestopt",
    }
)


def maanden_in_woorden(maanden: int) -> str:
    """Return `15 jaar`, `6 maanden`, `1 jaar en 6 maanden`."""
    jaren, rest = divmod(maanden, 12)
    delen = [f"{jaren} jaar"] if jaren else []
    if rest or not jaren:
        delen.append(f"{rest} {'maand' if rest == 1 else 'maanden'}")
    return " en ".join(delen)


@dataclass(frozen=True, slots=True)
class Bewaartermijn:
    """How long one kind of data is kept, from when, and why."""

    categorie: str
    titel: str
    maanden: int
    start: Start
    grondslag: str
    controleer: bool
    toelichting: str

    @property
    def in_woorden(self) -> str:
        """Return `15 jaar nadat de hulp is gestopt`."""
        if self.categorie == "signaal":
            return f"{maanden_in_woorden(self.maanden)} nadat het signaal klaar was"
        koppel = "na" if self.start == Start.LAATSTE_WIJZIGING else "nadat"
        return f"{maanden_in_woorden(self.maanden)} {koppel} {START_IN_WOORDEN[self.start]}"


def _lees() -> Mapping[str, Bewaartermijn]:
    ruw = tomllib.loads(Path(__file__).with_name("bewaartermijnen.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {naam: Bewaartermijn(naam, **{**rij, "start": Start(rij["start"])}) for naam, rij in ruw.items()}
    )


STANDAARD: Final[Mapping[str, Bewaartermijn]] = _lees()
WETTEN: Final = ("wmo", "jeugd", "participatie")


@dataclass(frozen=True, slots=True)
class BewaarInstellingen:
    """What the gemeente chose on top of the law: category → {"maanden", "start"}."""

    section: ClassVar[str] = "bewaren"
    termijnen: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def alle(self) -> dict[str, Bewaartermijn]:
        """Return every term as it holds now."""
        return {naam: self._gekozen(naam) for naam in STANDAARD}

    def is_anders(self, categorie: str) -> bool:
        """Whether the gemeente departs from the default."""
        return self._gekozen(categorie) != STANDAARD[categorie]

    def _gekozen(self, naam: str) -> Bewaartermijn:
        keuze = self.termijnen.get(naam)
        if not keuze:
            return STANDAARD[naam]
        return replace(STANDAARD[naam], maanden=int(keuze["maanden"]), start=Start(keuze["start"]))


def controleer_termijnen(waarden: Mapping[str, Mapping[str, Any]]) -> tuple[Bevinding, ...]:
    """Return what cannot be: shorter than the law says, or longer than a hundred years."""
    zinnen = []
    for naam, keuze in waarden.items():
        wet = STANDAARD[naam]
        maanden = int(keuze["maanden"])
        if maanden < wet.maanden and naam in ("wmo", "jeugd", "participatie"):
            zin = f"{wet.titel}: de wet zegt {maanden_in_woorden(wet.maanden)} ({wet.grondslag}). Korter mag niet."
            zinnen.append(Bevinding(zin, f"{naam}_maanden"))
        if not 1 <= maanden <= HOOGSTENS_MAANDEN:
            zinnen.append(
                Bevinding(f"{wet.titel}: kies een tijd tussen 1 maand en 100 jaar.", f"{naam}_maanden")
            )
    return tuple(zinnen)


@dataclass(frozen=True, slots=True)
class Feiten:
    """What is known of one whole, as far as it decides how long it is kept."""

    wetten: frozenset[str] = frozenset()
    laatste_stuk: date | None = None
    laatste_wijziging: date | None = None
    einde: date | None = None
    is_zonder_hulp: bool = False
    is_signaal: bool = False
    houdt_tegen: tuple[str, ...] = ()  # sentences: running help, a running request, an exception


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """From which day something may go, under which category, and why; or why there is no such day."""

    vernietigen_na: date | None
    categorie: str
    start: date | None
    reden: str

    def mag_op(self, dag: date) -> bool:
        """Whether it may be proposed on this day: the day after the term has ended."""
        return self.vernietigen_na is not None and dag > self.vernietigen_na


def categorieen_van(feiten: Feiten) -> tuple[str, ...]:
    """Return which terms hold: one per law that took part, or the one for what did not become help."""
    if feiten.is_signaal:
        return ("signaal",)
    wettelijk = tuple(wet for wet in WETTEN if wet in feiten.wetten)
    if feiten.is_zonder_hulp:
        return ("melding_zonder_hulp",)
    return wettelijk or ("overig",)


def vernietigen_na(feiten: Feiten, termijnen: Mapping[str, Bewaartermijn]) -> Uitkomst:
    """Return the last day on which something must be kept: the latest of every term that holds.

    A household has one file for all laws together; it stays as long as the longest of them asks.
    """
    categorieen = categorieen_van(feiten)
    if feiten.houdt_tegen:
        return Uitkomst(None, categorieen[0], None, " ".join(feiten.houdt_tegen))
    dagen = []
    for naam in categorieen:
        start = _start(feiten, termijnen[naam].start)
        if start is None:
            zin = f"Niet bekend is wanneer {START_IN_WOORDEN[termijnen[naam].start]}."
            return Uitkomst(None, naam, None, zin)
        dagen.append((plus_maanden(start, termijnen[naam].maanden), naam, start))
    tot, naam, start = max(dagen)
    termijn = termijnen[naam]
    reden = f"{termijn.titel}: {termijn.in_woorden}. Dat was op {datum(start)} ({termijn.grondslag})."
    return Uitkomst(tot, naam, start, reden)


def _start(feiten: Feiten, soort: Start) -> date | None:
    """Return the start of a term. It is never earlier than the end of the help."""
    gekozen: date | None = getattr(feiten, soort.value)
    if gekozen is None or feiten.einde is None:
        return gekozen
    return max(gekozen, feiten.einde) if soort is not Start.EINDE else gekozen


def eerste_dag(uitkomst: Uitkomst) -> date | None:
    """Return the first day on which it may be proposed."""
    return uitkomst.vernietigen_na + timedelta(days=1) if uitkomst.vernietigen_na else None
