"""BIG and SKJ: told in time, listed for the teamleider, closed when it is over (F080)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.dossier.delen.actions.registratie import warn_registraties
from modules.dossier.toegang.models import Attendering
from modules.inrichting.models import Registratie
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.modules.dossier.verkeer import vragen

pytestmark = pytest.mark.django_db
NU = timezone.now


def registratie(dagen: int, naam: str = "Samira Bouali", team: object = None) -> Registratie:
    mens = maak_gebruiker(naam=naam, met_code_app=False)
    lid = maak_teamlid(mens, team or eerste_team(), protocolfunctie="jeugdprofessional")
    return Registratie.objects.create(
        teamlid=lid, register="SKJ", nummer="110012345", geldig_tot=localdate() + timedelta(days=dagen)
    )


def leider(team: object = None) -> object:
    team = team or eerste_team()
    mens = maak_gebruiker(rollen=[Rol.TEAMLEIDER], team=team, naam="Petra de Leider", met_code_app=False)
    maak_teamlid(mens, team)
    return mens


def test_the_member_and_the_teamleider_hear_of_it_once_per_step(in_lindewaard: GemeenteRef) -> None:
    baas, rij = leider(), registratie(59)
    registratie(61)

    assert warn_registraties(at=NU()) == 1
    assert warn_registraties(at=NU()) == 0

    eigen = Attendering.objects.filter(voor_id=rij.teamlid.gebruiker_id).order_by("op").first()
    assert eigen.tekst == "Je registratie in het SKJ loopt over 59 dagen af. Geef de nieuwe datum door."
    van_de_leider = Attendering.objects.get(voor=baas, soort="registratie_60")
    assert van_de_leider.tekst == "De SKJ-registratie van Samira Bouali loopt over 59 dagen af."
    assert warn_registraties(at=NU() + timedelta(days=30)) == 2


def test_a_day_that_was_missed_is_made_up_for(in_lindewaard: GemeenteRef) -> None:
    rij = registratie(-3)

    assert warn_registraties(at=NU()) == 1

    assert Attendering.objects.get(voor_id=rij.teamlid.gebruiker_id).tekst == (
        "Je registratie in het SKJ is verlopen. Geef de nieuwe datum door."
    )


def test_the_list_shows_the_own_team_first_what_ends_first(
    in_lindewaard: GemeenteRef, client: Client
) -> None:
    log_in(client, leider())
    registratie(400, "Anna")
    registratie(-5, "Bram")
    registratie(10, "Van Elders", maak_team())
    eerst = vragen(client, "/registraties")

    tekst = client.get("/registraties").content.decode()

    assert tekst.index("Bram") < tekst.index("Anna")
    assert "Van Elders" not in tekst
    assert "Kan nu niet: " in tekst
    for nummer in range(3):
        registratie(nummer)
    assert vragen(client, "/registraties") == eerst


def test_a_member_sees_the_own_registration_only(in_lindewaard: GemeenteRef, client: Client) -> None:
    rij = registratie(30, "Zelf Bouali")
    registratie(30, "Ander Iemand")
    log_in(client, rij.teamlid.gebruiker)

    tekst = client.get("/registraties").content.decode()

    assert "Zelf Bouali" in tekst
    assert "Ander Iemand" not in tekst
