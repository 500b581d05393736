"""The commands: write out, look, take in, compare."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.inrichting.models import Begrip


def doe(naam: str, *args: Any, **opties: Any) -> str:
    uit = StringIO()
    call_command(naam, *args, stdout=uit, **opties)
    return uit.getvalue()


def test_the_inrichting_of_one_gemeente_is_taken_over_by_another(
    in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef, tmp_path: Path
):
    bestand = tmp_path / "lindewaard.yaml"
    Begrip.objects.create(sleutel="inwoner", enkelvoud="bewoner", meervoud="bewoners", lidwoord="de")
    doe("configuratie-exporteren", gemeente="lindewaard", uit=bestand)

    gezien = doe("configuratie-importeren", bestand, gemeente="hoogmeren", delen=["begrippen"])
    with in_gemeente(hoogmeren):
        assert not Begrip.objects.exists()
    doe("configuratie-importeren", bestand, gemeente="hoogmeren", delen=["begrippen"], neem_over=True)

    assert gezien == "Begrippen: Inwoner: de inwoner, inwoners → de bewoner, bewoners\n"
    with in_gemeente(hoogmeren):
        assert Begrip.objects.get().enkelvoud == "bewoner"
    verschil = json.loads(doe("configuratie-vergelijken", "lindewaard", "hoogmeren", json=True))
    assert {rij["deel"] for rij in verschil} == {"Teammodel"}
    assert doe("configuratie-vergelijken", "GM9001", str(bestand)) == "Er is geen verschil.\n"


@pytest.mark.parametrize(
    ("opdracht", "args", "opties"),
    [
        ("configuratie-vergelijken", ["lindewaard", "bestaat-niet"], {}),
        ("configuratie-importeren", [Path("bestaat-niet")], {"gemeente": "lindewaard"}),
        ("configuratie-exporteren", [], {"gemeente": "lindewaard", "uit": Path("bestaat-niet/x.yaml")}),
        ("configuratie-exporteren", [], {}),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(in_lindewaard: GemeenteRef, opdracht, args, opties):
    with pytest.raises(CommandError) as fout:
        doe(opdracht, *args, **opties)

    assert (fout.value.returncode, str(fout.value)[-1]) == (2, ".")


def test_a_file_that_was_changed_is_shown_and_not_taken_over(in_lindewaard: GemeenteRef, tmp_path: Path):
    bestand = tmp_path / "x.yaml"
    doe("configuratie-exporteren", gemeente="lindewaard", uit=bestand)
    bestand.write_text(bestand.read_text().replace("heronderzoek_jaren: 2", "heronderzoek_jaren: 4"))

    assert (
        doe("configuratie-importeren", bestand, gemeente="lindewaard")
        == "Wmo: Heronderzoek na jaren: 2 → 4\n"
    )
    with pytest.raises(CommandError, match="na het downloaden veranderd"):
        doe("configuratie-importeren", bestand, gemeente="lindewaard", neem_over=True)
