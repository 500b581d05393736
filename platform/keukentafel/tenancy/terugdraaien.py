"""Take back what stands outside the database when its transaction does not commit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.db import connection


def bij_terugdraaien(functie: Callable[[], None]) -> None:
    """Run `functie` when the transaction or savepoint of this moment is rolled back.

    Outside a transaction there is nothing to take back. A process that is killed runs nothing:
    whoever uses this has something that finds what was left behind.
    """
    cast(Any, connection).bij_terugdraaien(functie)
