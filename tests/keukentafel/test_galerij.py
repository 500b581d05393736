"""The gallery in a browser: every part in every theme, for every eye, screen and hand."""

from __future__ import annotations

import pytest
from django.template import engines
from django.test import RequestFactory

from keukentafel.galerij import MENU, VANDAAG, Kijker, galerij
from tests.keukentafel.toneel import Toneel

pytestmark = pytest.mark.reis

THEMAS = ("lindewaard", "molenveen", "zandhorst")


def pagina(thema: str = "lindewaard", weergave: str = "licht") -> str:
    return galerij(
        RequestFactory().get("/-/galerij", {"thema": thema, "weergave": weergave})
    ).content.decode()


def van_sjabloon(basis: str, inhoud: str = "<h1>Overzicht</h1>") -> str:
    sjabloon = engines["django"].from_string(
        f'{{% extends "{basis}" %}}{{% load components %}}{{% block kop %}}{inhoud}{{% endblock %}}'
    )
    context = {"menu": MENU, "gebruiker": Kijker("licht"), "vandaag": VANDAAG, "verzoek_code": "7F3A"}
    return sjabloon.render(context, RequestFactory().get("/"))


@pytest.fixture
def toneel(page):
    toneel = Toneel(page)
    yield toneel
    assert toneel.fouten == []


def breder_dan_het_scherm(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def open_alles(page) -> None:
    page.evaluate(
        "document.querySelectorAll('main details:not([data-menu])').forEach((deel) => { deel.open = true; })"
    )


@pytest.mark.parametrize("weergave", ["licht", "donker"])
@pytest.mark.parametrize("thema", THEMAS)
def test_everybody_can_use_every_part(toneel, geen_axe_fouten, thema, weergave):
    toneel.open(pagina(thema, weergave))
    open_alles(toneel.page)
    geen_axe_fouten(toneel.page)
    toneel.page.set_viewport_size({"width": 390, "height": 844})
    geen_axe_fouten(toneel.page)

    assert breder_dan_het_scherm(toneel.page) == 0


@pytest.mark.parametrize(
    "basis", ["base_leverancier.html", "base_kaal.html", "404.html", "500.html", "503.html", "409.html"]
)
def test_every_shell_can_be_used_by_everybody(toneel, geen_axe_fouten, basis):
    inhoud = (
        "Er gaat iets mis"
        if basis[0].isdigit()
        else "<h1 class='nl-heading nl-heading--level-1'>Overzicht</h1>"
    )
    toneel.open(van_sjabloon(basis, inhoud))
    geen_axe_fouten(toneel.page)
    toneel.page.set_viewport_size({"width": 390, "height": 844})
    geen_axe_fouten(toneel.page)

    assert breder_dan_het_scherm(toneel.page) == 0


@pytest.mark.parametrize(("breed", "vergroting"), [(320, "100%"), (1280, "200%"), (390, "150%")])
def test_nothing_sticks_out_on_a_small_screen_or_with_large_letters(toneel, breed, vergroting):
    toneel.page.set_viewport_size({"width": breed, "height": 800})
    toneel.open(pagina())
    toneel.page.evaluate("(grootte) => { document.documentElement.style.fontSize = grootte; }", vergroting)

    assert breder_dan_het_scherm(toneel.page) == 0


def test_the_colours_of_the_device_are_followed_without_a_script(toneel):
    toneel.page.emulate_media(color_scheme="dark")
    toneel.open(pagina(weergave="apparaat"))
    donker = toneel.page.evaluate("getComputedStyle(document.body).backgroundColor")
    toneel.page.emulate_media(color_scheme="light")
    licht = toneel.page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert (donker, licht) == ("rgb(23, 25, 27)", "rgb(246, 244, 240)")


def test_small_targets_are_at_least_24_pixels(toneel):
    toneel.page.set_viewport_size({"width": 390, "height": 844})
    toneel.open(pagina())
    klein = toneel.page.evaluate(
        """() => [...document.querySelectorAll('button, summary, input:not([type=hidden]), select, .nl-button, .kt-chip')]
            .filter((deel) => deel.checkVisibility() && !deel.closest('.kt-seg'))
            .map((deel) => [deel.className, deel.getBoundingClientRect()])
            .filter(([, vak]) => vak.width > 1 && (vak.width < 24 || vak.height < 24)).map(([naam]) => naam)"""
    )

    assert klein == []


def test_paper_carries_no_navigation_and_no_buttons(toneel):
    toneel.page.emulate_media(media="print")
    toneel.open(pagina())
    zichtbaar = toneel.page.evaluate(
        """() => [...document.querySelectorAll('.kt-topbar, .kt-sidenav, .kt-bottomnav, .kt-footer, .nl-button, .kt-menuknop')]
            .filter((deel) => deel.checkVisibility()).map((deel) => deel.className)"""
    )

    assert zichtbaar == []


def test_without_a_script_the_page_still_opens_its_menus(browser, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    toneel = Toneel(context.new_page())
    toneel.open(pagina())
    toneel.page.get_by_role("group").filter(has_text="Nieuw").locator("summary").first.click()
    zichtbaar = toneel.page.get_by_role("link", name="Melding").first.is_visible()
    context.close()

    assert zichtbaar
