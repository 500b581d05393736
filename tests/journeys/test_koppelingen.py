"""An administrator connects a form program by the handbook, and it comes in at its own gemeente only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from tests.api.zgw.toneel import token
from tests.factories.identity import maak_gebruiker

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("breedte", [1440, 390])
def test_a_program_is_connected_on_screen_and_refused_elsewhere(
    page: Any,
    adres: Callable[..., str],
    als: Callable[..., None],
    lindewaard: GemeenteRef,
    hoogmeren: GemeenteRef,
    geen_axe_fouten: Callable[[Any], None],
    breedte: int,
) -> None:
    page.set_viewport_size({"width": breedte, "height": 900})
    with in_gemeente(lindewaard):
        petra = maak_gebruiker(rollen=[Rol.BEHEERDER], naam="Petra Hoekstra")
    als(page, lindewaard, petra)

    # The handbook: Koppelingen, Programma's, Programma aansluiten.
    page.goto(adres("lindewaard", "/koppelingen"))
    with page.expect_navigation():
        page.locator(".kt-koppelkaart").get_by_role("link", name="Programma's").click()
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name="Programma aansluiten").click()
    page.get_by_label("Naam", exact=True).fill("Open Formulieren")
    page.get_by_text("Formulieren insturen", exact=True).click()
    page.get_by_text("Jeugdhulp", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("button", name="Sluit aan").click()

    # The secret is seen once.
    geheim, client_id = page.locator("#het-geheim").inner_text(), page.locator("#client-id").inner_text()
    geen_axe_fouten(page)
    with page.expect_navigation():
        page.get_by_role("link", name="Bekijk het programma").click()
    assert page.locator("#het-geheim").count() == 0
    assert page.locator("#p-rechten").get_by_text("Hulp uit de Wmo").count() == 1
    assert page.locator("#p-rechten").get_by_text("Jeugdhulp").count() == 0

    # The program comes in here, and nowhere else; the screen says when.
    kop = {"Authorization": f"Bearer {token(client_id, geheim)}"}
    standen = [
        Client(HTTP_HOST=f"{slug}.localhost").get("/catalogi/api/v1/zaaktypen", headers=kop).status_code
        for slug in ("lindewaard", "hoogmeren")
    ]
    page.reload()
    assert (client_id, standen) == ("open-formulieren", [200, 403])
    page.locator("#p-clients").get_by_text("vandaag").first.wait_for()
