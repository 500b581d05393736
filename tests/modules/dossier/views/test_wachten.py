"""The waiting list: longest first, days per step, and what a household is told (F067)."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate

from modules.dossier.models import Tijdlijnregel, Wachtbericht
from tests.factories.dossier import maak_casus, maak_huishouden, maak_termijn
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
LIJST = 9


def tekst(antwoord):
    kaal = unescape(re.sub(r"<[^>]*>", " ", antwoord.content.decode())).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", kaal)


def namen(antwoord):
    return re.findall(r'huishoudens/[^"]+">([^<]+)</a><br>', antwoord.content.decode())


@pytest.fixture
def zaak(klant, in_lindewaard):
    return maak_zaak(klant, fase_sinds=localdate() - timedelta(days=10))


def wacht(naam, dagen, status="nieuw"):
    return maak_casus(maak_huishouden(naam), status=status, fase_sinds=localdate() - timedelta(days=dagen))


def test_who_waits_longest_is_on_top_with_the_days_per_step(klant, zaak):
    wacht("Bakker", 30)
    wacht("Smit", 20, "plan")
    wacht("Visser", 50, "ondersteuning")
    vreemd_huishouden()

    antwoord = klant.get("/wachtlijst")

    assert namen(antwoord) == ["Bakker", "Smit", "Kuiper"]
    assert "Eerste contact 2 wachten op eerste contact 20 30" in tekst(antwoord)
    assert namen(klant.get("/wachtlijst?stap=plan")) == ["Smit"]
    assert "Niemand wacht hierop." in tekst(klant.get("/wachtlijst?stap=besluit&pagina=x"))


def test_who_waits_for_a_decision_waits_since_the_request(klant, zaak):
    maak_termijn(
        zaak.casus, sleutel="wmo_beschikking", begin=localdate() - timedelta(days=4), over=10, titel="Besluit"
    )

    antwoord = klant.get(f"/huishoudens/{zaak.huishouden.pk}/wachten/{zaak.casus.pk}")

    assert "Wacht op Besluit" in tekst(antwoord)
    assert "· 4 dagen" in tekst(antwoord)


def test_a_household_is_told_until_when_and_it_can_be_taken_back(klant, zaak):
    adres = f"/huishoudens/{zaak.huishouden.pk}/wachten/{zaak.casus.pk}"
    over = (localdate() + timedelta(days=9)).strftime("%d-%m-%Y")

    klant.post(
        adres,
        {
            "verwacht_op": over,
            "oorzaak": "capaciteit",
            "tijdelijke_hulp": "de buurvrouw kookt",
            "hoe": "telefoon",
        },
    )

    bericht = Wachtbericht.objects.get()
    assert bericht.bericht.startswith("U wacht sinds ")
    assert "Tot die tijd is dit afgesproken: de buurvrouw kookt." in bericht.bericht
    assert Tijdlijnregel.objects.filter(object_id=bericht.pk).count() == 1
    assert "Verwacht Verteld" in tekst(klant.get("/wachtlijst"))
    klant.post(f"{adres}/ongedaan")
    assert (Wachtbericht.objects.count(), Tijdlijnregel.objects.filter(object_id=bericht.pk).count()) == (
        0,
        0,
    )


def test_a_day_that_has_been_is_refused(klant, zaak):
    antwoord = klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/wachten/{zaak.casus.pk}",
        {"verwacht_op": "gisteren", "oorzaak": "fout", "hoe": "mail"},
    )

    assert antwoord.status_code == 422
    assert Wachtbericht.objects.count() == 0


def test_who_gets_help_waits_for_nothing_and_a_strange_casus_answers_404(klant, zaak):
    geholpen = wacht("Visser", 3, "ondersteuning")

    assert "wacht nu nergens op" in tekst(
        klant.get(f"/huishoudens/{geholpen.huishouden_id}/wachten/{geholpen.pk}")
    )
    assert klant.get(f"/huishoudens/{zaak.huishouden.pk}/wachten/{geholpen.pk}").status_code == 404
    vreemd = vreemd_huishouden()
    assert klant.get(f"/huishoudens/{vreemd.pk}/wachten/{vreemd.casussen.get().pk}").status_code == 404


def test_the_list_takes_the_same_queries_for_1_and_for_many(klant, zaak):
    klant.get("/wachtlijst")
    een = vragen(klant, "/wachtlijst")
    for dagen in (3, 5, 8):
        wacht("Bakker", dagen)

    assert (een, vragen(klant, "/wachtlijst")) == (LIJST, LIJST)
