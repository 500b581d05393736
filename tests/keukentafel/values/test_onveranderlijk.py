import dataclasses
import importlib
import pkgutil

import pytest

from keukentafel import values

SOORTEN = [
    soort
    for gevonden in pkgutil.iter_modules(values.__path__)
    for soort in vars(importlib.import_module(f"keukentafel.values.{gevonden.name}")).values()
    if isinstance(soort, type)
    and dataclasses.is_dataclass(soort)
    and soort.__module__ == f"keukentafel.values.{gevonden.name}"
]


@pytest.mark.parametrize("soort", SOORTEN, ids=lambda soort: soort.__name__)
def test_a_value_never_changes_and_has_no_room_for_more(soort):
    assert soort.__dataclass_params__.frozen
    assert not hasattr(object.__new__(soort), "__dict__")


def test_every_value_is_looked_at():
    assert {soort.__name__ for soort in SOORTEN} >= {"Bsn", "Geld", "Kalender", "Naam", "Periode", "Postcode"}
