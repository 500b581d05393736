"""The console reaches no table of a gemeente: not by its code, not by its login, not by its rights (P07)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client

from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from keukentafel.tenancy.backend import base
from keukentafel.tenancy.scope import Doelschema, GeslotenVoorGemeenten, in_console
from keukentafel.tenancy.zaaifouten import zaai
from tenants import overzicht
from tenants.models import Gemeente, Klaarzetting
from tests.factories.golven import maak_golfrijen
from tests.tenants.console.adressen import console_adressen

pytestmark = pytest.mark.django_db


@contextmanager
def gezet() -> Iterator[set[str]]:
    """Collect the roles that the connection takes on."""
    rollen: set[str] = set()
    echt = base.wisselstatement

    def spion(doel: Doelschema, *, met_rol: bool) -> str:
        rollen.add(doel.rol)
        return echt(doel, met_rol=met_rol)

    with patch.object(base, "wisselstatement", spion):
        yield rollen


@pytest.fixture
def ids(lindewaard: GemeenteRef, nu: Any) -> dict[str, Any]:
    """Rows that the pages of the console are about."""
    with in_platform():
        werk = Klaarzetting.objects.create(
            cbs_code="GM0642", naam="Zwijndrecht", slug="zwijndrecht", variant="team", beheerder_naam="Petra",
            beheerder_email="p@voorbeeld.invalid", stappen=[], begonnen_op=nu,
        )  # fmt: skip
        golven = {f"{naam}_id": rij.pk for naam, rij in maak_golfrijen(lindewaard.id).items()}
    return {"gemeente_id": lindewaard.id, "klaarzetting_id": werk.pk, **golven}


def test_no_page_of_the_console_takes_on_the_role_of_a_gemeente(klant: Client, ids: dict[str, Any]) -> None:
    with gezet() as rollen:
        uit = {adres.route: klant.get(adres.pad).status_code for adres in console_adressen(ids)}

    assert rollen <= {"kt_platform"}
    assert 200 in uit.values()
    assert {route: code for route, code in uit.items() if code >= 500} == {}


def _leest_mee(echt: Callable[..., Any], ref: GemeenteRef) -> Callable[..., Any]:
    """What somebody might write one day: a page that asks a gemeente itself."""

    def maak(**rest: Any) -> Any:
        with in_gemeente(ref):
            Gebruiker.objects.count()
        return echt(**rest)

    return maak


def test_a_page_that_asks_a_gemeente_fails_and_the_walk_would_see_it(
    klant: Client, lindewaard: GemeenteRef
) -> None:
    klant.raise_request_exception = False
    with patch.object(overzicht, "maak_overzicht", _leest_mee(overzicht.maak_overzicht, lindewaard)):
        with gezet() as dicht:
            weigert = klant.get("/gemeenten").status_code
        with zaai("console_komt_binnen"), gezet() as open_:
            lekt = klant.get("/gemeenten").status_code

    assert (weigert, lindewaard.schema_name in dicht) == (500, False)
    assert (lekt, lindewaard.schema_name in open_) == (200, True)


def test_in_the_scope_of_the_console_no_gemeente_can_be_entered(lindewaard: GemeenteRef) -> None:
    with in_console(), pytest.raises(GeslotenVoorGemeenten), in_gemeente(lindewaard):
        pass
    with in_gemeente(lindewaard):
        assert Gebruiker.objects.count() >= 0  # the console is left: others work on


def test_the_role_of_the_console_has_no_right_on_any_table_of_a_gemeente(lindewaard: GemeenteRef) -> None:
    with in_platform():
        schemas = list(Gemeente.objects.values_list("schema_name", flat=True))
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("kt_platform",)
            cursor.execute(
                "SELECT n.nspname, pg_has_role('kt_platform', n.nspname::regrole, 'MEMBER'),"
                " has_schema_privilege('kt_platform', n.oid, 'USAGE')"
                " FROM pg_namespace n WHERE n.nspname = ANY(%s)",
                [schemas],
            )
            rijen = cursor.fetchall()
            cursor.execute(
                "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE n.nspname = ANY(%s) AND c.relkind IN ('r', 'v', 'm', 'p') AND ("
                " has_table_privilege('kt_platform', c.oid, 'SELECT, INSERT, UPDATE, DELETE')"
                " OR has_any_column_privilege('kt_platform', c.oid, 'SELECT, INSERT, UPDATE'))",
                [schemas],
            )
            tabellen = cursor.fetchone()

    assert len(rijen) == len(schemas) >= 2
    assert {(lid, gebruik) for _, lid, gebruik in rijen} == {(False, False)}
    assert tabellen == (0,)
