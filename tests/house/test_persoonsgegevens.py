"""Every table of a gemeente is on the map of personal data, or named as left out with the reason."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from modules.dossier.bewaren import kaart
from modules.dossier.bewaren.kaart import KAART, UITGEZONDERD, Kaartregel
from modules.dossier.bewaren.verantwoording import register
from modules.inrichting.rules.protocol import Categorie


def test_every_table_is_on_the_map_or_left_out_with_a_reason() -> None:
    assert register.tabellen_zonder_plek() == [], "zet de tabel in modules/dossier/bewaren/kaart.py"


def test_a_table_that_is_forgotten_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    zonder = {model: regel for model, regel in KAART.items() if model != "dossier.contactnotitie"}
    monkeypatch.setattr(register, "KAART", zonder)

    assert register.tabellen_zonder_plek() == ["dossier.contactnotitie"]


def test_nothing_is_on_the_map_twice_and_every_reason_is_of_something_that_exists() -> None:
    modellen = {model._meta.label_lower for model in apps.get_models()}
    labels = {config.label for config in apps.get_app_configs()}

    assert set(KAART) - modellen == set()
    assert set(UITGEZONDERD) - modellen - labels == set()
    assert {model for model in KAART if kaart.reden_van_uitzondering(model)} == set()


@pytest.mark.parametrize("regel", KAART.values(), ids=lambda regel: regel.model)
def test_every_way_on_the_map_leads_somewhere(regel: Kaartregel) -> None:
    paden = [*regel.persoon.split("|"), regel.huishouden, regel.datum, regel.eigen, regel.letter_veld]
    for pad in (pad for pad in paden if pad):
        _loop(apps.get_model(regel.model), pad)

    assert regel.letter in Categorie.values
    assert regel.persoon or regel.huishouden


def _loop(model: type, pad: str) -> None:
    for deel in pad.split("__"):
        if deel == "pk":
            return
        try:
            veld = model._meta.get_field(deel)  # type: ignore[attr-defined]
        except FieldDoesNotExist:
            veld = model._meta.get_field(deel.removesuffix("_id"))  # type: ignore[attr-defined]
        model = veld.related_model or model


def test_every_module_tells_what_it_is_for() -> None:
    zonder = [label for label in register.modules_met_tabellen() if label not in register.beschrijvingen()]

    assert zonder == [], "beschrijf het onderdeel in modules/dossier/bewaren/verantwoording/verwerkingen.toml"
