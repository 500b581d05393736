"""The proof of a quarter counts what was, and turns red when somebody of the supplier was where it may not be."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate
from hypothesis import given
from hypothesis import strategies as st

from keukentafel import audit
from keukentafel.audit.meekijken import Kijker
from keukentafel.tenancy import GemeenteRef
from modules.ondersteuning.actions import inkijk as acties
from modules.ondersteuning.bewijs import bewijs_van, kwartaal_van, lees_kwartaal
from tests.factories.identity import code_nu
from tests.factories.support import maak_supportrijen
from tests.modules.ondersteuning.conftest import Toneel
from tests.modules.ondersteuning.test_meekijken import kijker, toegestaan


def kaal(antwoord: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", antwoord.content.decode()))


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_day_lies_in_its_quarter(dag: date) -> None:
    kwartaal = kwartaal_van(dag)

    assert kwartaal.begin <= dag < kwartaal.einde
    assert kwartaal.vorige.volgende == kwartaal == kwartaal.volgende.vorige
    assert lees_kwartaal(kwartaal.sleutel, dag) == kwartaal


@pytest.mark.parametrize("tekst", ["", "2026", "2026-5", "abc-1", "2099-1", "0000-1", "2026-4-4"])
def test_what_is_no_quarter_is_the_one_of_today(tekst: str) -> None:
    assert lees_kwartaal(tekst, date(2026, 11, 24)).sleutel == "2026-4"


@pytest.mark.django_db
def test_it_counts_and_proves(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    inkijk, code = toegestaan(toneel)
    mee = kijker(toneel, code)
    mee.get("/inrichting/teammodel")
    mee.get("/logboek")
    acties.withdraw_inkijk(inkijk_id=inkijk.pk, by=toneel.fg, at=timezone.now())

    bewijs = bewijs_van(kwartaal_van(localdate()), at=timezone.now())

    assert (bewijs.toegestaan, bewijs.bekeken, bewijs.tegengehouden, bewijs.buiten) == (1, 1, 1, 0)
    assert bewijs.kolommen > 2_000 > bewijs.kolommen_dicht > 500
    assert not bewijs.klopt  # the roles still have rights, because nothing closed them in this test
    assert bewijs.rollen_open == 2


@pytest.mark.django_db
def test_a_line_outside_every_look_is_told(toneel: Toneel) -> None:
    vooraf = bewijs_van(kwartaal_van(localdate()), at=timezone.now())
    assert vooraf.klopt
    audit.record(
        "dossier.huishouden.bekeken",
        by=Kijker(toneel.ilse.account.pk, "Ilse Koster"),
        at=timezone.now(),
        soort="R",
    )

    bewijs = bewijs_van(kwartaal_van(localdate()), at=timezone.now())

    assert (bewijs.klopt, bewijs.buiten) == (False, 1)
    gelezen = kaal(toneel.browser(toneel.fg).get("/ondersteuning/meekijken/bewijs"))
    assert "1 regels van de leverancier" in gelezen or "Er klopt iets niet" in gelezen


@pytest.mark.django_db
def test_the_paper_says_what_the_page_says(toneel: Toneel) -> None:
    antwoord = toneel.browser(toneel.fg).get("/ondersteuning/meekijken/bewijs.pdf")

    assert antwoord.headers["Content-Type"] == "application/pdf"
    assert antwoord.content.startswith(b"%PDF")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "pad", ["/ondersteuning", "/ondersteuning/meekijken", "/ondersteuning/meekijken/bewijs"]
)
def test_a_page_asks_as_much_for_one_row_as_for_many(toneel: Toneel, pad: str) -> None:
    browser = toneel.browser(toneel.beheerder)
    maak_supportrijen(toneel.vrager)
    browser.get(pad)
    with CaptureQueriesContext(connection) as een:
        browser.get(pad)
    for _ in range(3):
        maak_supportrijen(toneel.vrager)
    with CaptureQueriesContext(connection) as meer:
        browser.get(pad)

    assert len(meer) == len(een)


@pytest.mark.django_db
def test_two_who_choose_at_once_both_see_it(toneel: Toneel) -> None:
    browser = toneel.browser(toneel.fg)
    keuze = {"geen": "1", "reden": "Audit", "versie": "0"}
    eerst = browser.post("/ondersteuning/meekijken/keuze", keuze | {"kt_bevestigcode": code_nu()})
    daarna = browser.post("/ondersteuning/meekijken/keuze", keuze | {"geen": "0", "reden": "Toch wel"})

    assert eerst.status_code == 303
    assert daarna.status_code == 409
    assert "niemand kijkt mee (“Audit”)" in kaal(daarna)
    assert "per keer beslissen (“Toch wel”)" in kaal(daarna)


def test_the_minutes_end_by_themselves() -> None:
    assert timedelta(hours=8) >= acties.TE_GEBRUIKEN
