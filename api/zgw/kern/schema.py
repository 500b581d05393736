"""`schema/openapi.yaml` below each register: made from its own addresses, fields and scopes.

The operationIds are those of the standard, for clients call by them (zgw.md 11). What we serve above
the standard stands in it too: a document says what is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, Final

import yaml
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views import View
from rest_framework.parsers import MultiPartParser

from api.zgw.kern.adres import wortel
from api.zgw.kern.bron import Bron
from api.zgw.kern.schemavelden import Schema, Schemas, parameter

TITELS: Final = {
    "zrc": ("Zaken API", "api.zgw.zaken.urls"),
    "ztc": ("Catalogi API", "api.zgw.catalogi.urls"),
    "drc": ("Documenten API", "api.zgw.documenten.urls"),
    "brc": ("Besluiten API", "api.zgw.besluiten.urls"),
    "ac": ("Autorisaties API", "api.zgw.autorisaties.urls"),
    "nrc": ("Notificaties API", "api.zgw.notificaties.urls"),
}
_WOORD: Final = {"koppen": "headers", "zoek_in": "_zoek", "samen": "create"}
_ZIN: Final = {
    "list": "Alle opvragen", "create": "Een nieuwe maken", "retrieve": "Een enkele opvragen",
    "koppen": "De koppen van een enkele opvragen", "update": "Een enkele vervangen",
    "partial_update": "Een deel van een enkele wijzigen", "destroy": "Een enkele verwijderen",
    "zoek_in": "Zoeken met een bericht", "samen": "Alles tegelijk, of niets",
    "publish": "Een concept publiceren", "lock": "Op slot doen",
    "unlock": "Van het slot doen", "download": "De inhoud ophalen", "consumer": "Die van één client opvragen",
}  # fmt: skip
_STAND: Final = {"create": 201, "destroy": 204, "unlock": 204}
_STAND_VAN: Final = {"notificaties_create": 200}
_SCHRIJFT: Final = frozenset({"create", "update", "partial_update", "zoek_in", "samen"})
_TEKST: Final = {"type": "string"}
_URI: Final = {"type": "string", "format": "uri"}
_VORMEN: Final[Mapping[str, Schema]] = {
    "audittrail": {"type": "object", "properties": {
        "uuid": {"type": "string", "format": "uuid"}, "bron": _TEKST, "applicatieId": _TEKST,
        "applicatieWeergave": _TEKST, "gebruikersId": _TEKST, "gebruikersWeergave": _TEKST, "actie": _TEKST,
        "actieWeergave": _TEKST, "resultaat": {"type": "integer"}, "hoofdObject": _URI, "resource": _TEKST,
        "resourceUrl": _URI, "toelichting": _TEKST, "resourceWeergave": _TEKST,
        "aanmaakdatum": {"type": "string", "format": "date-time"},
        "wijzigingen": {"type": "object", "properties": {
            "oud": {"type": "object", "nullable": True}, "nieuw": {"type": "object", "nullable": True},
        }},
    }},
    "bestandsdeel": {"type": "object", "properties": {
        "url": _URI, "volgnummer": {"type": "integer"}, "omvang": {"type": "integer"},
        "voltooid": {"type": "boolean"}, "lock": _TEKST,
    }},
    "lock": {"type": "object", "properties": {"lock": _TEKST}},
}  # fmt: skip
"""What no serializer holds: it is only given, never taken in."""
_FOUT: Final[Schema] = {
    "type": "object",
    "required": ["code", "title", "status", "detail", "instance"],
    "properties": {
        "type": _TEKST, "code": _TEKST, "title": _TEKST, "status": {"type": "integer"}, "detail": _TEKST,
        "instance": _TEKST,
        "invalidParams": {"type": "array", "items": {
            "type": "object", "required": ["name", "code", "reason"],
            "properties": {"name": _TEKST, "code": _TEKST, "reason": _TEKST},
        }},
    },
}  # fmt: skip
_FOUTEN: Final = {
    "400": "Ongeldig verzoek", "403": "Geen toestemming", "404": "Niet gevonden", "405": "Deze methode kan hier niet",
    "406": "Deze vorm is er niet", "409": "Dit kan nu niet", "412": "Een kop ontbreekt of klopt niet",
    "413": "Te groot", "415": "Deze vorm lezen we niet", "429": "Te vaak gevraagd", "500": "Er ging iets mis",
}  # fmt: skip


@cache
def document(component: str) -> Schema:
    """Return the document of a register, without the address of a gemeente."""
    titel, module = TITELS[component]
    schemas, paden, versie = Schemas(), dict[str, Schema](), ""
    for patroon in import_module(module).urlpatterns:
        soort: Any = getattr(patroon.callback, "cls", None)
        if soort is None or not issubclass(soort, Bron):
            continue
        versie = soort.versie
        adres = "/" + str(patroon.pattern).replace("<uuid:", "{").replace(">", "}")
        stuk = paden.setdefault(adres, {})
        kwargs = [deel.partition("}")[0] for deel in adres.split("{")[1:]]
        if kwargs:
            stuk["parameters"] = [_padparameter(naam) for naam in kwargs]
        for methode, actie in patroon.callback.actions.items():
            if methode == "head" and actie != "koppen":
                continue  # the headers of a list: no operation of the standard
            stuk[methode] = _operatie(soort, actie, schemas, heeft_stuk=bool(kwargs))
    return {
        "openapi": "3.0.3",
        "info": {
            "title": titel,
            "version": versie,
            "description": f"De {titel} van Keukentafel, volgens de standaard van VNG Realisatie.",
            "license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"},
        },
        "security": [{"JWT-Claims": []}],
        "paths": dict(sorted(paden.items())),
        "components": {
            "schemas": {**dict(sorted(schemas.gevonden.items())), "Fout": _FOUT},
            "securitySchemes": {"JWT-Claims": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _padparameter(naam: str) -> Schema:
    return {"name": naam, "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}


def _operatie(soort: type[Bron], actie: str, schemas: Schemas, *, heeft_stuk: bool) -> Schema:
    woord = soort.werkwoorden.get(actie, _WOORD.get(actie, actie))
    id = f"{soort.operatie}_{woord}"
    stand = _STAND_VAN.get(id, _STAND.get(actie, 200))
    handeling = {"partial_update": "update", "koppen": "retrieve"}.get(actie, actie)
    uit: Schema = {
        "operationId": id,
        "summary": f"{_ZIN.get(actie, actie)}.",
        "tags": [soort.naam],
        "security": [{"JWT-Claims": list(soort.scopes.get(handeling, ()))}],
        "parameters": [*_vragen(soort, actie, schemas), *_koppen(soort, actie)],
        "responses": {
            str(stand): _antwoord(soort, actie, schemas, stand),
            **{code: _probleem(zin) for code, zin in _FOUTEN.items() if code != "404" or heeft_stuk},
        },
    }
    lichaam = _lichaam(soort, actie, schemas)
    return uit | {"requestBody": lichaam} if lichaam else uit


def _vragen(soort: type[Bron], actie: str, schemas: Schemas) -> Iterator[Schema]:
    if actie in ("list", "zoek_in") and soort.met_bladen:
        yield {
            "name": "page",
            "in": "query",
            "required": False,
            "schema": {"type": "integer", "minimum": 1},
        }
    if actie == "list":
        for naam, veld in soort.vraag().fields.items():
            yield parameter(schemas, naam, veld)
    if actie == "consumer":
        yield {"name": "clientId", "in": "query", "required": True, "schema": _TEKST}
    if actie in ("retrieve", "koppen"):
        namen = soort.stukvragen | ({"expand"} if soort.relaties else set())
        yield from ({"name": n, "in": "query", "required": False, "schema": _TEKST} for n in sorted(namen))
    if actie == "download":
        yield from (
            {"name": n, "in": "query", "required": False, "schema": _TEKST} for n in sorted(soort.stukvragen)
        )


def _koppen(soort: type[Bron], actie: str) -> Iterator[Schema]:
    for naam, waarde in soort.koppen_nodig(actie).items():  # old clients fill in the one value that is here
        vorm = {"type": "string", "enum": [waarde], "default": waarde}
        yield {"name": naam, "in": "header", "required": True, "schema": vorm}
    if actie in ("retrieve", "koppen") and soort.heeft_etag:
        yield {"name": "If-None-Match", "in": "header", "required": False, "schema": _TEKST}
    if actie in ("create", "update", "partial_update", "destroy"):
        yield {"name": "X-Audit-Toelichting", "in": "header", "required": False, "schema": _TEKST}


def _lichaam(soort: type[Bron], actie: str, schemas: Schemas) -> Schema | None:
    if actie == "unlock":
        return {"required": False, "content": {"application/json": {"schema": _VORMEN["lock"]}}}
    if actie not in _SCHRIJFT:
        return None
    lezer: Any = getattr(soort, "zoekvraag", None) if actie == "zoek_in" else soort.serializer_class
    vorm = schemas.verwijs(lezer)
    if actie == "partial_update":  # what is left out stays
        vorm = {"allOf": [vorm], "description": "Stuur alleen wat verandert."}
    soorten: Any = soort.parser_classes
    type_ = "multipart/form-data" if MultiPartParser in soorten else "application/json"
    return {"required": True, "content": {type_: {"schema": vorm}}}


def _antwoord(soort: type[Bron], actie: str, schemas: Schemas, stand: int) -> Schema:
    koppen: Schema = {"API-version": {"schema": _TEKST}}
    if actie in ("retrieve", "koppen") and soort.heeft_etag:
        koppen["ETag"] = {"schema": _TEKST}
    if stand == 201:
        koppen["Location"] = {"schema": _URI}
    uit: Schema = {"description": f"{_ZIN.get(actie, actie)}: gelukt.", "headers": koppen}
    if stand == 204 or actie == "koppen":
        return uit
    if actie == "download":
        binair = {"type": "string", "format": "binary"}
        return uit | {"content": {"application/octet-stream": {"schema": binair}}}
    return uit | {"content": {"application/json": {"schema": _gegeven(soort, actie, schemas)}}}


def _gegeven(soort: type[Bron], actie: str, schemas: Schemas) -> Schema:
    if actie == "lock":
        return _VORMEN["lock"]
    lezer: Any = soort.serializer_class
    een = _VORMEN.get(soort.operatie) or schemas.verwijs(lezer)
    if actie not in ("list", "zoek_in"):
        return een
    lijst = {"type": "array", "items": een}
    if not soort.met_bladen:
        return lijst
    return {
        "type": "object",
        "required": ["count", "results"],
        "properties": {
            "count": {"type": "integer"},
            "next": {**_URI, "nullable": True},
            "previous": {**_URI, "nullable": True},
            "results": lijst,
        },
    }


def _probleem(zin: str) -> Schema:
    vorm = {"$ref": "#/components/schemas/Fout"}
    return {"description": zin, "content": {"application/problem+json": {"schema": vorm}}}


class _ZonderAnkers(yaml.SafeDumper):
    """YAML without anchors: some clients do not read them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@cache
def tekst(component: str, adres: str) -> bytes:
    """Return the document as YAML, for one address."""
    geheel = {"openapi": "3.0.3", "servers": [{"url": adres}]} | document(component)
    geschreven: str = yaml.dump(geheel, Dumper=_ZonderAnkers, sort_keys=False, allow_unicode=True, width=120)
    return geschreven.encode()


class SchemaBestand(View):
    """The document. It is open: what is served is no secret, and clients read it before they have a token."""

    component = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the document. A query (`?v=3`, of old clients) changes nothing."""
        antwoord = HttpResponse(
            tekst(self.component, wortel(self.component)), content_type="application/yaml; charset=utf-8"
        )
        antwoord["Access-Control-Allow-Origin"] = "*"
        antwoord["API-version"] = document(self.component)["info"]["version"]
        return antwoord


def schema(component: str) -> URLPattern:
    """Return the address of the document of a register."""
    return path("schema/openapi.yaml", SchemaBestand.as_view(component=component), name="schema")
