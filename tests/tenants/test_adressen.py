"""A gemeente moves to another address; the old one leads on, and nobody else ever gets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime

import pytest
from django.test import Client

from api.zgw.kern import adres as zgw
from keukentafel.errors import Refusal
from keukentafel.tenancy import GemeenteRef, in_gemeente, in_platform
from keukentafel.tenancy.adresboek import adresboek
from tenants import queries
from tenants.actions import adressen, onboarding
from tenants.models import Domein, Gemeente, LeverancierAccount, Platformregel
from tests.keukentafel.tenancy.zaaien import wordt_rood
from tests.tenants.levensloop import collega

pytestmark = pytest.mark.django_db
ID = "0198c0de-0000-7000-8000-000000000000"


@pytest.fixture(autouse=True)
def verse_adressen() -> Iterator[None]:
    """What is rolled back may not stay in the directory that this process remembers."""
    yield
    adresboek.vergeet()


@pytest.fixture
def wie(db: None, nu: datetime) -> LeverancierAccount:
    return collega("Ilse Koster", nu)


def verhuis(ref: GemeenteRef, label: str, wie: LeverancierAccount, nu: datetime) -> str:
    with in_platform():
        return adressen.verhuis_adres(gemeente=Gemeente.objects.get(pk=ref.id), label=label, by=wie, at=nu)


def test_the_old_address_leads_on_with_page_and_method(
    hoogmeren: GemeenteRef, wie: LeverancierAccount, nu: datetime, klant_van: Callable[..., Client]
) -> None:
    assert verhuis(hoogmeren, "Land-van-Hoogmeren", wie, nu) == "land-van-hoogmeren.localhost"

    oud, nieuw = klant_van("hoogmeren.localhost"), klant_van("land-van-hoogmeren.localhost")
    for antwoord in (oud.get("/inloggen?volgende=/mijn-dag"), oud.post("/inloggen?volgende=/mijn-dag")):
        assert (antwoord.status_code, antwoord["Location"], antwoord["Cache-Control"]) == (
            308,
            "http://land-van-hoogmeren.localhost:8000/inloggen?volgende=/mijn-dag",
            "no-store",
        )
    assert oud.get("//elders.nl/x")["Location"].startswith("http://land-van-hoogmeren.localhost:8000/")
    assert nieuw.get("/inloggen").status_code == 200
    with in_platform():
        regel = Platformregel.objects.get(gebeurtenis="gemeente.adres.verhuisd")
        assert regel.detail["van"] == "hoogmeren"


def test_moving_twice_leads_on_at_once_and_moving_back_is_possible(
    hoogmeren: GemeenteRef, wie: LeverancierAccount, nu: datetime, klant_van: Callable[..., Client]
) -> None:
    verhuis(hoogmeren, "tweede", wie, nu)
    verhuis(hoogmeren, "derde", wie, nu)
    assert klant_van("hoogmeren.localhost").get("/")["Location"] == "http://derde.localhost:8000/"
    assert klant_van("tweede.localhost").get("/")["Location"] == "http://derde.localhost:8000/"

    verhuis(hoogmeren, "hoogmeren", wie, nu)

    assert klant_van("derde.localhost").get("/")["Location"] == "http://hoogmeren.localhost:8000/"
    assert klant_van("hoogmeren.localhost").get("/inloggen").status_code == 200


@pytest.mark.parametrize(
    ("label", "weigering"),
    [
        ("lindewaard", adressen.AdresBezet),
        ("hoogmeren", adressen.AdresIsAl),
        ("leverancier", adressen.AdresIsVanOns),
        ("status", adressen.AdresIsVanOns),
        ("-fout", adressen.GeenAdres),
        ("twee.delen", adressen.GeenAdres),
        ("xn--80ak6aa92e", adressen.GeenAdres),
        ("", adressen.GeenAdres),
        ("é", adressen.GeenAdres),
    ],
)
def test_an_address_that_cannot_be_given_is_refused(
    label: str,
    weigering: type[Refusal],
    hoogmeren: GemeenteRef,
    wie: LeverancierAccount,
    nu: datetime,
) -> None:
    with pytest.raises(weigering):
        verhuis(hoogmeren, label, wie, nu)


def test_an_address_of_before_is_never_given_to_another(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, wie: LeverancierAccount, nu: datetime
) -> None:
    verhuis(hoogmeren, "zwijndrecht", wie, nu)
    verhuis(hoogmeren, "elders", wie, nu)

    with pytest.raises(adressen.AdresBezet):
        verhuis(lindewaard, "hoogmeren", wie, nu)
    with pytest.raises(adressen.AdresBezet):  # the usual address of GM0642
        onboarding.begin_klaarzetting(
            cbs_code="GM0642", variant="team", beheerder_naam="P", beheerder_email="p@x.invalid", at=nu
        )


def test_turns_red_for_an_address_that_changes_hands(
    lindewaard: GemeenteRef, hoogmeren: GemeenteRef, wie: LeverancierAccount, nu: datetime
) -> None:
    verhuis(hoogmeren, "elders", wie, nu)

    def blijft_van_haar() -> None:
        with suppress(adressen.AdresBezet):
            verhuis(lindewaard, "hoogmeren", wie, nu)
        with in_platform():
            assert Domein.objects.get(host="hoogmeren.localhost").gemeente_id == hoogmeren.id

    blijft_van_haar()
    wordt_rood("adres_van_een_ander", blijft_van_haar)


def test_what_others_kept_under_the_old_address_still_points_here(
    hoogmeren: GemeenteRef, lindewaard: GemeenteRef, wie: LeverancierAccount, nu: datetime
) -> None:
    verhuis(hoogmeren, "elders", wie, nu)
    adresboek.vergeet()
    with in_platform():
        ref = adresboek.zoek("elders.localhost")
    assert ref is not None

    for host in ("hoogmeren", "elders"):
        with in_gemeente(ref):
            gevonden = zgw.ontleed(f"http://{host}.localhost:8000/zaken/api/v1/zaken/{ID}")
        assert gevonden is not None
        assert (gevonden.component, str(gevonden.id)) == ("zrc", ID)
        with in_gemeente(lindewaard):
            assert zgw.ontleed(f"http://{host}.localhost:8000/zaken/api/v1/zaken/{ID}") is None


def test_the_directory_stays_one_question(
    hoogmeren: GemeenteRef,
    wie: LeverancierAccount,
    nu: datetime,
    django_assert_num_queries: Callable[..., object],
) -> None:
    verhuis(hoogmeren, "elders", wie, nu)
    with in_platform(), django_assert_num_queries(1):  # type: ignore[attr-defined]
        hosts = queries.alle_hosts()
    assert {"hoogmeren.localhost", "elders.localhost", "lindewaard.localhost"} <= set(hosts)
    with in_platform():
        assert Domein.objects.filter(gemeente_id=hoogmeren.id, is_primair=True).count() == 1


def test_another_name_shows_everywhere_and_leaves_the_address(
    hoogmeren: GemeenteRef, wie: LeverancierAccount, nu: datetime, klant_van: Callable[..., Client]
) -> None:
    with in_platform():
        adressen.hernoem(
            gemeente=Gemeente.objects.get(pk=hoogmeren.id), naam="  Hoogmeren aan   Zee ", by=wie, at=nu
        )

    assert "Hoogmeren aan Zee" in klant_van(hoogmeren).get("/inloggen").content.decode()
