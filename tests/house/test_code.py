"""What no file of the product may do, with the reason in the name of each test."""

from __future__ import annotations

import ast
from itertools import chain

import pytest

from tests.house.bron import Bronbestand, aanroep, python

TENANCY = "platform/keukentafel/tenancy/"
LAUNCHER = "platform/keukentafel/launcher/"
UITGAAND = "platform/keukentafel/uitgaand/"


def die_importeren(*namen: str, behalve: tuple[str, ...] = ()) -> list[str]:
    """Return `path: import` for every import of these modules outside the excepted places."""
    return [
        f"{bestand.pad}: {gevonden}"
        for bestand in python()
        if not bestand.pad.startswith(behalve)
        for gevonden in bestand.imports()
        if any(gevonden == naam or gevonden.startswith(f"{naam}.") for naam in namen)
    ]


def test_nothing_is_async_because_the_scope_lives_in_a_thread():
    gevonden = [
        bestand.plaats(knoop)
        for bestand in python()
        for knoop in bestand.regels(ast.AsyncFunctionDef, ast.Await, ast.AsyncWith, ast.AsyncFor)
    ]

    assert gevonden == []


def test_nobody_signs_without_the_gemeente():
    assert die_importeren("django.core.signing", behalve=(TENANCY,)) == []


def test_no_threads_outside_the_tenancy_because_a_thread_starts_nowhere():
    gevonden = die_importeren(
        "threading",
        "concurrent",
        "multiprocessing",
        "asyncio",
        "gevent",
        behalve=(
            TENANCY,
            LAUNCHER,
            UITGAAND,
        ),  # the door hands its scope over, and no thread asks the database
    )

    assert gevonden == []


def test_nobody_asks_another_machine_but_through_the_one_door():
    """An address that a user or a program gave leads nowhere else (SSRF); the scanner and our own site are ours."""
    klanten = (
        "http.client", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "pycurl", "socket", "ftplib",
        "telnetlib", "xmlrpc", "zeep", "websockets", "zgw_consumers", "zds_client", "ape_pie",
    )  # fmt: skip
    binnen = (
        LAUNCHER,
        UITGAAND,
        "platform/keukentafel/opslag/virusscanner.py",
        "tenants/console/proefvraag.py",
    )
    gevonden = [
        f"{bestand.pad}: {naam}"
        for bestand in (*python(), *python("api", "demo"))
        if not bestand.pad.startswith(binnen)
        for naam in bestand.imports()
        if any(naam == klant or naam.startswith(f"{klant}.") for klant in klanten)
    ]

    assert gevonden == []


def test_django_tenants_is_used_by_the_tenancy_only():
    assert (
        die_importeren("django_tenants", behalve=(TENANCY, "tenants/models.py", "tenants/migrations/")) == []
    )


def test_nobody_enters_a_gemeente_with_the_object_itself():
    gevonden = [
        bestand.plaats(deel.context_expr)
        for bestand in python()
        for knoop in bestand.regels(ast.With)
        for deel in knoop.items  # type: ignore[attr-defined]
        if isinstance(deel.context_expr, ast.Name | ast.Attribute)
        and aanroep(deel.context_expr).rstrip("_") in {"tenant", "gemeente", "ref", "self"}
    ]

    assert gevonden == []


def _gecachete(bestand: Bronbestand) -> list[ast.FunctionDef]:
    return [
        knoop
        for knoop in bestand.regels(ast.FunctionDef)
        if isinstance(knoop, ast.FunctionDef)
        and any(aanroep(sier) in {"lru_cache", "cache", "cache_page"} for sier in knoop.decorator_list)
    ]


def test_no_cache_in_memory_holds_rows_of_a_gemeente():
    gevonden = [
        bestand.plaats(functie)
        for bestand in python()
        for functie in _gecachete(bestand)
        for deel in ast.walk(functie)
        if aanroep(deel) in {"objects", "execute", "cursor", "huidige_gemeente"}
    ]

    assert sorted(set(gevonden)) == []


def test_no_cache_in_memory_stands_in_a_file_of_queries_or_models():
    gevonden = [
        bestand.plaats(functie)
        for bestand in python()
        for functie in _gecachete(bestand)
        if {"models", "queries.py", "access.py", "actions", "views"}
        & set(bestand.pad.replace(".py", "/x").split("/"))
    ]

    assert gevonden == []


@pytest.mark.parametrize("naam", ["utils", "util", "helpers", "helper", "common", "misc", "tools", "shared"])
def test_no_file_has_a_name_that_attracts_all_code(naam):
    gevonden = [bestand.pad for bestand in python() if naam in bestand.pad.removesuffix(".py").split("/")]

    assert gevonden == []


def test_only_the_environment_reads_the_environment():
    mag = (LAUNCHER, *(f"platform/keukentafel/{naam}.py" for naam in ("env", "__main__", "wsgi", "celery")))
    gevonden = [
        bestand.plaats(knoop)
        for bestand in python()
        if not bestand.pad.startswith(mag)
        for knoop in bestand.regels(ast.Attribute)
        if isinstance(knoop, ast.Attribute) and knoop.attr in {"environ", "getenv"}
    ]

    assert gevonden == []


def test_no_star_imports_outside_the_settings():
    gevonden = [
        bestand.plaats(knoop)
        for bestand in python()
        if "/settings/" not in bestand.pad
        for knoop in bestand.regels(ast.ImportFrom)
        if isinstance(knoop, ast.ImportFrom) and any(naam.name == "*" for naam in knoop.names)
    ]

    assert gevonden == []


def test_no_error_is_swallowed_in_silence():
    gevonden = [
        bestand.plaats(knoop)
        for bestand in python()
        for knoop in bestand.regels(ast.ExceptHandler)
        if isinstance(knoop, ast.ExceptHandler)
        and (knoop.type is None or aanroep(knoop.type) in {"Exception", "BaseException"})
        and all(isinstance(deel, ast.Pass) for deel in knoop.body)
    ]

    assert gevonden == []


def test_rules_know_no_database_no_request_and_no_clock():
    verboden = ("django.db", "django.http", "django.utils.timezone", "django.core.cache", "time.")
    gevonden = [
        f"{bestand.pad}: {naam}"
        for bestand in python()
        if "/rules/" in bestand.pad
        for naam in bestand.imports()
        if (naam.startswith(verboden) and not naam.endswith("Choices"))
        or (".models" in naam and not naam.startswith("django"))
        or ".queries" in naam
    ]
    klok = [
        bestand.plaats(knoop)
        for bestand in python()
        if "/rules/" in bestand.pad
        for knoop in bestand.regels(ast.Call)
        if aanroep(knoop) in {"today", "now", "utcnow", "localdate"}
    ]

    assert list(chain(gevonden, klok)) == []


def test_actions_read_no_clock_and_no_request():
    gevonden = [
        bestand.plaats(knoop)
        for bestand in python("tenants", "support", "billing", "modules", "platform/keukentafel/identity")
        if "/actions/" in bestand.pad
        for knoop in bestand.regels(ast.Call)
        if aanroep(knoop) in {"today", "now", "utcnow"}
    ]

    assert gevonden == []
