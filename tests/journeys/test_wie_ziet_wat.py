"""One household, seen by everybody: each reads what the matrix gives, hears why not, and stands on the paper.

The helper wrote six notes, each of another class; a consultant, the case manager for work and income, the
teamleider, the school with its link, the privacyfunctionaris and the beheerder look. What they read and do not
read is written down here by hand, from domain.md 5.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.dossier.actions.notitie import place_notitie
from modules.inrichting.rules.protocol import Categorie, Functie, Lezer, Mate, Moment
from tests.factories.dossier import eerste_team
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.delen.toneel import Deeltoneel, aan_school, deel, maak_deeltoneel
from tests.modules.inrichting.views.test_protocol_openbaar import lees, volgens_de_pagina

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]

ZINNEN: dict[str, str] = {
    "B": "Gebeld: de afspraak is verzet naar vrijdag.",
    "D": "Koken lukt weer drie keer in de week.",
    "E": "De huisarts heeft nieuwe medicijnen gegeven.",
    "G": "Er is een brief van de deurwaarder.",
    "I": "Vannacht was er ruzie en zijn de buren gaan kijken.",
    "L": "Ze vertelde dat er zwart wordt bijverdiend.",
}
# Who reads which of these sentences on the page of the household (5.3; team, involved, no consent given).
LEEST: dict[str, str] = {
    "hulpverlener": "BDEGIL",  # the L is her own
    "wmo_consulent": "BDE",
    "klantmanager_wi": "BG",
    "teamleider": "BDI",
}
# Which kinds of data stay closed: because it is not the task, or because no consent or other ground is there.
TAAK: dict[str, str] = {
    "hulpverlener": "",
    "wmo_consulent": "F",
    "klantmanager_wi": "EFHI",
    "teamleider": "EFGHL",
}
GROND: dict[str, str] = {
    "hulpverlener": "FH",
    "wmo_consulent": "GHI",
    "klantmanager_wi": "CDJ",
    "teamleider": "",
}
FUNCTIE = {
    "hulpverlener": "hulpverlener", "wmo_consulent": "Wmo-consulent", "teamleider": "teamleider",
    "klantmanager_wi": "klantmanager Werk en Inkomen",
}  # fmt: skip
NAMEN = {
    "wmo_consulent": "Wim Jansma",
    "klantmanager_wi": "Karin Vos",
    "teamleider": "Tom de Leider",
    "fg": "Farida Groen",
    "beheerder": "Petra Hoekstra",
}


@dataclass
class Opzet:
    """The household, who looks at it, and the link of the school."""

    toneel: Deeltoneel
    mensen: dict[str, Gebruiker]
    teken: str
    code: str

    @property
    def pad(self) -> str:
        return f"/huishoudens/{self.toneel.huishouden.pk}"


@pytest.fixture
def opzet(lindewaard: GemeenteRef, transactional_db: None, broker: str) -> Opzet:
    """Make the household with its notes, its people, and what the school gets."""
    with in_gemeente(lindewaard):
        toneel = maak_deeltoneel(functie="hulpverlener")
        mensen = {"hulpverlener": toneel.zaak.medewerker} | {
            functie: _medewerker(functie) for functie in ("wmo_consulent", "klantmanager_wi", "teamleider")
        }
        mensen["fg"] = maak_gebruiker(rollen=[Rol.FG], naam=NAMEN["fg"])
        mensen["beheerder"] = maak_gebruiker(rollen=[Rol.BEHEERDER], naam=NAMEN["beheerder"])
        for letter, zin in ZINNEN.items():
            place_notitie(
                huishouden=toneel.huishouden, casus=toneel.zaak.casus, soort="telefoon", tekst=zin,
                categorie=Categorie(letter), by=mensen["hulpverlener"], at=timezone.now(),
            )  # fmt: skip
        gedeeld = deel(toneel, aan_school(toneel), wijze="link", email="mentor@regenboog.voorbeeld.nl")
    return Opzet(toneel, mensen, gedeeld.teken, gedeeld.code)


def _medewerker(functie: str) -> Gebruiker:
    is_leider = functie == "teamleider"
    gebruiker = maak_gebruiker(
        rollen=[Rol.TEAMLEIDER if is_leider else Rol.TEAMLID], naam=NAMEN[functie], team=eerste_team()
    )
    ambtenaar = functie in ("wmo_consulent", "klantmanager_wi")
    maak_teamlid(
        gebruiker, eerste_team(), protocolfunctie="" if is_leider else functie,
        ambtelijke_status=ambtenaar, geheimhouding=not ambtenaar,
    )  # fmt: skip
    return gebruiker


def leest(page: Any) -> str:
    """Return the letters of the sentences that stand on the page."""
    tekst = page.content()
    return "".join(letter for letter, zin in ZINNEN.items() if zin in tekst)


def niet(wie: str) -> dict[str, str]:
    """Return what the page must say of the kinds of data that this function does not see, in the words of 5.3."""
    zinnen = {
        letter: f"Je ziet dit niet: “{Categorie(letter).label}” hoort niet bij de taak van een {FUNCTIE[wie]}."
        for letter in TAAK[wie]
    } | {
        letter: f"Je ziet dit niet: voor “{Categorie(letter).label}” is toestemming of een andere vastgelegde "
        "grond nodig."
        for letter in GROND[wie]
    }
    if wie == "klantmanager_wi":
        zinnen["K"] = f"Je ziet dit: je bent als {FUNCTIE[wie]} betrokken bij dit gezin."  # of one law only
    return {str(Categorie(letter).label): zin for letter, zin in zinnen.items()}


def gesloten(page: Any) -> dict[str, str]:
    """Return per kind of data that is not shown whole the reason, as the page gives it."""
    rijen = page.locator("#p-meer .kt-rows > li").all()
    return {rij.locator(".kt-strong").text_content(): rij.locator("p").last.text_content() for rij in rijen}


def test_everybody_sees_of_one_household_what_the_protocol_says(
    page: Any, browser: Any, als: Any, adres: Any, lindewaard: GemeenteRef, opzet: Opzet, geen_axe_fouten: Any
) -> None:
    page.set_default_timeout(45_000)  # the first page of a server that was just started
    hier = adres("lindewaard", opzet.pad)
    gelezen, redenen = {}, {}
    for wie in LEEST:
        als(page, lindewaard, opzet.mensen[wie])
        assert page.goto(hier).status == 200
        gelezen[wie] = leest(page)
        redenen[wie] = gesloten(page)
        geen_axe_fouten(page)
    assert gelezen == LEEST
    assert redenen == {wie: niet(wie) for wie in LEEST}

    _plan_met_reden(page, als, lindewaard, opzet, hier)
    _geen_zijpad(page, als, adres, lindewaard, opzet)
    _school(browser, adres, opzet)
    _buiten_de_deur(page, als, lindewaard, opzet, hier)
    _op_papier(page, als, lindewaard, opzet, hier)
    _openbaar(page, adres)


def _plan_met_reden(page: Any, als: Any, lindewaard: GemeenteRef, opzet: Opzet, hier: str) -> None:
    """Who may not see the plan hears why; on paper and in the plan nothing of a closed leefgebied is told."""
    als(page, lindewaard, opzet.mensen["klantmanager_wi"])
    assert page.goto(f"{hier}/plan").status == 403
    assert "toestemming" in page.inner_text("main").lower()
    als(page, lindewaard, opzet.mensen["teamleider"])
    for pad in ("plan", "plan/afdruk"):
        page.goto(f"{hier}/{pad}")
        assert "Marieke slaapt weer" not in page.content()  # about health
        assert "De huur is betaald" not in page.content()  # about money
        assert "Sem gaat weer naar school" in page.content()


def _geen_zijpad(page: Any, als: Any, adres: Any, lindewaard: GemeenteRef, opzet: Opzet) -> None:
    """What the helper heard about work on the side travels nowhere: not by search, list, day or talk."""
    for wie in ("klantmanager_wi", "wmo_consulent", "teamleider"):
        als(page, lindewaard, opzet.mensen[wie])
        for pad in (
            "/huishoudens?q=bijverdiend",
            "/zoeken?q=zwart",
            "/mijn-dag",
            "/huishoudens",
            f"{opzet.pad}/gesprekken",
        ):
            page.goto(adres("lindewaard", pad))
            assert "L" not in leest(page), (wie, pad)


def _school(browser: Any, adres: Any, opzet: Opzet) -> None:
    """The school opens its link with the code and reads the goal about school, and nothing else."""
    bezoek = browser.new_context()
    buiten = bezoek.new_page()
    buiten.goto(adres("lindewaard", f"/veilige-link/{opzet.teken}"))
    buiten.get_by_label("Code").fill(opzet.code)
    with buiten.expect_navigation():
        buiten.get_by_role("button", name="Bekijk wat er is gedeeld").click()
    buiten.get_by_text("Sem gaat weer naar school").wait_for()
    assert leest(buiten) == ""
    assert "De huur is betaald" not in buiten.content()
    bezoek.close()


def _buiten_de_deur(page: Any, als: Any, lindewaard: GemeenteRef, opzet: Opzet, hier: str) -> None:
    """The privacyfunctionaris and the beheerder have no content: for them the page is not there."""
    for wie in ("fg", "beheerder"):
        als(page, lindewaard, opzet.mensen[wie])
        assert page.goto(hier).status == 404
        assert leest(page) == ""


def _op_papier(page: Any, als: Any, lindewaard: GemeenteRef, opzet: Opzet, hier: str) -> None:
    """The print for the resident lists everybody who looked, and the school."""
    als(page, lindewaard, opzet.mensen["hulpverlener"])
    page.goto(f"{hier}/wie-keek-mee/afdruk")
    rijen = [rij.inner_text() for rij in page.locator("tbody tr").all()]
    keken = (opzet.mensen["hulpverlener"].naam, "De Regenboog", *(
        NAMEN[wie] for wie in ("wmo_consulent", "klantmanager_wi", "teamleider")
    ))  # fmt: skip
    for naam in keken:
        assert any(naam in rij and "mocht niet" not in rij for rij in rijen), naam
    for wie in ("fg", "beheerder"):  # they tried, and got nothing to see: that stands there too
        eigen = [rij for rij in rijen if NAMEN[wie] in rij]
        assert eigen, wie
        assert all("Deze persoon kreeg niets te zien." in rij for rij in eigen), wie
    with in_gemeente(lindewaard):
        geweigerd = Logboekregel.objects.filter(resultaat="geweigerd").values_list(
            "gebruiker_naam", flat=True
        )
        assert {NAMEN["fg"], NAMEN["beheerder"]} <= set(geweigerd)


def _openbaar(page: Any, adres: Any) -> None:
    """What the gemeente publishes says, in its own words, the same of these functions as what we just saw."""
    page.context.clear_cookies()
    assert page.goto(adres("lindewaard", "/informatieprotocol")).status == 200
    pagina = lees(page.content())
    for wie, letters in LEEST.items():
        functie, ambtenaar = Functie(wie), wie in ("wmo_consulent", "klantmanager_wi")
        lezer = Lezer(frozenset({functie}), not ambtenaar, frozenset(), is_betrokken=True, verlopen={})
        gelezen = [
            letter
            for letter in ZINNEN
            if volgens_de_pagina(pagina, lezer, Categorie(letter), Moment.PLAN, ())[0] == Mate.ALLES
        ]
        eigen = "" if wie == "teamleider" else "L"  # work notes: one's own
        assert "".join(gelezen) == letters.replace("L", "") + eigen, wie
    assert {str(Functie.FG.label), str(Functie.BEHEERDER.label)}.isdisjoint(pagina.functies)
