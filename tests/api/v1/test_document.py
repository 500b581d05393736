"""The document: committed as generated, published with CORS, right by the NL GOV API Design Rules."""

from __future__ import annotations

import fcntl
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from openapi_schema_validator import OAS31Validator  # noqa: F401 -- the reader of the tests beside this one

from api.v1.bronnen import BRONNEN
from api.v1.document import BESTANDEN, als_tekst, maak_document
from api.v1.kern.recht import recht_van
from api.v1.kern.vorm import Vorm
from keukentafel.adres import adres_van_gemeente
from modules.toegangsleutels.scopes import SCOPES
from tests.stellage.omgeving import MAP

HIER = Path(__file__).resolve().parent
SPECTRAL = HIER / "spectral"
ADR = HIER.parents[3] / "shared" / "standards" / "adr"


@pytest.mark.parametrize("oas", BESTANDEN)
def test_the_committed_document_is_what_the_resources_say(oas, capsys):
    assert BESTANDEN[oas].read_text(encoding="utf-8") == als_tekst(maak_document(oas)), (
        "schrijf het opnieuw: keukentafel openapi-schrijven"
    )
    assert "identical names" not in capsys.readouterr().err


def test_every_operation_goes_by_a_screen_and_a_scope_that_exist():
    for bron in BRONNEN:
        schermen = [*bron.schermen.values(), *(h.scherm for h in bron.handelingen.values())]
        assert all(recht_van(scherm) for scherm in schermen), bron.bron
        assert not any(recht_van(scherm).is_openbaar for scherm in schermen), bron.bron
        scope = bron.scopes_van or bron.bron
        assert f"{scope}.lezen" in SCOPES
        doet = any(not handeling.leest for handeling in bron.handelingen.values())
        schrijft = doet or {"create", "partial_update", "destroy"} & set(bron.schermen)
        assert not schrijft or f"{scope}.schrijven" in SCOPES


def test_no_two_forms_have_one_name():
    """The document names a form after its class: the second would take the place of the first."""
    vormen: dict[str, set[str]] = {}
    wachtrij = list(Vorm.__subclasses__())
    while wachtrij:
        vorm = wachtrij.pop()
        wachtrij += vorm.__subclasses__()
        if "drf_spectacular" not in vorm.__module__:
            vormen.setdefault(vorm.__name__, set()).add(vorm.__module__)

    assert {naam: waar for naam, waar in vormen.items() if len(waar) > 1} == {}


@pytest.mark.usefixtures("in_lindewaard")
def test_the_document_is_public_with_the_address_of_the_gemeente(klant):
    antwoord = klant.get("/api/v1/openapi.json")
    document = antwoord.json()

    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": f"{adres_van_gemeente('lindewaard')}/api/v1"}]
    assert antwoord["Access-Control-Allow-Origin"] == "*"
    assert klant.get("/api/v1/openapi-3.0.json").json()["openapi"] == "3.0.3"
    assert {bron.bron for bron in BRONNEN} <= {tag["name"] for tag in document["tags"]}


@pytest.mark.usefixtures("in_lindewaard")
def test_people_read_the_document_without_signing_in(klant):
    pagina = klant.get("/api/v1/docs")

    assert pagina.status_code == 200
    assert "Content-Security-Policy" in pagina.headers
    tekst = pagina.content.decode()
    assert all(f'id="p-{bron.bron}"' in tekst for bron in BRONNEN)
    assert "https://cdn" not in tekst


@pytest.fixture(scope="module")
def spectral():
    """Return how to run Spectral; it is fetched once, as locked."""
    if shutil.which("npm") is None:
        pytest.skip("Zonder npm is er geen Spectral.")
    with (MAP / "spectral.slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)  # two workers would take each other's packages away
        if not (SPECTRAL / "node_modules" / ".bin" / "spectral").exists():
            gehaald = subprocess.run(
                ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
                cwd=SPECTRAL, capture_output=True, text=True, timeout=300, check=False,
            )  # fmt: skip
            assert gehaald.returncode == 0, gehaald.stderr[-500:]
    return SPECTRAL / "node_modules" / ".bin" / "spectral"


@pytest.mark.parametrize(
    ("regels", "oas", "weg"),
    [
        ("2.1.0/spectral.yml", "3.0.3", set()),
        # This rule of 2.1.0 knows OpenAPI 3.0 only; the 2.2 that comes takes 3.1. All others hold.
        ("2.1.0/spectral.yml", "3.1.0", {"openapi3"}),
        ("2.2-working/linter.yaml", "3.1.0", set()),
    ],
)
def test_the_api_design_rules_find_nothing(spectral, regels, oas, weg):
    uitkomst = subprocess.run(
        [spectral, "lint", "-r", ADR / regels, "-f", "json", "--quiet", BESTANDEN[oas]],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    gevonden = [
        een for een in json.loads(uitkomst.stdout[uitkomst.stdout.index("[") :]) if een["severity"] == 0
    ]

    assert [(een["code"], een["path"]) for een in gevonden if een["code"] not in weg] == []
