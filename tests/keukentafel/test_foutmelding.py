"""An error report says where and for whom it went wrong, and nothing of a person: read at the receiver."""

from __future__ import annotations

import gzip
import json
import logging
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import sentry_sdk
from django.db import connection

from keukentafel import foutmelding
from keukentafel.env import OmgevingsFout, lees
from keukentafel.identity.rollen import Rol
from keukentafel.identity.views import aanmelden
from keukentafel.tenancy import in_platform
from keukentafel.tenancy.taken import gemeente_taak
from keukentafel.tenancy.zaaifouten import zaai
from tests.factories.identity import log_in, maak_gebruiker

KANARIES = {
    "bsn": "999990482", "naam": "Kanariegeel", "adres": "Zangvogelpad 7", "telefoon": "0612345678",
    "post": "kanarie@voorbeeld.invalid", "tekst": "slaapt slecht sinds de scheiding",
}  # fmt: skip


class Ontvanger:
    """Plays Sentry: keeps whatever comes in, unpacked."""

    def __init__(self) -> None:
        self.binnen: list[str] = []
        binnen = self.binnen

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                ruw = self.rfile.read(int(self.headers["Content-Length"]))
                tekst = gzip.decompress(ruw) if self.headers.get("Content-Encoding") == "gzip" else ruw
                binnen.append(f"{self.path}\n{self.headers}\n{tekst.decode()}")
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: Any) -> None:
                """Write nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.dsn = f"http://sleutel@127.0.0.1:{self.server.server_address[1]}/1"
        self.draad = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self.draad.start()

    def gekomen(self) -> list[dict[str, Any]]:
        """Everything that came, after what waited was sent."""
        sentry_sdk.flush(timeout=10)
        regels = [regel for bericht in self.binnen for regel in bericht.splitlines() if regel.startswith("{")]
        return [gelezen for gelezen in map(json.loads, regels) if "platform" in gelezen]

    def kanaries(self) -> list[str]:
        """The names of the canaries that came in, anywhere."""
        sentry_sdk.flush(timeout=10)
        alles = "\n".join(self.binnen)
        return sorted(naam for naam, waarde in KANARIES.items() if waarde in alles)

    def stop(self) -> None:
        self.server.shutdown()
        self.draad.join(5)
        self.server.server_close()


@pytest.fixture
def ontvanger() -> Iterator[Ontvanger]:
    """A receiver of error reports, and this process reports to it, traces too."""
    ontvangt = Ontvanger()
    assert foutmelding.begin(ontvangt.dsn, sporen=1.0)
    with sentry_sdk.isolation_scope() as scope:
        scope.clear()  # what an earlier test of this process marked; each request and task begins with its own
        yield ontvangt
    foutmelding.stop()
    ontvangt.stop()


def breek(**_: Any) -> None:
    """Do everything at once that could carry a person into a report, and break."""
    gewoon = dict(KANARIES)
    logging.getLogger("keukentafel.proef").warning("Inwoner %s, %s", gewoon["naam"], gewoon["bsn"])
    logging.getLogger("keukentafel.proef").error("Mislukt voor %s: %s", gewoon["post"], gewoon["tekst"])
    sentry_sdk.set_user({"username": gewoon["naam"], "email": gewoon["post"]})
    sentry_sdk.set_context("inwoner", gewoon)
    sentry_sdk.set_extra("telefoon", gewoon["telefoon"])
    sentry_sdk.set_tag("inwoner", gewoon["naam"])
    sentry_sdk.add_breadcrumb(category="proef", message=gewoon["adres"], data=gewoon)
    sentry_sdk.get_isolation_scope().add_attachment(bytes=gewoon["tekst"].encode(), filename="brief.txt")
    with sentry_sdk.start_span(op="db", name=f"SELECT '{gewoon['naam']}'"), connection.cursor() as cursor:
        cursor.execute(f"SELECT '{gewoon['adres']}' AS adres, %s AS bsn", [gewoon["bsn"]])
    try:
        raise KeyError(gewoon["bsn"])
    except KeyError as fout:
        raise ValueError(f"{gewoon['naam']} woont op {gewoon['adres']}") from fout


@pytest.fixture
def kapot(in_lindewaard: Any, klant_van: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Ask a page that breaks, with a person in its address, body, cookies and headers; the code that it shows."""
    monkeypatch.setattr(aanmelden, "close_sessie", breek)
    klant = klant_van(in_lindewaard, raise_request_exception=False)
    log_in(klant, maak_gebruiker(rollen=[Rol.REGISSEUR], naam=KANARIES["naam"]))
    klant.cookies["voorkeur"] = KANARIES["naam"]

    def vraag() -> str:
        koppen = {"Referer": f"http://x/{KANARIES['naam']}"}
        with sentry_sdk.start_transaction(op="http.server", name=f"/uitloggen/{KANARIES['naam']}"):
            antwoord = klant.post(f"/uitloggen?bsn={KANARIES['bsn']}", KANARIES, headers=koppen)
        assert antwoord.status_code == 500
        return str(antwoord["X-Verzoek"])[:4].upper()

    return vraag


def test_a_report_says_where_for_whom_and_under_which_code(ontvanger, kapot):
    code = kapot()

    fouten = [rij for rij in ontvanger.gekomen() if rij.get("exception", {}).get("values")]
    assert [fout["type"] for fout in fouten[-1]["exception"]["values"]] == ["KeyError", "ValueError"]
    assert fouten[-1]["tags"] == {
        "gemeente": "lindewaard", "rol": "regisseur", "foutcode": code, "route": "identity:uitloggen",
    }  # fmt: skip
    assert (fouten[-1]["release"], fouten[-1]["environment"]) == ("keukentafel@0.1.0", "test")
    frame = fouten[-1]["exception"]["values"][1]["stacktrace"]["frames"][-1]
    assert (frame["function"], "vars" in frame, "context_line" in frame) == ("breek", False, False)
    sporen = [rij for rij in ontvanger.gekomen() if rij.get("type") == "transaction"]
    assert sporen[-1]["transaction"] == "identity:uitloggen"
    assert {"db"} <= {span["op"] for span in sporen[-1]["spans"]}


def test_nothing_of_a_person_leaves(ontvanger, kapot):
    kapot()

    assert len(ontvanger.gekomen()) >= 2
    assert ontvanger.kanaries() == []
    assert not [bericht for bericht in ontvanger.binnen if '"attachment"' in bericht]


def test_the_seeded_bug_lets_every_canary_out(ontvanger, kapot):
    with zaai("foutmelding_alles"):
        kapot()

        assert ontvanger.kanaries() == sorted(KANARIES)


@gemeente_taak(name="proef.kapotte_taak")
def kapotte_taak() -> None:
    """Break in the background."""
    breek()


def test_a_task_that_breaks_says_its_name_and_its_gemeente(ontvanger, in_lindewaard):
    with in_platform():
        kapotte_taak.apply(kwargs={"gemeente_id": str(in_lindewaard.id)}, throw=False)

    fouten = [rij for rij in ontvanger.gekomen() if rij.get("exception", {}).get("values")]
    assert fouten[-1]["tags"] == {"taak": "proef.kapotte_taak", "gemeente": "lindewaard"}
    assert ontvanger.kanaries() == []


def test_without_an_address_nothing_is_sent_and_a_wrong_one_is_told():
    assert foutmelding.begin("") is False
    with pytest.raises(OmgevingsFout, match="KT_SENTRY_DSN"):
        lees({"KT_SENTRY_DSN": "dit is geen adres"})
    assert lees({"KT_SENTRY_DSN": "https://sleutel@sentry.voorbeeld.nl/3"}).sentry_dsn.endswith("/3")
