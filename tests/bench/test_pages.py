"""The invented gemeente of the measurements keeps up with the models, and is the same each time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random
from uuid import UUID

from bench.pages_gegevens import Vulling
from bench.pages_namen import Namen
from keukentafel.identity.models import Gebruiker

TEAMS = [UUID(int=nummer) for nummer in range(1, 13)]


def gevulde(huishoudens):
    mensen = {
        team: [Gebruiker(id=UUID(int=1000 * team.int + n), naam=f"M {n}") for n in range(3)] for team in TEAMS
    }
    vulling = Vulling(Random(20), TEAMS, mensen, UUID(int=99), date(2026, 11, 21))
    for nummer in range(huishoudens):
        vulling.huishouden(nummer / huishoudens)
    return vulling


def test_every_table_gets_rows_with_a_value_for_every_column():
    vulling = gevulde(400)

    regels = [tabel.regels for tabel in vulling.tabellen]
    breedtes = [{regel.count("\t") + 1 for regel in rij} for rij in regels]
    assert [len(breedte) for breedte in breedtes] == [1] * len(vulling.tabellen)
    assert [next(iter(breedte)) for breedte in breedtes] == [tabel.kolommen for tabel in vulling.tabellen]


def test_the_same_seed_makes_the_same_gemeente():
    eerste, tweede = gevulde(60), gevulde(60)

    assert eerste.t_huishouden.regels == tweede.t_huishouden.regels
    assert eerste.zoek == tweede.zoek


def test_a_household_has_between_two_and_three_people_on_average():
    vulling = gevulde(1_000)

    assert 2.2 < vulling.personen / 1_000 < 2.6


def test_common_names_are_common_and_there_are_thousands():
    namen = Namen(Random(1))

    gekozen = Counter(namen.achternaam() for _ in range(20_000))
    assert len(gekozen) > 2_500
    assert gekozen["de Jong"] > 5 * gekozen["Kowalski"]
