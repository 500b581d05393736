"""Asking for help on the website: no account, equal to the telephone (F032; Wmo 2015 art. 2.3.2)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy.sleutels import onderteken
from modules.dossier.hulpvragen.models import Webstand, Webvraag
from modules.dossier.hulpvragen.rules.mens import reden_om_te_wachten
from modules.dossier.hulpvragen.rules.nummer import TEKENS, maak_nummer
from modules.dossier.models import Melding
from tests.factories.inrichting import maak_team
from tests.modules.dossier.verkeer import maak_zaak, vragen

pytestmark = pytest.mark.usefixtures("in_lindewaard")
ADRES = "/hulp-vragen"


def ingevuld(**anders):
    teken = onderteken("hulpvraag", (timezone.now() - timedelta(minutes=2)).isoformat())
    return {
        "inhoud": "Ik kan niet meer stofzuigen.", "voor_wie": "mijzelf", "voornamen": "Ria", "achternaam": "Bakker",
        "telefoon": "06 12345678", "voorkeur": "bellen", "teken": teken, **anders,
    }  # fmt: skip


def test_the_page_needs_no_account(klant):
    pagina = klant.get(ADRES)

    assert pagina.status_code == 200
    assert "Heeft u hulp nodig" in pagina.content.decode()


def test_a_request_gets_a_number_and_tells_what_happens_next(klant):
    antwoord = klant.post(ADRES, ingevuld(), follow=True)

    rij = Webvraag.objects.get()
    assert (rij.stand, rij.telefoon) == (Webstand.NIEUW, "0612345678")
    assert rij.nummer in antwoord.content.decode()
    assert Logboekregel.objects.filter(gebeurtenis="hulpvragen.webvraag.ontvangen").count() == 1


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"inhoud": ""}, "Schrijf op waar u hulp bij nodig heeft."),
        ({"achternaam": ""}, "Vul de achternaam in van degene die hulp nodig heeft."),
        ({"telefoon": ""}, "Vul uw telefoonnummer in, zodat wij u kunnen bellen."),
        ({"voorkeur": "mail"}, "Vul uw e-mailadres in, zodat wij u kunnen mailen."),
        ({"voor_wie": "ander"}, "Vul uw eigen naam in, zodat wij weten wie ons schrijft."),
        ({"website": "http://koop.example"}, "Laat het laatste veld leeg"),
        ({"teken": "verzonnen"}, "Het formulier stond lang open."),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(klant, anders, zin):
    antwoord = klant.post(ADRES, ingevuld(voornamen="Wilhelmina", **anders))

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert zin in pagina
    assert 'value="Wilhelmina"' in pagina
    assert Webvraag.objects.count() == 0


@pytest.mark.parametrize(
    ("sinds", "lokveld", "mag"),
    [
        (timedelta(minutes=5), "", True),
        (timedelta(seconds=1), "", False),
        (timedelta(days=2), "", False),
        (None, "", False),
        (timedelta(minutes=5), "x", False),
    ],
)
def test_a_person_is_told_from_a_program_without_another_party(sinds, lokveld, mag):
    assert (reden_om_te_wachten(sinds=sinds, lokveld=lokveld) == "") is mag


def test_a_number_has_no_signs_that_look_alike():
    assert maak_nummer(lambda tekens: tekens[0]) == "2222-2222"
    assert not set("AEIOU01L") & set(TEKENS)


def test_sent_twice_is_one_request(klant):
    velden = ingevuld(eenmalig="01900000-0000-7000-8000-000000000001")

    klant.post(ADRES, velden)
    klant.post(ADRES, velden)

    assert Webvraag.objects.count() == 1


def test_wmo_2_3_2_the_term_runs_from_the_day_of_the_website(klant):
    klant.post(ADRES, ingevuld())
    Webvraag.objects.update(ontvangen_op=timezone.now() - timedelta(days=4))
    rij = Webvraag.objects.get()
    maak_zaak(klant)

    pagina = klant.get(f"{reverse('dossier:melding_nieuw')}?webvraag={rij.pk}").content.decode()
    antwoord = klant.post(
        reverse("dossier:melding_nieuw"),
        {
            "webvraag": str(rij.pk), "achternaam": "Bakker", "inhoud": rij.inhoud, "wet": "wmo", "kanaal": "web",
            "bron": "inwoner", "ontvangen_op": localdate(rij.ontvangen_op).strftime("%d-%m-%Y"),
            "bevestigd_later": "on", "ondersteuning_later": "on", "persoonlijk_plan_gewezen": "later",
        },
    )  # fmt: skip

    melding = Melding.objects.get(inhoud=rij.inhoud)
    rij.refresh_from_db()
    assert "Ik kan niet meer stofzuigen.</textarea>" in pagina
    assert antwoord.url == reverse("dossier:melding", args=[melding.pk])
    assert (rij.stand, rij.melding_id) == (Webstand.MELDING, melding.pk)
    assert melding.termijnen.get(sleutel="wmo_onderzoek").begin == localdate() - timedelta(days=4)


def test_another_team_does_not_see_it(klant):
    klant.post(ADRES, ingevuld())
    maak_zaak(klant)
    Webvraag.objects.update(team=maak_team("Team Ver weg"))
    rij = Webvraag.objects.get()

    assert klant.get(rij.get_absolute_url()).status_code == 404
    assert rij.naam not in klant.get(reverse("hulpvragen:lijst")).content.decode()


def test_it_is_closed_with_a_reason(klant):
    klant.post(ADRES, ingevuld())
    rij = Webvraag.objects.get()
    maak_zaak(klant)

    leeg = klant.post(rij.get_absolute_url(), {"reden": ""})
    klaar = klant.post(rij.get_absolute_url(), {"reden": "Gebeld en beantwoord."})

    rij.refresh_from_db()
    assert (leeg.status_code, klaar.status_code, rij.stand) == (422, 303, Webstand.AFGEHANDELD)


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_list_asks_the_same_number_of_queries(klant, aantal):
    for nummer in range(aantal):
        Webvraag.objects.create(
            nummer=f"TEST-{nummer}", achternaam="Bakker", inhoud="Hulp", ontvangen_op=timezone.now()
        )
    maak_zaak(klant)
    klant.get(reverse("hulpvragen:lijst"))
    assert vragen(klant, reverse("hulpvragen:lijst")) == 7
