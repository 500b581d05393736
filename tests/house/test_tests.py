"""A test that asserts nothing passes whatever the product does, and one that waits for ever tells nothing."""

from __future__ import annotations

import ast
import signal
import threading

import pytest

from tests.house.bron import aanroep, python
from tests.stellage import waakhond

BEWERINGEN = ("assert", "raises", "expect", "fail", "geen_axe_fouten", "django_assert")


def beweert(functie: ast.AST, ook: frozenset[str] = frozenset()) -> bool:
    """Tell whether a function asserts something itself, or calls one of `ook`."""
    return any(
        isinstance(deel, ast.Assert)
        or (isinstance(deel, ast.Raise) and deel.exc is not None and aanroep(deel.exc) == "AssertionError")
        or (isinstance(deel, ast.Call) and (aanroep(deel) in ook or aanroep(deel).startswith(BEWERINGEN)))
        for deel in ast.walk(functie)
    )


def die_beweren(functies: list[ast.FunctionDef]) -> frozenset[str]:
    """Return the names of functions that assert something, themselves or through another."""
    bekend: frozenset[str] = frozenset()
    while True:
        meer = frozenset(functie.name for functie in functies if beweert(functie, bekend))
        if meer == bekend:
            return bekend
        bekend = meer


def test_every_test_asserts_something():
    functies = [
        (bestand, knoop)
        for bestand in python("tests")
        for knoop in bestand.regels(ast.FunctionDef)
        if isinstance(knoop, ast.FunctionDef)
    ]
    hulp = die_beweren([functie for _, functie in functies if not functie.name.startswith("test_")])

    gevonden = [
        bestand.plaats(functie)
        for bestand, functie in functies
        if functie.name.startswith("test_") and not beweert(functie, hulp)
    ]

    assert gevonden == []


def test_no_test_waits_by_sleeping():
    gevonden = [
        bestand.plaats(deel)
        for bestand in python("tests")
        for functie in bestand.regels(ast.FunctionDef)
        if isinstance(functie, ast.FunctionDef) and functie.name.startswith("test_")
        for deel in ast.walk(functie)
        if isinstance(deel, ast.Call)
        and (ast.unparse(deel.func) in {"time.sleep", "sleep"} or aanroep(deel) == "wait_for_timeout")
    ]

    assert gevonden == []


def test_a_wait_without_an_end_is_ended(capsys):
    with (
        pytest.raises(waakhond.WindowTimeoutError, match="van een reis"),
        waakhond.bewaak("van een reis", 0.05),
    ):
        threading.Event().wait(30)

    assert "test_a_wait_without_an_end_is_ended" in capsys.readouterr().err


def test_a_wait_that_ended_leaves_no_alarm():
    vooraf = signal.getsignal(signal.SIGUSR2)
    with waakhond.bewaak("een reis", 30):
        pass

    assert signal.getsignal(signal.SIGUSR2) == vooraf
    assert not [draad for draad in threading.enumerate() if isinstance(draad, threading.Timer)]
