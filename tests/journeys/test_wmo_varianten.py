"""Who decides about the Wmo in each kind of team: the team itself, the backoffice, or a team elsewhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from modules.dossier.actions.melding import register_melding
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.models import Melding, Termijn, Toegangsgrond
from modules.wmo.models import Zaak
from tenants.models import Gemeente
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid, maak_teammodel
from tests.journeys.wmo_stappen import besluit, druk, geef_mandaat, maak_hulp, onderzoek

pytestmark = [pytest.mark.reis, pytest.mark.django_db(transaction=True)]


def iemand(naam: str, rol: Rol, team: Any, **velden: Any) -> Any:
    """Make somebody with a role and a place."""
    mens = maak_gebruiker(naam=naam, rollen=[rol], team=None if rol is Rol.BACKOFFICE else team)
    maak_teamlid(mens, team, **velden)
    return mens


def maak_melding(by: Any, *, met_termijnen: bool = True) -> Melding:
    """Somebody asked for help three days ago, of the first team."""
    huishouden = maak_huishouden("Bakker", personen=({"voornamen": "Ria"},))
    casus = maak_casus(huishouden, behandelaar=by)
    return register_melding(
        huishouden=huishouden, team=casus.team, teammodel_id=casus.teammodel_id,
        gegevens={"wet": "wmo", "inhoud": "Ik kan niet meer stofzuigen."},
        ontvangen_op=localdate() - timedelta(days=3), met_termijnen=met_termijnen,
        inwoner=huishouden.leden.first().inwoner, by=by, at=timezone.now(),
    )  # fmt: skip


def geef_door(page: Any, knop: str, aan: str) -> None:
    """Hand the melding over to this person."""
    druk(page, knop, rol="link")
    page.get_by_label("Wie gaat ermee verder?").select_option(label=aan)
    page.get_by_label("Wat moet die ander weten?").fill("Zij wil voor de kerst weten waar zij aan toe is.")
    druk(page, "Geef melding door")
    page.get_by_text(f"Doorgegeven aan {aan}").wait_for()


def test_a_team_toegang_does_the_whole_line_itself(
    page: Any, als: Any, adres: Any, lindewaard: GemeenteRef
) -> None:
    with in_gemeente(lindewaard):
        maak_teammodel("toegang")
        samira = iemand("Samira Bouali", Rol.TEAMLID, eerste_team(), ambtelijke_status=True)
        geef_mandaat(samira, "teamlid")
        maak_hulp(samira)
        melding = maak_melding(samira)
    als(page, lindewaard, samira)
    page.goto(adres("lindewaard", f"/wmo/{melding.pk}"))

    onderzoek(page)
    besluit(page)

    with in_gemeente(lindewaard):
        rij = Beschikking.objects.get()
        assert (rij.plaats, rij.beslist_door, rij.stand) == ("team", samira, "bekend")
        assert Zaak.objects.get().besluit_bij is None


def test_a_team_hands_the_decision_to_the_backoffice(
    page: Any, als: Any, adres: Any, hoogmeren: GemeenteRef, geen_axe_fouten: Any
) -> None:
    with in_gemeente(hoogmeren):
        maak_teammodel("team", instellingen={"besluit_door": "backoffice"})
        samira = iemand("Samira Bouali", Rol.TEAMLID, eerste_team(), protocolfunctie="wmo_consulent")
        bas = iemand(
            "Bas Hendriks",
            Rol.BACKOFFICE,
            maak_team("Team Kantoor", vanaf=localdate()),
            ambtelijke_status=True,
        )
        geef_mandaat(samira, "backoffice")
        maak_hulp(samira)
        melding = maak_melding(samira)
    als(page, hoogmeren, samira)
    page.goto(adres("hoogmeren", f"/wmo/{melding.pk}"))

    onderzoek(page)
    page.get_by_text("De aanvraag en het besluit doet de backoffice.").first.wait_for()
    geef_door(page, "Geef melding door", "Bas Hendriks")
    page.get_by_text("De aanvraag en het besluit doet Bas Hendriks.").first.wait_for()
    geen_axe_fouten(page)

    als(page, hoogmeren, bas)
    page.goto(adres("hoogmeren", "/wmo/werk?bij=mij"))
    geen_axe_fouten(page)
    druk(page, "Ria Bakker", rol="link")
    besluit(page)

    with in_gemeente(hoogmeren):
        rij = Beschikking.objects.get()
        assert (rij.plaats, rij.beslist_door, rij.stand) == ("backoffice", bas, "bekend")
        grond = Toegangsgrond.objects.get(gebruiker=bas, bron_id=Zaak.objects.get().pk)
        assert grond.tot <= timezone.now() + timedelta(days=1)


def test_a_network_always_hands_over_to_a_team_that_decides(
    page: Any, als: Any, adres: Any, maak_gemeente: Any
) -> None:
    maak_gemeente("GM9003", "netwerk")
    with in_platform():
        rietdam = Gemeente.objects.get(slug="rietdam").ref()
    with in_gemeente(rietdam):
        netwerk = eerste_team()
        toegang = maak_team("Team Toegang", vanaf=localdate())
        maak_teammodel("netwerk", teams={str(toegang.pk): {"variant": "toegang"}})
        carla = iemand("Carla Wouters", Rol.TEAMLID, netwerk)
        samira = iemand("Samira Bouali", Rol.TEAMLID, toegang, ambtelijke_status=True)
        geef_mandaat(samira, "teamlid")
        maak_hulp(samira)
        melding = maak_melding(carla, met_termijnen=False)
    als(page, rietdam, carla)
    page.goto(adres("rietdam", f"/wmo/{melding.pk}"))
    page.get_by_text("Dit team neemt geen besluiten.").first.wait_for()

    geef_door(page, "Geef melding door", "Samira Bouali")

    with in_gemeente(rietdam):
        onderzoek_af = Termijn.objects.lopend().get(sleutel="wmo_onderzoek")
        assert onderzoek_af.begin == localdate() - timedelta(days=3)  # the law counts from the melding
    als(page, rietdam, samira)
    page.goto(adres("rietdam", "/wmo/werk?bij=mij"))
    druk(page, "Ria Bakker", rol="link")
    onderzoek(page)
    besluit(page)

    with in_gemeente(rietdam):
        rij = Beschikking.objects.get()
        assert (rij.plaats, rij.beslist_door, rij.stand) == ("ander", samira, "bekend")
