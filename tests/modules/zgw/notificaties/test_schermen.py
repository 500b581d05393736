"""The screens of subscriptions: what an administrator sees, sends again, drops and undoes."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef
from keukentafel.uitgaand.bezorgen import open_bestemming, zet_klaar
from keukentafel.uitgaand.models import Bestemming, Bezorging
from keukentafel.uitgaand.toestaan import sta_toe
from modules.zgw.autorisaties.models import Applicatie
from modules.zgw.notificaties.actions.abonnement import SOORT
from modules.zgw.notificaties.models import Abonnement, Kanaal, Keuze
from modules.zgw.notificaties.queries import kaartstand
from tests.factories.identity import maak_gebruiker
from tests.keukentafel.uitgaand.luisteraar import luister
from tests.rechten.mensen import browser_van

pytestmark = pytest.mark.django_db
LIJST = "/koppelingen/abonnementen"


def programma(naam: str) -> Applicatie:
    return Applicatie.objects.create(label=naam, heeft_alle_autorisaties=True, aangemaakt_op=timezone.now())


def maak_abonnement(naam: str, *standen: str) -> Abonnement:
    """Make a subscription with a message in each of these stands."""
    nu = timezone.now()
    rij = Abonnement.objects.create(
        adres=f"https://{naam}.voorbeeld.nl/hook",
        auth="Bearer geheim",
        gemaakt_op=nu,
        applicatie=programma(naam),
    )
    Keuze.objects.create(
        abonnement=rij, kanaal=Kanaal.objects.get(naam="zaken"), filters={"bronorganisatie": "517439943"}
    )
    open_bestemming(SOORT, rij.pk)
    for nummer, stand in enumerate(standen):
        lading = json.dumps(
            {
                "kanaal": "zaken",
                "resource": "status",
                "actie": "create",
                "hoofdObject": "https://x.nl/zaken/0d45d0cc9ab1fa",
            }
        )
        bericht = zet_klaar(bestemmingen=[rij.pk], stroom=str(nummer), lading=lading, at=nu)
        Bezorging.objects.filter(bericht=bericht).update(
            stand=stand, laatste_fout="Het andere systeem antwoordde met 400."
        )
    return rij


@pytest.fixture
def beheerder(in_lindewaard: GemeenteRef) -> Client:
    return browser_van(maak_gebruiker(rollen=[Rol.BEHEERDER]))


def standen() -> list[str]:
    return sorted(Bezorging.objects.values_list("stand", flat=True))


def test_the_list_says_how_each_subscription_goes(beheerder: Client) -> None:
    goed, stuk, uit = maak_abonnement("goed"), maak_abonnement("stuk", "wacht"), maak_abonnement("uit")
    maak_abonnement("laat", "opgegeven", "opgegeven")
    maak_abonnement("weg")
    Applicatie.objects.filter(label="weg").delete()
    Bestemming.objects.filter(pk=stuk.pk).update(mislukt_op_rij=3)
    Abonnement.objects.filter(pk=uit.pk).update(gestopt_op=timezone.now())
    sta_toe(url="https://goed.voorbeeld.nl/", at=timezone.now())

    tekst = beheerder.get(LIJST).content.decode()

    for woord in (
        "Doet het",
        "Reageert niet",
        "Gestopt",
        "Niet alles bezorgd",
        "Mag niet meer",
        "https://goed.voorbeeld.nl/",
    ):
        assert woord in tekst
    assert f"{LIJST}/{goed.pk}" in tekst
    assert "geheim" not in tekst
    assert [stand.tekst for stand in kaartstand()] == [
        "4 abonnementen",
        "1 staat stil",
        "1 systeem zonder antwoord",
        "2 berichten niet bezorgd",
    ]


def test_an_empty_list_says_how_one_begins(beheerder: Client) -> None:
    tekst = beheerder.get(LIJST).content.decode()

    assert "notificaties.consumeren" in tekst
    assert "Je leverancier zet er een adres bij" in tekst


def test_what_stayed_behind_is_sent_again_one_by_one_or_all(beheerder: Client) -> None:
    rij = maak_abonnement("laat", "opgegeven", "opgegeven", "opgegeven")
    een = Bezorging.objects.first()
    assert een is not None

    beheerder.post(f"{LIJST}/{rij.pk}/opnieuw", {"bericht": str(een.pk)})
    na_een = standen()
    beheerder.post(f"{LIJST}/{rij.pk}/opnieuw")

    assert na_een == ["opgegeven", "opgegeven", "wacht"]
    assert standen() == ["wacht"] * 3
    regels = Logboekregel.objects.filter(gebeurtenis="notificaties.abonnement.opnieuw_gestuurd")
    assert sorted(regel.detail["aantal"] for regel in regels) == [1, 2]


def test_what_stayed_behind_is_dropped_and_that_is_undone(beheerder: Client) -> None:
    rij = maak_abonnement("laat", "opgegeven")
    adres = f"{LIJST}/{rij.pk}"

    beheerder.post(f"{adres}/laat-vallen")
    weg, tekst = standen(), beheerder.get(adres).content.decode()
    beheerder.post(f"{adres}/zet-terug", {"bericht": str(Bezorging.objects.get().pk)})

    assert weg == ["vervallen"]
    assert "Ongedaan maken" in tekst
    assert standen() == ["opgegeven"]
    assert "status cc9ab1fa: gemaakt" in beheerder.get(adres).content.decode()


def test_a_subscription_is_stopped_and_that_is_undone(beheerder: Client) -> None:
    rij = maak_abonnement("uit")
    adres = f"{LIJST}/{rij.pk}"

    beheerder.post(f"{adres}/stop")
    tekst = beheerder.get(adres).content.decode()
    beheerder.post(f"{adres}/start")

    assert "Dit abonnement staat stil" in tekst
    rij.refresh_from_db()
    assert rij.gestopt_op is None
    assert beheerder.post(f"{adres}/iets-anders").status_code == 404
    assert beheerder.post(f"{adres}/opnieuw", {"bericht": "geen id"}).status_code == 404


def test_a_test_message_says_whether_it_was_taken_in(beheerder: Client) -> None:
    cache.clear()
    with luister() as wie:
        sta_toe(url=wie.url, at=timezone.now())
        rij = maak_abonnement("test", "wacht")
        Abonnement.objects.filter(pk=rij.pk).update(adres=wie.url)
        Bestemming.objects.filter(pk=rij.pk).update(volgende_poging_op=timezone.now() + timedelta(hours=1))
        goed = beheerder.post(f"{LIJST}/{rij.pk}/proef").content.decode()
        wie.antwoord = lambda verzoek: 401
        fout = beheerder.post(f"{LIJST}/{rij.pk}/proef").content.decode()

    assert "Het testbericht is aangenomen" in goed
    assert "het antwoord was 401" in fout
    assert [json.loads(lichaam)["kanaal"] for lichaam in wie.lichamen] == ["test", "test"]
    assert Bestemming.objects.get(pk=rij.pk).volgende_poging_op is None


def test_a_subscriber_that_is_away_is_shown_with_the_reason(beheerder: Client) -> None:
    rij = maak_abonnement("weg", "wacht")
    nu = timezone.now()
    Bestemming.objects.filter(pk=rij.pk).update(
        mislukt_op_rij=2,
        laatst_mislukt_op=nu,
        laatst_gelukt_op=nu - timedelta(hours=1),
        laatste_fout="Te traag.",
    )

    tekst = beheerder.get(f"{LIJST}/{rij.pk}").content.decode()

    assert "Te traag." in tekst
    assert "Er gaat niets verloren" in tekst


def test_the_pages_cost_as_many_queries_for_three_as_for_one(
    beheerder: Client, django_assert_num_queries: Any
) -> None:
    rij = maak_abonnement("a", "opgegeven")
    beheerder.get(LIJST)
    with django_assert_num_queries(10):
        beheerder.get(LIJST)
    with django_assert_num_queries(11):
        beheerder.get(f"{LIJST}/{rij.pk}")
    for naam in "bc":
        maak_abonnement(naam, "wacht", "opgegeven")
    maak_abonnement("d", "opgegeven", "opgegeven")
    with django_assert_num_queries(10):
        beheerder.get(LIJST)
    with django_assert_num_queries(11):
        beheerder.get(f"{LIJST}/{rij.pk}")
