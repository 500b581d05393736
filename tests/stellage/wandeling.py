"""Walks of a law on the real database: whatever people try, in whatever order (`make proef PROEF=wetten`).

A walk is a `RuleBasedStateMachine` with its own block of the database, that leaves no row behind.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from keukentafel.errors import Refusal

KLEIN = (25, 20)
"""Walks and steps in `make test`; the trial asks for 500 x 50 by KT_PROEF_WANDELING."""


def grootte() -> tuple[int, int]:
    """Return how many walks of how many steps are asked for."""
    ruw = os.environ.get("KT_PROEF_WANDELING", "")
    if not ruw:
        return KLEIN
    keren, _, stappen = ruw.partition("x")
    return int(keren), int(stappen)


class Wandeling(RuleBasedStateMachine):
    """A machine in a block of the database that is undone afterwards; make the scene in `begin`."""

    def __init__(self) -> None:
        super().__init__()
        self.blok = transaction.atomic()
        self.blok.__enter__()
        self.begin()

    def begin(self) -> None:
        """Make what the walk is about."""

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.blok.__exit__(None, None, None)


def probeer(doe: Callable[[], Any], *, rijen: Callable[[], Any]) -> str:
    """Do something; a refusal is a sentence, and leaves every row as it was. Return the sentence, or empty."""
    voor = rijen()
    try:
        with transaction.atomic():
            doe()
    except Refusal as nee:
        zin = str(nee)
        assert zin.rstrip().endswith((".", ")", "?")), zin
        assert rijen() == voor, f"na een weigering is iets veranderd: {zin}"
        return zin
    return ""


def wandel(machine: type[RuleBasedStateMachine]) -> None:
    """Walk as often and as far as is asked for. :raises AssertionError: an invariant broke, with the way there."""
    keren, stappen = grootte()
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=keren,
            stateful_step_count=stappen,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
