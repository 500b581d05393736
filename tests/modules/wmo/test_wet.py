"""The steps of the Wmo as a household sees them (art. 2.3.2 and 2.3.5)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from modules.dossier.models import Melding, Termijn
from modules.dossier.wetten import wetten

VANDAAG = date(2026, 11, 24)
ONTVANGEN = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)


def stappen(*, bevestigd_op=None, onderzoek_klaar_op=None):
    melding = Melding(ontvangen_op=ONTVANGEN, bevestigd_op=bevestigd_op, wet="wmo")
    termijnen = [
        Termijn(sleutel="wmo_bevestiging", melding=melding, einde=date(2026, 10, 27)),
        Termijn(
            sleutel="wmo_onderzoek",
            melding=melding,
            einde=date(2026, 12, 1),
            gehaald_op=onderzoek_klaar_op,
        ),
    ]
    wet = wetten.get("wmo")
    assert wet is not None
    return [(stap.naam, stap.stand, stap.tekst) for stap in wet.processtappen(melding, termijnen, VANDAAG)]


def test_a_melding_is_first_confirmed():
    assert stappen() == [
        ("Melding", "nu", "bevestig uiterlijk 27 oktober"),
        ("Onderzoek", "straks", "uiterlijk 1 december"),
        ("Verslag", "straks", "naar de inwoner"),
        ("Aanvraag", "straks", "als de inwoner dat wil"),
        ("Besluit", "straks", "2 weken na de aanvraag"),
    ]


def test_after_the_confirmation_the_onderzoek_runs():
    assert [stand for _, stand, _ in stappen(bevestigd_op=date(2026, 10, 20))] == [
        "klaar",
        "nu",
        "straks",
        "straks",
        "straks",
    ]


def test_after_the_onderzoek_the_resident_may_ask():
    gezien = stappen(bevestigd_op=date(2026, 10, 20), onderzoek_klaar_op=date(2026, 11, 20))

    assert gezien[1:4] == [
        ("Onderzoek", "klaar", "klaar op 20 november"),
        ("Verslag", "klaar", "naar de inwoner"),
        ("Aanvraag", "nu", "als de inwoner dat wil"),
    ]


@pytest.mark.parametrize(
    ("code", "is_spoed", "verwacht"),
    [
        ("wmo", False, ["wmo_bevestiging", "wmo_persoonlijk_plan", "wmo_onderzoek"]),
        ("wmo", True, ["wmo_spoed", "wmo_bevestiging", "wmo_persoonlijk_plan", "wmo_onderzoek"]),
        ("jeugd", True, ["terugbellen", "eerste_contact"]),
        ("participatie", False, ["eerste_contact", "pw_voorschot", "pw_beslissing"]),
    ],
)
def test_each_law_starts_its_own_terms(code, is_spoed, verwacht):
    wet = wetten.get(code)

    assert wet is not None
    assert [soort.norm for soort in wet.termijnen_bij_melding(is_spoed=is_spoed)] == verwacht


def test_only_the_time_for_an_own_plan_is_the_residents():
    van_wmo = {sleutel for sleutel in wetten.vensters if sleutel.startswith("wmo_")}

    assert van_wmo == {"wmo_persoonlijk_plan", "wmo_aanvraag_direct"}
