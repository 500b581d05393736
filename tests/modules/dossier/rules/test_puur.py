import ast
import dataclasses
import importlib
import pkgutil
from pathlib import Path

import pytest

from modules.dossier import rules as dossier_rules

NAMEN = [gevonden.name for gevonden in pkgutil.iter_modules(dossier_rules.__path__)]
VERBODEN = (
    "django.db.models.query",
    "django.utils.timezone",
    "django.http",
    "modules.dossier.models",
    "time",
)


@pytest.mark.parametrize("naam", NAMEN)
def test_a_rule_knows_no_database_no_clock_and_no_request(naam):
    bron = ast.parse(Path(dossier_rules.__path__[0], f"{naam}.py").read_text(encoding="utf-8"))

    invoer = {knoop.module for knoop in ast.walk(bron) if isinstance(knoop, ast.ImportFrom)}
    klok = [
        knoop.attr
        for knoop in ast.walk(bron)
        if isinstance(knoop, ast.Attribute) and knoop.attr in ("today", "now")
    ]

    assert invoer & set(VERBODEN) == set()
    assert klok == []


@pytest.mark.parametrize("naam", NAMEN)
def test_a_result_of_a_rule_never_changes(naam):
    module = importlib.import_module(f"modules.dossier.rules.{naam}")

    soorten = [
        soort
        for soort in vars(module).values()
        if isinstance(soort, type) and dataclasses.is_dataclass(soort) and soort.__module__ == module.__name__
    ]

    assert [soort for soort in soorten if not soort.__dataclass_params__.frozen] == []
