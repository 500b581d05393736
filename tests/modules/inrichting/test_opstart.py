"""From keuzehulp to the first household: each step is done when it really is."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_platform
from modules.inrichting.actions.teammodel import make_concept, plan_teammodel
from modules.inrichting.models import Gereedheidscheck, KeuzehulpUitkomst
from modules.inrichting.opstart import AANTAL, lees_opstart
from modules.inrichting.rules.gereedheid import CHECKS
from tenants.actions.tellen import tel_gemeente
from tenants.console.models import Gemeentecijfer
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import maak_gebruiker

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def klaar() -> dict[str, bool]:
    return {stap.titel: stap.is_klaar for stap in lees_opstart(NU).stappen}


def test_each_step_is_done_when_it_is_done(beheerder: Gebruiker, in_lindewaard: GemeenteRef):
    vooraf = klaar()
    assert len(vooraf) == AANTAL
    assert (vooraf["Keuzehulp"], vooraf["Teammodel"], vooraf["Privacyfunctionaris"], vooraf["Zeven checks"]) == (
        False, False, False, False,
    )  # fmt: skip

    KeuzehulpUitkomst.objects.create(
        door=beheerder, antwoorden={}, begonnen_op=NU, afgerond_op=NU, gekozen="team", adviezen=["team"]
    )
    concept = make_concept(by=beheerder, at=NU)
    plan_teammodel(versie=concept.versie, ingaat_op=NU.date(), lopende="houden", by=beheerder, at=NU)
    maak_gebruiker(rollen=[Rol.FG])
    for check in CHECKS:
        Gereedheidscheck.objects.update_or_create(
            sleutel=check.sleutel, defaults={"geregeld": True, "gewijzigd_op": NU}
        )
    maak_casus(maak_huishouden())

    na = klaar()
    assert [naam for naam, is_klaar in na.items() if not is_klaar] == [
        naam for naam in ("Wijken", "Mensen") if not vooraf[naam]
    ]


def test_a_blocked_privacyfunctionaris_is_none(beheerder: Gebruiker):
    weg = maak_gebruiker(rollen=[Rol.FG])
    weg.is_actief = False
    weg.save()

    assert not klaar()["Privacyfunctionaris"]


def test_the_page_says_what_is_next_and_the_supplier_sees_one_number(
    scherm: Client, in_lindewaard: GemeenteRef
):
    pagina = scherm.get("/inrichting").content.decode()
    volgende = lees_opstart(NU).volgende
    tel_gemeente(ref=in_lindewaard, at=NU)

    assert volgende is not None
    assert f"Naar {volgende.titel}" in pagina
    with in_platform():
        cijfer = Gemeentecijfer.objects.get(gemeente_id=in_lindewaard.id, sleutel="opstart")
    assert cijfer.waarde == lees_opstart(NU).klaar


def test_the_page_asks_the_same_for_one_team_and_for_many(scherm: Client, in_lindewaard: GemeenteRef):
    def tel() -> int:
        with CaptureQueriesContext(connection) as vragen:
            assert scherm.get("/inrichting").status_code == 200
        return len(vragen)

    tel()  # what a process reads once
    een = tel()
    for _ in range(3):
        maak_casus(maak_huishouden())

    assert (een, tel()) == (25, 25)
