"""A gemeente is entered explicitly, and left whatever happens."""

from __future__ import annotations

import pytest

from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import GeenGemeente, GemeenteRef, huidige_gemeente, in_gemeente


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
