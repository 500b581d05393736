"""Write an invented caseload to a CSV file or a workbook."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from keukentafel.errors import Refusal
from modules.dossier.inlezen.voorbeeld import KOPPEN, Waarde


class OnbekendeUitvoer(Refusal):
    """We write two kinds of file."""

    text = "Kies een bestandsnaam die eindigt op .csv of .xlsx."


def schrijf(rijen: Iterable[list[Waarde]], uit: Path) -> int:
    """Write the rows under their headings and return how many there were.

    :raises OnbekendeUitvoer: the name ends in something else than ``.csv`` or ``.xlsx``.
    """
    match uit.suffix.lower():
        case ".csv":
            return _schrijf_csv(rijen, uit)
        case ".xlsx":
            return _schrijf_xlsx(rijen, uit)
        case _:
            raise OnbekendeUitvoer


def _schrijf_csv(rijen: Iterable[list[Waarde]], uit: Path) -> int:
    aantal = 0
    with uit.open("w", encoding="utf-8-sig", newline="") as bestand:
        schrijver = csv.writer(bestand, delimiter=";")
        schrijver.writerow(KOPPEN)
        for rij in rijen:
            aantal += 1
            schrijver.writerow(
                [f"{w.day:02d}-{w.month:02d}-{w.year}" if isinstance(w, date) else w for w in rij]
            )
    return aantal


def _schrijf_xlsx(rijen: Iterable[list[Waarde]], uit: Path) -> int:
    boek = Workbook(write_only=True)
    blad = boek.create_sheet("Caseload")
    blad.append(list(KOPPEN))
    aantal = 0
    for rij in rijen:
        aantal += 1
        blad.append([_cel(blad, waarde) for waarde in rij])
    boek.save(uit)
    return aantal


def _cel(blad: object, waarde: Waarde) -> object:
    if not isinstance(waarde, date):
        return waarde
    cel = WriteOnlyCell(blad, value=waarde)
    cel.number_format = "dd-mm-yyyy"
    return cel
