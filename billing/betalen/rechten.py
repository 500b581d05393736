"""Who in a gemeente may pay its invoices: its administrators."""

from __future__ import annotations

from keukentafel.identity.rollen import Rol
from keukentafel.rechten import Recht, voor

RECHTEN: dict[str, Recht] = {
    f"betalen:{route}": voor(Rol.BEHEERDER)
    for route in ("gegevens", "machtigen", "portaal", "betaling", "terug")
}
