"""Somebody who calls our own API: with a personal token or as a program. Each answer fits the document."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone
from openapi_schema_validator import OAS31Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from api.v1.document import BESTANDEN, los_op
from keukentafel.identity.rollen import Rol
from modules.toegangsleutels.actions.programma import Gevraagd, register_programma
from modules.toegangsleutels.actions.sleutel import make_token
from modules.toegangsleutels.models import Programma
from modules.toegangsleutels.scopes import SCOPES

GEHEIM = "een-geheim-van-meer-dan-tweeendertig-tekens"


@cache
def document() -> dict[str, Any]:
    return json.loads(BESTANDEN["3.1.0"].read_text())


def pad_in_document(pad: str) -> tuple[str, dict[str, Any]] | None:
    if pad.endswith("/"):
        return None
    delen = pad.removeprefix("/api/v1").strip("/").split("/")
    for vorm, operaties in document()["paths"].items():
        stukken = vorm.strip("/").split("/")
        if len(stukken) == len(delen) and all(
            s == d or s.startswith("{") for s, d in zip(stukken, delen, strict=True)
        ):
            return vorm, operaties
    return None


def keur(methode: str, pad: str, antwoord: Any) -> None:
    """Hold an answer against the document: status, form, headers."""
    gevonden = pad_in_document(pad.partition("?")[0])
    if gevonden is None or antwoord.status_code in (304, 405, 500):
        return
    vorm, operaties = gevonden
    operatie = operaties.get("get" if methode == "head" else methode)
    if operatie is None:
        return
    beschreven = operatie["responses"].get(str(antwoord.status_code))
    assert beschreven is not None, f"{methode} {vorm}: {antwoord.status_code} staat niet in het document"
    beschreven = los_op(document(), beschreven)
    for kop in beschreven.get("headers", {}):
        if not (kop.startswith("RateLimit") and antwoord.status_code == 401):
            assert kop in antwoord.headers, f"{methode} {vorm}: kop {kop} ontbreekt"
    if antwoord.status_code == 204:
        return
    soort = antwoord["Content-Type"]
    assert soort in beschreven["content"], f"{methode} {vorm}: {soort} staat niet in het document"
    if methode == "head" or not antwoord.content:
        return
    schema = beschreven["content"][soort]["schema"]
    register = Registry().with_resource("urn:doc", Resource.from_contents(document(), DRAFT202012))
    if "$ref" in schema:
        schema = {"$ref": f"urn:doc{schema['$ref']}"}
    fouten = list(OAS31Validator(schema, registry=register).iter_errors(antwoord.json()))
    gevraagd = "fields=" in pad
    fouten = [f for f in fouten if not (gevraagd and f.validator == "required")]
    assert not fouten, f"{methode} {vorm}: {fouten[0].json_path} {fouten[0].message}"


@dataclass
class Beller:
    """A client with a token."""

    klant: Client
    token: str

    def __getattr__(self, methode: str) -> Any:
        if methode.startswith("_"):
            raise AttributeError(methode)

        def roep(pad: str, lichaam: Any = None, **koppen: str) -> Any:
            pad = pad if pad.startswith("/api") else f"/api/v1/{pad}"
            extra = {} if lichaam is None else {"data": lichaam, "content_type": "application/json"}
            kop = {
                "Authorization": f"Bearer {self.token}",
                **{k.replace("_", "-"): v for k, v in koppen.items()},
            }
            antwoord = getattr(self.klant, methode)(pad, headers=kop, **extra)
            keur(methode, pad, antwoord)
            return antwoord

        return roep


def persoonlijk(klant: Client, gebruiker: Any, scopes: Iterable[str] = SCOPES) -> Beller:
    """Let somebody make a token and call with it."""
    _, token = make_token(naam="proef", scopes=scopes, dagen=30, by=gebruiker, at=timezone.now())
    return Beller(klant, token)


def maak_programma(
    rollen: Iterable[tuple[Rol, UUID | None]], *, client_id: str = "rooster", scopes: Iterable[str] = SCOPES
) -> Programma:
    gevraagd = Gevraagd("Rooster", "Maakt het rooster.", list(rollen), list(scopes))
    programma, _ = register_programma(
        client_id=client_id, gevraagd=gevraagd, by=None, at=timezone.now(), geheim_nu=GEHEIM
    )
    return programma


def vraag_token(klant: Client, client_id: str = "rooster", geheim: str = GEHEIM, **velden: str) -> Any:
    basic = base64.b64encode(f"{client_id}:{geheim}".encode()).decode()
    return klant.post(
        "/api/v1/oauth/token",
        {"grant_type": "client_credentials", **velden},
        headers={"Authorization": f"Basic {basic}"},
    )


def als_programma(klant: Client, rollen: Iterable[tuple[Rol, UUID | None]], **soort: Any) -> Beller:
    programma = maak_programma(rollen, **soort)
    antwoord = vraag_token(klant, programma.client_id)
    assert antwoord.status_code == 200, antwoord.content
    return Beller(klant, antwoord.json()["access_token"])
