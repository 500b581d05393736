"""Read an Excel workbook as a stream of rows. Nothing in it is ever calculated, followed or run."""

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.workbook.workbook import Workbook

from modules.dossier.inlezen.bestand import MAX_KOLOMMEN, MAX_RIJEN, BestandGeweigerd, Rij
from modules.dossier.inlezen.xlsx_poort import Bladscan, controleer_pakket, scan_blad

_BESCHADIGD = (
    "Deze Excel-werkmap is beschadigd. Open het bestand in je spreadsheetprogramma en "
    "bewaar het opnieuw als .xlsx."
)


class XlsxBestand:
    """A workbook that passed the gate; each call of `rijen` reads the sheet again from the start."""

    soort = "xlsx"

    def __init__(self, inhoud: bytes) -> None:
        controleer_pakket(inhoud)
        self._inhoud = inhoud
        self._scans: dict[str, Bladscan] = {}
        self._boek = _open(inhoud)  # kept: opening reads all texts of the workbook, and its sheets once
        self._paden = {
            blad.title: str(vars(blad)["_worksheet_path"]).lstrip("/")  # openpyxl tells it no other way
            for blad in self._boek.worksheets
            if blad.sheet_state == "visible"
        }
        self.bladen = tuple(self._paden)
        if not self.bladen:
            raise BestandGeweigerd(
                "Deze werkmap heeft geen zichtbaar blad. Zet het blad met de gegevens aan."
            )

    def samengevoegd(self, blad: str) -> tuple[str, ...]:
        """Return the merged areas, such as ``A1:D1``."""
        return self._scan(blad).samengevoegd

    def rijen(self, blad: str) -> Iterator[Rij]:
        """Stream the rows of a sheet.

        :raises BestandGeweigerd: it holds a formula, or more rows or columns than we take.
        """
        self._scan(blad)
        try:
            werkblad: Any = self._boek[blad]
            werkblad.reset_dimensions()  # exports often state a wrong size
            for nummer, cellen in enumerate(werkblad.iter_rows(values_only=True), start=1):
                yield Rij(nummer, tuple(_als_tekst(waarde) for waarde in cellen[:MAX_KOLOMMEN]))
        except (ValueError, KeyError, IndexError, TypeError, SyntaxError) as error:
            raise BestandGeweigerd(_BESCHADIGD) from error

    def _scan(self, blad: str) -> Bladscan:
        if blad not in self._scans:
            scan = scan_blad(self._inhoud, self._paden[blad])
            _weiger_inhoud(scan, blad)
            self._scans[blad] = scan
        return self._scans[blad]


def _open(inhoud: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that do not concern us
        try:
            return load_workbook(io.BytesIO(inhoud), read_only=True, keep_links=False, data_only=False)
        except Exception as error:  # openpyxl lets whatever its parsers meet escape
            raise BestandGeweigerd(_BESCHADIGD) from error


def _weiger_inhoud(scan: Bladscan, blad: str) -> None:
    if scan.formule:
        raise BestandGeweigerd(
            f"In cel {scan.formule} van blad ‘{blad}’ staat een formule. Kopieer het blad, plak het in een nieuwe "
            "werkmap als waarden (Plakken speciaal, Waarden) en kies die werkmap."
        )
    if scan.rijen > MAX_RIJEN + 20:
        tekst = f"Blad ‘{blad}’ heeft meer dan {MAX_RIJEN:,} rijen. ".replace(",", ".")
        raise BestandGeweigerd(tekst + "Deel het in tweeën en lees de delen na elkaar in.")


def _als_tekst(waarde: object) -> str:
    """Return a cell as a person would type it; dates as year-month-day, which nobody can misread."""
    match waarde:
        case None:
            return ""
        case str():
            return unescape(waarde) if "_x" in waarde else waarde
        case bool():
            return "ja" if waarde else "nee"
        case float() if waarde.is_integer() and abs(waarde) < 1e15:
            return str(int(waarde))
        case datetime() if (waarde.hour, waarde.minute, waarde.second) == (0, 0, 0):
            return waarde.date().isoformat()
        case datetime():
            return waarde.strftime("%Y-%m-%d %H:%M")
        case date() | time():
            return waarde.isoformat()
        case timedelta():
            return str(waarde)
        case _:
            return str(waarde)
