"""Read and write `tabel.txt`: one line a route, in each column the letters of those who are let in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.rechten.mensen import IEDEREEN, LETTERS

BESTAND = Path(__file__).with_name("tabel.txt")
KOLOMMEN = ("GET", "POST", "ander GET", "ander POST")
NIEMAND, GEEN_METHODE, ZELFDE = ".", "-", "="
BEZOEKER_HOORT = "X"
"""The capital of the visitor, who is a number."""


@dataclass(frozen=True, slots=True)
class Cel:
    """Who is let in (small letters) and who is told the reason why not (capitals)."""

    tekst: str

    def __post_init__(self) -> None:
        """Refuse a letter that is nobody's.

        :raises ValueError: it is not in the list of people.
        """
        vreemd = set(self.tekst.replace(BEZOEKER_HOORT, "").lower()) - set(LETTERS)
        if vreemd and self.tekst not in (NIEMAND, GEEN_METHODE):
            raise ValueError(f"{''.join(sorted(vreemd))} is niemand; kies uit {LETTERS}.")

    def verwacht(self, letter: str) -> frozenset[str]:
        """Return the outcomes that are right for this person."""
        if self.tekst == GEEN_METHODE:
            return frozenset({"methode", "nee", "deur", "reden"})
        if letter in self.tekst:
            return frozenset({"ja"})
        if _hoofdletter(letter) in self.tekst:
            return frozenset({"reden"})
        return frozenset({"nee", "deur"})

    @classmethod
    def van(cls, uitkomsten: dict[str, str]) -> Cel:
        """Return the cell that says what was measured: letter → outcome."""
        ja = "".join(letter for letter in LETTERS if uitkomsten.get(letter) == "ja")
        reden = "".join(_hoofdletter(letter) for letter in LETTERS if uitkomsten.get(letter) == "reden")
        geen = "methode" in uitkomsten.values() and not ja
        return cls(GEEN_METHODE if geen else (ja + reden or NIEMAND))


def _hoofdletter(letter: str) -> str:
    return letter.upper() if letter.isalpha() else BEZOEKER_HOORT


Rij = dict[str, Cel]


def lees(bestand: Path = BESTAND) -> dict[str, Rij]:
    """Return the table: route → column → cell.

    :raises ValueError: a line that does not have five columns, or a route that stands there twice.
    """
    tabel: dict[str, Rij] = {}
    for nummer, regel in enumerate(bestand.read_text().splitlines(), start=1):
        if not regel.strip() or regel.startswith("#"):
            continue
        delen = regel.split()
        if len(delen) != 1 + len(KOLOMMEN) or delen[0] in tabel:
            raise ValueError(f"tabel.txt, regel {nummer}: vijf kolommen, en elke route één keer.")
        lezen, schrijven, ander_lezen, ander_schrijven = delen[1:]
        cellen = (
            lezen,
            schrijven,
            lezen if ander_lezen == ZELFDE else ander_lezen,
            schrijven if ander_schrijven == ZELFDE else ander_schrijven,
        )
        tabel[delen[0]] = {kolom: Cel(tekst) for kolom, tekst in zip(KOLOMMEN, cellen, strict=True)}
    return tabel


def regel(route: str, rij: Rij) -> str:
    """Return one line of the table."""
    cellen = [rij[kolom].tekst for kolom in KOLOMMEN]
    cellen[2:] = [
        ZELFDE if ander == eigen else ander for eigen, ander in zip(cellen, cellen[2:], strict=False)
    ]
    return f"{route:<42}" + "".join(f"{tekst:<20}" for tekst in cellen).rstrip()


def schrijf(tabel: dict[str, Rij], bestand: Path = BESTAND) -> None:
    """Write the table in the order that is given, with who is who above it."""
    mensen = ", ".join(f"{iemand.letter} {iemand.wie}" for iemand in IEDEREEN)
    kop = [
        "# Wie mag wat vragen: de rechtentabel. Eén regel per route, van elke host.",
        f"# {mensen}.",
        "# Kleine letter: wordt binnengelaten. Hoofdletter: krijgt in woorden waarom niet (403); X is die van de bezoeker. Niet genoemd: 404,",
        "# of naar de inlogpagina. Een punt: niemand. Een streepje: deze methode is er niet (405).",
        "# De eerste twee kolommen vragen om het eigen team, de laatste twee om iets van een ander team (=: hetzelfde).",
        "# Van een andere gemeente is er nooit iets: dat hoeft niet in de tabel, en wordt wel gevraagd.",
        "# Nieuwe regels: KT_RECHTEN=schrijf .venv/bin/pytest tests/rechten/test_tabel.py -k schrijf, en lees ze na.",
        "",
        f"# {'route':<40}" + "".join(f"{kolom:<20}" for kolom in KOLOMMEN).rstrip(),
    ]
    bestand.write_text("\n".join([*kop, *(regel(route, rij) for route, rij in tabel.items())]) + "\n")
