"""A test that asserts nothing passes whatever the product does."""

from __future__ import annotations

import ast

from tests.house.bron import aanroep, python

BEWERINGEN = ("assert", "raises", "expect", "fail", "geen_axe_fouten", "django_assert")


def beweert(functie: ast.AST, ook: frozenset[str] = frozenset()) -> bool:
    """Tell whether a function asserts something itself, or calls one of `ook`."""
    return any(
        isinstance(deel, ast.Assert)
        or (isinstance(deel, ast.Call) and (aanroep(deel) in ook or aanroep(deel).startswith(BEWERINGEN)))
        for deel in ast.walk(functie)
    )


def test_every_test_asserts_something():
    gevonden = []
    for bestand in python("tests"):
        functies = [knoop for knoop in bestand.regels(ast.FunctionDef) if isinstance(knoop, ast.FunctionDef)]
        hulp = frozenset(functie.name for functie in functies if beweert(functie))
        gevonden += [
            bestand.plaats(functie)
            for functie in functies
            if functie.name.startswith("test_") and not beweert(functie, hulp)
        ]

    assert gevonden == []


def test_no_test_waits_by_sleeping():
    gevonden = [
        bestand.plaats(knoop)
        for bestand in python("tests")
        if "/stellage/" not in bestand.pad
        for knoop in bestand.regels(ast.Call)
        if aanroep(knoop) in {"sleep", "wait_for_timeout"}
    ]

    assert gevonden == []
