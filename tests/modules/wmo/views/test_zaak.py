"""The Wmo line on the screen (ux 7.9)."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.besluiten.models import Beschikking
from modules.dossier.models import Termijn
from modules.wmo.models import Onderdeel, Verslag, Zaak
from modules.wmo.rules.onderwerpen import LETTERS
from tests.modules.dossier.verkeer import vragen
from tests.modules.wmo.toneel import maak_toneel, tot_aanvraag, vul_onderzoek

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def adres(toneel, naam="zaak", *rest):
    return reverse(f"wmo:{naam}", args=[toneel.melding.pk, *rest])


@pytest.mark.parametrize(
    "naam",
    [
        "zaak", "bevestiging", "identiteit", "tijdelijke_hulp", "stoppen", "verslag", "aanvraag", "besluit",
        "heronderzoek",
    ],
)  # fmt: skip
def test_every_page_of_the_line_answers(klant, naam):
    toneel = maak_toneel(klant)

    assert klant.get(adres(toneel, naam)).status_code == 200


def test_a_part_is_written_once_and_leads_to_the_next(klant):
    toneel = maak_toneel(klant)

    antwoord = klant.post(
        adres(toneel, "onderdeel", "a"), {"tekst": "Zij valt vaak.", "versie": "0", "verder": "1"}
    )

    assert antwoord.url == adres(toneel, "onderdeel", "b")
    assert Onderdeel.objects.get(zaak=toneel.zaak).tekst == "Zij valt vaak."


def test_what_is_known_already_stands_in_the_part(klant):
    toneel = maak_toneel(klant, inhoud="Ik kan niet meer stofzuigen.")

    pagina = klant.get(adres(toneel, "onderdeel", "a")).content.decode()

    assert "Ik kan niet meer stofzuigen.</textarea>" in pagina


def test_wmo_2_3_2_lid_4_the_page_keeps_a_verslag_that_misses_a_subject(klant):
    toneel = maak_toneel(klant)
    vul_onderzoek(toneel, zonder="d")

    antwoord = klant.post(
        adres(toneel, "verslag"),
        {"deel": "verstuur", "op": localdate().strftime("%d-%m-%Y"), "wijze": "post"},
    )

    assert antwoord.status_code == 422
    assert adres(toneel, "onderdeel", "d") in antwoord.content.decode()
    assert Verslag.objects.count() == 0


def test_wmo_2_3_5_lid_2_the_term_runs_from_the_day_it_was_said(klant):
    toneel = maak_toneel(klant)
    zaak = tot_aanvraag(toneel)

    termijn = Termijn.objects.get(sleutel="wmo_beschikking", casus=zaak.casus)

    assert termijn.begin == zaak.aanvraag_op == localdate()


def test_wmo_2_3_2_lid_9_after_six_weeks_the_page_says_that_one_may_apply(klant):
    toneel = maak_toneel(klant, dagen=60)

    pagina = klant.get(adres(toneel)).content.decode()

    assert "De inwoner mag nu meteen aanvragen" in pagina


def test_a_typed_reason_stays_when_the_form_is_wrong(klant):
    toneel = maak_toneel(klant)

    antwoord = klant.post(adres(toneel, "aanvraag"), {"op": "", "waarvoor": "Een traplift"})

    assert (antwoord.status_code, "Een traplift" in antwoord.content.decode()) == (422, True)


def test_the_weighing_makes_a_decision_ready(klant):
    toneel = maak_toneel(klant)
    tot_aanvraag(toneel)
    velden = {f"trede_{code}": "Gewogen." for code in ("eigen_kracht", "gebruikelijke_hulp", "mantelzorg")}

    antwoord = klant.post(
        adres(toneel, "besluit"),
        {**velden, "genoeg_mantelzorg": "on", "is_toegekend": "nee", "stap": "besluit", "versie": "1"},
    )

    besluit = Beschikking.objects.get(melding=toneel.melding)
    assert (antwoord.status_code, besluit.uitkomst) == (303, "afgewezen")
    assert besluit.overwegingen["mantelzorg"] == "Gewogen."


@pytest.mark.parametrize("gevuld", [1, 3])
def test_the_page_asks_the_same_number_of_queries_however_much_is_written(klant, gevuld):
    toneel = maak_toneel(klant)
    vul_onderzoek(toneel, zonder="".join(LETTERS[gevuld:]))
    klant.get(adres(toneel))

    assert vragen(klant, adres(toneel)) == 20


def test_a_visit_writes_nothing_in_the_line(klant):
    toneel = maak_toneel(klant)
    Zaak.objects.all().delete()

    klant.get(adres(toneel))

    assert Zaak.objects.count() == 0


def test_wmo_2_3_2_lid_2_the_week_for_a_plan_of_the_resident_is_never_late(klant):
    toneel = maak_toneel(klant, dagen=30)

    pagina = klant.get(adres(toneel)).content.decode()

    regel = pagina[
        pagina.index("Persoonlijk plan inleveren") - 300 : pagina.index("Persoonlijk plan inleveren")
    ]
    assert ("voorbij" in regel, "te laat" in regel) == (True, False)


def test_wmo_2_3_2_lid_2_the_page_says_until_when_a_plan_may_be_handed_in(klant):
    toneel = maak_toneel(klant, dagen=1)
    einde = Termijn.objects.get(sleutel="wmo_persoonlijk_plan").einde

    assert f"mag tot en met {einde.day}" in klant.get(adres(toneel)).content.decode()


def test_wmo_2_3_2_lid_3_support_was_offered_on_a_day(klant):
    toneel = maak_toneel(klant)

    klant.post(
        adres(toneel, "bevestiging"), {"deel": "ondersteuning", "op": localdate().strftime("%d-%m-%Y")}
    )

    toneel.melding.refresh_from_db()
    assert toneel.melding.clientondersteuning_aangeboden_op == localdate()
