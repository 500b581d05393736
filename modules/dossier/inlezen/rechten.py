"""Who may read files in: those who run the work, not those who look for content."""

from __future__ import annotations

from keukentafel.rechten import Recht
from modules.dossier.inlezen.apps import MAG_INLEZEN

_ROUTES = (
    "lijst", "nieuw", "inlezing", "voortgang", "kolommen", "problemen", "problemen_csv", "dubbelen", "teams",
    "inlezen", "verslag", "verslag_csv", "ongedaan", "stop",
)  # fmt: skip
RECHTEN: dict[str, Recht] = {f"inlezen:{route}": Recht(rollen=MAG_INLEZEN) for route in _ROUTES}
