"""Every page of the inrichting opens, for the empty start and with life in it."""

from __future__ import annotations

import pytest
from django.test import Client

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.inrichting.models import Buurt, Inlooppunt, Organisatie, Wijk
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid

VASTE_PADEN = [
    "/inrichting",
    "/inrichting/teammodel",
    "/inrichting/teammodel/versies",
    "/inrichting/teammodel/medewerkers",
    "/inrichting/teammodel/keuzehulp",
    "/inrichting/teammodel/keuzehulp/1",
    "/inrichting/teammodel/keuzehulp/8",
    "/inrichting/teammodel/gereedheid",
    "/inrichting/teammodel/gereedheid/leertijd",
    "/inrichting/teams",
    "/inrichting/teams?q=zzz",
    "/inrichting/teams/nieuw",
    "/inrichting/teams/wijken",
    "/inrichting/teams/wijken/inlezen",
    "/inrichting/teams/wijken/adressen",
    "/inrichting/teamleden/nieuw",
    "/inrichting/organisaties",
    "/inrichting/organisaties/nieuw",
    "/inrichting/inlooppunten",
    "/inrichting/inlooppunten/nieuw",
    "/inrichting/modules",
    "/inrichting/begrippen",
    "/inrichting/begrippen/inwoner",
    "/inrichting/huisstijl",
    "/inrichting/huisstijl?start=molenveen",
    "/inrichting/huisstijl/voorbeeld/mijn-dag",
    "/inrichting/huisstijl/voorbeeld/onderdelen?kleur=donker",
]


@pytest.mark.parametrize("pad", VASTE_PADEN)
def test_page_opens_for_the_beheerder(scherm: Client, pad: str) -> None:
    assert scherm.get(pad).status_code == 200


def test_pages_of_one_thing_open(scherm: Client) -> None:
    team = maak_team("Vogelbuurt")
    lid = maak_teamlid(team=team)
    wijk = Wijk.objects.create(code="WK900101", naam="Vogelwijk", jaar=2026)
    Buurt.objects.create(code="BU90010100", naam="Merelbuurt", wijk=wijk)
    organisatie = Organisatie.objects.create(naam="De Brug", soort="welzijn")
    punt = Inlooppunt.objects.create(naam="De Kom", adres="Plein 1", openingstijden="Altijd")

    for pad in (
        f"/inrichting/teams/{team.pk}",
        f"/inrichting/teams/{team.pk}/wijzigen",
        f"/inrichting/teams/{team.pk}/gebied",
        f"/inrichting/teammodel/teams/{team.pk}",
        f"/inrichting/mensen/{lid.gebruiker_id}/teamlid",
        f"/inrichting/mensen/{lid.gebruiker_id}/teamlid/{lid.pk}",
        f"/inrichting/organisaties/{organisatie.pk}",
        f"/inrichting/inlooppunten/{punt.pk}",
    ):
        assert (pad, scherm.get(pad).status_code) == (pad, 200)


@pytest.mark.parametrize("pad", VASTE_PADEN)
def test_a_page_is_not_there_for_a_teamlid(klant: Client, in_lindewaard: GemeenteRef, pad: str) -> None:
    log_in(klant, maak_gebruiker(rollen=[Rol.TEAMLID]))

    assert klant.get(pad).status_code == 404


def test_a_teamleider_reads_teams_and_changes_nothing(klant: Client, in_lindewaard: GemeenteRef) -> None:
    log_in(klant, maak_gebruiker(rollen=[Rol.TEAMLEIDER]))
    team = maak_team("Vogelbuurt")
    lid = maak_teamlid(team=team)

    for pad in (
        "/inrichting/teams",
        f"/inrichting/teams/{team.pk}",
        f"/inrichting/mensen/{lid.gebruiker_id}/teamlid",
    ):
        assert (pad, klant.get(pad).status_code) == (pad, 200)
    assert klant.post(f"/inrichting/teams/{team.pk}/stoppen").status_code == 404
