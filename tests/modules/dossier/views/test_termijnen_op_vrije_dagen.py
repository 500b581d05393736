"""`Termijnen` on 1 January, Easter Monday and 5 May: what ends on a free day is not late yet (Atw 1)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from time_machine import travel

from modules.dossier.actions.termijn import start_termijnen
from modules.dossier.actions.termijnpost import mail_waarschuwingen
from modules.dossier.wetten import Termijnsoort
from tests.factories.identity import log_in
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")

# The free day, the first working day after it, and the day on which it is late.
DAGEN = [
    (date(2027, 1, 1), date(2027, 1, 4), date(2027, 1, 5)),  # Friday
    (date(2027, 3, 29), date(2027, 3, 30), date(2027, 3, 31)),  # Easter Monday
    (date(2026, 5, 5), date(2026, 5, 6), date(2026, 5, 7)),  # a Tuesday, not a lustrum
    (date(2035, 5, 5), date(2035, 5, 7), date(2035, 5, 8)),  # Saturday
]


def titels(klant, stand):
    html = klant.get(f"/termijnen?stand={stand}").content.decode()
    return re.findall(r'kt-term__what"><p>([^<]*)', html)


def om_tien(dag):
    return datetime(dag.year, dag.month, dag.day, 9, tzinfo=UTC)


def start(zaak, sleutel, titel, begin):
    [termijn] = start_termijnen(
        casus=zaak.casus, melding=None, soorten=[Termijnsoort(sleutel, titel)], begin=begin
    )
    return termijn


@pytest.mark.parametrize(("vrij", "werkdag", "te_laat"), DAGEN)
def test_what_ends_on_a_free_day_is_late_only_after_the_next_working_day(klant, vrij, werkdag, te_laat):
    with travel(om_tien(vrij), tick=False):
        zaak = maak_zaak(klant)
        onderzoek = start(zaak, "wmo_onderzoek", "Onderzoek", vrij - timedelta(weeks=6))
        start(zaak, "awb_ingebrekestelling", "Alsnog besluiten", vrij - timedelta(weeks=2))
        op_de_dag = titels(klant, "te_laat"), titels(klant, "loopt")
        pagina = klant.get(f"/termijnen/{onderzoek.pk}").content.decode()
        post = mail_waarschuwingen(at=om_tien(vrij))
    with travel(om_tien(werkdag), tick=False):
        log_in(klant, zaak.medewerker)
        op_de_werkdag = titels(klant, "te_laat")
    with travel(om_tien(te_laat), tick=False):
        log_in(klant, zaak.medewerker)
        daarna = titels(klant, "te_laat")

    assert (onderzoek.ruw_einde, onderzoek.einde) == (vrij, werkdag)
    assert op_de_dag == ([], ["Alsnog besluiten", "Onderzoek"])  # Awb 4:17: no Atw, so it ends today
    assert "De dag schuift op naar" in pagina
    assert post == 0
    assert op_de_werkdag == ["Alsnog besluiten"]
    assert daarna == ["Alsnog besluiten", "Onderzoek"]


@pytest.mark.parametrize("vrij", [dagen[0] for dagen in DAGEN[:3]])
def test_a_term_in_hours_knows_no_free_days(klant, vrij):
    with travel(om_tien(vrij), tick=False):
        zaak = maak_zaak(klant)
        [spoed] = start_termijnen(
            casus=zaak.casus,
            melding=None,
            soorten=[Termijnsoort("wmo_spoed", "Tijdelijke hulp")],
            begin=vrij - timedelta(days=2),
            begin_tijd=om_tien(vrij) - timedelta(hours=48),
        )

        assert (spoed.einde, spoed.einde_tijd) == (vrij, om_tien(vrij))
        assert titels(klant, "loopt") == ["Tijdelijke hulp"]
    with travel(om_tien(vrij + timedelta(days=1)), tick=False):
        log_in(klant, zaak.medewerker)
        assert titels(klant, "te_laat") == ["Tijdelijke hulp"]
