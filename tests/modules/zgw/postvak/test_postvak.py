"""The inbox on screen: nothing lost, nothing half made, and only for the team it is for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy import GemeenteRef, in_gemeente, zaaifouten
from modules.dossier.models import Huishouden, Melding
from modules.inrichting.models import Wijkteam
from modules.zgw.postvak.actions.stukken import receive_stuk
from modules.zgw.postvak.models import Stuk
from tests.factories.dossier import eerste_team
from tests.factories.inrichting import maak_team
from tests.modules.dossier.verkeer import maak_zaak

pytestmark = pytest.mark.django_db
VORM: dict[str, Any] = {
    "wet": "wmo", "bsn": "111222333", "voornamen": "Marieke", "geslachtsnaam": "Kuiper", "postcode": "1234 AB",
    "huisnummer": "12", "inhoud": "De trap lukt niet meer.", "regels": [["Hulpmiddel", "rollator"]],
}  # fmt: skip


def stuk(nummer: int = 1, team: Wijkteam | None = None, **anders: Any) -> Stuk:
    return receive_stuk(
        sleutel=f"https://objecten.example/{nummer}", titel="Formulier Wmo", gegevens=VORM | anders, team=team,
        at=timezone.now(), ontbreekt=["Deze persoon is hier nog niet bekend."],
    )  # fmt: skip


@pytest.fixture
def lid(klant: Client, in_lindewaard: GemeenteRef) -> Client:
    maak_zaak(klant)
    return klant


def test_the_same_piece_sent_twice_is_one(in_lindewaard: GemeenteRef) -> None:
    assert stuk().pk == stuk().pk
    assert Stuk.objects.count() == 1


def test_the_list_tells_what_waits_and_why(lid: Client) -> None:
    stuk()

    pagina = lid.get(reverse("postvak:lijst")).content.decode()

    assert "Formulier Wmo" in pagina
    assert "Deze persoon is hier nog niet bekend." in pagina


@pytest.mark.parametrize("aantal", [1, 12])
def test_the_list_costs_the_same_whatever_waits(
    lid: Client, aantal: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nummer in range(aantal):
        stuk(nummer)
    lid.get(reverse("postvak:lijst"))

    with django_assert_num_queries(8):
        assert lid.get(reverse("postvak:lijst")).status_code == 200


def test_a_piece_shows_what_came_in_with_the_number_covered(lid: Client) -> None:
    rij = stuk()

    pagina = lid.get(rij.get_absolute_url()).content.decode()

    assert "De trap lukt niet meer." in pagina
    assert "Hulpmiddel: rollator" in pagina
    assert "111222333" not in pagina
    assert Logboekregel.objects.filter(object_id=rij.pk, soort="R").exists()


def test_a_piece_becomes_a_melding_in_a_new_household(lid: Client) -> None:
    rij = stuk()

    antwoord = lid.post(
        rij.get_absolute_url(), {"wet": "wmo", "team": str(eerste_team().pk), "huishouden": "nieuw"}
    )

    melding = Melding.objects.get()
    assert antwoord.headers["Location"] == reverse("dossier:melding", args=[melding.pk])
    assert melding.inhoud == "De trap lukt niet meer.\n\nHulpmiddel: rollator"
    assert (melding.huishouden.naam, melding.inwoner.bsn) == ("Kuiper", "111222333")
    rij.refresh_from_db()
    assert (rij.stand, rij.melding_id, rij.gegevens) == ("melding", melding.pk, {})


def test_without_a_choice_nothing_is_made(lid: Client) -> None:
    rij = stuk()

    antwoord = lid.post(rij.get_absolute_url(), {"wet": "wmo", "team": ""})

    assert antwoord.status_code == 422
    assert "Kies bij welk huishouden dit hoort" in antwoord.content.decode()
    assert (Melding.objects.count(), Huishouden.objects.count(), Stuk.objects.get().stand) == (0, 1, "kiezen")


def test_a_refusal_half_way_leaves_no_household_behind(lid: Client) -> None:
    rij = stuk()

    antwoord = lid.post(rij.get_absolute_url(), {"wet": "wmo", "team": "", "huishouden": "nieuw"})

    assert antwoord.status_code == 422
    assert (Melding.objects.count(), Huishouden.objects.count()) == (0, 1)


def test_a_piece_is_put_away_with_a_reason_and_put_back(lid: Client) -> None:
    rij = stuk()
    zonder = lid.post(reverse("postvak:weg", args=[rij.pk]), {"reden": " "})
    met = lid.post(reverse("postvak:weg", args=[rij.pk]), {"reden": "Dubbel verstuurd."})
    weggelegd = Stuk.objects.get().stand
    lid.post(reverse("postvak:terug", args=[rij.pk]))

    assert (zonder.status_code, met.status_code, weggelegd) == (422, 303, "weggelegd")
    assert (Stuk.objects.get().stand, Stuk.objects.get().reden) == ("kiezen", "")


def test_a_colleague_was_first(lid: Client) -> None:
    rij = stuk()
    adres = rij.get_absolute_url()
    lid.post(reverse("postvak:weg", args=[rij.pk]), {"reden": "Dubbel verstuurd."})

    assert lid.post(adres, {"wet": "wmo", "huishouden": "nieuw"}).status_code == 404
    assert Melding.objects.count() == 0


@pytest.mark.parametrize(("fout", "gezien"), [("geen", 404), ("postvak_van_elk_team", 200)])
def test_a_piece_for_another_team_is_not_there(lid: Client, fout: str, gezien: int) -> None:
    rij = stuk(team=maak_team("Zuid"))

    with zaaifouten.zaai(fout):
        assert lid.get(rij.get_absolute_url()).status_code == gezien


def test_another_gemeente_does_not_have_it(
    lid: Client, klant_van: Callable[..., Client], hoogmeren: GemeenteRef
) -> None:
    rij = stuk()
    ander = klant_van(hoogmeren)
    with in_gemeente(hoogmeren):
        maak_zaak(ander)

    assert ander.get(rij.get_absolute_url()).status_code == 404
