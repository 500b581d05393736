"""A gemeente may live on another cluster than the supplier's tables: what that asks of the code (ADR 0018)."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.bron import aanroep, python


def _namen(knoop: ast.With) -> list[str]:
    return [aanroep(deel.context_expr) for deel in knoop.items if isinstance(deel.context_expr, ast.Call)]


def _zonder_eigen_transactie(blok: ast.With) -> Iterator[ast.Call]:
    """Yield the calls in a block that no transaction of its own is around."""
    teller: list[ast.AST] = list(blok.body)
    while teller:
        knoop = teller.pop()
        if isinstance(knoop, ast.With) and any(naam.endswith("atomic") for naam in _namen(knoop)):
            continue
        if isinstance(knoop, ast.Call):
            yield knoop
        teller.extend(ast.iter_child_nodes(knoop))


def test_a_row_of_the_supplier_is_held_in_a_transaction_of_its_own() -> None:
    """The transaction of a gemeente is on her cluster: a lock on a row of the supplier would be outside it."""
    fout = [
        bestand.plaats(blok)
        for bestand in python()
        for blok in bestand.regels(ast.With)
        if isinstance(blok, ast.With)
        and any(naam.endswith("in_platform") for naam in _namen(blok))
        and not any(naam.endswith("atomic") for naam in _namen(blok))
        and any(
            isinstance(roep.func, ast.Attribute) and roep.func.attr == "select_for_update"
            for roep in _zonder_eigen_transactie(blok)
        )
    ]
    assert fout == []
