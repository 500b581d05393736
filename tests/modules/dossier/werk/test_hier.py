"""Two people in one household see each other, for a minute; nobody else sees them."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.models import Huishouden
from modules.dossier.werk.aanwezig import WEG_NA_SECONDEN, klop, teken_voor
from tests.factories.identity import log_in
from tests.factories.inrichting import maak_team
from tests.modules.dossier.verkeer import logboek, maak_zaak, vragen
from tests.modules.dossier.werk.toneel import maak_mens, tekst

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def adres_van(antwoord):
    """Return where a page of a household asks who is here."""
    return unescape(re.search(r'hx-get="(/hier\?t=[^"]*)"', antwoord.content.decode()).group(1))


def test_two_people_in_one_household_see_each_other(klant):
    zaak = maak_zaak(klant)
    daan = maak_mens("Daan Visser")
    eerst = tekst(klant.get(adres_van(klant.get(f"/huishoudens/{zaak.huishouden.pk}"))))
    log_in(klant, daan)
    dan = tekst(klant.get(adres_van(klant.get(f"/huishoudens/{zaak.huishouden.pk}"))))

    assert eerst.strip() == ""
    assert dan.strip() == "Samira Bouali kijkt hier nu ook."


def test_after_a_minute_somebody_is_gone():
    zaak = maak_zaak()
    daan, nu = maak_mens("Daan Visser"), timezone.now()
    klop(zaak.huishouden.pk, zaak.medewerker, nu)

    seconden = timedelta(seconds=WEG_NA_SECONDEN)
    assert klop(zaak.huishouden.pk, daan, nu + seconden) == ["Samira Bouali"]
    assert klop(zaak.huishouden.pk, daan, nu + seconden * 2) == []


def test_the_page_asks_every_twenty_seconds_and_only_in_sight(klant):
    zaak = maak_zaak(klant)

    gezien = klant.get(f"/huishoudens/{zaak.huishouden.pk}").content.decode()

    assert 'hx-trigger="load, every 20s"' in gezien
    assert "data-zichtbaar" in re.search(r'<div class="kt-hier"[^>]*>', gezien).group(0)


def test_a_beat_is_one_small_question_and_no_visit(klant):
    zaak = maak_zaak(klant)
    adres = adres_van(klant.get(f"/huishoudens/{zaak.huishouden.pk}"))
    bezoeken = len(logboek("dossier.huishouden.bekeken"))
    klant.get(adres)

    assert vragen(klant, adres) == vragen(klant, adres) == 7
    assert len(logboek("dossier.huishouden.bekeken")) == bezoeken


def test_the_sign_of_somebody_else_or_of_a_household_out_of_reach_is_worth_nothing(klant):
    zaak = maak_zaak(klant)
    van_mij = teken_voor(zaak.medewerker, zaak.huishouden)
    vreemde = maak_mens("Ver Weg", team=maak_team("Elders"))

    def proef(mens, teken):
        log_in(klant, mens)
        return klant.get("/hier", {"t": teken}).status_code

    assert proef(zaak.medewerker, van_mij) == 200
    assert proef(vreemde, van_mij) == 404
    assert proef(vreemde, teken_voor(vreemde, zaak.huishouden)) == 404
    assert proef(zaak.medewerker, "onzin") == 404
    with zaai("hier_zonder_deur"):
        assert proef(vreemde, teken_voor(vreemde, zaak.huishouden)) == 200


def test_who_may_not_come_in_any_more_is_not_told_who_is_there(klant):
    zaak = maak_zaak(klant)
    adres = adres_van(klant.get(f"/huishoudens/{zaak.huishouden.pk}"))
    weg = maak_team("Elders")
    zaak.casus.behandelaar, zaak.casus.team = None, weg
    zaak.casus.save()
    Huishouden.objects.filter(pk=zaak.huishouden.pk).update(team=weg)

    assert klant.get(adres).status_code == 404
