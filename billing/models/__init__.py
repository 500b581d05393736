"""The tables of the invoices, in schema public: amounts in whole cents, never a resident."""

from __future__ import annotations

from billing.models.afzender import Afzender
from billing.models.besluit import Leesbesluit
from billing.models.betaling import Betaalwijze, Betaling, Factuurpost, Herinnering
from billing.models.contract import Contract, Contractmodule, Factuurperiode, Inwonertal
from billing.models.factuur import (
    Factuur,
    Factuurregel,
    Factuurstuk,
    Factuurteller,
    Nagekeken,
    Regelsoort,
    Soort,
)
from billing.models.tarief import Indexering, Kortingsoort, Module, Staffelkorting, Tarief, Tariefregel

__all__ = [
    "Afzender",
    "Betaalwijze",
    "Betaling",
    "Contract",
    "Contractmodule",
    "Factuur",
    "Factuurperiode",
    "Factuurpost",
    "Factuurregel",
    "Factuurstuk",
    "Factuurteller",
    "Herinnering",
    "Indexering",
    "Inwonertal",
    "Kortingsoort",
    "Leesbesluit",
    "Module",
    "Nagekeken",
    "Regelsoort",
    "Soort",
    "Staffelkorting",
    "Tarief",
    "Tariefregel",
]
