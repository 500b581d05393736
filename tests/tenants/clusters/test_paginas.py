"""The page that moves a gemeente: it asks, follows, and leaves the work to the worker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from keukentafel.tenancy import GemeenteRef, in_platform
from tenants.clusters.models import Stand, Stap, Verhuizing

pytestmark = pytest.mark.django_db

QUERIES = 2
"""Of the page itself: the gemeente and its moves. What the menu counts is somebody else's."""
_EEN = '"tenants_gemeente"."id" = '


@pytest.fixture
def twee_namen(settings: Any) -> None:
    """Two clusters by name: no page speaks to the second."""
    settings.KT_CLUSTERS = ("tweede",)


@pytest.fixture
def ingezet() -> Iterator[list[tuple[str, ...]]]:
    """Keep what would be put in the queue."""
    gevraagd: list[tuple[str, ...]] = []
    with (
        patch("tenants.clusters.taken.verhuis.delay", side_effect=lambda *wat: gevraagd.append(wat)),
        patch("tenants.clusters.taken.breek_af.delay", side_effect=lambda *wat: gevraagd.append(wat)),
    ):
        yield gevraagd


def _rij(**velden: Any) -> Verhuizing:
    with in_platform():
        Verhuizing.objects.all().update(**velden)
        return Verhuizing.objects.get()


def test_a_move_is_asked_followed_and_taken_back(
    klant: Client,
    lindewaard: GemeenteRef,
    twee_namen: None,
    ingezet: list[tuple[str, ...]],
    django_capture_on_commit_callbacks: Any,
) -> None:
    pad = f"/gemeenten/{lindewaard.id}/verhuizen"
    assert pad in klant.get(f"/gemeenten/{lindewaard.id}").content.decode()
    assert "staat op cluster <strong>hoofd</strong>" in klant.get(pad).content.decode()

    leeg = klant.post(f"{pad}/beginnen", {})
    with django_capture_on_commit_callbacks(execute=True):
        begonnen = klant.post(f"{pad}/beginnen", {"naar": "tweede"})
    with django_capture_on_commit_callbacks(execute=True):
        weer = klant.post(f"{pad}/beginnen", {"naar": "tweede"})

    rij = _rij()
    assert (leeg.status_code, begonnen.status_code, weer.status_code) == (422, 303, 422)
    assert (rij.van, rij.naar, rij.stand, rij.gevraagd_door) == ("", "tweede", Stand.WACHT, "Ilse Koster")
    assert ingezet == [(str(rij.pk),)]
    bezig = _rij(stap=Stap.KOPIEREN, stand=Stand.BEZIG, gedaan=3, totaal=210, gemeld_op=timezone.now())
    pagina = klant.get(pad).content.decode()
    assert "3 van 210 tabellen" in pagina
    assert 'hx-trigger="every 2s"' in pagina
    assert bezig.procent == 1

    _rij(stand=Stand.MISLUKT, fout="De kopie wordt niet meer bijgehouden.")
    pagina = klant.get(pad).content.decode()
    assert "De kopie wordt niet meer bijgehouden." in pagina
    with django_capture_on_commit_callbacks(execute=True):
        klant.post(f"{pad}/verder")
    assert _rij().stand == Stand.WACHT
    with django_capture_on_commit_callbacks(execute=True):
        klant.post(f"{pad}/afbreken")
    assert [len(wat) for wat in ingezet] == [1, 1, 2]


@pytest.mark.parametrize("aantal", [1, 12])
def test_what_moved_before_says_how_long_people_waited(
    klant: Client,
    lindewaard: GemeenteRef,
    twee_namen: None,
    aantal: int,
) -> None:
    with in_platform():
        for nummer in range(aantal):
            Verhuizing.objects.create(
                gemeente_id=lindewaard.id,
                naar="tweede",
                gevraagd_op=timezone.now(),
                stand=Stand.KLAAR,
                stap=Stap.KLAAR,
                pauze_ms=120 + nummer,
                rijen=25_000,
                tabellen=214,
                is_nagekeken=True,
            )
    klant.get("/gemeenten")
    with CaptureQueriesContext(connection) as gevraagd:
        pagina = klant.get(f"/gemeenten/{lindewaard.id}/verhuizen").content.decode()
    eigen = [vraag for vraag in gevraagd if '"clusters_verhuizing"' in vraag["sql"] or _EEN in vraag["sql"]]
    assert len(eigen) == QUERIES
    assert "25.000 rijen in 214 tabellen, pauze 120 ms, nagekeken en gelijk" in pagina


def test_with_one_cluster_nothing_is_said_of_it(klant: Client, lindewaard: GemeenteRef) -> None:
    assert "verhuizen" not in klant.get(f"/gemeenten/{lindewaard.id}").content.decode()
    assert "Er is één cluster." in klant.get(f"/gemeenten/{lindewaard.id}/verhuizen").content.decode()
