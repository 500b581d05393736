"""What leak tests share: proof that a test can turn red, and markers that tell two gemeenten apart."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import connections

from keukentafel.tenancy import GemeenteRef, in_gemeente, zaaifouten
from modules.inrichting.models import Organisatie

ROOD: tuple[type[BaseException], ...] = (AssertionError, pytest.fail.Exception)


def wordt_rood(fout: str, proef: Callable[[], None]) -> None:
    """Assert that `proef` fails once the seeded bug `fout` is in the product."""
    with zaaifouten.zaai(fout), pytest.raises(ROOD):
        proef()


def merk(*gemeenten: GemeenteRef) -> None:
    """Give each gemeente one row that says whose it is."""
    for gemeente in gemeenten:
        with in_gemeente(gemeente):
            Organisatie.objects.create(naam=f"merk van {gemeente.slug}", soort="welzijn")


def lees_merk() -> str:
    """Return whose rows we see now."""
    return ",".join(Organisatie.objects.filter(naam__startswith="merk van ").values_list("naam", flat=True))


def in_draden(werk: Iterable[Callable[[], None]]) -> list[BaseException]:
    """Run each in a thread of its own, with a connection of its own; return what they raised."""
    fouten: list[BaseException] = []

    def omhuld(functie: Callable[[], None]) -> None:
        try:
            functie()
        except BaseException as fout:
            fouten.append(fout)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=omhuld, args=(functie,)) for functie in werk]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)
    return fouten


def eerste(uitkomst: Any) -> Any:
    """Return the first value of the first row."""
    return uitkomst.fetchone()[0]
