"""The screens of the work in a real browser: no fault for a screen reader, nothing outside a small phone."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from keukentafel.tenancy import in_gemeente
from modules.dossier.actions import gesprek as gesprekken
from modules.dossier.actions.plan import begin_plan
from modules.dossier.actions.regie import take_over_regie
from modules.dossier.actions.waakvlam import start_waakvlam
from tests.factories.dossier import maak_casus, maak_huishouden, maak_plan, maak_regisseur, maak_zrm
from tests.modules.dossier.verkeer import Zaak, maak_zaak

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def binnen(page, adres, hoogmeren):
    """Somebody signed in, with a household in the middle of everything; returns its pages."""
    klant = Client(HTTP_HOST="hoogmeren.localhost")
    with in_gemeente(hoogmeren):
        zaak = maak_zaak(
            klant, status="ondersteuning", personen=("Marieke", {"voornamen": "Sem", "rol": "kind"})
        )
        paden = _vul(zaak)
    basis = urlsplit(adres("hoogmeren"))
    page.context.add_cookies(
        [
            {
                "name": "kt_sessie",
                "value": klant.cookies["kt_sessie"].value,
                "url": f"{basis.scheme}://{basis.netloc}",
            }
        ]
    )
    return [adres("hoogmeren", pad) for pad in paden]


def _vul(zaak: Zaak) -> list[str]:
    plan = maak_plan(zaak.casus, doelen=("Ik betaal elke maand de huur.", "Ik ken mijn buren."))
    for datum, niveau in ((date(2026, 1, 10), 2), (date(2026, 10, 10), 4)):
        maak_zrm(zaak.casus, zaak.inwoner, {"financien": niveau, "justitie": 5}, datum=datum)
    maak_regisseur(zaak.huishouden)
    wie = {"by": zaak.medewerker, "at": now()}
    take_over_regie(
        huishouden=zaak.huishouden,
        grond="gevaar",
        toelichting="Er is gevaar.",
        leefgebieden=["huisvesting"],
        eindigt_op=localdate(),
        **wie,
    )
    bezig = _gesprek(zaak, wie)
    klaar = _gesprek(zaak, wie)
    klaar = gesprekken.save_gesprek(
        gesprek=klaar,
        waarden={
            "verhaal": "Ik wil rust.",
            "aanwezigen": [{"soort": "inwoner", "id": str(zaak.inwoner.pk), "naam": "Marieke"}],
        },
        versie=klaar.versie,
        **wie,
    )
    gesprekken.finish_gesprek(gesprek=klaar, versie=klaar.versie, **wie)
    bezig = _gesprek(zaak, wie)
    concept = begin_plan(huishouden=zaak.huishouden, casus=zaak.casus, **wie)
    stil = maak_casus(maak_huishouden("De Vries"), behandelaar=zaak.medewerker)
    start_waakvlam(casus=stil, maanden=6, ritme_weken=6, tekenen="", wie=zaak.medewerker, **wie)
    h, s = f"/huishoudens/{zaak.huishouden.pk}", f"/huishoudens/{stil.huishouden_id}"
    return [
        f"{h}/regie",
        f"{h}/gesprekken",
        f"/gesprekken/{bezig.pk}",
        f"/gesprekken/{klaar.pk}",
        f"/gesprekken/{klaar.pk}/verslag",
        f"/gesprekken/{klaar.pk}/samen-kijken",
        f"{h}/zelfredzaamheid",
        f"{h}/zelfredzaamheid/nieuw",
        f"{h}/zelfredzaamheid/{zaak.inwoner.pk}/nieuw",
        f"{h}/plan",
        f"/plannen/{concept.pk}",
        f"/plannen/{concept.pk}/afspreken",
        f"{h}/plan/vergelijken",
        f"{h}/plan/afdruk",
        f"{h}/evaluaties",
        f"{h}/evaluaties/nieuw",
        f"{h}/afsluiten",
        f"{h}/overdragen",
        f"{h}/crisis",
        f"{h}/acties/nieuw",
        f"{s}/waakvlam",
        "/waakvlammen",
        "/acties",
        f"/plannen/{plan.pk}",
    ]


def _gesprek(zaak, wie):
    return gesprekken.start_gesprek(huishouden=zaak.huishouden, casus=zaak.casus, soort="keukentafel", **wie)


def test_every_screen_of_the_work_is_readable_by_everybody(page, binnen, geen_axe_fouten):
    fouten = []
    for pad in binnen:
        page.set_viewport_size({"width": 1440, "height": 900})
        antwoord = page.goto(pad)
        assert antwoord.status == 200, pad
        for breedte in (1440, 320):
            page.set_viewport_size({"width": breedte, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                fouten.append(f"{pad} is breder dan {breedte}")
            try:
                geen_axe_fouten(page)
            except AssertionError as axe:
                fouten.append(str(axe)[:900])

    assert fouten == []
