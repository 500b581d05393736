"""Where there is more than one cluster, who adds a gemeente says on which it comes."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from keukentafel.tenancy import GemeenteRef, in_platform
from tenants.actions import onboarding
from tenants.models import Klaarzetting
from tests.tenants.test_paginas import GEGEVENS, tekst_van

pytestmark = pytest.mark.django_db


def kies(klant: Client, **anders: str) -> Any:
    return klant.post("/gemeenten/toevoegen", {**GEGEVENS, **anders})


def test_with_one_cluster_there_is_nothing_to_choose(klant: Client) -> None:
    assert 'name="cluster"' not in klant.get("/gemeenten/toevoegen").content.decode()


def test_the_emptiest_is_chosen_and_another_may_be(
    klant: Client, lindewaard: GemeenteRef, hoogmeren: GemeenteRef, settings: Any
) -> None:
    settings.KT_CLUSTERS = ("tweede",)
    pagina = klant.get("/gemeenten/toevoegen")
    assert "Tweede (0 gemeenten)" in tekst_van(pagina)
    assert "Hoofd (2 gemeenten)" in tekst_van(pagina)
    assert pagina.context["form"]["cluster"].initial == "tweede"

    assert "Kies een cluster." in tekst_van(kies(klant))
    assert "Tweede" in tekst_van(kies(klant, cluster="tweede"))
    with patch("tenants.views.klaarzetten.zet_gemeente_klaar"):
        kies(klant, cluster="tweede", stap="maken")
    with in_platform():
        rij = Klaarzetting.objects.get(cbs_code="GM0642")
    assert onboarding.cluster_van(rij) == "tweede"
    assert rij.stappen[0]["stap"] == "ruimte"
