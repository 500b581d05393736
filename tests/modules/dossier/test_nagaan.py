"""`Wat ziet … van huishouden …?` is what the door decides, and opens no way round the teams (ux 8.3)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.dossier.models import Huishouden
from modules.dossier.zicht import annoteer, zicht_van
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.rules.protocol import Categorie, Cel, Functie, Mate, standaardmatrix
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import TOEN, maak_team, maak_teamlid
from tests.keukentafel.tenancy.zaaien import wordt_rood

VRAAG = "/inrichting/informatieprotocol/wat-ziet"
WOORD = {
    Mate.NIETS: "niets",
    Mate.BESTAAT: "dat het er is",
    Mate.SAMENVATTING: "samenvatting",
    Mate.ALLES: "alles",
}


class Wijk:
    """Two teams, a household of the first, and who asks."""

    def __init__(self) -> None:
        """Make them."""
        self.team, self.ander = maak_team("Vogelbuurt"), maak_team("Centrum")
        self.carla = maak_gebruiker(rollen=[Rol.TEAMLID], naam="Carla Wouters", team=self.team)
        maak_teamlid(self.carla, self.team, protocolfunctie="wmo_consulent", ambtelijke_status=True)
        self.huishouden = maak_huishouden("Kuiper", personen=("Marieke",), team=self.team)
        maak_casus(self.huishouden)
        self.vreemd = maak_huishouden("Zwart", personen=("Piet",), team=self.ander)
        maak_casus(self.vreemd)

    def browser(self, rol: Rol, team: Any = None) -> Client:
        """Return a browser of somebody with this role."""
        wie = maak_gebruiker(rollen=[rol], team=team)
        if team is not None:
            maak_teamlid(wie, team)
        browser = Client()
        log_in(browser, wie)
        return browser


@pytest.fixture
def wijk(in_lindewaard: GemeenteRef) -> Wijk:
    """The wijk of Lindewaard."""
    return Wijk()


def vraag(browser: Client, wie: Gebruiker, kenmerk: object) -> Any:
    return browser.get(VRAAG, {"wie": f"mens:{wie.pk}", "kenmerk": str(kenmerk)})


def uitkomsten(html: str) -> dict[str, str]:
    """Return per category what the page says that somebody sees now."""
    rijen = re.findall(r'<th scope="row">([^<]+)</th><td>.*?<svg.*?</svg><span>([^<]+)<', html, re.DOTALL)
    return {naam: woord for naam, woord in rijen if naam in Categorie.labels}


def test_the_answer_is_the_decision_of_the_door_for_every_category(wijk: Wijk) -> None:
    huishouden = annoteer(Huishouden.objects.all(), wijk.carla, timezone.now()).get(pk=wijk.huishouden.pk)
    zicht = zicht_van(huishouden, wijk.carla)

    html = vraag(wijk.browser(Rol.FG), wijk.carla, f"http://x/huishoudens/{huishouden.pk}").content.decode()

    assert uitkomsten(html) == {str(c.label): WOORD[zicht.mate(c)] for c in Categorie}
    assert "Kuiper" not in html
    assert "Marieke" not in html


def test_a_concept_stands_beside_what_holds(wijk: Wijk) -> None:
    straks = standaardmatrix("toegang").met_cellen(
        Functie.WMO_CONSULENT, Categorie.JUSTITIE, [Cel(Mate.BESTAAT, grond="Wmo 2015, artikel 5.2.6")]
    )
    Informatieprotocol.objects.create(
        nummer=2, status="concept", inhoud=straks.naar_json(), gemaakt_op=TOEN, gewijzigd_op=TOEN
    )

    html = vraag(wijk.browser(Rol.FG), wijk.carla, wijk.huishouden.pk).content.decode()

    assert html.count("Anders dan nu") == 1
    assert "Met versie 2" in html


def test_a_teamleider_asks_about_the_own_team_and_no_other(wijk: Wijk) -> None:
    browser = wijk.browser(Rol.TEAMLEIDER, wijk.team)

    def proef() -> None:
        eigen = vraag(browser, wijk.carla, wijk.huishouden.pk)
        ander = vraag(browser, wijk.carla, wijk.vreemd.pk)
        nergens = vraag(browser, wijk.carla, "01900000-0000-7000-8000-000000000000")
        assert [a.status_code for a in (eigen, ander, nergens)] == [200, 422, 422]
        assert b"Wat deze persoon ziet" not in ander.content

    proef()
    wordt_rood("wat_ziet_van_elk_team", proef)


def test_an_administrator_works_with_an_example_whatever_reference_is_sent(wijk: Wijk) -> None:
    html = vraag(wijk.browser(Rol.BEHEERDER), wijk.carla, wijk.vreemd.pk).content.decode()

    assert "Kenmerk van het huishouden" not in html
    assert "Wel staat in het logboek dat je haar stelde." not in html
    assert not Logboekregel.objects.filter(gebeurtenis="inrichting.protocol.nagegaan").exists()


def test_asking_about_a_real_household_leaves_a_line(wijk: Wijk) -> None:
    vraag(wijk.browser(Rol.FG), wijk.carla, wijk.huishouden.pk)

    regel = Logboekregel.objects.get(gebeurtenis="inrichting.protocol.nagegaan")
    assert (regel.soort, regel.object_id, regel.huishouden_id) == ("R", wijk.carla.pk, wijk.huishouden.pk)


def test_a_teamleider_does_not_choose_colleagues_of_another_team(wijk: Wijk) -> None:
    vreemde = maak_gebruiker(naam="Bea Anders", team=wijk.ander)
    maak_teamlid(vreemde, wijk.ander)
    browser = wijk.browser(Rol.TEAMLEIDER, wijk.team)

    assert b"Bea Anders" not in browser.get(VRAAG).content
    assert vraag(browser, vreemde, wijk.huishouden.pk).status_code == 422


@pytest.mark.parametrize("kenmerk", ["geen kenmerk", "'; drop table", "0" * 31, "%00"])
def test_nonsense_as_a_reference_is_refused_in_words(wijk: Wijk, kenmerk: str) -> None:
    antwoord = vraag(wijk.browser(Rol.FG), wijk.carla, kenmerk)

    assert antwoord.status_code == 422
    assert "Geen huishouden gevonden dat jij mag controleren." in antwoord.content.decode()
