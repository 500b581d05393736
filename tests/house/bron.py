"""The source as data: every file of the product, parsed once."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[2]
PRODUCT = ("platform/keukentafel", "tenants", "support", "billing", "modules")


@dataclass(frozen=True, slots=True)
class Bronbestand:
    """A Python file with its path from the root and its tree."""

    pad: str
    boom: ast.Module

    def regels(self, *soorten: type[ast.AST]) -> Iterator[ast.AST]:
        """Yield the nodes of these kinds."""
        return (knoop for knoop in ast.walk(self.boom) if isinstance(knoop, soorten))

    def imports(self) -> Iterator[str]:
        """Yield every imported name in full: `from a.b import c` gives `a.b.c`."""
        for knoop in ast.walk(self.boom):
            if isinstance(knoop, ast.Import):
                yield from (naam.name for naam in knoop.names)
            elif isinstance(knoop, ast.ImportFrom) and knoop.module:
                yield from (f"{knoop.module}.{naam.name}" for naam in knoop.names)

    def plaats(self, knoop: ast.AST) -> str:
        """Return where a node stands, as `path:line`."""
        return f"{self.pad}:{getattr(knoop, 'lineno', 0)}"


@cache
def python(*mappen: str) -> tuple[Bronbestand, ...]:
    """Return the Python files below these folders (all of the product when none is named)."""
    paden = sorted(pad for map_ in mappen or PRODUCT for pad in (WORTEL / map_).rglob("*.py"))
    return tuple(
        Bronbestand(str(pad.relative_to(WORTEL)), ast.parse(pad.read_text(), filename=str(pad)))
        for pad in paden
        if "node_modules" not in pad.parts
    )


@cache
def templates() -> tuple[tuple[str, str], ...]:
    """Return every template of the product as (path, text)."""
    paden = sorted(
        pad
        for map_ in PRODUCT
        for pad in (WORTEL / map_).rglob("*")
        if "templates" in pad.parts and pad.is_file()
    )
    return tuple(
        (str(pad.relative_to(WORTEL)), pad.read_text()) for pad in paden if pad.suffix in (".html", ".txt")
    )


@cache
def bijgehouden() -> tuple[str, ...]:
    """Return the files that git keeps."""
    uit = subprocess.run(
        ["git", "ls-files", "--cached"],
        cwd=WORTEL, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return tuple(naam for naam in uit.stdout.splitlines() if (WORTEL / naam).is_file())


def aanroep(knoop: ast.AST) -> str:
    """Return the last part of the name that is called or used: `a.b.c(…)` gives `c`."""
    if isinstance(knoop, ast.Call):
        knoop = knoop.func
    if isinstance(knoop, ast.Attribute):
        return knoop.attr
    return knoop.id if isinstance(knoop, ast.Name) else ""
