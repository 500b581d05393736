"""A hulpvraag from the huisarts and one through the gemeente, by the screens (F062)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from modules.dossier.models import Gezagsrelatie, Melding, Termijn
from modules.inrichting.models import Registratie
from modules.jeugd.models import Hulpvraag, Woonplaatsoordeel
from tests.modules.dossier.verkeer import maak_zaak, vragen
from tests.modules.jeugd.toneel import jong, kind_van, maak_jeugdzaak, maak_klaar, met_gezag

VANDAAG = localdate()
KIND = jong(9)


@pytest.fixture
def zaak(klant, in_lindewaard):
    return maak_jeugdzaak(klant)


def begin(klant, zaak, **anders):
    gegevens = {
        "inwoner": kind_van(zaak).pk,
        "verwijzer": "gemeente",
        "kanaal": "telefoon",
        "ontvangen_op": VANDAAG.isoformat(),
        "vraag": "Sem slaapt slecht en wil niet naar school.",
    } | anders
    return klant.post(reverse("jeugd:nieuw", args=[zaak.huishouden.pk]), gegevens)


def doe(klant, vraag, onderdeel, **gegevens):
    return klant.post(reverse("jeugd:onderdeel", args=[vraag.pk, onderdeel]), gegevens)


def test_a_referral_by_the_huisarts_needs_no_decision_jeugdwet_2_6(klant, zaak):
    antwoord = begin(
        klant,
        zaak,
        verwijzer="huisarts",
        verwijzer_naam="Dokter Aalbers",
        verwijzer_organisatie="Praktijk De Brink",
        verwezen_op=VANDAAG.isoformat(),
    )
    vraag = Hulpvraag.objects.get()

    assert (antwoord.status_code, antwoord.url) == (303, vraag.get_absolute_url())
    pagina = klant.get(vraag.get_absolute_url()).content.decode()
    assert "Jeugdwet, artikel 2.6 lid 1 onder g" in pagina
    assert "Niet nodig na deze verwijzing" in pagina
    weigering = doe(klant, vraag, "aanvraag", op=VANDAAG.isoformat())
    assert weigering.status_code == 422
    assert "geen besluit van de gemeente nodig" in weigering.content.decode()
    maak_klaar(zaak, vraag)
    assert doe(klant, vraag, "hulp", wat="Speltherapie", van=VANDAAG.isoformat()).status_code == 303
    vraag.refresh_from_db()
    assert (vraag.stand, vraag.is_toegekend) == ("hulp", False)


def test_a_referral_misses_its_person_and_organisation(klant, zaak):
    antwoord = begin(klant, zaak, verwijzer="huisarts")

    assert antwoord.status_code == 422
    assert "Vul in wie heeft verwezen." in antwoord.content.decode()
    assert "Sem slaapt slecht" in antwoord.content.decode()
    assert Hulpvraag.objects.count() == 0


def test_the_melding_that_others_see_tells_nothing_of_the_question(klant, zaak):
    begin(klant, zaak)

    assert Melding.objects.get().inhoud == "Vraag om jeugdhulp. Waar het over gaat, staat bij Jeugd."


def test_one_running_hulpvraag_a_child(klant, zaak):
    begin(klant, zaak)

    assert "loopt al een hulpvraag" in begin(klant, zaak).content.decode()


def test_the_whole_line_up_to_the_aanvraag_runs_its_terms_awb_4_13(klant, zaak):
    met_gezag(zaak)
    begin(klant, zaak)
    vraag = Hulpvraag.objects.get()

    doe(klant, vraag, "woonplaats", aanleiding="start", per=VANDAAG.isoformat(), gemeente_brp="Lindewaard")
    doe(klant, vraag, "gesprek", op=VANDAAG.isoformat())
    doe(klant, vraag, "gezinsplan", keuze="wil_niet", aangeboden_op=VANDAAG.isoformat())
    doe(klant, vraag, "stem", stem_kind="Ik wil weer slapen")
    doe(klant, vraag, "professional", professional=zaak.medewerker.pk)
    doe(klant, vraag, "aanvraag", op=VANDAAG.isoformat())
    vraag.refresh_from_db()

    assert vraag.stand == "aanvraag"
    assert dict(Termijn.objects.values_list("sleutel", "status")) == {
        "eerste_contact": "gehaald",
        "jeugd_beslissing": "loopt",
    }
    assert "Alles wat de wet vraagt, is er." in klant.get(vraag.get_absolute_url()).content.decode()

    doe(klant, vraag, "intrekken", omdat="Het gaat weer goed")
    assert Termijn.objects.get(sleutel="jeugd_beslissing").status == "vervallen"


def test_the_woonplaats_is_kept_with_rule_reason_and_article_jeugdwet_1_1(klant, zaak):
    begin(klant, zaak)
    vraag = Hulpvraag.objects.get()

    doe(
        klant,
        vraag,
        "woonplaats",
        aanleiding="verblijf",
        per=VANDAAG.isoformat(),
        heeft_verblijf="on",
        gemeente_brp="Lindewaard",
        gemeente_voor_verblijf="Rietdam",
    )

    oordeel = Woonplaatsoordeel.objects.get()
    assert (oordeel.gemeente, oordeel.regel, oordeel.is_onze) == ("Rietdam", "voor_verblijf", False)
    assert oordeel.artikel == "Jeugdwet, artikel 1.1 (woonplaats)"
    pagina = klant.get(vraag.get_absolute_url()).content.decode()
    assert "Een andere gemeente is verantwoordelijk" in pagina


def test_parents_who_disagree_stand_beside_each_other(klant, zaak):
    met_gezag(zaak)
    Gezagsrelatie.objects.create(kind=kind_van(zaak), houder_naam="Ruud Kuiper", soort="ouder")
    begin(klant, zaak)
    vraag = Hulpvraag.objects.get()
    for wie, tekst, eens in (
        ("Ruud Kuiper", "Hij heeft rust nodig", "nee"),
        ("Marieke Kuiper", "Hulp", "ja"),
    ):
        doe(klant, vraag, "ouders", wie=wie, tekst=tekst, is_eens=eens, op=VANDAAG.isoformat())

    pagina = klant.get(vraag.get_absolute_url()).content.decode()

    paneel = pagina.partition('id="p-ouders"')[2].partition("</section>")[0]
    assert paneel.count('class="kt-compare__kant"') == 2
    assert "Niet eens met de hulp" in pagina


def test_somebody_without_a_registration_needs_a_reason_besluit_jeugdwet_5_1_1(klant, zaak):
    begin(klant, zaak)
    vraag = Hulpvraag.objects.get()
    Registratie.objects.all().update(geldig_tot=VANDAAG - timedelta(days=1))
    klant_zonder = doe(klant, vraag, "professional", professional=zaak.medewerker.pk)

    # Without SKJ the protocol closes youth help altogether: that is the wall, and it says why.
    assert klant_zonder.status_code == 403


def test_a_wmo_consulent_gets_the_reason_and_no_word_of_the_child(in_lindewaard, klant):
    zaak = maak_zaak(klant, functie="wmo_consulent", personen=("Marieke", KIND))

    antwoord = klant.get(reverse("jeugd:huishouden", args=[zaak.huishouden.pk]))

    assert antwoord.status_code == 403
    assert klant.get(reverse("jeugd:paneel", args=[zaak.huishouden.pk])).content == b""


def test_the_page_of_the_household_takes_as_many_queries_for_one_child_as_for_three(in_lindewaard, klant_van):
    aantallen = []
    for kinderen in (1, 3):
        ander = klant_van(in_lindewaard)
        zaak = maak_zaak(
            ander,
            functie="jeugdprofessional",
            personen=("Marieke", *({**KIND, "voornamen": f"Kind{nr}"} for nr in range(kinderen))),
        )
        Registratie.objects.create(
            teamlid=zaak.medewerker.teamleden.get(), register="SKJ", nummer="1", geldig_tot=date(2099, 1, 1)
        )
        adres = reverse("jeugd:huishouden", args=[zaak.huishouden.pk])
        ander.get(adres)
        aantallen.append(vragen(ander, adres))

    assert aantallen[0] == aantallen[1]
