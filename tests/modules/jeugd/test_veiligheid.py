"""Safety: the meldcode by the screens, Veilig Thuis, the verwijsindex (Jeugdwet 4.1.7, 7.1.4.1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from modules.dossier.models import Tijdlijnregel
from modules.inrichting.models import Registratie
from modules.jeugd.actions.instelling import save_instellingen
from modules.jeugd.actions.veiligheid import end_verwijsmeldingen
from modules.jeugd.models import Meldcode, Verwijsmelding
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import maak_zaak

VANDAAG = localdate()
KIND = {"voornamen": "Sem", "geboortedatum": VANDAAG - timedelta(days=9 * 365), "rol": "kind"}


@pytest.fixture
def zaak(klant, in_lindewaard):
    zaak = maak_zaak(klant, functie="jeugdprofessional", personen=("Marieke", KIND))
    Registratie.objects.create(
        teamlid=zaak.medewerker.teamleden.get(), register="SKJ", nummer="1", geldig_tot=date(2099, 1, 1)
    )
    return zaak


def kind_van(zaak):
    return zaak.huishouden.leden.get(rol="kind").inwoner


def begin(klant, zaak) -> Meldcode:
    klant.post(
        reverse("jeugd:meldcode_nieuw", args=[zaak.huishouden.pk]),
        {
            "inwoner": kind_van(zaak).pk,
            "signalen": "Blauwe plekken op beide armen.",
            "gezien_op": VANDAAG.isoformat(),
        },
    )
    return Meldcode.objects.get()


def stap(klant, meldcode, naam, **gegevens):
    return klant.post(reverse("jeugd:meldcode_stap", args=[meldcode.pk, naam]), gegevens)


def test_the_five_steps_with_date_and_colleague_lead_to_a_hand_over(klant, zaak):
    meldcode, dag = begin(klant, zaak), VANDAAG.isoformat()

    stap(klant, meldcode, "overleg", overlegd_met="De huisarts", overlegd_op=dag, overleg_uitkomst="Meld dit")
    stap(klant, meldcode, "gesprek", gesproken_op=dag, gesproken_met="Moeder", gesprek_uitkomst="Zij huilde")
    stap(klant, meldcode, "wegen", veiligheid="structureel", weging_toelichting="Derde keer", gewogen_op=dag)
    stap(klant, meldcode, "besluit", melden="ja", helpen="ja")
    stap(
        klant,
        meldcode,
        "overdracht",
        vt_gemeld_op=dag,
        vt_gesproken_met="Mevrouw Smit",
        vt_overdracht="Wat we zagen",
        gezin_verteld_op=dag,
    )

    meldcode.refresh_from_db()
    assert meldcode.stappen.open() == ()
    assert (meldcode.besloten_door, meldcode.vt_gemeld_op) == (zaak.medewerker, VANDAAG)
    pagina = klant.get(reverse("dossier:huishouden", args=[zaak.huishouden.pk])).content.decode()
    assert reverse("jeugd:paneel", args=[zaak.huishouden.pk]) in pagina
    paneel = klant.get(reverse("jeugd:paneel", args=[zaak.huishouden.pk])).content.decode()
    assert "Gemeld bij Veilig Thuis op" in paneel
    assert "Onveilig" in paneel  # words, never colour alone


def test_deciding_before_weighing_is_refused_with_what_is_missing(klant, zaak):
    antwoord = stap(klant, begin(klant, zaak), "besluit", melden="nee", helpen="ja")

    assert antwoord.status_code == 422
    assert "Weeg eerst hoe ernstig het is (stap 4)." in antwoord.content.decode()


def test_reporting_at_once_in_danger_needs_the_reason_only(klant, zaak):
    meldcode = begin(klant, zaak)

    assert (
        stap(klant, meldcode, "besluit", melden="ja", helpen="nee", toelichting="Nu gevaar").status_code
        == 303
    )


def test_a_hand_over_without_the_decision_to_report_is_refused(klant, zaak):
    antwoord = stap(
        klant,
        begin(klant, zaak),
        "overdracht",
        vt_gemeld_op=VANDAAG.isoformat(),
        vt_gesproken_met="Smit",
        vt_overdracht="x",
        gezin_verteld_op=VANDAAG.isoformat(),
    )

    assert "Besluit eerst dat melden nodig is" in antwoord.content.decode()


def test_a_meldcode_in_which_reporting_was_decided_closes_after_the_hand_over(klant, zaak):
    meldcode = begin(klant, zaak)
    stap(klant, meldcode, "besluit", melden="ja", helpen="nee", toelichting="Nu gevaar")

    antwoord = stap(klant, meldcode, "sluiten", omdat="Klaar")

    assert "Leg eerst de overdracht aan Veilig Thuis vast" in antwoord.content.decode()


def test_what_is_written_about_safety_is_category_i_everywhere(klant, zaak):
    begin(klant, zaak)

    assert set(
        Tijdlijnregel.objects.filter(titel__startswith="Meldcode").values_list("categorie", flat=True)
    ) == {"I"}


def test_who_may_not_read_safety_gets_no_line_and_a_reason(klant, klant_van, zaak, in_lindewaard):
    begin(klant, zaak)
    from tests.factories.identity import log_in, maak_gebruiker

    ander = maak_gebruiker(naam="Wim Wmo", met_code_app=False)
    maak_teamlid(ander, zaak.huishouden.team, protocolfunctie="wmo_consulent")
    kijker = klant_van(in_lindewaard)
    log_in(kijker, ander)

    assert kijker.get(reverse("jeugd:paneel", args=[zaak.huishouden.pk])).content == b""
    assert kijker.get(reverse("jeugd:veiligheid", args=[zaak.huishouden.pk])).status_code == 403


def meld(klant, zaak):
    return klant.post(
        reverse("jeugd:verwijsindex", args=[zaak.huishouden.pk, kind_van(zaak).pk]),
        {"risicos": ["school"], "verteld_op": VANDAAG.isoformat()},
    )


def test_a_note_in_the_verwijsindex_goes_by_itself_jeugdwet_7_1_4_5(klant, zaak):
    meld(klant, zaak)
    rij = Verwijsmelding.objects.get()
    assert (rij.weg_op.year - VANDAAG.year, rij.weg_omdat) == (2, "twee jaar na de melding")

    assert end_verwijsmeldingen(at=timezone.now()) == 0
    assert end_verwijsmeldingen(at=timezone.now() + timedelta(days=732)) == 1
    assert end_verwijsmeldingen(at=timezone.now() + timedelta(days=732)) == 0
    rij.refresh_from_db()
    assert rij.verwijderd_omdat == "Vanzelf: twee jaar na de melding"


def test_at_death_a_note_goes_by_itself_jeugdwet_7_1_4_5(klant, zaak):
    meld(klant, zaak)
    kind = kind_van(zaak)
    kind.overleden_op = VANDAAG
    kind.save(update_fields=["overleden_op"])

    assert end_verwijsmeldingen(at=timezone.now()) == 1


def test_where_the_gemeente_does_not_use_it_the_verwijsindex_is_not_there(klant, zaak):
    save_instellingen(verwijsindex=False, by=zaak.medewerker, at=timezone.now())

    assert meld(klant, zaak).status_code == 404
    pagina = klant.get(reverse("jeugd:veiligheid", args=[zaak.huishouden.pk])).content.decode()
    assert "Verwijsindex" not in pagina
