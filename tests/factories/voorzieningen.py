"""Help in the catalogue for tests. Everything happens inside the scope of a gemeente."""

from __future__ import annotations

from datetime import date
from typing import Any

from modules.dossier.voorzieningen.models import Product


def maak_product(**velden: Any) -> Product:
    """Make a product of the Wmo that can be chosen since 1 January 2026."""
    return Product.objects.create(
        **{
            "wet": "wmo",
            "categorie": "01",
            "naam": "Hulp bij het huishouden",
            "eenheid": "04",
            "frequentie": "2",
            "geldig_van": date(2026, 1, 1),
            **velden,
        }
    )
