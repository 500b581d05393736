"""What a gemeente chose is read in exactly one query, whatever its size, and never out of date."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.inrichting.actions.begrip import set_begrip
from modules.inrichting.lader import lees
from modules.inrichting.rules.instellingsoort import Variant
from tests.factories.inrichting import NU, maak_team, maak_teammodel


def zeg(woord: str, meervoud: str) -> None:
    set_begrip(sleutel="inwoner", enkelvoud=woord, meervoud=meervoud, lidwoord="de", versie=0, by=None, at=NU)


@pytest.mark.parametrize("aantal", [1, 40])
def test_reading_takes_one_query_cold_and_warm(
    in_lindewaard: GemeenteRef, django_assert_num_queries: Any, aantal: int
) -> None:
    teams = [maak_team() for _ in range(aantal)]
    maak_teammodel(teams={str(team.pk): {"variant": "regie", "instellingen": {}} for team in teams})

    for _ in ("cold", "warm"):
        with django_assert_num_queries(1):
            inrichting = lees(in_lindewaard)
            assert {inrichting.van_team(team.pk).variant for team in teams} == {Variant.REGIE}
            assert inrichting.begrippen.enkelvoud("inwoner") == "inwoner"


def test_a_change_is_seen_by_the_next_request(in_lindewaard: GemeenteRef) -> None:
    lees(in_lindewaard)
    zeg("bewoner", "bewoners")

    assert lees(in_lindewaard).begrippen.meervoud("inwoner") == "bewoners"


def test_a_change_that_was_rolled_back_is_never_seen(in_lindewaard: GemeenteRef) -> None:
    with transaction.atomic():
        zeg("klant", "klanten")
        assert lees(in_lindewaard).begrippen.enkelvoud("inwoner") == "klant"
        transaction.set_rollback(True)
    zeg("bewoner", "bewoners")

    assert lees(in_lindewaard).begrippen.enkelvoud("inwoner") == "bewoner"


def test_the_words_of_one_gemeente_are_not_those_of_another(
    in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    zeg("klant", "klanten")

    with in_gemeente(hoogmeren):
        assert lees(hoogmeren).begrippen.enkelvoud("inwoner") == "inwoner"


def test_a_misspelt_word_fails_instead_of_showing_nothing(in_lindewaard: GemeenteRef) -> None:
    with pytest.raises(KeyError):
        lees(in_lindewaard).begrippen.enkelvoud("inwonner")
