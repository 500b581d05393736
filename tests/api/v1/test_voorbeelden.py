"""The examples of docs/api are run as they stand there."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from keukentafel.identity.rollen import Rol
from modules.toegangsleutels.postbode import handtekening
from tests.api.v1.beller import GEHEIM, maak_programma
from tests.factories.dossier import eerste_team, maak_huishouden

DOCS = Path(__file__).resolve().parents[3] / "docs" / "api"
pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def client_module():
    soort = importlib.util.spec_from_file_location("keukentafel_client", DOCS / "keukentafel_client.py")
    module = importlib.util.module_from_spec(soort)
    sys.modules["keukentafel_client"] = module
    soort.loader.exec_module(module)
    yield module
    del sys.modules["keukentafel_client"]


def test_every_example_of_the_api_runs(klant, client_module, monkeypatch):
    def stuur(methode, url, koppen, lichaam):
        pad = "/api/v1" + url.partition("/api/v1")[2]
        soort = koppen.get("Content-Type", "application/json")
        antwoord = klant.generic(methode, pad, lichaam or b"", content_type=soort, headers=koppen)
        return antwoord.status_code, antwoord.headers, antwoord.content

    maak_programma([(Rol.TEAMLID, eerste_team().pk)])
    maak_huishouden("Aalders")
    monkeypatch.setattr(client_module, "_stuur", stuur)
    monkeypatch.setattr(client_module.Keukentafel.__init__, "__kwdefaults__", {
        "token": "", "client_id": "", "geheim": "", "stuur": stuur,
    })  # fmt: skip
    bericht, bericht_id = json.dumps({"type": "meldingen.geregistreerd"}).encode(), str(uuid4())
    koppen = {
        "webhook-id": bericht_id,
        "webhook-timestamp": "1000",
        "webhook-signature": handtekening(b"x" * 32, bericht_id, "1000", bericht),
    }
    namen = {
        "WORTEL": "http://lindewaard.localhost/api/v1",
        "GEHEIM": GEHEIM,
        "HAAKGEHEIM": "whsec_eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHg=",
        "HAAKKOPPEN": koppen,
        "HAAKBERICHT": bericht,
        "HAAKMOMENT": 1000.0,
    }
    blokken = re.findall(r"```python\n(.*?)```", (DOCS / "README.md").read_text(), re.S)
    for blok in blokken:
        exec(compile(blok, "docs/api/README.md", "exec"), namen)

    assert len(blokken) >= 8
