"""What CAK needs to know before it can send a bill (Wmo 2015, art. 2.1.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from modules.wmo.rules.cak import Opgave, ontbreekt_voor_cak

HEEL = Opgave(
    heeft_bsn=True, geboren=date(1950, 1, 1), heeft_adres=True, categorie="01", vanaf=date(2026, 12, 1)
)


def test_wmo_2_1_4_with_every_fact_it_is_ready():
    assert ontbreekt_voor_cak(HEEL) == ()


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"heeft_bsn": False}, "BSN ontbreekt"),
        ({"geboren": None}, "Geboortedatum ontbreekt"),
        ({"heeft_adres": False}, "Adres ontbreekt"),
        ({"categorie": ""}, "Soort hulp ontbreekt"),
        ({"vanaf": None}, "Begindatum ontbreekt"),
    ],
)
def test_wmo_2_1_4_each_missing_fact_is_named(anders, zin):
    assert [bevinding.text for bevinding in ontbreekt_voor_cak(replace(HEEL, **anders))] == [zin]
