"""The page of regie, without script."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from modules.dossier.actions.regie import take_over_regie
from modules.dossier.models import RegieOvername, Regisseurschap
from modules.inrichting.models import Detachering, Organisatie, Teamlid
from tests.factories.dossier import maak_betrokkene, maak_regisseur, maak_zrm
from tests.factories.identity import log_in, maak_gebruiker
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant)


def adres(zaak, deel=""):
    return f"/huishoudens/{zaak.huishouden.pk}/regie{deel}"


def test_the_page_says_that_the_regie_is_with_the_household(klant, zaak):
    pagina = klant.get(adres(zaak)).content.decode()

    assert "De regie ligt bij het huishouden." in pagina
    assert "Kies wie alle hulp op elkaar afstemt." in pagina


def test_a_colleague_becomes_the_regisseur(klant, zaak):
    antwoord = klant.post(adres(zaak, "/regisseur"), {"gebruiker": zaak.medewerker.pk})

    assert (antwoord.status_code, antwoord["Location"]) == (303, adres(zaak))
    assert Regisseurschap.objects.get().gebruiker_id == zaak.medewerker.pk


def test_somebody_from_outside_needs_an_organisation(klant, zaak):
    antwoord = klant.post(adres(zaak, "/regisseur"), {"naam": "Carla Wouters"})

    assert antwoord.status_code == 422
    assert "Kies van welke organisatie deze persoon is." in antwoord.content.decode()
    assert 'value="Carla Wouters"' in antwoord.content.decode()


def test_a_regisseur_chosen_meanwhile_is_named(klant, zaak):
    maak_regisseur(zaak.huishouden)

    antwoord = klant.post(adres(zaak, "/regisseur"), {"gebruiker": zaak.medewerker.pk})

    assert antwoord.status_code == 422
    assert (
        "Huishouden Kuiper heeft al een regisseur: Daan Visser. Draag de regie eerst over."
        in antwoord.content.decode()
    )


def test_an_aanbieder_is_no_regisseur_where_much_comes_together(klant, zaak):
    brug = Organisatie.objects.create(naam="De Brug", soort="zorg")
    maak_betrokkene(zaak.huishouden, organisatie=brug)
    maak_zrm(
        zaak.casus,
        zaak.inwoner,
        {"financien": 1, "huisvesting": 2, "verslaving": 2},
        datum=date(2026, 11, 1),
    )
    lid = Teamlid.objects.get(gebruiker=zaak.medewerker)
    Detachering.objects.create(teamlid=lid, organisatie=brug, omvang=1, eenheid="fte", van=date(2026, 1, 1))

    antwoord = klant.post(adres(zaak, "/regisseur"), {"gebruiker": zaak.medewerker.pk})

    assert antwoord.status_code == 422
    assert "Samira Bouali werkt bij De Brug, die ook hulp geeft" in antwoord.content.decode()
    assert Regisseurschap.objects.count() == 0


def test_a_regisseur_hands_over_and_stops(klant, zaak):
    eerste = maak_regisseur(zaak.huishouden)
    klant.post(adres(zaak, "/regisseur"), {"gebruiker": zaak.medewerker.pk, "huidig": eerste.pk})
    klant.post(adres(zaak, "/regisseur"), {"stopt": "1"})

    assert Regisseurschap.objects.filter(tot=None).count() == 0
    assert Regisseurschap.objects.count() == 2


def test_taking_over_keeps_what_was_typed_when_something_misses(klant, zaak):
    antwoord = klant.post(adres(zaak, "/overname"), {"toelichting": "Er is geweld in huis."})

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "Er is geweld in huis." in pagina
    assert "Kies op welke leefgebieden de regie wordt overgenomen." in pagina
    assert "<title>Fout:" in pagina


def test_the_regie_is_taken_over_renewed_and_given_back(klant, zaak):
    morgen = localdate() + timedelta(days=1)
    velden = {
        "grond": "gevaar",
        "toelichting": "Er is geweld in huis.",
        "leefgebieden": ["huiselijke_relaties"],
        "eindigt_op": morgen.strftime("%d-%m-%Y"),
    }
    assert klant.post(adres(zaak, "/overname"), velden).status_code == 303
    eerste = RegieOvername.objects.get()
    assert "De regie is overgenomen tot en met" in klant.get(adres(zaak)).content.decode()

    verder = {
        "toelichting": "Nog niet veilig.",
        "eindigt_op": (morgen + timedelta(days=30)).strftime("%d-%m-%Y"),
    }
    assert klant.post(adres(zaak, f"/overname/{eerste.pk}/verlengen"), verder).status_code == 303
    nieuw = RegieOvername.objects.get(teruggegeven_op=None)
    assert klant.post(adres(zaak, f"/overname/{nieuw.pk}/teruggeven")).status_code == 303

    assert RegieOvername.objects.filter(teruggegeven_op=None).count() == 0
    assert klant.post(adres(zaak, f"/overname/{nieuw.pk}/teruggeven")).status_code == 422


def test_the_household_of_another_team_does_not_exist(klant, zaak):
    ander = vreemd_huishouden()

    for deel in ("", "/regisseur", "/overname"):
        vraag = klant.get if deel == "" else klant.post
        assert vraag(f"/huishoudens/{ander.pk}/regie{deel}").status_code == 404


def test_a_visitor_without_a_role_here_gets_nothing(klant, zaak):
    log_in(klant, maak_gebruiker(rollen=["beheerder"], met_code_app=False))

    assert klant.get(adres(zaak)).status_code in (403, 404)


def test_the_page_takes_as_many_queries_with_a_long_history(klant, zaak):
    klant.get(adres(zaak))
    eerst = vragen(klant, adres(zaak))
    for naam in ("Een", "Twee", "Drie"):
        maak_regisseur(zaak.huishouden, naam=naam, tot=date(2026, 2, 1))
    for _ in range(3):
        take_over_regie(
            huishouden=zaak.huishouden,
            grond="gevaar",
            toelichting="Gevaar",
            leefgebieden=["financien"],
            eindigt_op=localdate() + timedelta(days=3),
            by=zaak.medewerker,
            at=now(),
        )
        RegieOvername.objects.update(teruggegeven_op=localdate())

    assert (eerst, vragen(klant, adres(zaak))) == (17, 17)
