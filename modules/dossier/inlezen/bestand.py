"""What every readable file is to the rest of inlezen: sheets, and rows of text with their number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from keukentafel.errors import Refusal

MEGABYTE = 1024 * 1024
MAX_BYTES = 25 * MEGABYTE
MAX_RIJEN = 50_000
MAX_KOLOMMEN = 250


class BestandGeweigerd(Refusal):
    """This file cannot be read in. The text says why and what to do; nothing was changed."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Rij:
    """One row as a person sees it in a spreadsheet program: its number there, and its cells as text."""

    nummer: int
    cellen: tuple[str, ...]

    @property
    def is_leeg(self) -> bool:
        """Whether no cell holds anything but white space."""
        return not any(cel.strip() for cel in self.cellen)


class Bestand(Protocol):
    """A file that passed the gate. Reading it twice gives the same rows twice."""

    soort: str
    bladen: tuple[str, ...]

    def rijen(self, blad: str) -> Iterator[Rij]:
        """Stream the rows of a sheet.

        :raises BestandGeweigerd: the sheet holds something we do not read, such as a formula.
        """
        ...

    def samengevoegd(self, blad: str) -> tuple[str, ...]:
        """Return the merged areas of a sheet, such as ``A1:D1``."""
        ...


def kolomletter(index: int) -> str:
    """Return the letter that a spreadsheet program shows above the column with this index from 0."""
    letters = ""
    rest = index + 1
    while rest:
        rest, cijfer = divmod(rest - 1, 26)
        letters = chr(ord("A") + cijfer) + letters
    return letters


def in_megabytes(aantal_bytes: int) -> str:
    """Return a size as people say it: ``60 MB``, never less than 1."""
    return f"{max(1, round(aantal_bytes / MEGABYTE))} MB"


def weiger_te_groot(aantal_bytes: int) -> None:
    """Refuse a file by its size alone, before a byte of it is read.

    :raises BestandGeweigerd: larger than 25 MB.
    """
    if aantal_bytes > MAX_BYTES:
        raise BestandGeweigerd(
            f"Dit bestand is {in_megabytes(aantal_bytes)}. Het mag {in_megabytes(MAX_BYTES)} zijn. "
            "Deel het in tweeën en lees de delen na elkaar in."
        )
