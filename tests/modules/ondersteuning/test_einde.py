"""A look ends with its reason: its ticket, its gemeente, its place in the database, and never later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from keukentafel import teruggezet
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, inkijk, zaaifouten
from keukentafel.tenancy.inkijk import GEMASKEERD, LEESBAAR, huidige_kijk, in_inkijk
from keukentafel.tenancy.scope import AchterGlas, Doelschema, VerkeerdeGemeente, in_doel
from keukentafel.tenancy.sleutels import cache_sleutel
from modules.ondersteuning.actions import inkijk as acties
from modules.ondersteuning.models import Inkijk, Stand
from modules.ondersteuning.taken import tik
from support.actions import toegang as bij_ons
from support.actions.ticket import solve_gemeente, solve_ticket
from support.models import Toegang, ToegangStand
from tenants.actions.suspension import hervat, schort_op
from tenants.console.rollen import LeverancierRol
from tests.modules.ondersteuning.conftest import Toneel
from tests.modules.ondersteuning.test_meekijken import kijker, toegestaan
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK

pytestmark = pytest.mark.django_db
PAGINA = "/inrichting/teammodel"


def stand_bij_ons(id_: Any) -> tuple[str, bool]:
    """Return how a request stands at the supplier, and whether the gemeente closed its half."""
    with in_platform():
        rij = Toegang.objects.get(pk=id_)
    return rij.stand, rij.geeindigd_op is not None


# -- the glass is no scope -------------------------------------------------------------------------------------


def test_no_way_round_leads_out_of_a_look(in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> None:
    hier = in_lindewaard
    with in_inkijk(hier):
        with in_platform(), in_gemeente(hier):
            assert huidige_kijk() == GEMASKEERD
        with in_doel(None), in_gemeente(hier):
            assert huidige_kijk() == GEMASKEERD
        with in_platform(), pytest.raises(VerkeerdeGemeente), in_gemeente(hoogmeren):
            pass
        with pytest.raises(AchterGlas), in_doel(Doelschema(hier.schema_name, hier.schema_name, hier)):
            pass
        with zaaifouten.zaai("inkijk_ontsnapt"), in_platform(), in_gemeente(hier):
            assert huidige_kijk() == ""
    assert huidige_kijk() == ""


def test_what_a_readable_look_keeps_is_not_shown_to_a_masked_one(in_lindewaard: GemeenteRef) -> None:
    sleutels = [cache_sleutel("hier")]
    for kijk in (GEMASKEERD, LEESBAAR):
        with in_inkijk(in_lindewaard, kijk=kijk):
            sleutels.append(cache_sleutel("hier"))

    assert len(set(sleutels)) == 3


# -- the ticket ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", ["leverancier", "gemeente"])
def test_a_solved_ticket_ends_its_look(toneel: Toneel, kijkrollen: GemeenteRef, wie: str) -> None:
    een, code = toegestaan(toneel)
    mee = kijker(toneel, code)
    assert mee.get(PAGINA).status_code == 200

    with in_platform():
        if wie == "leverancier":
            solve_ticket(ticket_id=toneel.ticket.pk, by=toneel.ilse.account, at=timezone.now())
        else:
            solve_gemeente(ticket_id=toneel.ticket.pk, gemeente_id=toneel.gemeente.id, at=timezone.now())

    assert mee.get(PAGINA).headers["Location"] == "/meekijken/voorbij"
    assert stand_bij_ons(een.pk) == (ToegangStand.GESTOPT, False)
    acties.stop_inkijk(inkijk_id=een.pk, at=timezone.now())
    assert Inkijk.objects.get().stand == Stand.GESTOPT
    assert stand_bij_ons(een.pk) == (ToegangStand.GESTOPT, True)


def test_a_look_without_an_open_ticket_does_not_go_on_even_when_nobody_ended_it(
    toneel: Toneel, kijkrollen: GemeenteRef
) -> None:
    een, code = toegestaan(toneel)
    mee = kijker(toneel, code)

    with in_platform(), zaaifouten.zaai("opgelost_kijkt_door"):
        solve_ticket(ticket_id=toneel.ticket.pk, by=toneel.ilse.account, at=timezone.now())

    assert stand_bij_ons(een.pk) == (ToegangStand.LOOPT, False)
    assert mee.get(PAGINA).status_code == 302
    with in_platform(), pytest.raises(bij_ons.NietMeerOpen):
        bij_ons.give_code(toegang_id=een.pk, by=toneel.ilse.account, at=timezone.now())


def test_a_request_of_a_solved_ticket_is_not_answered(toneel: Toneel) -> None:
    toegang = toneel.vraag()
    with in_platform(), zaaifouten.zaai("opgelost_kijkt_door"):
        solve_ticket(ticket_id=toneel.ticket.pk, by=toneel.ilse.account, at=toneel.nu)

    with pytest.raises(acties.NietMeerGevraagd):
        acties.allow_inkijk(toegang_id=toegang.pk, ogen=toneel.vrager, by=toneel.fg, at=toneel.nu)


def test_who_left_the_support_desk_looks_no_more(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    _, code = toegestaan(toneel)
    mee = kijker(toneel, code)
    with in_platform():
        toneel.ilse.account.rol = LeverancierRol.FINANCIEEL.value
        toneel.ilse.account.save()

    assert mee.get(PAGINA).status_code == 302


# -- the gemeente moves, is put back, is closed ----------------------------------------------------------------


def test_where_the_role_has_no_rights_a_look_ends(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    """So it is after a move to another cluster, and after a swap with a copy."""
    een, code = toegestaan(toneel)
    mee = kijker(toneel, code)
    with als_beheer(DATABANK) as verbinding, verbinding.cursor() as cursor:
        inkijk.zet_dicht(cursor, toneel.gemeente.schema_name)

    antwoord = mee.get(PAGINA)

    assert (antwoord.status_code, antwoord.headers["Location"]) == (302, "/meekijken/voorbij")
    assert Inkijk.objects.get().stand == Stand.GESTOPT
    assert stand_bij_ons(een.pk) == (ToegangStand.GESTOPT, True)


def test_putting_a_copy_back_ends_every_look(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    een, code = toegestaan(toneel)
    mee = kijker(toneel, code)
    Inkijk.objects.all().delete()  # the copy is of before the question

    teruggezet.voer_uit(timezone.now())

    assert stand_bij_ons(een.pk) == (ToegangStand.GESTOPT, True)
    assert mee.get(PAGINA).headers["Location"] == "/meekijken/voorbij"


def test_a_copy_of_during_a_look_ends_it_too(toneel: Toneel, kijkrollen: GemeenteRef) -> None:
    een, code = toegestaan(toneel)
    mee = kijker(toneel, code)

    teruggezet.voer_uit(timezone.now())

    assert (Inkijk.objects.get().stand, stand_bij_ons(een.pk)) == (
        Stand.GESTOPT,
        (ToegangStand.GESTOPT, True),
    )
    assert mee.get(PAGINA).status_code == 302


def test_a_suspended_gemeente_is_not_looked_into_and_neither_after_it_opens(
    toneel: Toneel, kijkrollen: GemeenteRef, taken: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    een, code = toegestaan(toneel)
    mee = kijker(toneel, code)
    sleutel = mee.cookies["kt_inkijk"].value

    schort_op(naam=toneel.gemeente.slug, reden="Op verzoek van de gemeente.", at=timezone.now())
    dicht = mee.get(PAGINA)
    with in_platform():
        tik()
    assert stand_bij_ons(een.pk) == (ToegangStand.GESTOPT, False)
    hervat(naam=toneel.gemeente.slug, at=timezone.now())
    mee.cookies["kt_inkijk"] = sleutel

    assert dicht.status_code == 503
    assert mee.get(PAGINA).headers["Location"] == "/meekijken/voorbij"
    taken.clear()
    with in_platform(), django_capture_on_commit_callbacks(execute=True):
        tik()
    assert ("ondersteuning.gestopt", (str(een.pk),)) in taken


def test_closed_and_opened_between_two_requests_ends_a_look_too(
    toneel: Toneel, kijkrollen: GemeenteRef
) -> None:
    """No request of the look and no tick of the clock came in between."""
    een, code = toegestaan(toneel)
    mee = kijker(toneel, code)

    schort_op(naam=toneel.gemeente.slug, reden="Op verzoek van de gemeente.", at=timezone.now())
    hervat(naam=toneel.gemeente.slug, at=timezone.now())

    assert mee.get(PAGINA).headers["Location"] == "/meekijken/voorbij"
    assert stand_bij_ons(een.pk) == (ToegangStand.GESTOPT, False)


# -- the clock -------------------------------------------------------------------------------------------------


def test_the_clock_takes_rights_away_that_a_lost_message_left(
    toneel: Toneel, kijkrollen: GemeenteRef, taken: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    een, _ = toegestaan(toneel)

    def neemt_terug() -> bool:
        taken.clear()
        with in_platform(), django_capture_on_commit_callbacks(execute=True):
            tik()
        return ("support.rol_dicht", (str(toneel.gemeente.id), "")) in taken

    assert neemt_terug()  # the role that reads without masks has rights, and nobody was allowed that
    with als_beheer(DATABANK) as verbinding, verbinding.cursor() as cursor:
        inkijk.zet_dicht(cursor, toneel.gemeente.schema_name, behalve=(GEMASKEERD,))
    assert not neemt_terug()
    acties.withdraw_inkijk(inkijk_id=een.pk, by=toneel.fg, at=timezone.now())
    assert neemt_terug()


def test_what_only_the_supplier_still_knows_of_ends_at_its_time(toneel: Toneel) -> None:
    een, _ = toegestaan(toneel)
    Inkijk.objects.all().delete()

    acties.close_over_tijd(at=timezone.now() + timedelta(hours=9))

    assert stand_bij_ons(een.pk) == (ToegangStand.VOORBIJ, True)


def test_a_look_that_the_clock_found_late_lasted_as_long_as_agreed(
    toneel: Toneel, kijkrollen: GemeenteRef
) -> None:
    _, code = toegestaan(toneel)
    kijker(toneel, code)

    acties.close_over_tijd(at=timezone.now() + timedelta(hours=5))

    een = Inkijk.objects.get()
    assert een.geeindigd_op == een.tot


def test_what_the_supplier_took_back_does_not_come_to_life(toneel: Toneel) -> None:
    een, _ = toegestaan(toneel)
    with in_platform():
        Toegang.objects.update(stand=ToegangStand.GESTOPT)

    with pytest.raises(acties.NietMeerGevraagd):
        acties._vertel(een, ToegangStand.TOEGESTAAN, at=timezone.now())
