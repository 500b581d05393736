"""What stays behind of a BSN outside the database: logs of every process, mail, cache, broker, static files (G23)."""

from __future__ import annotations

import io
import logging
import subprocess
import sys
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction

from keukentafel.logboeken import ZonderPersoonsgegevens
from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.weblog import Weblog
from tests.keukentafel.tenancy.bsn_vullen import typ_overal_een_bsn
from tests.keukentafel.tenancy.test_sleutels import BSN, bsns_in
from tests.keukentafel.tenancy.zaaien import wordt_rood


@pytest.fixture
def regels() -> Iterator[io.StringIO]:
    """Everything that the handler of the settings writes."""
    (handler,) = [
        h
        for h in logging.getLogger().handlers
        if any(isinstance(f, ZonderPersoonsgegevens) for f in h.filters)
    ]
    assert isinstance(handler, logging.StreamHandler)
    stroom = io.StringIO()
    vorige = handler.setStream(stroom)
    yield stroom
    handler.setStream(vorige)


def geen_spoor(ref: GemeenteRef, regels: io.StringIO) -> None:
    """Use the product with a BSN everywhere, break things with it, and look at what was written."""
    log = logging.getLogger("keukentafel.proef")
    with in_gemeente(ref):
        typ_overal_een_bsn(BSN)
        log.warning("Niet gevonden: %s", f"/zoeken?q={BSN}")
        log.error("fout bij %(bsn)s", {"bsn": BSN})
        for zin in (f"bsn {BSN} klopt niet", f"KeyError: '{BSN}'"):
            try:
                raise ValueError(zin)
            except ValueError:
                log.exception("er ging iets mis")
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT %s::uuid", [BSN])
        except Exception:
            log.exception("de databank weigert")
        cache_inhoud = repr(getattr(cache, "_cache", {}))
    geschreven = regels.getvalue()
    assert "er ging iets mis" in geschreven
    assert HTTPStatus(422).phrase in geschreven  # "Entity" until Python 3.12, "Content" from 3.13
    assert bsns_in(geschreven) == set()
    assert bsns_in(" ".join(f"{post.subject} {post.body}" for post in mail.outbox)) == set()
    assert BSN not in cache_inhoud


@pytest.mark.django_db(transaction=True)
def test_no_log_mail_or_cache_holds_a_bsn(lindewaard: GemeenteRef, regels: io.StringIO) -> None:
    geen_spoor(lindewaard, regels)


@pytest.mark.django_db(transaction=True)
def test_turns_red_for_a_log_that_is_not_scrubbed(lindewaard: GemeenteRef, regels: io.StringIO) -> None:
    wordt_rood("log_zonder_zeef", lambda: geen_spoor(lindewaard, regels))


def test_a_double_bsn_names_no_number_in_the_error(in_lindewaard: GemeenteRef, regels: io.StringIO) -> None:
    from tests.keukentafel.tenancy.test_sleutels import maak_inwoner

    maak_inwoner()
    try:
        with transaction.atomic():
            maak_inwoner()
    except IntegrityError:
        logging.getLogger("keukentafel.proef").exception("dubbel")

    assert "dubbel" in regels.getvalue()
    assert bsns_in(regels.getvalue()) == set()


_WERKER = """
import logging
from keukentafel.celery import app
app.log.setup(loglevel="WARNING", hostname="proef")
app.log.get_default_logger("celery.worker.job").error("Task faalde: bsn 123456782 bestaat al")
logging.getLogger("modules.dossier").warning("bsn 123456782")
"""


def test_a_worker_writes_through_the_same_scrubber(omgeving_van_kind: dict[str, str]) -> None:
    kind = subprocess.run(
        [sys.executable, "-c", _WERKER],
        env=omgeving_van_kind,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    geschreven = kind.stdout + kind.stderr
    assert geschreven.count("[bsn]") == 2
    assert BSN not in geschreven


def test_the_web_server_writes_no_bsn_of_an_address_that_broke(capfd: Any) -> None:
    from gunicorn.config import Config

    log = Weblog(Config())
    log.error("Error handling request %s", f"/zoeken?q={BSN}")

    geschreven = capfd.readouterr().err
    assert "[bsn]" in geschreven
    assert BSN not in geschreven


def test_no_static_file_holds_a_bsn() -> None:
    namen = [naam for vinder in finders.get_finders() for naam, _ in vinder.list([])]
    teksten = {
        naam: Path(str(finders.find(naam))).read_text(errors="replace")
        for naam in namen
        if naam.endswith((".js", ".css", ".svg", ".html", ".txt", ".json"))
    }

    assert len(teksten) > 3
    assert {naam for naam, tekst in teksten.items() if BSN in tekst} == set()


@pytest.mark.django_db(transaction=True)
def test_the_broker_holds_no_bsn(lindewaard: GemeenteRef, broker: str) -> None:
    """The tasks of a file that is read in travel by id."""
    import redis

    from modules.dossier.inlezen.models import Inlezing
    from modules.dossier.inlezen.taken import controleer

    with in_gemeente(lindewaard):
        typ_overal_een_bsn(BSN)
        for inlezing in Inlezing.objects.all():
            controleer.voor(lindewaard, str(inlezing.pk))
    verbinding = redis.Redis.from_url(broker)
    inhoud = "".join(
        repr(verbinding.lrange(sleutel, 0, -1))
        if verbinding.type(sleutel) == b"list"
        else repr(verbinding.type(sleutel))
        for sleutel in verbinding.keys("*")
    )

    assert "inlezen" in inhoud
    assert BSN not in inhoud
