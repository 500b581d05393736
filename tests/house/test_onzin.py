"""Whatever stands behind an address or in a form: the page answers, and never breaks (G12)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from tests.house.deurtoneel import Toneel
from tests.house.routes import routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rondgang")]

ONZIN = (
    "abc", "\x00", "²", "9" * 30, "9999-12-31", "0001-01-01T00:00:00+14:00_01900000-0000-7000-8000-000000000000",
)  # fmt: skip
VRAGEN = (
    "q", "team", "wie", "behandelaar", "na", "voor", "week", "sinds", "versie", "stap", "model", "fase", "zonder",
    "sorteer", "stand", "van", "bron", "urgentie", "wet", "tijdlijn", "eerst", "nu", "signaal", "huishouden",
    "instrument", "postcode", "huisnummer", "geboortedatum", "achternaam", "blad", "rol", "werkgever", "ernst", "veld",
    "uitkomst", "volgende", "soort", "toetsen",
)  # fmt: skip
VELDEN = (
    *VRAGEN, "eenmalig", "tekst", "naam", "dag", "van", "tot", "op", "datum", "moment", "gebruiker", "organisatie",
    "houder", "wie_precies", "probleem", "doel", "leefgebieden", "huidig", "gewenst", "klaar", "bereikt", "form-TOTAL_FORMS",
    "evaluatie_op", "eindigt_op", "streefdatum", "ontvangen_op", "bsn", "telefoon", "aanwezig", "naar", "huidig",
)  # fmt: skip


@pytest.mark.parametrize("onzin", ONZIN, ids=range(len(ONZIN)))
def test_no_page_of_the_dossier_breaks_on_nonsense(toneel: Toneel, onzin: str) -> None:
    stuk = []
    for route in routes():
        if not route.naam.startswith(("dossier:", "inlezen:")):
            continue
        wie = (
            "eigen leider"
            if route.recht and route.recht.geldt_voor(toneel.mensen["eigen leider"].rollen)
            else "eigen"
        )
        adres = toneel.adres(route) if route.sleutels else reverse(route.naam)
        for methode, velden in (("get", VRAGEN), ("post", VELDEN)):
            antwoord = _vraag(toneel, wie, methode, adres, dict.fromkeys(velden, onzin))
            if antwoord.status_code >= 500:
                stuk.append(f"{methode} {route.naam}: {antwoord.exc_info and antwoord.exc_info[1]!r}")

    assert stuk == []


def _vraag(toneel: Toneel, wie: str, methode: str, adres: str, gegevens: dict[str, str]) -> Any:
    with transaction.atomic():
        antwoord = getattr(toneel.browsers[wie], methode)(adres, gegevens)
        transaction.set_rollback(True)
    return antwoord
