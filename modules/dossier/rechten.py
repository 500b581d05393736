"""Who may ask for the pages of the dossier. The doors in `access.py` decide per household."""

from __future__ import annotations

from keukentafel.rechten import Recht
from modules.dossier.routes import delen


def _verzamel() -> dict[str, Recht]:
    tabel: dict[str, Recht] = {}
    for deel in delen():
        dubbel = tabel.keys() & deel.RECHTEN.keys()
        if dubbel:
            raise ValueError(f"Twee keer in de rechtentabel: {', '.join(sorted(dubbel))}.")
        tabel |= deel.RECHTEN
    return tabel


RECHTEN: dict[str, Recht] = _verzamel()
