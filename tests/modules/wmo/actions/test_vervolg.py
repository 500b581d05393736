"""What follows in the Wmo when a decision is made known: temporary help ends, CAK gets its facts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from modules.dossier.models import Termijn
from modules.wmo.actions.zaak import give_tijdelijke_hulp, withdraw_zaak
from modules.wmo.models import Maatwerk, TijdelijkeHulp
from tests.modules.wmo.toneel import maak_product, maak_toneel, tot_besluit

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def regel_hulp(toneel, dagen=3):
    return give_tijdelijke_hulp(
        zaak=toneel.zaak, wat="Elke dag een maaltijd", van=localdate() - timedelta(days=dagen), by=toneel.by,
        at=timezone.now(),
    )  # fmt: skip


def test_wmo_2_3_3_temporary_help_is_there_before_the_onderzoek_and_stops_the_clock_of_spoed():
    toneel = maak_toneel(is_spoed=True, dagen=3)
    spoed = Termijn.objects.get(sleutel="wmo_spoed")

    regel_hulp(toneel, dagen=2)

    spoed.refresh_from_db()
    assert spoed.gehaald_op is not None
    assert TijdelijkeHulp.objects.get().tot_en_met is None


def test_wmo_2_3_3_temporary_help_ends_with_the_decision():
    toneel = maak_toneel(is_spoed=True)
    regel_hulp(toneel)

    besluit = tot_besluit(toneel, maak_product(toneel))

    assert TijdelijkeHulp.objects.get().tot_en_met == besluit.bekend_op


def test_wmo_2_3_3_temporary_help_ends_when_the_resident_goes_no_further():
    toneel = maak_toneel(is_spoed=True)
    regel_hulp(toneel)

    withdraw_zaak(
        zaak=toneel.zaak, op=localdate(), omdat="Mijn dochter helpt.", by=toneel.by, at=timezone.now()
    )

    assert TijdelijkeHulp.objects.get().tot_en_met == localdate()


def test_wmo_2_1_4_the_facts_for_cak_are_ready_when_the_decision_is_made_known():
    toneel = maak_toneel()
    besluit = tot_besluit(toneel, maak_product(toneel))

    rij = Maatwerk.objects.get()

    assert (rij.bijdrage_verschuldigd, rij.bijdrage_centen) == (True, 2180)
    assert (rij.bijdrage_vanaf, rij.bijdrage_klaar_op) == (besluit.begin, besluit.bekend_op)


def test_wmo_2_1_4_help_without_a_contribution_says_so_and_asks_nothing():
    toneel = maak_toneel()
    tot_besluit(toneel, maak_product(toneel, is_bijdrageplichtig=False))

    rij = Maatwerk.objects.get()

    assert (rij.bijdrage_verschuldigd, rij.bijdrage_centen) == (False, 0)


def test_a_decision_that_was_made_known_is_the_end_of_the_melding():
    toneel = maak_toneel()
    tot_besluit(toneel, maak_product(toneel))

    toneel.melding.refresh_from_db()

    assert toneel.melding.is_afgehandeld
