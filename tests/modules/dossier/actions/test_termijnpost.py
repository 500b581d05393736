"""One mail a day, without names."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from keukentafel.outbox.models import Uitgaand
from modules.dossier.actions.termijnpost import mail_waarschuwingen
from tests.factories.dossier import maak_casus, maak_huishouden, maak_termijn
from tests.factories.identity import maak_gebruiker

pytestmark = pytest.mark.usefixtures("in_lindewaard")
MAANDAG = datetime(2026, 11, 23, 6, 40, tzinfo=UTC)


def termijn(wie, begin, einde, **velden):
    casus = maak_casus(maak_huishouden("Geheimpje"))
    return maak_termijn(casus, eigenaar_id=wie.pk, begin=begin, ruw_einde=einde, einde=einde, **velden)


def post():
    return {
        rij.sleutel: json.loads(rij.lading)
        for rij in Uitgaand.objects.filter(sleutel__startswith="termijnen-")
    }


def test_each_owner_gets_one_mail_with_numbers_and_no_names():
    wie, ander = (
        maak_gebruiker(naam="Noor", email="noor@voorbeeld.invalid", met_code_app=False),
        maak_gebruiker(naam="Daan", email="daan@voorbeeld.invalid", met_code_app=False),
    )
    termijn(wie, date(2026, 11, 3), date(2026, 12, 13))  # halfway on Monday 23 November
    termijn(wie, date(2026, 10, 1), date(2026, 11, 21))  # late since Sunday: told on Monday
    termijn(wie, date(2026, 10, 1), date(2026, 11, 25))  # two working days left
    termijn(ander, date(2026, 11, 20), date(2027, 11, 20))

    assert [mail_waarschuwingen(at=MAANDAG) for _ in range(2)] == [1, 1]

    [(sleutel, lading)] = post().items()
    assert sleutel == f"termijnen-{wie.pk}-2026-11-23"
    assert "Geheimpje" not in json.dumps(lading)
    context = lading["context"]
    assert [context[soort] for soort in ("helft", "bijna", "twee_werkdagen", "te_laat")] == [1, 0, 1, 1]
    assert context["adres"].endswith("/termijnen")


@pytest.mark.parametrize(
    ("dag", "aantal"),
    [(date(2026, 11, 22), 0), (date(2026, 12, 25), 0), (date(2026, 11, 24), 0), (date(2026, 11, 23), 1)],
)
def test_nobody_gets_mail_on_a_free_day_and_nothing_twice(dag, aantal):
    termijn(
        maak_gebruiker(email="n@voorbeeld.invalid", met_code_app=False), date(2026, 11, 3), date(2026, 12, 13)
    )

    assert mail_waarschuwingen(at=datetime(dag.year, dag.month, dag.day, 7, tzinfo=UTC)) == aantal


def test_what_stands_still_is_finished_or_waits_for_somebody_else_is_not_told():
    wie = maak_gebruiker(email="n@voorbeeld.invalid", met_code_app=False)
    for velden in ({"status": "opgeschort"}, {"status": "gehaald"}, {"sleutel": "bezwaar_indienen"}):
        termijn(wie, date(2026, 10, 1), date(2026, 11, 21), **velden)

    assert mail_waarschuwingen(at=MAANDAG) == 0
