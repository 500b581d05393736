"""Which column is which field: a proposal with its certainty, and the choice that a person made of it."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from modules.dossier.inlezen.herkennen import past_bij
from modules.dossier.inlezen.velden import PER_SLEUTEL, VELDEN, Veld

MAX_PERSONEN = 20


class Zekerheid(StrEnum):
    """How sure the proposal is; the word stands beside the choice on screen."""

    ZEKER = "zeker"
    WAARSCHIJNLIJK = "waarschijnlijk"
    ONBEKEND = "onbekend"
    EERDER = "zo koos je het eerder"


@dataclass(frozen=True, slots=True)
class Doel:
    """What a column means: a field, and for numbered columns of which person (0: the one of the row)."""

    veld: str
    persoon: int = 0

    def __str__(self) -> str:
        return f"{self.veld}:{self.persoon}" if self.persoon else self.veld

    @classmethod
    def uit(cls, tekst: str) -> Self:
        """Read ``achternaam`` or ``achternaam:2``.

        :raises ValueError: no such field, or a number that no household has.
        """
        sleutel, _, nummer = tekst.partition(":")
        if sleutel not in PER_SLEUTEL or (nummer and not nummer.isdecimal()):
            raise ValueError(tekst)
        persoon = int(nummer or 0)
        if persoon > MAX_PERSONEN or (persoon and not PER_SLEUTEL[sleutel].is_persoon):
            raise ValueError(tekst)
        return cls(sleutel, persoon)

    @property
    def label(self) -> str:
        """Return the name of the field as it stands on screen."""
        naam = PER_SLEUTEL[self.veld].label
        return f"{naam} (persoon {self.persoon})" if self.persoon else naam


@dataclass(frozen=True, slots=True)
class Voorstel:
    """What we think one column is."""

    index: int
    kop: str
    doel: Doel | None
    zekerheid: Zekerheid


@dataclass(frozen=True, slots=True)
class Indeling:
    """Which columns are read, by index. A field stands in it once per person."""

    doelen: Mapping[int, Doel]
    per_doel: Mapping[Doel, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "per_doel", {doel: index for index, doel in self.doelen.items()})

    @property
    def personen(self) -> tuple[int, ...]:
        """Return the numbers of the persons a row can hold; (0,) when each row is one person."""
        return tuple(
            sorted({doel.persoon for doel in self.doelen.values() if PER_SLEUTEL[doel.veld].is_persoon})
        ) or (0,)

    def heeft(self, *velden: str) -> bool:
        """Whether at least one of these fields is read."""
        return any(doel.veld in velden for doel in self.doelen.values())

    def als_koppen(self, koppen: Sequence[str]) -> dict[str, str]:
        """Return heading → field, to remember: another order of columns then reads the same."""
        return {koppen[index]: str(doel) for index, doel in sorted(self.doelen.items())}

    @classmethod
    def uit_koppen(cls, koppen: Sequence[str], keuze: Mapping[str, str]) -> Self:
        """Rebuild a remembered choice for a file with these headings; unknown fields fall away."""
        doelen: dict[int, Doel] = {}
        for index, kop in enumerate(koppen):
            try:
                doelen[index] = Doel.uit(keuze[kop])
            except (KeyError, ValueError):
                continue
        return cls(doelen)


def bezwaren(indeling: Indeling) -> list[str]:
    """Return why this choice of columns cannot be read in, in sentences; none when it can."""
    gevonden = []
    dubbel = sorted(
        {doel.label for doel in indeling.doelen.values() if list(indeling.doelen.values()).count(doel) > 1}
    )
    gevonden += [f"Je koos ‘{label}’ voor meer dan één kolom. Kies één kolom." for label in dubbel]
    if not indeling.heeft("achternaam", "naam"):
        gevonden.append("Kies in welke kolom de achternaam of de hele naam staat.")
    if not indeling.heeft("sleutel", "adres", "straat", "postcode", "postcode_plaats"):
        gevonden.append(
            "Kies in welke kolom het dossiernummer of het adres staat. Zo weten we wie bij elkaar hoort."
        )
    return gevonden


def vingerafdruk(koppen: Sequence[str]) -> str:
    """Return what a layout is remembered by: its headings, whatever their order, case or accents."""
    genormaliseerd = sorted(normaal(kop) for kop in koppen)
    return hashlib.sha256("\x1f".join(genormaliseerd).encode()).hexdigest()


def normaal(kop: str) -> str:
    """Return a heading in small letters without accents, points or double spaces."""
    zonder_accent = unicodedata.normalize("NFKD", kop).encode("ascii", "ignore").decode()
    return " ".join(
        re.sub(r"[^a-z0-9]+", " ", re.sub(r"([a-z])([A-Z])", r"\1 \2", zonder_accent).lower()).split()
    )


def herken_kop(kop: str) -> tuple[Doel | None, Zekerheid]:
    """Return the field that a heading names, and how sure that is."""
    schoon, persoon = _zonder_persoon(normaal(kop))
    for woord, zekerheid in ((normaal(kop), Zekerheid.ZEKER), (schoon, Zekerheid.ZEKER)):
        if veld := _SYNONIEMEN.get(woord) or _SYNONIEMEN.get(woord.replace(" ", "")):
            nummer = persoon if woord == schoon and veld.is_persoon else 0
            return Doel(veld.sleutel, nummer), zekerheid
    if veld := _lijkt_op(schoon):
        return Doel(veld.sleutel, persoon if veld.is_persoon else 0), Zekerheid.WAARSCHIJNLIJK
    return None, Zekerheid.ONBEKEND


def stel_voor(koppen: Sequence[str], waarden: Sequence[Sequence[str]]) -> list[Voorstel]:
    """Return for each column a proposal; `waarden` holds the first cells of each column.

    A heading that says one thing above cells that say another is never `zeker`. Each field is given away
    once: the surest column gets it, and of equals the first.
    """
    voorlopig = [_voorstel(index, kop, waarden[index]) for index, kop in enumerate(koppen)]
    volgorde = {Zekerheid.ZEKER: 0, Zekerheid.WAARSCHIJNLIJK: 1, Zekerheid.ONBEKEND: 2}
    vergeven: set[Doel] = set()
    uitkomst = {}
    for voorstel in sorted(voorlopig, key=lambda v: (volgorde[v.zekerheid], v.index)):
        if voorstel.doel is None or voorstel.doel in vergeven:
            voorstel = Voorstel(voorstel.index, voorstel.kop, None, Zekerheid.ONBEKEND)
        else:
            vergeven.add(voorstel.doel)
        uitkomst[voorstel.index] = voorstel
    return [uitkomst[index] for index in range(len(koppen))]


def _voorstel(index: int, kop: str, waarden: Sequence[str]) -> Voorstel:
    doel, zekerheid = herken_kop(kop)
    gevuld = [waarde.strip() for waarde in waarden if waarde.strip()]
    if doel and gevuld and not past_bij(doel.veld, gevuld):
        zekerheid = Zekerheid.WAARSCHIJNLIJK if zekerheid is Zekerheid.ZEKER else Zekerheid.ONBEKEND
        doel = doel if zekerheid is Zekerheid.WAARSCHIJNLIJK else None
    if doel is None and len(gevuld) >= 3:
        for sleutel in ("bsn", "email", "postcode"):
            if past_bij(sleutel, gevuld):
                return Voorstel(index, kop, Doel(sleutel), Zekerheid.WAARSCHIJNLIJK)
    return Voorstel(index, kop, doel, zekerheid)


_SYNONIEMEN: dict[str, Veld] = {
    sleutel: veld
    for veld in VELDEN
    for woord in veld.synoniemen
    for sleutel in (normaal(woord), normaal(woord).replace(" ", ""))
}
_PERSOON_WOORDEN = r"(?:persoon|gezinslid|huishoudlid|lid|client|inwoner|bewoner|p)"
_VOOR = re.compile(rf"^{_PERSOON_WOORDEN} ?(\d{{1,2}}) (.+)$")
_NA = re.compile(rf"^(.+?) (?:{_PERSOON_WOORDEN} ?)?(\d{{1,2}})$")
_VAST = re.compile(r"^([a-z ]+?)(\d{1,2})$")
_PERSOON_ZONDER_NUMMER = re.compile(
    r"^(?:client|inwoner|persoon|bewoner|klant) (.+)$|^(.+) (?:client|inwoner|persoon|bewoner|klant)$"
)


def _zonder_persoon(kop: str) -> tuple[str, int]:
    """Take the number of the person off a heading: ``persoon 2 achternaam``, ``achternaam_2``."""
    if gevonden := _VOOR.match(kop):
        return gevonden.group(2), int(gevonden.group(1))
    for patroon in (_NA, _VAST):
        if gevonden := patroon.match(kop):
            return gevonden.group(1).strip(), int(gevonden.group(2))
    if gevonden := _PERSOON_ZONDER_NUMMER.match(kop):
        return gevonden.group(1) or gevonden.group(2), 0
    return kop, 0


def _lijkt_op(schoon: str) -> Veld | None:
    """Find the field whose name stands as whole words in a longer heading; the longest name wins."""
    passend = [
        (len(woord), veld)
        for veld in VELDEN
        for woord in (normaal(synoniem) for synoniem in veld.synoniemen)
        if len(woord) >= 4 and f" {woord} " in f" {schoon} "
    ]
    return max(passend, key=lambda paar: paar[0])[1] if passend else None
