"""Every route × every role × the ids of another gemeente: nothing foreign comes back, and nothing breaks (H30, G1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db.utils import OperationalError
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from keukentafel import registry
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente, zaaifouten
from keukentafel.tenancy.models import GemeenteModel
from tests.factories import dossier as dossiers
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rondgang")]
KANARIE = "Vogelzang"
GEEN_ID = {"slug": "kanarie", "str": "kanarie", "int": 1, "path": "kanarie"}


@dataclass(frozen=True, slots=True)
class Route:
    """An address of a gemeente and what it asks for: name of the parameter → kind."""

    naam: str
    vraagt: dict[str, str]

    @property
    def heeft_id(self) -> bool:
        return "uuid" in self.vraagt.values()


def routes(resolver: URLResolver, voor: str = "", ouder: dict[str, str] | None = None) -> Iterator[Route]:
    for deel in resolver.url_patterns:
        soorten = {
            naam: type(soort).__name__.removesuffix("Converter").lower().replace("string", "str")
            for naam, soort in deel.pattern.converters.items()
        }
        vraagt = {**(ouder or {}), **soorten}
        if isinstance(deel, URLResolver):
            yield from routes(deel, f"{voor}{deel.namespace}:" if deel.namespace else voor, vraagt)
        elif isinstance(deel, URLPattern):
            yield Route(f"{voor}{deel.name}", vraagt)


ROUTES = [route for route in routes(get_resolver("keukentafel.urls")) if route.naam != "galerij"]
MET_ID = [route for route in ROUTES if route.heeft_id]


@pytest.fixture
def ander(in_hoogmeren: GemeenteRef) -> dict[str, UUID]:
    """A household in Hoogmeren with all that belongs to it; returns one id per kind of row."""
    daan = maak_gebruiker(
        rollen=[Rol.TEAMLID, Rol.REGISSEUR], naam=f"Daan {KANARIE}", team=dossiers.eerste_team()
    )
    maak_teamlid(daan, dossiers.eerste_team())
    huishouden = dossiers.maak_huishouden(KANARIE, personen=[f"Truus {KANARIE}", f"Piet {KANARIE}"])
    casus = dossiers.maak_casus(huishouden)
    dossiers.maak_melding(casus)
    dossiers.maak_termijn(casus)
    dossiers.maak_afspraak(daan, huishouden)
    dossiers.maak_betrokkene(huishouden)
    dossiers.maak_regisseur(huishouden)
    dossiers.maak_plan(casus)
    truus = huishouden.leden.first().inwoner
    dossiers.maak_zrm(casus, truus, {"financien": 2}, datum=date(2026, 2, 1))
    dossiers.maak_signaal()
    return eerste_van_elk()


def eerste_van_elk() -> dict[str, UUID]:
    gevonden: dict[str, UUID] = {}
    for model in apps.get_models():
        if issubclass(model, GemeenteModel):
            sleutel = model.objects.order_by("pk").values_list("pk", flat=True).last()
            if sleutel is not None:
                gevonden[model.__name__.lower()] = sleutel
    return gevonden


def id_voor(naam: str, ids: dict[str, UUID]) -> UUID:
    """Return the id of the row that a parameter is named after, or that of a household."""
    soort = naam.removesuffix("_id").replace("_", "")
    return next((id_ for model, id_ in ids.items() if model.startswith(soort)), ids["huishouden"])


def paden(route: Route, ids: dict[str, UUID], eigen: dict[str, UUID]) -> Iterator[str]:
    """Yield the address with foreign ids, and with our own household around a foreign part of it."""
    vreemd = {
        naam: id_voor(naam, ids) if soort == "uuid" else GEEN_ID[soort]
        for naam, soort in route.vraagt.items()
    }
    varianten = [vreemd]
    if "huishouden_id" in vreemd and len([1 for soort in route.vraagt.values() if soort == "uuid"]) > 1:
        varianten.append({**vreemd, "huishouden_id": eigen["huishouden"]})
    for variant in varianten:
        try:
            yield reverse(route.naam, kwargs=variant, urlconf="keukentafel.urls")
        except NoReverseMatch:
            return


def inloggen_als(klant: Client, gemeente: GemeenteRef, rollen: list[Rol]) -> dict[str, UUID]:
    with in_gemeente(gemeente):
        team = dossiers.eerste_team()
        gebruiker = maak_gebruiker(rollen=rollen, team=team)
        maak_teamlid(gebruiker, team)
        eigen = dossiers.maak_huishouden("Eigen", personen=["Eva"])
        dossiers.maak_casus(eigen)
        log_in(klant, gebruiker)
    return {"huishouden": eigen.pk}


def vraag(klant: Client, methode: str, pad: str) -> Any:
    antwoord = klant.get(pad) if methode == "GET" else klant.post(pad, {})
    antwoord.tekst = (
        b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content  # type: ignore[arg-type]
    ).decode(errors="replace")
    return antwoord


def kruip(klant: Client, ids: dict[str, UUID], eigen: dict[str, UUID]) -> list[str]:
    """Ask everything; return what came back that should not."""
    fouten = []
    klant.raise_request_exception = False
    for route in (route for route in ROUTES if route.naam != "identity:uitloggen"):
        for pad in paden(route, ids, eigen):
            for methode in ("GET", "POST"):
                antwoord = vraag(klant, methode, pad)
                if antwoord.status_code >= 500:
                    fouten.append(f"{methode} {route.naam}: {antwoord.status_code}")
                if KANARIE in antwoord.tekst:
                    fouten.append(f"{methode} {route.naam}: gegevens van een andere gemeente")
                if route.heeft_id and 200 <= antwoord.status_code < 300:
                    fouten.append(f"{methode} {route.naam}: {antwoord.status_code} op een vreemd id")
    return fouten


@pytest.mark.parametrize("rol", [None, *Rol], ids=lambda rol: rol.value if rol else "bezoeker")
def test_no_role_gets_anything_of_another_gemeente(
    rol: Rol | None, ander: dict[str, UUID], klant: Client, lindewaard: GemeenteRef
) -> None:
    eigen = inloggen_als(klant, lindewaard, [rol]) if rol else {"huishouden": ander["huishouden"]}

    assert kruip(klant, ander, eigen) == []


def test_the_crawl_does_see_what_it_looks_for(
    ander: dict[str, UUID], klant_van: Any, hoogmeren: GemeenteRef
) -> None:
    klant = klant_van(hoogmeren)
    eigen = inloggen_als(klant, hoogmeren, list(Rol))

    gezien = {fout.split()[1].rstrip(":") for fout in kruip(klant, ander, eigen) if "andere gemeente" in fout}

    assert len(gezien) > 20, sorted(gezien)


def geweigerd(klant: Client, gemeente: GemeenteRef) -> list[tuple[str, int]]:
    """Ask every route without ids in a role that has no right to it; return what was not a 404."""
    inloggen_als(klant, gemeente, [Rol.AANBIEDER])
    tabel = registry.rechten()
    niet = [
        route.naam
        for route in ROUTES
        if not route.vraagt and (recht := tabel.get(route.naam)) and not recht.is_openbaar
        and route.naam != "dossier:mijn_dag"  # leads everybody to their own first page
        and recht.rollen is not None and Rol.AANBIEDER not in recht.rollen
    ]  # fmt: skip
    statussen = [(naam, klant.get(reverse(naam, urlconf="keukentafel.urls")).status_code) for naam in niet]
    assert len(niet) > 20
    return [paar for paar in statussen if paar[1] != 404]


def test_h30_what_is_not_yours_does_not_exist(in_lindewaard: GemeenteRef, klant: Client) -> None:
    assert geweigerd(klant, in_lindewaard) == []


def test_h30_turns_red_when_refused_is_told(in_lindewaard: GemeenteRef, klant: Client) -> None:
    with zaaifouten.zaai("geweigerd_is_403"):
        verraden = geweigerd(klant, in_lindewaard)

    assert {code for _, code in verraden} == {403}


def test_a_closed_database_is_no_open_door(
    klant: Client, in_lindewaard: GemeenteRef, monkeypatch: Any
) -> None:
    from keukentafel.tenancy.backend.base import DatabaseWrapper

    def weg(_self: DatabaseWrapper) -> None:
        raise OperationalError

    monkeypatch.setattr(DatabaseWrapper, "_wissel", weg)
    klant.raise_request_exception = False

    assert klant.get("/mijn-dag").status_code >= 300
