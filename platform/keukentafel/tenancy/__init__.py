"""The switch between gemeenten. Everything that chooses a schema lives in this package (ADR 0003)."""

from keukentafel.tenancy.scope import (
    GeenGemeente,
    GemeenteRef,
    VerkeerdeGemeente,
    huidige_gemeente,
    huidige_gemeente_of_geen,
    in_gemeente,
    in_platform,
)

__all__ = [
    "GeenGemeente",
    "GemeenteRef",
    "VerkeerdeGemeente",
    "huidige_gemeente",
    "huidige_gemeente_of_geen",
    "in_gemeente",
    "in_platform",
]
