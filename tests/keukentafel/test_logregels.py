"""Logs as JSON: what a line holds, and that nobody's name comes into one (P14)."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client, override_settings

from keukentafel import __version__
from keukentafel.audit import Herkomst, herkomst_van_verzoek
from keukentafel.env import OmgevingsFout, lees
from keukentafel.logboeken import ZonderPersoonsgegevens
from keukentafel.logregels import VERZOEKEN, Regels
from keukentafel.tenancy import GemeenteRef
from tests.keukentafel.tenancy.zaaien import wordt_rood

KANARIES = ("Kanariewit", "kanariewit@voorbeeld.invalid", "123456782", "0612345678")
VERZOEKLOG = "keukentafel.middleware.verzoeklog.VerzoeklogMiddleware"


SCHRIJVERS = (
    "django.request",
    "celery.app.trace",
    "gunicorn.error",
    "stuk.bibliotheek",
    "modules.dossier.proef",
)


@pytest.fixture
def alle_schrijvers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every writer reach the root: a test before may have silenced one, or given it a handler of its own."""
    for naam in SCHRIJVERS:
        delen = naam.split(".")
        for tot in range(1, len(delen) + 1):
            schrijver = logging.getLogger(".".join(delen[:tot]))
            monkeypatch.setattr(schrijver, "propagate", True)
            monkeypatch.setattr(schrijver, "disabled", False)
            monkeypatch.setattr(schrijver, "handlers", [])
            monkeypatch.setattr(schrijver, "level", logging.INFO)
            monkeypatch.setattr(schrijver, "_cache", {})


@pytest.fixture
def regels(alle_schrijvers: None) -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Write with the handler of production; give what stands in it, line by line."""
    uit = io.StringIO()
    handler = logging.StreamHandler(uit)
    handler.addFilter(ZonderPersoonsgegevens())
    handler.setFormatter(Regels())
    wortel = logging.getLogger()
    niveau = wortel.level
    wortel.addHandler(handler)
    wortel.setLevel(logging.INFO)
    yield lambda: [json.loads(regel) for regel in uit.getvalue().splitlines()]
    wortel.removeHandler(handler)
    wortel.setLevel(niveau)


def _schrijf_overal_een_kanarie() -> None:
    """Write as libraries and our own code do when something breaks, with somebody's data in every value."""
    naam, post, bsn, telefoon = KANARIES
    vreemd, celery = logging.getLogger("django.request"), logging.getLogger("celery.app.trace")
    vreemd.warning("%s: %s", "Not Found", f"/zoeken/{naam}", extra={"status_code": 404})
    logging.getLogger("gunicorn.error").error("Error handling request %s", f"/zoeken?q={naam}")
    logging.getLogger("stuk.bibliotheek").error(f"Dit is {naam} met {telefoon}")  # noqa: G004 -- as some do
    celery.error(
        "Task %(name)s[%(id)s] %(description)s: %(exc)s",
        {"name": "inlezen.controleer", "id": "1", "description": naam, "exc": post, "runtime": 0.25},
    )
    ons = logging.getLogger("modules.dossier.proef")
    ons.warning("Niet gevonden: %s en %s", f"/zoeken?q={naam}", post)
    try:
        try:
            raise KeyError(naam)
        except KeyError as eerste:
            raise ValueError(f"{bsn} {telefoon}") from eerste
    except ValueError:
        ons.exception("er ging iets mis")


def _geen_kanarie(regels: Callable[[], list[dict[str, Any]]]) -> None:
    _schrijf_overal_een_kanarie()
    tekst = json.dumps(regels(), ensure_ascii=False)

    assert len(regels()) >= 6
    assert [kanarie for kanarie in KANARIES if kanarie in tekst] == []


def test_nobody_stands_in_a_line(regels: Callable[[], list[dict[str, Any]]]) -> None:
    _geen_kanarie(regels)


def test_turns_red_when_the_values_of_others_come_along(regels: Callable[[], list[dict[str, Any]]]) -> None:
    wordt_rood("logregel_van_anderen", lambda: _geen_kanarie(regels))


def test_a_line_says_for_whom_in_which_release_and_what_kind_of_error(
    regels: Callable[[], list[dict[str, Any]]], in_lindewaard: GemeenteRef
) -> None:
    with herkomst_van_verzoek(Herkomst("abc123", "", "web")):
        _schrijf_overal_een_kanarie()
    niet_gevonden, web, _, taak, _, fout = regels()

    assert (niet_gevonden["zin"], niet_gevonden["status"]) == ("%s: %s", 404)
    assert (web["zin"], web["niveau"], web["bron"]) == (
        "Error handling request %s",
        "error",
        "gunicorn.error",
    )
    assert (taak["taak"], taak["duur_ms"]) == ("inlezen.controleer", 250)
    assert (fout["zin"], fout["fout"]) == ("er ging iets mis", ["ValueError", "KeyError"])
    assert fout["spoor"][0].startswith("test_logregels.py:")
    assert {(een["gemeente"], een["verzoek"], een["release"]) for een in regels()} == {
        (in_lindewaard.slug, "abc123", __version__)
    }


@pytest.mark.django_db
def test_a_request_leaves_one_line_with_its_code_its_gemeente_and_how_long_it_took(
    regels: Callable[[], list[dict[str, Any]]], lindewaard: GemeenteRef, klant_van: Callable[..., Client]
) -> None:
    from django.conf import settings

    with override_settings(MIDDLEWARE=[VERZOEKLOG, *settings.MIDDLEWARE]):
        antwoord = klant_van(lindewaard).get("/inloggen?volgende=/zoeken%3Fq=Kanariewit")
        klant_van(lindewaard).get("/bestaat-niet/Kanariewit")
        klant_van("localhost").get("/-/live")
    eerste, tweede = [regel for regel in regels() if regel["bron"] == VERZOEKEN]

    assert eerste["verzoek"] == antwoord.headers["X-Verzoek"]
    assert (eerste["gemeente"], eerste["methode"], eerste["status"]) == (lindewaard.slug, "GET", 200)
    assert eerste["route"] == "identity:inloggen"
    assert isinstance(eerste["duur_ms"], int)
    assert tweede["status"] in (302, 404)
    assert "Kanariewit" not in json.dumps(regels())


def test_production_writes_json_and_the_demo_text() -> None:
    assert lees({"KT_MODUS": "productie", "KT_SECRET_KEY": "x" * 50}).log == "json"
    assert lees({"KT_MODUS": "productie", "KT_SECRET_KEY": "x" * 50, "KT_LOG": "tekst"}).log == "tekst"
    assert lees({"KT_MODUS": "test"}).log == "tekst"
    with pytest.raises(OmgevingsFout, match="KT_LOG"):
        lees({"KT_MODUS": "test", "KT_LOG": "xml"})


_PROCES = """
import logging
import django
from keukentafel.env import kies_instellingen
kies_instellingen()
django.setup()
logging.getLogger("modules.proef").warning("van de werker")
from gunicorn.config import Config
from keukentafel.weblog import Weblog
Weblog(Config()).error("Error handling request %s", "/zoeken?q=Kanariewit")
"""


def test_every_process_writes_that_way_when_it_is_asked(omgeving_van_kind: dict[str, str]) -> None:
    kind = subprocess.run(
        [sys.executable, "-c", _PROCES],
        env={**omgeving_van_kind, "KT_LOG": "json"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    gelezen = [json.loads(regel) for regel in kind.stderr.splitlines()]

    assert [regel["zin"] for regel in gelezen] == ["van de werker", "Error handling request %s"]
    assert "Kanariewit" not in kind.stderr
