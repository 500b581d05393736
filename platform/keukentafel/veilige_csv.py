"""CSV in which no cell can be a formula: use `writer` for every file that leaves.

On top of defusedcsv, which looks at the first letter only: a tab, a return or a space in front of the
`=` is no hiding place, nor are the wide forms that some spreadsheets take for the same (G21).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from defusedcsv import csv as defusedcsv

from keukentafel.tenancy import zaaifouten

_ERVOOR = "\t\r\n\x00\x0b\x0c\ufeff\u200b\u00a0 "
_FORMULE = "=+-@|%\uff1d\uff0b\uff0d\uff20"
_GETAL = re.compile(r"^-?[0-9][0-9.,]*$")


def cel(waarde: object) -> object:
    """Return a value as it may stand in a cell; numbers and dates stay what they are."""
    if not isinstance(waarde, str):
        return waarde
    kaal = waarde.replace("\x00", "").lstrip(_ERVOOR)
    if kaal and kaal[0] in _FORMULE and not _GETAL.match(kaal):
        return "'" + kaal.replace("|", "\\|")
    return kaal if waarde[:1] in _ERVOOR.rstrip(" ") else waarde.replace("\x00", "")


class Schrijver:
    """Writes rows, each cell made safe."""

    def __init__(self, uit: Any, **vorm: Any) -> None:
        self._schrijver = defusedcsv.writer(uit, **vorm)

    def writerow(self, rij: Iterable[object]) -> Any:
        """Write one row."""
        if zaaifouten.staat_aan("csv_met_formules"):
            return self._schrijver.writer.writerow(list(rij))
        return self._schrijver.writerow([cel(waarde) for waarde in rij])

    def writerows(self, rijen: Iterable[Iterable[object]]) -> None:
        """Write many rows."""
        for rij in rijen:
            self.writerow(rij)


def writer(uit: Any, **vorm: Any) -> Schrijver:
    """Return what writes to `uit`; `vorm` as for the csv module."""
    return Schrijver(uit, **vorm)
