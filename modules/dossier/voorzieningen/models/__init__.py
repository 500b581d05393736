"""The catalogue of help that a gemeente may decide on."""

from modules.dossier.voorzieningen.models.contract import Contract, Wachttijd
from modules.dossier.voorzieningen.models.product import Product, ProductQuerySet, Tarief

__all__ = ["Contract", "Product", "ProductQuerySet", "Tarief", "Wachttijd"]
