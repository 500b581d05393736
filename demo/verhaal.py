"""The shape of a story: what plays in one household, from the first question to the evaluation."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Nodig:
    """A behoefte on one leefgebied and what the four frames offer."""

    leefgebied: str
    tekst: str
    eigen_kracht: str
    netwerk: str
    voorliggend: str
    maatwerk: str = ""


@dataclass(frozen=True, slots=True)
class Daad:
    """An action: what, who (`zelf`, `netwerk`, `professional`) and the name of whom."""

    wat: str
    wie: str
    naam: str = ""


@dataclass(frozen=True, slots=True)
class Doel:
    """A goal in the first person, its result, and the actions towards it."""

    titel: str
    leefgebieden: tuple[str, ...]
    resultaat: str
    indicator: str
    daden: tuple[Daad, ...]


@dataclass(frozen=True, slots=True)
class Verhaal:
    """One household's story. `kort` is the question as it came in."""

    kort: str
    wet: str
    gezin: str  # alleen, paar, ouder_kind, gezin, ouderen
    bron: str
    verhaal: str
    gevraagd: str
    sterk: str
    toekomst: str
    nodig: tuple[Nodig, ...]
    doelen: tuple[Doel, ...]
    notities: tuple[tuple[str, str, str], ...]  # soort, met wie, tekst
    netwerk: tuple[tuple[str, str, int, bool, str], ...]  # naam, relatie, sterkte, gespannen, wat
    zrm: dict[str, tuple[int, int]]  # leefgebied: first level, level now
    trede: tuple[int, int]
    geleerd: str
    weten: tuple[str, ...] = ()
    signaal: str = ""
    betrokken: tuple[tuple[str, str], ...] = field(default_factory=tuple)  # organisatie, rol
