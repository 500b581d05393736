"""Who may ask for the pages of the dossier. The doors in `access.py` decide per household."""

from __future__ import annotations

from keukentafel.rechten import Recht

RECHTEN: dict[str, Recht] = {}
