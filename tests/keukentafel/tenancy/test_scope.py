"""A gemeente is entered explicitly, and left whatever happens."""

from __future__ import annotations

import pytest
from django.db import connection

from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import GeenGemeente, GemeenteRef, huidige_gemeente, in_gemeente, in_platform
from keukentafel.tenancy.zaaifouten import zaai
from tenants.models import Gemeente


@pytest.mark.django_db
def test_a_query_outside_a_gemeente_raises() -> None:
    with pytest.raises(GeenGemeente):
        list(Logboekregel.objects.all())


def test_in_gemeente_restores_what_was_before(lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> None:
    with in_gemeente(lindewaard):
        with pytest.raises(ZeroDivisionError), in_gemeente(hoogmeren):
            _ = 1 / 0

        assert huidige_gemeente() == lindewaard


def test_a_row_is_seen_in_its_own_gemeente_only(in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> None:
    from django.utils import timezone

    Logboekregel.objects.create(tijdstip=timezone.now(), gebeurtenis="test.een", soort="E")

    with in_gemeente(hoogmeren):
        assert Logboekregel.objects.filter(gebeurtenis="test.een").count() == 0
    assert Logboekregel.objects.filter(gebeurtenis="test.een").count() == 1


def test_an_open_cursor_returns_to_its_gemeente_after_a_visit_to_the_platform(
    in_lindewaard: GemeenteRef,
) -> None:
    with connection.cursor() as cursor:
        with in_platform():
            Gemeente.objects.count()
        cursor.execute("SELECT current_schema()")

        assert cursor.fetchone() == (in_lindewaard.schema_name,)


def test_the_seeded_bug_leaves_an_open_cursor_where_somebody_else_left_it(
    in_lindewaard: GemeenteRef,
) -> None:
    with zaai("cursor_kijkt_niet"), connection.cursor() as cursor:
        with in_platform():
            Gemeente.objects.count()
        cursor.execute("SELECT current_schema()")

        assert cursor.fetchone() == ("public",)
