"""A planned team model takes effect by itself, in its own gemeente only."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.inrichting.models import Teammodel
from modules.inrichting.taken import neem_in_gebruik
from tests.factories.inrichting import TOEN, maak_teammodel


def plan(dag: date) -> Teammodel:
    return Teammodel.objects.create(
        nummer=900,
        status="gepland",
        variant="regie",
        ingaat_op=dag,
        gemaakt_op=TOEN,
        gewijzigd_op=TOEN,
        vastgesteld_op=TOEN,
    )


def test_the_task_lets_a_model_of_today_begin_and_one_of_tomorrow_wait(
    in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    maak_teammodel("toegang")
    vandaag = timezone.localdate()
    plan(vandaag)
    with in_gemeente(hoogmeren):
        plan(vandaag + timedelta(days=1))

    for gemeente in (in_lindewaard, hoogmeren):
        neem_in_gebruik(gemeente_id=str(gemeente.id))
        neem_in_gebruik(gemeente_id=str(gemeente.id))

    assert Teammodel.objects.actief().get().nummer == 900
    with in_gemeente(hoogmeren):
        assert Teammodel.objects.gepland().get().nummer == 900
