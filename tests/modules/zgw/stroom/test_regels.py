"""The mapping per zaaktype: what becomes of a zaak, chosen on screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from modules.zgw.catalogus.models import Catalogus, Soort
from modules.zgw.eigen.maken import make_catalogus
from modules.zgw.stroom.actions.regels import make_regels
from modules.zgw.stroom.models import Zaakregel
from tests.factories.identity import log_in, maak_gebruiker

pytestmark = pytest.mark.django_db


@pytest.fixture
def beheer(klant: Client, in_lindewaard: GemeenteRef) -> Client:
    make_catalogus(by=None, at=timezone.now())
    Zaakregel.objects.all().delete()
    log_in(klant, maak_gebruiker(rollen=[Rol.BEHEERDER]))
    return klant


def soort(identificatie: str = "SD-WMO") -> Soort:
    return Soort.objects.get(typesoort="zaaktype", identificatie=identificatie)


def keuze(**anders: Any) -> dict[str, Any]:
    return {
        "versie": 0, "wordt": "melding", "wet": "wmo", "team": "", "vereist": ["hulpvraag"], "bij_onbekend": "maken",
        "veld_inhoud": "hulpvraag", **anders,
    }  # fmt: skip


def test_our_own_types_begin_with_a_mapping_and_keep_what_was_chosen(beheer: Client) -> None:
    eerst = make_regels(at=timezone.now())
    Zaakregel.objects.filter(soort=soort()).update(wordt="niets")
    nog_eens = make_regels(at=timezone.now())

    standen = dict(Zaakregel.objects.values_list("soort__identificatie", "wordt"))

    assert (eerst, nog_eens) == (4, 0)
    assert standen == {
        "SD-HUISHOUDEN": "postvak", "SD-WMO": "niets", "SD-JEUGD": "melding", "SD-PARTICIPATIE": "melding",
    }  # fmt: skip


def test_the_administrator_chooses_what_a_zaaktype_becomes(beheer: Client) -> None:
    antwoord = beheer.post(reverse("stroom:regel", args=[soort().pk]), keuze())

    rij = Zaakregel.objects.get()
    assert antwoord.status_code == 303
    assert (rij.wordt, rij.wet, rij.vereist, rij.velden, rij.bij_onbekend) == (
        "melding", "wmo", ["hulpvraag"], {"inhoud": "hulpvraag"}, "maken",
    )  # fmt: skip
    pagina = beheer.get(reverse("stroom:regels")).content.decode()
    assert "Aanvrager, hulpvraag" in pagina


def test_a_melding_needs_a_law(beheer: Client) -> None:
    antwoord = beheer.post(reverse("stroom:regel", args=[soort().pk]), keuze(wet=""))

    assert antwoord.status_code == 422
    assert "Kies onder welke wet de melding valt." in antwoord.content.decode()


def test_two_administrators_see_both_choices(beheer: Client) -> None:
    adres = reverse("stroom:regel", args=[soort().pk])
    beheer.post(adres, keuze())

    antwoord = beheer.post(adres, keuze(wordt="niets"))

    assert antwoord.status_code == 409
    assert Zaakregel.objects.get().wordt == "melding"


def test_the_page_of_a_choice_stands_as_it_was_left(beheer: Client) -> None:
    adres = reverse("stroom:regel", args=[soort().pk])
    beheer.post(adres, keuze())

    assert beheer.get(adres).context["form"]["veld_inhoud"].value() == "hulpvraag"


@pytest.mark.parametrize("aantal", [0, 20])
def test_the_list_costs_the_same_whatever_types_there_are(
    beheer: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    catalogus = Catalogus.objects.first()
    for nummer in range(aantal):
        Soort.objects.create(catalogus=catalogus, typesoort="zaaktype", identificatie=f"NOG-{nummer}")
    beheer.get(reverse("stroom:regels"))

    with django_assert_num_queries(6):
        assert beheer.get(reverse("stroom:regels")).status_code == 200
