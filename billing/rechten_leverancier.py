"""Who at the supplier may ask for which page about invoices."""

from __future__ import annotations

from tenants.console.rollen import LeverancierRol

_GELD = frozenset({LeverancierRol.BEHEERDER.value, LeverancierRol.FINANCIEEL.value})

_ROUTES = (
    "maand", "verstuur_klaar", "facturen", "facturen_csv", "factuur", "pdf", "ubl", "betaling", "betaling_terug",
    "crediteren",
    "herinneren", "contracten", "contract_nieuw", "contract", "contract_wijzigen", "module", "stop", "inwonertal",
    "voorbeeld", "nakijken", "versturen", "tarieven", "tarief_nieuw", "index", "tarief", "afzender", "rekening",
    "rekening_csv", "rekening_pdf", "lezen", "weer_open",
)  # fmt: skip
RECHTEN: dict[str, frozenset[str]] = {f"billing:{route}": _GELD for route in _ROUTES}
