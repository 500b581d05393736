"""A gemeente is served on a version that the code knows, and on no other (H49)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

import keukentafel
from keukentafel.tenancy import GemeenteRef, versie, zaaifouten
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.versie import Appversies
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


def versies(**apps: Appversies) -> pytest.MonkeyPatch:
    """Let the release bring these migrations and no other."""
    aanpassing = pytest.MonkeyPatch()
    aanpassing.setattr(versie, "_op_schijf", lambda: apps)
    return aanpassing


@pytest.fixture
def met_vrijheid() -> Iterator[None]:
    """A release that works without its newest migration, and that leaves the release before it at work."""
    aanpassing = versies(
        dossier=Appversies(("0001_begin", "0002_erbij", "0003_weg"), "0002_erbij", "0002_erbij")
    )
    yield
    aanpassing.undo()


@pytest.mark.usefixtures("met_vrijheid")
def test_a_schema_from_before_is_served_when_the_migration_says_so() -> None:
    assert versie.wordt_bediend({"dossier": "0002_erbij"}) is True
    assert versie.wordt_bediend({"dossier": "0001_begin"}) is False


@pytest.mark.usefixtures("met_vrijheid")
def test_a_schema_says_which_code_may_serve_it() -> None:
    van_de_nieuwe = versie.nieuwste()
    assert van_de_nieuwe == {"dossier": "0003_weg", versie.CODE: {"dossier": "0002_erbij"}}

    for heeft, verwacht in ((("0001_begin", "0002_erbij"), True), (("0001_begin",), False)):
        aanpassing = versies(dossier=Appversies(heeft, heeft[-1], heeft[-1]))
        assert (heeft, versie.wordt_bediend(van_de_nieuwe)) == (heeft, verwacht)
        aanpassing.undo()


def test_old_code_serves_a_new_app_only_when_that_app_says_so() -> None:
    aanpassing = versies(dossier=Appversies(("0001_begin",), "0001_begin", "0001_begin"))

    assert (
        versie.wordt_bediend({"dossier": "0001_begin", "nieuw": "0001_a", versie.CODE: {"nieuw": ""}}) is True
    )
    assert versie.wordt_bediend({"dossier": "0001_begin", "nieuw": "0001_a"}) is False
    aanpassing.undo()


def test_a_freedom_holds_for_the_release_that_brings_it() -> None:
    class Vrij:
        mag_ontbreken = "0.2.0"
        oude_code_kan_door = "0.2.0"

    rij = [("0001_begin", object()), ("0002_erbij", Vrij())]
    with pytest.MonkeyPatch.context() as aanpassing:
        aanpassing.setattr(keukentafel, "__version__", "0.2.0")
        assert versie._vrijheid(rij).minstens == "0001_begin"
        assert versie._vrijheid(rij).code == "0001_begin"
        aanpassing.setattr(keukentafel, "__version__", "0.3.0")
        assert versie._vrijheid(rij).minstens == "0002_erbij"


@pytest.mark.usefixtures("met_vrijheid")
@pytest.mark.parametrize(
    ("heeft", "nodig"), [("0001_begin", 2), ("0002_erbij", 1), ("0003_weg", 0), ("0009_later", 0)]
)
def test_what_a_schema_still_needs_is_counted_from_its_version(heeft: str, nodig: int) -> None:
    assert versie.ontbreekt_aan({"dossier": heeft}) == nodig
    assert versie.is_nieuwer({"dossier": heeft}) is (heeft == "0009_later")


def test_the_release_has_one_number() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())["project"]

    assert keukentafel.__version__ == project["version"]


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
