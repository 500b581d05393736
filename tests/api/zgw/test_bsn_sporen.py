"""A BSN that a program sends, in an address, a body or a header, stays in the closed columns and nowhere else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from api.zgw.zaken import zaken
from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import GemeenteRef
from tests.api.zgw.test_zaken import ZRC, Zaakwereld, pad
from tests.house.test_sporen import regels  # noqa: F401 -- a fixture
from tests.keukentafel.tenancy.zaaien import wordt_rood

pytestmark = pytest.mark.django_db
BSN, FOUT = "999990482", "999990483"
OP_BSN = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"


@pytest.fixture
def wereld(klant: Client, in_lindewaard: GemeenteRef) -> Zaakwereld:
    klant.raise_request_exception = False
    return Zaakwereld(klant)


def vragen(wereld: Zaakwereld, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Send a BSN, and one with a digit wrong, in every place, also where it goes wrong."""
    wereld.p.keurt = False
    for bsn in (BSN, FOUT):
        zaak = wereld.zaak().json()["url"]
        yield wereld.rol(zaak, wereld.melder, bsn)
        for vraag in (
            {OP_BSN: bsn},
            {OP_BSN: bsn, "onbekend": "1"},
            {OP_BSN: bsn, "startdatum": "x"},
            {OP_BSN: bsn * 9},
        ):
            yield wereld.p.get(f"{ZRC}/zaken?{urlencode(vraag)}")
        rol = {"betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": bsn}
        yield wereld.p.get(f"{ZRC}/rollen?{urlencode(rol)}")
        yield wereld.p.post(f"{ZRC}/zaken/_zoek", {OP_BSN: bsn, "page": "x"})
        yield wereld.p.get(f"{ZRC}/zaken/{BSN}")
        yield wereld.p.patch(pad(zaak), {"omschrijving": "x"}, **{"X-Audit-Toelichting": f"voor {bsn}"})
        with monkeypatch.context() as stuk:
            stuk.setattr(zaken, "filter_zaken", lambda rijen, waarden: 1 / 0)
            yield wereld.p.get(f"{ZRC}/zaken?{urlencode({OP_BSN: bsn})}")


def geen_spoor(wereld: Zaakwereld, monkeypatch: pytest.MonkeyPatch, regels: io.StringIO) -> None:  # noqa: F811
    antwoorden = list(vragen(wereld, monkeypatch))
    assert {antwoord.status_code for antwoord in antwoorden} >= {200, 201, 400, 404, 500}
    geweigerd = b"".join(antwoord.content for antwoord in antwoorden if antwoord.status_code >= 400).decode()
    logboek = str(list(Logboekregel.objects.values_list()))
    with connection.cursor() as cursor:
        cursor.execute("SELECT wie, sleutels FROM zaken_rol UNION ALL SELECT oud, NULL FROM sporen_spoor")
        kolommen = str(cursor.fetchall())
    geschreven = regels.getvalue()
    assert "ZeroDivisionError" in geschreven
    for bsn in (BSN, FOUT):
        gevonden = [
            wat for wat in (geschreven, geweigerd, logboek, kolommen, repr(cache.__dict__)) if bsn in wat
        ]
        assert gevonden == []


def test_a_bsn_stays_in_its_closed_column(
    wereld: Zaakwereld,
    monkeypatch: pytest.MonkeyPatch,
    regels: io.StringIO,  # noqa: F811
) -> None:
    geen_spoor(wereld, monkeypatch, regels)


def test_turns_red_for_a_log_that_is_not_scrubbed(
    wereld: Zaakwereld,
    monkeypatch: pytest.MonkeyPatch,
    regels: io.StringIO,  # noqa: F811
) -> None:
    regels.write("")

    def proef() -> None:
        import logging

        logging.getLogger("keukentafel.proef").warning("GET /zaken?%s", urlencode({OP_BSN: FOUT}))
        geen_spoor(wereld, monkeypatch, regels)

    wordt_rood("log_zonder_zeef", proef)
