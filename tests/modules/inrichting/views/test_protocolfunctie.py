"""What somebody is in the protocol: chosen at the place in a team, with checks (F074, F080)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.inrichting.actions.teamlid import FunctiePastNiet, add_teamlid, change_teamlid
from modules.inrichting.models import Registratie, Teamlid
from modules.inrichting.rules.protocolfunctie import FUNCTIE_VAN_MODEL, controleer_functie
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import BEGIN, NU, maak_team, maak_teamlid


@pytest.fixture
def lid(in_lindewaard: GemeenteRef) -> Teamlid:
    """Carla, in team Vogelbuurt."""
    carla = maak_gebruiker(naam="Carla Wouters", met_code_app=False)
    return maak_teamlid(carla, maak_team("Vogelbuurt"))


def adres(lid: Teamlid) -> str:
    return f"/inrichting/mensen/{lid.gebruiker_id}/teamlid/{lid.pk}"


def plek(lid: Teamlid, **velden: Any) -> dict[str, Any]:
    """What the panel `Plek in het team` posts."""
    return {
        "deel": "plek",
        "versie": lid.versie,
        "positie": "kern",
        "functie": "",
        "profieltype": "generalist",
        "protocolfunctie": "",
        **velden,
    }


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"protocolfunctie": "hulpverlener"}, "Een hulpverlener heeft beroepsgeheim."),
        ({"protocolfunctie": "jeugdprofessional"}, "Een jeugdprofessional heeft beroepsgeheim."),
        ({"protocolfunctie": "wmo_consulent"}, "Een Wmo-consulent is ambtenaar."),
        (
            {"protocolfunctie": "klantmanager_wi", "geheimhouding": "on"},
            "Een klantmanager Werk en Inkomen is ambtenaar.",
        ),
        ({"protocolfunctie": "burgemeester"}, ""),
        ({"protocolfunctie": "teamleider"}, ""),
    ],
)
def test_a_function_that_does_not_fit_is_refused_with_the_reason(
    scherm: Client, lid: Teamlid, velden: dict[str, Any], fout: str
) -> None:
    antwoord = scherm.post(adres(lid), plek(lid, **velden))

    assert antwoord.status_code == 422
    assert fout in antwoord.content.decode()
    lid.refresh_from_db()
    assert lid.protocolfunctie == ""


@pytest.mark.parametrize(
    ("velden", "functie"),
    [
        ({"protocolfunctie": "hulpverlener", "geheimhouding": "on"}, "hulpverlener"),
        ({"protocolfunctie": "wmo_consulent", "ambtelijke_status": "on"}, "wmo_consulent"),
        ({"protocolfunctie": ""}, ""),
    ],
)
def test_a_function_that_fits_is_kept_and_on_record(
    scherm: Client, lid: Teamlid, velden: dict[str, Any], functie: str
) -> None:
    assert scherm.post(adres(lid), plek(lid, **velden)).status_code == 303

    lid.refresh_from_db()
    assert lid.protocolfunctie == functie
    regel = Logboekregel.objects.get(gebeurtenis="inrichting.teamlid.gewijzigd")
    assert ("protocolfunctie" in regel.detail["velden"]) == bool(functie)


def test_a_jeugdprofessional_without_skj_is_told_what_stays_closed(scherm: Client, lid: Teamlid) -> None:
    scherm.post(adres(lid), plek(lid, protocolfunctie="jeugdprofessional", geheimhouding="on"))
    zonder = scherm.get(adres(lid)).content.decode()
    rij = Registratie.objects.create(
        teamlid=lid, register="SKJ", nummer="123456", geldig_tot=date(2020, 1, 1)
    )
    verlopen = scherm.get(adres(lid)).content.decode()
    rij.geldig_tot = date(2099, 1, 1)
    rij.save()
    met = scherm.get(adres(lid)).content.decode()

    waarschuwing = "Tot dan blijven jeugd en veiligheid dicht."
    assert [waarschuwing in pagina for pagina in (zonder, verlopen, met)] == [True, True, False]


def test_the_list_of_a_team_says_who_is_official_and_who_keeps_silent(scherm: Client, lid: Teamlid) -> None:
    scherm.post(adres(lid), plek(lid, protocolfunctie="hulpverlener", geheimhouding="on"))
    ambtenaar = maak_gebruiker(naam="Tom de Groot", met_code_app=False)
    maak_teamlid(ambtenaar, lid.team, protocolfunctie="wmo_consulent", ambtelijke_status=True)

    team = scherm.get(f"/inrichting/teams/{lid.team_id}").content.decode()
    persoon = scherm.get(f"/inrichting/mensen/{ambtenaar.pk}/teamlid").content.decode()

    assert [team.count(woord) for woord in ("Beroepsgeheim", "Ambtenaar", "Hulpverlener")] == [1, 1, 1]
    assert "Ambtenaar" in persoon


def test_a_place_without_a_choice_looks_by_the_model_of_the_team(scherm: Client, lid: Teamlid) -> None:
    assert b"kijkt deze medewerker als Wmo-consulent." in scherm.get(adres(lid)).content


def test_no_action_gives_a_function_that_does_not_fit(lid: Teamlid) -> None:
    velden: dict[str, Any] = {
        "positie": "kern",
        "functie": "",
        "profieltype": "generalist",
        "ambtelijke_status": False,
        "geheimhouding": False,
        "protocolfunctie": "hulpverlener",
        "by": maak_gebruiker(rollen=[Rol.BEHEERDER], met_code_app=False),
        "at": NU,
    }

    with pytest.raises(FunctiePastNiet):
        change_teamlid(teamlid=lid, versie=lid.versie, **velden)
    with pytest.raises(FunctiePastNiet):
        add_teamlid(gebruiker=maak_gebruiker(met_code_app=False), team=lid.team, van=BEGIN, **velden)


def test_without_a_function_nothing_is_asked() -> None:
    assert controleer_functie("", is_ambtenaar=False, heeft_geheim=False) == ()
    assert len(FUNCTIE_VAN_MODEL) == 4
