"""Turning eighteen: the plan, the list of who has none, and the module that is switched off (F069)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import ModuleKeuze, Registratie
from modules.jeugd.models import Hulpvraag, Toekomstplan
from modules.jeugd.woorden import Toekomstpunt
from tests.modules.dossier.verkeer import maak_zaak

VANDAAG = localdate()


def jaren_geleden(jaren: float) -> date:
    return VANDAAG - timedelta(days=round(jaren * 365.25))


@pytest.fixture
def zaak(klant, in_lindewaard):
    jongere = {"voornamen": "Noor", "geboortedatum": jaren_geleden(16.9), "rol": "kind"}
    zaak = maak_zaak(klant, functie="jeugdprofessional", personen=("Marieke", jongere))
    Registratie.objects.create(
        teamlid=zaak.medewerker.teamleden.get(), register="SKJ", nummer="1", geldig_tot=date(2099, 1, 1)
    )
    return zaak


def jongere_van(zaak):
    return zaak.huishouden.leden.get(rol="kind").inwoner


def maak_hulpvraag(zaak) -> Hulpvraag:
    return Hulpvraag.objects.create(
        huishouden=zaak.huishouden,
        casus=zaak.casus,
        inwoner=jongere_van(zaak),
        ontvangen_op=VANDAAG,
        vraag="Zelf wonen",
    )


def bewaar(klant, zaak, **anders):
    punten = {f"{punt}_stand": "" for punt in Toekomstpunt.values}
    adres = reverse("jeugd:toekomst", args=[zaak.huishouden.pk, jongere_van(zaak).pk])
    return klant.post(adres, punten | {"wens": "Ik wil op kamers"} | anders)


def test_who_is_sixteen_and_a_half_without_a_plan_stands_in_the_list(klant, zaak):
    adres = reverse("jeugd:jongeren")
    assert "Noor" not in klant.get(adres).content.decode()

    maak_hulpvraag(zaak)
    assert "Nog geen plan" in klant.get(adres).content.decode()

    assert (
        bewaar(klant, zaak, wonen_stand="nodig", wonen_tekst="Kamer zoeken met de mentor").status_code == 303
    )
    assert "Noor" not in klant.get(adres).content.decode()
    assert "Plan loopt" in klant.get(f"{adres}?alles=1").content.decode()


def test_a_subject_that_is_arranged_says_how(klant, zaak):
    antwoord = bewaar(klant, zaak, wonen_stand="geregeld")

    assert antwoord.status_code == 422
    assert "Schrijf op wat er geregeld wordt, en wie dat doet." in antwoord.content.decode()
    assert Toekomstplan.objects.count() == 0


def test_help_goes_on_after_eighteen_only_by_the_rule_jeugdwet_1_1(klant, zaak):
    jongere = jongere_van(zaak)
    jongere.geboortedatum = jaren_geleden(19)
    jongere.save(update_fields=["geboortedatum"])
    assert "niet begonnen" in bewaar(klant, zaak, wil_verlengd="on").content.decode()

    vraag = maak_hulpvraag(zaak)
    vraag.hulp_van = jaren_geleden(2)
    vraag.save(update_fields=["hulp_van"])
    assert bewaar(klant, zaak, wil_verlengd="on").status_code == 303
    assert Toekomstplan.objects.get().verlengd_reden == "De hulp begon voor de 18e verjaardag."


def test_a_gemeente_without_the_module_has_no_page_no_tab_and_no_menu(klant, zaak):
    ModuleKeuze.objects.update_or_create(
        code="jeugd", defaults={"aan": False, "gewijzigd_op": timezone.now()}
    )
    renew_stand(at=timezone.now())

    pagina = klant.get(reverse("dossier:huishouden", args=[zaak.huishouden.pk])).content.decode()

    assert "/jeugd/" not in pagina
    for naam in ("huishouden", "paneel", "nieuw", "veiligheid"):
        assert klant.get(reverse(f"jeugd:{naam}", args=[zaak.huishouden.pk])).status_code == 404
    assert klant.get(reverse("jeugd:jongeren")).status_code == 404
