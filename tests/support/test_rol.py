"""The role of a look has rights while the gemeente allows it, and none before or after; and what goes, goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform, inkijk
from support.actions.opruimen import forget_gemeente
from support.actions.rol import grant_rol, revoke_rollen
from support.models import Omvang, Ticket, Ticketbericht, Toegang, ToegangStand
from tenants.actions.accounts import make_leverancier_account


def rechten(ref: GemeenteRef) -> list[tuple[str, bool, int]]:
    """Return of each role of a look whether it may enter the schema, and on how many columns it has a right."""
    with in_gemeente(ref), connection.cursor() as cursor:
        cursor.execute(
            "SELECT r.rolname, pg_catalog.has_schema_privilege(r.oid, %s, 'USAGE'),"
            " (SELECT count(*) FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid"
            "   WHERE c.relnamespace = %s::regnamespace AND a.attacl::text LIKE '%%' || r.rolname || '=%%')"
            " FROM pg_catalog.pg_roles r WHERE r.rolname = ANY(%s) ORDER BY r.rolname",
            [ref.schema_name, ref.schema_name, list(inkijk.kijkrollen(ref.schema_name))],
        )
        return [(naam, mag, aantal) for naam, mag, aantal in cursor.fetchall()]


@pytest.mark.django_db(transaction=True, databases=["default", "migrator"])
def test_rights_come_with_the_yes_and_go_with_the_end(lindewaard: GemeenteRef) -> None:
    nu = timezone.now()
    with in_platform():
        account = make_leverancier_account(
            gebruikersnaam="ilse", naam="Ilse Koster", email="ilse@voorbeeld.invalid", at=nu
        ).account
        ticket = Ticket.objects.create(
            nummer=1, gemeente_id=lindewaard.id, onderwerp="Iets", indiener_id=lindewaard.id,
            indiener_naam="Petra", gemaakt_op=nu,
        )  # fmt: skip
        toegang = Toegang.objects.create(
            ticket=ticket, gemeente_id=lindewaard.id, omvang=Omvang.INRICHTING, reden="Nakijken.", minuten=30,
            gevraagd_door=account, gevraagd_op=nu,
        )  # fmt: skip
    assert grant_rol(toegang_id=toegang.pk, at=nu) is False  # nobody said yes

    with in_platform():
        Toegang.objects.update(stand=ToegangStand.TOEGESTAAN, tot=nu + timedelta(minutes=30))
    assert grant_rol(toegang_id=toegang.pk, at=nu) is True
    ((naam, mag, aantal),) = [rij for rij in rechten(lindewaard) if rij[0].endswith("_kijk")]
    assert (naam, mag, aantal > 1_000) == (f"{lindewaard.schema_name}_kijk", True, True)
    assert revoke_rollen(gemeente_id=lindewaard.id, at=nu) is False  # it may still be used

    with in_platform():  # a second look, that may read without masks, came and is over again
        leesbaar = Toegang.objects.create(
            ticket=ticket, gemeente_id=lindewaard.id, omvang=Omvang.INRICHTING, reden="Lezen.", minuten=30,
            gevraagd_door=account, gevraagd_op=nu, stand=ToegangStand.LOOPT, tot=nu + timedelta(minutes=5),
            is_gemaskeerd=False,
        )  # fmt: skip
    assert grant_rol(toegang_id=leesbaar.pk, at=nu) is True
    assert [mag for _naam, mag, _aantal in rechten(lindewaard)] == [True, True]
    assert revoke_rollen(gemeente_id=lindewaard.id, at=nu + timedelta(minutes=6)) is False
    assert [mag for _naam, mag, _aantal in rechten(lindewaard)] == [True, False]

    daarna = nu + timedelta(minutes=31)
    assert revoke_rollen(gemeente_id=lindewaard.id, at=daarna) is True
    assert {(mag, aantal) for _naam, mag, aantal in rechten(lindewaard)} == {(False, 0)}
    with in_platform():
        assert set(Toegang.objects.values_list("klaar_op", flat=True)) == {nu}


@pytest.mark.django_db
def test_a_gemeente_that_left_leaves_no_text_and_no_name(toneel: Any) -> None:
    toegang = toneel.vraag()
    with in_platform():
        weg = forget_gemeente(toneel.gemeente.id, toneel.gemeente.schema_name, toneel.nu)
        nog_eens = forget_gemeente(toneel.gemeente.id, toneel.gemeente.schema_name, toneel.nu)

        assert weg == {"berichten": 1, "tickets": 1, "vragen om mee te kijken": 1}
        assert nog_eens == {"berichten": 0, "tickets": 0, "vragen om mee te kijken": 0}
        assert not Ticketbericht.objects.exists()
        ticket = Ticket.objects.get()
        assert (ticket.onderwerp, ticket.indiener_naam) == ("verwijderd", "verwijderd")
        assert Toegang.objects.get(pk=toegang.pk).reden == "verwijderd"
