"""The door of a household: what it lets in, what it refuses, and that both are written down."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from keukentafel.audit.models import Logboekregel
from modules.dossier.models import Betrokkene
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid, maak_teammodel

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def kom_binnen(klant: Client, functie: str, **velden):
    """Sign somebody in who has this function in the first team."""
    wie = maak_gebruiker(naam="Karim Haddad", met_code_app=False)
    maak_teamlid(wie, eerste_team(), protocolfunctie=functie, **velden)
    log_in(klant, wie)
    return wie


def geweigerd() -> list[tuple[str, str, object]]:
    regels = Logboekregel.objects.filter(resultaat="geweigerd")
    return [(regel.gebeurtenis, regel.soort, regel.huishouden_id) for regel in regels]


def test_a_category_that_is_not_yours_says_why_and_is_written_down(klant):
    wie = kom_binnen(klant, "klantmanager_wi")
    huishouden = maak_huishouden()
    maak_casus(huishouden, status="ondersteuning")

    antwoord = klant.get(f"/huishoudens/{huishouden.pk}/zelfredzaamheid")

    assert antwoord.status_code == 403
    assert "voor “Leefgebieden en zelfredzaamheid” is toestemming of een andere vastgelegde grond nodig" in (
        antwoord.content.decode()
    )
    assert geweigerd() == [("dossier.huishouden.geweigerd", "R", huishouden.pk)]
    assert Logboekregel.objects.get(resultaat="geweigerd").gebruiker_id == wie.pk


def test_what_you_may_read_but_not_change_is_refused_with_that_sentence(klant):
    kom_binnen(klant, "")
    wie = maak_gebruiker(rollen=["teamleider"], met_code_app=False)
    maak_teamlid(wie, eerste_team())
    log_in(klant, wie)
    huishouden = maak_huishouden()
    maak_casus(huishouden, status="ondersteuning")

    lezen = klant.get(f"/huishoudens/{huishouden.pk}/plan")
    schrijven = klant.post(f"/huishoudens/{huishouden.pk}/plan/begin")

    assert (lezen.status_code, schrijven.status_code) == (200, 403)
    assert "Je mag “Plan en afspraken” lezen, niet wijzigen." in schrijven.content.decode()


def test_another_team_and_an_unknown_household_answer_alike_and_both_are_written_down(klant):
    kom_binnen(klant, "hulpverlener")
    elders = maak_huishouden(team=maak_team())
    maak_casus(elders)
    onbekend = uuid4()

    codes = [klant.get(f"/huishoudens/{pk}").status_code for pk in (elders.pk, onbekend)]

    assert codes == [404, 404]
    assert {regel[2] for regel in geweigerd()} == {elders.pk, onbekend}


@pytest.mark.parametrize(
    ("variant", "code"), [("toegang", 200), ("team", 200), ("netwerk", 404), ("regie", 404)]
)
def test_in_a_network_team_only_who_has_a_part_comes_in(klant, variant, code):
    maak_teammodel(variant)
    wie = kom_binnen(klant, "")
    huishouden = maak_huishouden()
    maak_casus(huishouden)
    zonder_deel = klant.get(f"/huishoudens/{huishouden.pk}").status_code
    Betrokkene.objects.create(huishouden=huishouden, gebruiker=wie, rol="hulp", van="2026-02-01")

    assert (zonder_deel, klant.get(f"/huishoudens/{huishouden.pk}").status_code) == (code, 200)


def test_two_functions_in_two_teams_do_not_mix(klant):
    team, wie = eerste_team(), kom_binnen(klant, "klantmanager_wi")
    ander = maak_team()
    maak_teamlid(wie, ander, protocolfunctie="hulpverlener", geheimhouding=True)
    hier, daar = maak_huishouden(team=team), maak_huishouden(team=ander)
    for huishouden in (hier, daar):
        maak_casus(huishouden, team=huishouden.team)

    codes = [klant.get(f"/huishoudens/{huis.pk}/zelfredzaamheid").status_code for huis in (hier, daar)]

    assert codes == [403, 200]
