"""What runs in the background."""

from __future__ import annotations

from keukentafel.tenancy.taken import gemeente_taak
from modules.dossier.documenten import weg


@gemeente_taak(name="documenten.ruim_wezen")
def ruim_wezen() -> None:
    """Remove files without a row."""
    weg.ruim_wezen()
