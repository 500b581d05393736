"""The addresses of the dossier, one noun a file: each has `urlpatterns` and `RECHTEN`."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def delen() -> list[ModuleType]:
    """Return every file of this folder, in the order of its name."""
    return [import_module(f"{__name__}.{deel.name}") for deel in iter_modules(__path__)]
