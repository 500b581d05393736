"""A gemeente is served on a version that the code knows, and on no other (H49)."""

from __future__ import annotations

import pytest
from django.test import Client

from keukentafel.tenancy import GemeenteRef, versie, zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.migraties import op_schijf
from tests.stellage.databank import als_beheer
from tests.stellage.omgeving import DATABANK


def test_the_newest_version_is_served() -> None:
    assert versie.wordt_bediend(versie.nieuwste()) is True


@pytest.mark.parametrize(
    "anders",
    [{"outbox": "9999_van_later"}, {"outbox": ""}, {"module_van_morgen": "0001_begin"}],
    ids=["newer", "older", "unknown app"],
)
def test_another_version_is_not_served(anders: dict[str, str]) -> None:
    assert versie.wordt_bediend({**versie.nieuwste(), **anders}) is False


def test_a_schema_from_before_is_served_when_the_release_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versie, "_op_schijf", lambda: {"dossier": ("0001_begin", "0002_erbij", "0003_weg")})

    assert versie.wordt_bediend({"dossier": "0002_erbij"}, {"dossier": "0002_erbij"}) is True
    assert versie.wordt_bediend({"dossier": "0001_begin"}, {"dossier": "0002_erbij"}) is False
    assert versie.wordt_bediend({"dossier": "0002_erbij"}, {}) is False


def test_every_minimum_names_a_migration_that_exists() -> None:
    assert set(versie.SCHEMA_MINIMAAL.items()) - set(op_schijf()) == set()


def zet_versie(gemeente: GemeenteRef, laatste: str) -> None:
    with als_beheer(DATABANK) as verbinding:
        verbinding.execute(
            "UPDATE tenants_gemeente SET schema_versie = jsonb_set(schema_versie, '{outbox}', to_jsonb(%s::text)) "
            "WHERE schema_name = %s",
            [laatste, gemeente.schema_name],
        )
    adresboek.vergeet()


@pytest.mark.django_db(transaction=True)
def test_an_unknown_version_gets_a_page_that_says_try_again(
    klant: Client, klant_van: object, lindewaard: GemeenteRef, hoogmeren: GemeenteRef
) -> None:
    zet_versie(lindewaard, "9999_van_later")

    antwoord = klant.get("/inloggen")

    assert (antwoord.status_code, antwoord["Retry-After"]) == (503, "60")
    assert "Keukentafel wordt bijgewerkt" in antwoord.content.decode()
    assert klant_van(hoogmeren).get("/inloggen").status_code == 200  # type: ignore[operator]


@pytest.mark.django_db(transaction=True)
def test_the_seeded_bug_of_h49_serves_a_version_nobody_knows(klant: Client, lindewaard: GemeenteRef) -> None:
    with zaaifouten.zaai("versie_ongezien"):
        zet_versie(lindewaard, "9999_van_later")

        assert klant.get("/inloggen").status_code == 200
