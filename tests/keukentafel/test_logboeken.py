"""The technical logs: no BSN, and nothing the database quotes, in a line or in the traceback below it (H42, G23)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from keukentafel.logboeken import ZonderPersoonsgegevens
from tests.factories.dossier import maak_inwoner


@contextmanager
def logboek() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger with the handler that the product has."""
    uit = io.StringIO()
    handler = logging.StreamHandler(uit)
    handler.addFilter(ZonderPersoonsgegevens())
    logger = logging.getLogger("proef.logboek")
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, uit
    logger.removeHandler(handler)


def test_a_number_that_can_be_a_bsn_never_reaches_a_line() -> None:
    with logboek() as (logger, uit):
        logger.warning("verzoek %s van %s", "111222333", "123456789")

    assert uit.getvalue() == "verzoek [bsn] van 123456789\n"


@pytest.mark.parametrize(
    "adres",
    [
        "GET /zaken/api/v1/zaken?rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=123456789&page=2 HTTP/1.1",
        "/rollen?betrokkeneIdentificatie__natuurlijkPersoon__inpBsn%3D123456789",
        '{"inpBsn": "123456789", "page": 2}',
        "{'burgerservicenummer': ['123456789']}",
    ],
)
def test_what_is_sent_as_a_bsn_goes_also_with_a_digit_wrong(adres: str) -> None:
    with logboek() as (logger, uit):
        logger.warning("%s", adres)

    assert "123456789" not in uit.getvalue()
    assert "[bsn]" in uit.getvalue()
    assert ("page" in adres) == ("page" in uit.getvalue())


@pytest.mark.parametrize(
    "vraag",
    [
        "INSERT INTO dossier_inwoner (id, geslachtsnaam) SELECT id, geslachtsnaam FROM dossier_inwoner",
        "SELECT CAST(geslachtsnaam AS integer) FROM dossier_inwoner",
        "SELECT 'Zonnebloem'::date",
    ],
)
def test_what_the_database_quotes_of_a_row_stays_out_of_the_traceback(in_lindewaard, vraag: str) -> None:
    maak_inwoner("Marieke", "Zonnebloem")
    with logboek() as (logger, uit):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(vraag)
        except DatabaseError:
            logger.exception("mislukt")

    assert uit.getvalue().startswith("mislukt\nTraceback")
    assert "Zonnebloem" not in uit.getvalue()
