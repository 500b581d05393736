"""The pack of files with which a gemeente accounts for itself, and the machine without pango."""

from __future__ import annotations

import builtins
import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from keukentafel import registry
from modules.dossier.bewaren.pdf import GeenPdf, maak_pdf
from modules.dossier.bewaren.verantwoording.pakket import schrijf
from modules.dossier.bewaren.verantwoording.sbom import sbom
from tests.house.bron import WORTEL

pytestmark = pytest.mark.django_db


def rijen(pad: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(pad.read_text(encoding="utf-8-sig")), delimiter=";"))


def test_the_pack_holds_what_is_really_there(in_lindewaard, tmp_path):
    schrijf(in_lindewaard, tmp_path, at=timezone.now(), lock=WORTEL / "requirements.lock")

    routes = {rij[0] for rij in rijen(tmp_path / "routes-rollen.csv")[1:]}
    assert routes == set(registry.rechten())
    matrix = rijen(tmp_path / "rechtenmatrix.csv")
    assert (len(matrix), len(matrix[0])) == (16, 13)
    assert "Hulp aan huishoudens" in {rij[0] for rij in rijen(tmp_path / "verwerkingsregister.csv")}
    onderdelen = {
        deel["name"].lower() for deel in json.loads((tmp_path / "sbom.cdx.json").read_text())["components"]
    }
    assert {"django", "weasyprint", "cryptography"} <= onderdelen
    for regel in (tmp_path / "MANIFEST.sha256").read_text().splitlines():
        afdruk, naam = regel.split("  ")
        assert hashlib.sha256((tmp_path / naam).read_bytes()).hexdigest() == afdruk


def test_the_parts_of_the_lock_have_their_fingerprints():
    delen = sbom(WORTEL / "requirements.lock")["components"]

    assert len(delen) > 25
    assert all(deel["hashes"] for deel in delen)


def test_the_command_asks_for_one_gemeente(lindewaard):
    with pytest.raises(CommandError, match="Zeg voor welke gemeente"):
        call_command("verantwoording", uit=Path("nergens"))


def test_a_machine_without_pango_is_told_which_packages(monkeypatch):
    echt = builtins.__import__

    def zonder(naam, *args, **kwargs):
        if naam == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return echt(naam, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", zonder)

    with pytest.raises(GeenPdf, match=r"libpango-1\.0-0, libpangoft2-1\.0-0 en libharfbuzz-subset0"):
        maak_pdf("bewaren/papier/afschrift.html", {})
