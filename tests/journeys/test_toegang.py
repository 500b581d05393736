"""Somebody outside: asks and waits for the regisseur, or breaks the glass and is reviewed; without a barrier."""

from __future__ import annotations

import re
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from keukentafel import audit
from keukentafel.tenancy import in_gemeente
from modules.dossier.models import Toegangsgrond
from modules.dossier.toegang.actions.alarm import sound_alarm
from modules.dossier.toegang.actions.onderbreking import shield_huishouden
from modules.dossier.toegang.actions.steekproef import draw_steekproef
from modules.dossier.toegang.codelijsten import AlarmSoort
from modules.dossier.toegang.models import Noodtoegang
from tests.factories.identity import WACHTWOORD
from tests.modules.dossier.toegang.toneel import NUMMER, POSTCODE, Spel, speel

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]
MATEN = [(1440, 900), (390, 844)]


@pytest.fixture
def spel(lindewaard: Any, transactional_db: None, broker: str) -> Spel:
    with in_gemeente(lindewaard):
        return speel()


def naar(page: Any, adres: str) -> int:
    antwoord = page.goto(adres)
    return int(antwoord.status)


def druk(page: Any, knop: str, rol: str = "button") -> None:
    """Press, and wait for the page that was asked for."""
    with page.expect_navigation():
        page.get_by_role(rol, name=knop).first.click()


@pytest.mark.parametrize("maat", MATEN, ids=["bureau", "telefoon"])
def test_refused_then_asked_granted_open_and_expired(
    page: Any,
    als: Any,
    adres: Any,
    lindewaard: Any,
    spel: Spel,
    geen_axe_fouten: Any,
    schermfoto: Any,
    maat: Any,
) -> None:
    page.set_viewport_size({"width": maat[0], "height": maat[1]})
    hier = adres("lindewaard", f"/huishoudens/{spel.huishouden.pk}")
    als(page, lindewaard, spel.mensen["buiten"])
    assert naar(page, hier) == 404
    naar(page, adres("lindewaard", f"/zoeken?q={POSTCODE}+{NUMMER}"))
    geen_axe_fouten(page)
    schermfoto(f"toegang-zoeken-{maat[0]}")
    druk(page, "Vraag toegang", rol="link")
    druk(page, "Vraag toegang")  # nothing typed yet
    geen_axe_fouten(page)
    page.get_by_label("Waarom heb je toegang nodig?").fill("Ik help de dochter en wil niet dubbel werken.")
    schermfoto(f"toegang-vragen-{maat[0]}")
    druk(page, "Vraag toegang")
    page.get_by_text("Wacht op antwoord").wait_for()
    geen_axe_fouten(page)

    page.context.clear_cookies()
    als(page, lindewaard, spel.mensen["regisseur"])
    naar(page, adres("lindewaard", "/mijn-dag"))
    geen_axe_fouten(page)
    druk(page, "Bekijk")
    page.get_by_label("Toegang geven", exact=False).first.check()
    geen_axe_fouten(page)
    schermfoto(f"toegang-verzoek-{maat[0]}")
    druk(page, "Stuur antwoord")
    page.get_by_text("Toegang gegeven").wait_for()

    page.context.clear_cookies()
    als(page, lindewaard, spel.mensen["buiten"])
    naar(page, adres("lindewaard", "/toegang/mijn"))
    geen_axe_fouten(page)
    schermfoto(f"toegang-mijn-{maat[0]}")
    druk(page, "Huishouden Zonneveld", rol="link")
    page.get_by_role("heading", name="Huishouden Zonneveld", level=1).wait_for()
    naar(page, f"{hier}/toegang")
    geen_axe_fouten(page)
    schermfoto(f"toegang-rechten-{maat[0]}")
    with in_gemeente(lindewaard):
        voorbij = timezone.now() - timedelta(seconds=1)
        Toegangsgrond.objects.update(van=voorbij - timedelta(days=31), tot=voorbij)

    assert naar(page, hier) == 404


@pytest.mark.parametrize("maat", MATEN, ids=["bureau", "telefoon"])
def test_break_the_glass_see_the_banner_stop_and_be_reviewed(
    page: Any,
    als: Any,
    adres: Any,
    lindewaard: Any,
    spel: Spel,
    geen_axe_fouten: Any,
    schermfoto: Any,
    maat: Any,
) -> None:
    page.set_viewport_size({"width": maat[0], "height": maat[1]})
    als(page, lindewaard, spel.mensen["buiten"])
    naar(page, adres("lindewaard", f"/zoeken?q={POSTCODE}+{NUMMER}"))
    druk(page, "Noodtoegang", rol="link")
    page.get_by_label("Een kind is nu niet veilig").check()
    page.get_by_label("Wat speelt er nu?").fill("De politie belt: er is ruzie en de kinderen zijn alleen.")
    druk(page, "Open met noodtoegang")  # without the password
    geen_axe_fouten(page)
    schermfoto(f"nood-{maat[0]}")
    page.get_by_label("Je wachtwoord", exact=True).fill(WACHTWOORD)
    druk(page, "Open met noodtoegang")
    page.get_by_text("Je werkt met noodtoegang").wait_for()
    geen_axe_fouten(page)
    schermfoto(f"nood-balk-{maat[0]}")
    druk(page, "Stop noodtoegang")
    geen_axe_fouten(page)
    dicht = naar(page, adres("lindewaard", f"/huishoudens/{spel.huishouden.pk}"))

    page.context.clear_cookies()
    als(page, lindewaard, spel.mensen["fg"])
    naar(page, adres("lindewaard", "/thuis"))
    page.get_by_role("heading", name="Toezicht", level=1).wait_for()
    geen_axe_fouten(page)
    schermfoto(f"toezicht-{maat[0]}")
    druk(page, "Beoordeel", rol="link")
    page.get_by_label("Terecht", exact=True).check()
    page.get_by_label("Hoe kom je tot dit oordeel?").fill("De politie bevestigt dat er is gebeld.")
    geen_axe_fouten(page)
    schermfoto(f"nood-beoordelen-{maat[0]}")
    druk(page, "Leg oordeel vast")
    page.get_by_role("heading", name="Het oordeel").wait_for()
    geen_axe_fouten(page)

    with in_gemeente(lindewaard):
        nood = Noodtoegang.objects.get()
    assert (dicht, nood.oordeel, nood.gestopt_op is not None) == (404, "terecht", True)


@pytest.mark.parametrize("maat", MATEN, ids=["bureau", "telefoon"])
def test_the_page_between_asks_a_reason_without_a_script(
    browser: Any,
    als: Any,
    adres: Any,
    lindewaard: Any,
    spel: Spel,
    geen_axe_fouten: Any,
    schermfoto: Any,
    maat: Any,
) -> None:
    with in_gemeente(lindewaard):
        spel.huishouden.is_geheim_adres = True
        spel.huishouden.save()
    ruimte = browser.new_context(
        java_script_enabled=False, viewport={"width": maat[0], "height": maat[1]}, locale="nl-NL"
    )
    page = ruimte.new_page()
    als(page, lindewaard, spel.mensen["werker"])
    hier = adres("lindewaard", f"/huishoudens/{spel.huishouden.pk}/toegang")
    naar(page, hier)
    page.get_by_role("heading", name="Even stilstaan").wait_for()
    page.get_by_label("Waarom open je dit huishouden?").fill("Ik bel haar zo terug over haar vraag.")
    schermfoto_van = page.screenshot()
    druk(page, "Open het huishouden")
    waar = page.url
    ruimte.close()

    assert waar == hier
    assert schermfoto_van


@pytest.mark.parametrize("maat", MATEN, ids=["bureau", "telefoon"])
def test_no_page_of_oversight_or_between_has_a_barrier(
    page: Any, als: Any, adres: Any, lindewaard: Any, spel: Spel, geen_axe_fouten: Any, maat: Any
) -> None:
    page.set_viewport_size({"width": maat[0], "height": maat[1]})
    nu = timezone.now()
    with in_gemeente(lindewaard):
        wie, leider = spel.mensen["werker"], spel.mensen["leider"]
        veel = sound_alarm(soort=AlarmSoort.VEEL, aantal=60, venster=timedelta(minutes=10), by=wie, at=nu)
        stop = sound_alarm(soort=AlarmSoort.STOP, aantal=120, venster=timedelta(minutes=10), by=wie, at=nu)
        shield_huishouden(
            huishouden=spel.huishouden, soort="bekend", reden="Bekend van televisie.", by=leider, at=nu
        )
        audit.record_inzage(target=spel.huishouden, by=leider, doel="hulp", at=nu)
        regel = draw_steekproef(maand=timezone.localdate(), omvang=5, lot=Random(1), at=nu).regels.get()
    hier = f"/huishoudens/{spel.huishouden.pk}"
    paden = {
        "fg": ["/toezicht", "/toezicht/steekproef", f"/toezicht/steekproef/{regel.pk}", "/attenderingen",
               f"/toezicht/alarm/{veel.pk}", f"/toezicht/alarm/{stop.pk}"],
        "beheerder": ["/toezicht", "/toezicht/grenzen"],
        "leider": [f"{hier}/onderbreking", f"{hier}/toegang/vragen", f"{hier}/noodtoegang",
                   "/mijn-instellingen/eigen-adres", "/toegang/veel"],
        "werker": ["/toegang/gestopt", "/toegang/mijn"],
    }  # fmt: skip
    statussen = []
    for wie, adressen in paden.items():
        page.context.clear_cookies()
        als(page, lindewaard, spel.mensen[wie])
        for pad in adressen:
            statussen.append(naar(page, adres("lindewaard", pad)))
            geen_axe_fouten(page)
    page.context.clear_cookies()
    als(page, lindewaard, spel.mensen["leider"])
    naar(page, adres("lindewaard", f"{hier}/onderbreking?volgende={hier}/afschermen"))
    page.get_by_label("Waarom open je dit huishouden?").fill("Ik haal de afscherming weg.")
    druk(page, "Open het huishouden")
    geen_axe_fouten(page)

    assert set(statussen) == {200}
    expect(page).to_have_url(re.compile(re.escape("/afschermen") + "$"))
