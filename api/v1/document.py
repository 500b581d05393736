"""The OpenAPI document: generated from the resources, committed, and published without a sign-in."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings

from api.v1.kern.bron import basis
from api.v1.kern.schema import KOPPEN
from api.v1.kern.versie import VERSIE
from modules.toegangsleutels.scopes import SCOPES, in_woorden

MAP: Final = Path(__file__).resolve().parent
BESTANDEN: Final = {"3.1.0": MAP / "openapi.json", "3.0.3": MAP / "openapi-3.0.json"}
PROBLEEM: Final = "application/problem+json"
_SERVER: Final = "https://uwgemeente.keukentafel.example/api/v1"
_UITLEG: Final = (
    "Wat de schermen van Keukentafel kunnen, kan een programma ook: met dezelfde rechten, hetzelfde "
    "informatieprotocol en dezelfde regel in het logboek. Fouten zijn `application/problem+json`. Lijsten "
    "gaan verder met `next`. Wijzigen vraagt `If-Match`; maken kan met `Idempotency-Key`."
)


def maak_document(oas: str) -> dict[str, Any]:
    """Return the document in this version of OpenAPI, the same each time."""
    from api.v1.urls import bronpatronen  # the addresses need the resources, and these the document's schema

    instellingen = {
        "OAS_VERSION": oas,
        "TITLE": "Keukentafel",
        "DESCRIPTION": _UITLEG,
        "VERSION": VERSIE,
        "CONTACT": {
            "name": "Keukentafel",
            "email": "api@keukentafel.example",
            "url": "https://keukentafel.example/api",
        },
        "LICENSE": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
        "SERVERS": [{"url": _SERVER, "description": "Het adres van uw gemeente"}],
        "POSTPROCESSING_HOOKS": [],
        "SCHEMA_PATH_PREFIX": "",
        "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    }
    with patched_settings(instellingen):
        maker: Any = SchemaGenerator
        document: dict[str, Any] = maker(patterns=bronpatronen).get_schema(request=None, public=True)
    return _maak_af(json.loads(json.dumps(document)))


def _maak_af(document: dict[str, Any]) -> dict[str, Any]:
    """Add what no resource says of itself: headers of every answer, the token address, how to come in."""
    from api.v1.bronnen import BRONNEN

    document["paths"] |= _vaste_paden()
    document["tags"] = [{"name": bron.bron, "description": bron.uitleg} for bron in BRONNEN] + [
        {"name": "toegang", "description": "Tokens en dit document."}
    ]
    document.setdefault("components", {})["securitySchemes"] = {
        "programma": {
            "type": "oauth2",
            "description": "Voor een programma: client-id en geheim van de beheerder van de gemeente.",
            "flows": {
                "clientCredentials": {
                    "tokenUrl": "oauth/token",
                    "scopes": {scope: in_woorden(scope) for scope in SCOPES},
                }
            },
        },
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "Een persoonlijk token, gemaakt onder Mijn instellingen.",
        },
    }
    for bron in BRONNEN:  # `fields` may leave every field out
        document["components"]["schemas"][bron.uit.__name__].pop("required", None)
    for pad in document["paths"].values():
        for operatie in pad.values():
            for stand, antwoord in operatie["responses"].items():
                _koppen(stand, antwoord, operatie)
    return _een_keer(document)


def _een_keer(document: dict[str, Any]) -> dict[str, Any]:
    """Let what stands in many operations stand once: headers, parameters, and the answer that is an error."""
    onderdelen = document["components"]
    gedeeld: dict[str, dict[str, Any]] = {soort: {} for soort in ("headers", "parameters", "responses")}
    for operatie in (operatie for pad in document["paths"].values() for operatie in pad.values()):
        antwoorden = operatie["responses"]
        for antwoord in antwoorden.values():
            koppen = antwoord["headers"]
            antwoord["headers"] = {n: _deel(gedeeld, "headers", n, kop) for n, kop in koppen.items()}
        for stand, antwoord in antwoorden.items():
            if PROBLEEM in antwoord.get("content", {}):
                antwoorden[stand] = _deel(gedeeld, "responses", "Probleem", antwoord)
        if "parameters" in operatie:
            operatie["parameters"] = [
                een if een["in"] == "path" else _deel(gedeeld, "parameters", een["name"], een)
                for een in operatie["parameters"]
            ]
    document["components"] = onderdelen | {soort: delen for soort, delen in gedeeld.items() if delen}
    return document


def _deel(
    gedeeld: dict[str, dict[str, Any]], soort: str, naam: str, inhoud: dict[str, Any]
) -> dict[str, Any]:
    """Return where this stands: under its own name, with a number where that name says something else already."""
    delen, sleutel, nummer = gedeeld[soort], naam, 2
    while delen.setdefault(sleutel, inhoud) != inhoud:
        sleutel, nummer = f"{naam}-{nummer}", nummer + 1
    return {"$ref": f"#/components/{soort}/{sleutel}"}


def los_op(document: dict[str, Any], deel: dict[str, Any]) -> dict[str, Any]:
    """Return what a part of the document refers to, or the part itself."""
    verwijzing = deel.get("$ref", "")
    if not verwijzing:
        return deel
    _, _, soort, naam = verwijzing.split("/")
    gevonden: dict[str, Any] = document["components"][soort][naam]
    return gevonden


def _koppen(stand: str, antwoord: dict[str, Any], operatie: dict[str, Any]) -> None:
    koppen = {naam: _kop(uitleg) for naam, uitleg in KOPPEN.items()}
    if operatie["tags"] == ["toegang"]:
        koppen = {"API-Version": koppen["API-Version"]}
    elif stand in ("200", "201") and not operatie["operationId"].endswith("_list"):
        koppen["ETag"] = _kop("De afdruk van dit antwoord, voor If-Match en If-None-Match.")
    if stand == "201":
        koppen["Location"] = _kop("Het adres van wat er gemaakt is.")
    antwoord["headers"] = koppen | antwoord.get("headers", {})


def _kop(uitleg: str) -> dict[str, Any]:
    return {"description": uitleg, "schema": {"type": "string"}}


def _vaste_paden() -> dict[str, Any]:
    token = {
        "type": "object",
        "required": ["access_token", "token_type", "expires_in", "scope"],
        "properties": {
            "access_token": {"type": "string"},
            "token_type": {"type": "string"},
            "expires_in": {"type": "integer"},
            "scope": {"type": "string"},
        },
    }
    vraag = {
        "grant_type": {"type": "string", "enum": ["client_credentials"]},
        "scope": {"type": "string", "description": "Met spaties ertussen; leeg is alles wat mag."},
        "client_id": {"type": "string"},
        "client_secret": {"type": "string", "format": "password"},
    }
    document = {
        "operationId": "openapi_retrieve",
        "summary": "Dit document",
        "description": "Het OpenAPI-document, voor iedereen, met CORS.",
        "tags": ["toegang"],
        "security": [],
        "responses": {
            "200": {
                "description": "Het document.",
                "headers": {"access-control-allow-origin": _kop("Altijd `*`.")},
                "content": {"application/json": {"schema": {"type": "object", "additionalProperties": True}}},
            }
        },
    }
    return {
        "/openapi.json": {"get": document},
        "/oauth/token": {
            "post": _formulier(
                "token_create", "Een token vragen", vraag, ["grant_type"], {"200": ("Het token.", token)}
            )
        },
        "/oauth/revoke": {
            "post": _formulier(
                "token_revoke",
                "Een token intrekken",
                {"token": {"type": "string"}, **vraag},
                ["token"],
                {"200": ("Ingetrokken.", {"type": "object"})},
            )
        },
    }


def _formulier(
    id: str,
    kop: str,
    velden: dict[str, Any],
    nodig: list[str],
    goed: dict[str, tuple[str, dict[str, Any]]],
) -> dict[str, Any]:
    return {
        "operationId": id,
        "summary": kop,
        "description": f"{kop}, met client-id en geheim in de kop Authorization (Basic) of in het formulier.",
        "tags": ["toegang"],
        "security": [],
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {"type": "object", "required": nodig, "properties": velden}
                }
            },
        },
        "responses": {
            **{
                stand: {"description": tekst, "content": {"application/json": {"schema": vorm}}}
                for stand, (tekst, vorm) in goed.items()
            },
            "400": {"description": "Dit klopt niet: `error` zegt wat, als JSON (RFC 6749)."},
            "401": {"description": "Onbekend programma of geheim: `error` is invalid_client (RFC 6749)."},
            "429": {"description": "Te vaak geprobeerd met een verkeerd geheim."},
        },
    }


def als_tekst(document: dict[str, Any]) -> str:
    """Return a document as it is committed."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


@cache
def _gelezen(oas: str) -> dict[str, Any]:
    gelezen: dict[str, Any] = json.loads(BESTANDEN[oas].read_text(encoding="utf-8"))
    return gelezen


def document_hier(oas: str = "3.1.0") -> dict[str, Any]:
    """Return the document with the address of this gemeente."""
    wortel = f"{basis()}/api/v1"
    uit = dict(_gelezen(oas))
    uit["servers"] = [{"url": wortel}]
    return uit


def _geef(oas: str) -> HttpResponse:
    antwoord = HttpResponse(
        json.dumps(document_hier(oas), ensure_ascii=False), content_type="application/json"
    )
    antwoord["Access-Control-Allow-Origin"] = "*"
    antwoord["API-Version"] = VERSIE
    return antwoord


@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """Publish the document (OpenAPI 3.1)."""
    return _geef("3.1.0")


@require_GET
def openapi_30(request: HttpRequest) -> HttpResponse:
    """Publish the same in OpenAPI 3.0, for tools that read no 3.1."""
    return _geef("3.0.3")
