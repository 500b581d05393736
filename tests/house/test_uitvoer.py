"""What leaves as a file: no cell of it can be a formula, on any route that gives one."""

# ruff: noqa: F811 -- `toneel` and `bezoek` are fixtures

from __future__ import annotations

import ast
import csv
import io
from collections.abc import Container, Iterator
from typing import Any

import pytest
from django.utils import timezone

from keukentafel import veilige_csv
from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import GemeenteRef
from tests.house import xss
from tests.house.bron import python
from tests.house.deurtoneel import Toneel, toneel  # noqa: F401 -- a fixture
from tests.house.routes import routes
from tests.house.test_schermen import _pad, bezoek  # noqa: F401 -- a fixture
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.rechten.mensen import onthouden_sessies

FORMULES = (
    "=1+1", "=cmd|'/c calc'!A0", "+31612345678+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\x00=1+1",
    "|calc", "%0A=1", "\uff1d1+1", "=HYPERLINK(\"//x.y\";\"klik\")", "\ufeff=1+1", "\u00a0=1+1", "-@SUM(1)",
)  # fmt: skip
GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\x00", "\uff1d")
GEEFT_CSV = {
    "inlezen:problemen_csv", "inlezen:verslag_csv", "bewaren:register_csv", "audit:exporteren",
    "dossier:termijnen_csv", "voorzieningen:exporteren", "ruimte:leren_csv", "kortehulp:csv",
}  # fmt: skip
"""The routes that give CSV; a new one that is not named here fails the test."""


def cellen(tekst: str) -> list[str]:
    return [
        cel for rij in csv.reader(io.StringIO(tekst.removeprefix("\ufeff")), delimiter=";") for cel in rij
    ]


def is_formule(cel: str) -> bool:
    """Tell whether a spreadsheet may take a cell for a formula; a plain number is none."""
    getal = cel.replace(",", "").replace(".", "").removeprefix("-").isdigit()
    return cel.lstrip(" \u00a0").startswith(GEVAARLIJK) and not getal


@pytest.mark.parametrize("formule", FORMULES)
def test_no_cell_can_be_a_formula(formule: str) -> None:
    uit = io.StringIO()
    veilige_csv.writer(uit, delimiter=";").writerow([formule, f"Jan; {formule}", 1, None])

    eerste, tweede, *_ = cellen(uit.getvalue())

    assert not is_formule(eerste)
    assert tweede.startswith("Jan; ")


@pytest.mark.parametrize(
    "gewoon", ["De Boer", "-12,50", "2026-11-22", "06 12345678", "a=b", "Jan-Willem", ""]
)
def test_what_is_no_formula_stays_what_it_is(gewoon: str) -> None:
    assert veilige_csv.cel(gewoon) == gewoon


def test_nobody_writes_csv_in_another_way() -> None:
    """The standard library writes formulas as they are; only an example file for our own reader may."""
    mag = ("platform/keukentafel/veilige_csv.py", "modules/dossier/inlezen/voorbeeld_schrijven.py")
    gevonden = [
        bestand.plaats(knoop)
        for bestand in python()
        if not bestand.pad.startswith((*mag, "tests/", "bench/"))
        for knoop in bestand.regels(ast.Attribute)
        if isinstance(knoop, ast.Attribute)
        and knoop.attr in ("writer", "DictWriter")
        and isinstance(knoop.value, ast.Name)
        and knoop.value.id in ("csv", "defusedcsv")
    ]

    assert gevonden == []


def plant_formules(toneel: Toneel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xss, "PAYLOADS", FORMULES)
    monkeypatch.setattr(
        xss, "passend", lambda lengte, ronde: FORMULES[ronde % len(FORMULES)].replace("\x00", "")[:lengte]
    )
    xss.plant(toneel)
    wie = toneel.mensen["fg"]
    wie.naam = "=1+1"
    wie.save()
    Logboekregel.objects.create(
        tijdstip=timezone.now(),
        gebeurtenis="=1+1",
        soort="R",
        gebruiker_naam="@SUM(A1)",
        reden="\t=1+1",
        werkplek="=x",
    )


def uitvoer(toneel: Toneel, namen: Container[str] | None = None) -> Iterator[tuple[str, str]]:
    """Give every CSV that somebody can get, of these routes or of all: route and text."""
    for route in (route for route in routes() if namen is None or route.naam in namen):
        try:
            pad = _pad(route, toneel)
        except KeyError:
            continue
        for wie in ("eigen leider", "beheerder", "fg"):
            antwoord = toneel.browsers[wie].get(pad)
            if route.naam == "audit:exporteren" and antwoord.status_code == 200:
                keuzes = antwoord.context["form"].fields["doel"].choices
                doel = next(waarde for waarde, _ in keuzes if waarde)
                antwoord = toneel.browsers[wie].post(
                    pad, {"doel": doel, "toelichting": "Steekproef van november 2026"}
                )
            if antwoord.headers.get("Content-Type", "").startswith("text/csv"):
                yield route.naam, _tekst(antwoord)
                break


def _tekst(antwoord: Any) -> str:
    return (b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content).decode()


def geen_formules(
    toneel: Toneel, monkeypatch: pytest.MonkeyPatch, namen: Container[str] | None = None
) -> None:
    plant_formules(toneel, monkeypatch)
    with onthouden_sessies():
        bestanden = dict(uitvoer(toneel, namen))
    assert set(bestanden) == GEEFT_CSV
    fout = {
        naam: formules
        for naam, tekst in bestanden.items()
        if (formules := [c for c in cellen(tekst) if is_formule(c)])
    }
    assert fout == {}
    assert sum("1+1" in tekst for tekst in bestanden.values()) >= 2  # the cells were really in it


@pytest.mark.django_db(transaction=True)
def test_no_export_holds_a_formula(
    bezoek: Toneel, in_lindewaard: GemeenteRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    geen_formules(bezoek, monkeypatch)


@pytest.mark.django_db(transaction=True)
def test_turns_red_for_an_export_with_formulas(
    bezoek: Toneel, in_lindewaard: GemeenteRef, monkeypatch: pytest.MonkeyPatch
) -> None:
    wordt_rood("csv_met_formules", lambda: geen_formules(bezoek, monkeypatch, GEEFT_CSV))
