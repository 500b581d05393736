"""What the contract of a gemeente says about calls is what the doors of the APIs apply."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils import timezone

from api.v1.kern import aanroeper
from api.zgw.kern import ritme
from keukentafel.tenancy import in_platform, zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from tenants.actions import contract
from tenants.models import Gemeente
from tests.api.v1.beller import persoonlijk
from tests.factories.dossier import eerste_team
from tests.factories.identity import maak_gebruiker
from tests.tenants.levensloop import collega


@pytest.fixture
def spreek_af(in_lindewaard, monkeypatch):
    """Agree on a number of calls a minute with Lindewaard, as the page of her contract does, counted a day long."""
    nu = timezone.now()
    for deur in (aanroeper, ritme):
        monkeypatch.setattr(deur, "VENSTER", 86_400)
    ilse = collega("Ilse Koster", nu)

    def met(aantal):
        with in_platform():
            rij = Gemeente.objects.get(pk=in_lindewaard.id)
            contract.zet_grenzen(
                gemeente=rij, gezien=contract.grenzen_nu(rij), modules=frozenset(contract.ALLE_MODULES),
                max_accounts=None, max_opslag_mb=None, max_api_per_minuut=aantal, by=ilse, at=nu,
            )  # fmt: skip
            adresboek.vergeet()
            adresboek.zoek("")

    yield met
    adresboek.vergeet()


def vraag(lid, keren):
    return [lid.get("huishoudens") for _ in range(keren)]


def test_the_number_of_the_contract_is_the_number_at_the_door(klant, settings, spreek_af):
    settings.KT_API_PER_MINUUT = 1
    lid = persoonlijk(klant, maak_gebruiker(team=eerste_team()))
    spreek_af(3)
    antwoorden = vraag(lid, 4)

    assert [antwoord.status_code for antwoord in antwoorden] == [200, 200, 200, 429]
    assert {antwoord["RateLimit-Limit"] for antwoord in antwoorden} == {"3"}
    assert [antwoord["RateLimit-Remaining"] for antwoord in antwoorden] == ["2", "1", "0", "0"]


def test_without_a_number_the_installation_decides_and_a_lower_one_counts(klant, settings, spreek_af):
    settings.KT_API_PER_MINUUT = 2
    lid = persoonlijk(klant, maak_gebruiker(team=eerste_team()))
    spreek_af(None)
    zonder = vraag(lid, 3)
    spreek_af(1)
    ander = persoonlijk(klant, maak_gebruiker(team=eerste_team()))

    assert [antwoord.status_code for antwoord in zonder] == [200, 200, 429]
    assert [antwoord.status_code for antwoord in vraag(ander, 2)] == [200, 429]
    with zaaifouten.zaai("grenzen_los"):  # the bound of the installation is all that is left
        derde = persoonlijk(klant, maak_gebruiker(team=eerste_team()))
        assert [antwoord.status_code for antwoord in vraag(derde, 2)] == [200, 200]


def test_the_door_of_the_zgw_applies_the_same_number(settings, spreek_af):
    settings.KT_ZGW_PER_MINUUT = 1
    wie = SimpleNamespace(user=SimpleNamespace(client_id="proefprogramma"))
    spreek_af(3)

    assert [ritme.RitmePerClient().allow_request(wie, None) for _ in range(4)] == [True, True, True, False]
