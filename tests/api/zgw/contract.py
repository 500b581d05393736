"""The published OpenAPI documents: does an answer fit the operation that gave it?

Known defects of the documents (standards/README.md) are mended here, one line each, so that a right
answer can fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import FormatChecker
from openapi_schema_validator import OAS30Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

STANDAARDEN = Path(__file__).resolve().parents[4] / "shared" / "standards" / "zgw"
BESTANDEN = {
    "zrc": "zaken/1.5.1/openapi.bundled.yaml",
    "ztc": "catalogi/1.3.1/openapi.yaml",
    "drc": "documenten/1.4.2/openapi.bundled.yaml",
    "brc": "besluiten/1.1.0/openapi.bundled.yaml",
    "ac": "autorisaties/1.0.0/openapi.yaml",
    "nrc": "notificaties/1.0.0/openapi.yaml",
}
WORTELS = {
    "zrc": "/zaken/api/v1", "ztc": "/catalogi/api/v1", "drc": "/documenten/api/v1", "brc": "/besluiten/api/v1",
    "ac": "/autorisaties/api/v1", "nrc": "/notificaties/api/v1",
}  # fmt: skip


_LIJST: dict[str, Any] = {"type": "array", "items": {"type": "string", "format": "uri"}}


class Vormen(FormatChecker):
    """Formats hold for what is filled in: the standard's own answers have an empty text for nothing."""

    def conforms(self, instance: object, format: str) -> bool:  # noqa: A002 -- the name of the library
        return instance == "" or super().conforms(instance, format)

    def check(self, instance: object, format: str) -> None:  # noqa: A002 -- the name of the library
        if instance != "":
            super().check(instance, format)


VORMEN = Vormen()


@dataclass(frozen=True)
class Operatie:
    """One operation of a document."""

    component: str
    id: str
    methode: str
    patroon: re.Pattern[str]
    antwoorden: dict[str, Any] = field(compare=False)


def document(component: str) -> dict[str, Any]:
    """Return a document with its defects mended."""
    return _document(component)


@cache
def _document(component: str) -> dict[str, Any]:
    lezer = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    doc: dict[str, Any] = yaml.load(
        (STANDAARDEN / BESTANDEN[component]).read_text(encoding="utf-8"), Loader=lezer
    )
    _mend(component, doc)
    return doc


def _mend(component: str, doc: dict[str, Any]) -> None:
    _mend_trail(doc["components"]["schemas"])
    herstel = {
        "ac": _mend_ac, "nrc": _mend_nrc, "zrc": _mend_zrc, "ztc": _mend_ztc, "brc": _mend_brc, "drc": _mend_drc,
    }.get(component)  # fmt: skip
    if herstel is not None:
        herstel(doc)


def _mend_trail(schemas: dict[str, Any]) -> None:
    if "Wijzigingen" in schemas:
        for kant in ("oud", "nieuw"):  # null in practice
            schemas["Wijzigingen"]["properties"][kant]["nullable"] = True


def _mend_ac(doc: dict[str, Any]) -> None:
    # a list at /consumer, where everybody answers one applicatie
    een = doc["paths"]["/applicaties/consumer"]["get"]["responses"]["200"]["content"]["application/json"]
    een["schema"] = een["schema"]["items"]


def _mend_nrc(doc: dict[str, Any]) -> None:
    # POST /notificaties has only its 200; its errors are those of every other operation
    fouten = doc["paths"]["/abonnement"]["post"]["responses"]
    doc["paths"]["/notificaties"]["post"]["responses"] |= {
        stand: vorm for stand, vorm in fouten.items() if stand != "201"
    }


def _mend_zrc(doc: dict[str, Any]) -> None:
    _mend_zaak(doc["components"]["schemas"])


def _mend_zaak(schemas: dict[str, Any]) -> None:
    for naam in ("Zaak", "PatchedZaak"):  # a zaak without a place has null there, at everybody
        if naam in schemas:
            schemas[naam]["properties"]["zaakgeometrie"] = {"type": "object", "nullable": True}
    schemas["ZaakType"]["properties"]["informatieobjecttypen"] = _LIJST
    schemas["EmptyObject"]["maxProperties"] = 0  # else every object is "empty" too, and oneOf fits twice
    _zonder_patroon(schemas, "objectTypeOverige")  # empty with an object that has a kind of its own


def _zonder_patroon(deel: Any, naam: str) -> None:
    if isinstance(deel, dict):
        if isinstance(deel.get(naam), dict):
            deel[naam].pop("pattern", None)
        for een in deel.values():
            _zonder_patroon(een, naam)
    elif isinstance(deel, list):
        for een in deel:
            _zonder_patroon(een, naam)


def _mend_drc(doc: dict[str, Any]) -> None:
    doc["components"]["schemas"]["InformatieObjectType"]["properties"]["zaaktypen"] = _LIJST  # a string there


def _mend_brc(doc: dict[str, Any]) -> None:
    schemas = doc["components"]["schemas"]
    _mend_zaak(schemas)  # Besluiten 1.1.0 carries the zaak of Zaken for expand
    velden = schemas["Besluit"]["properties"]
    velden["vervalreden"]["enum"].append("")  # a decision that does not lapse: empty, at everybody
    velden["vervalredenWeergave"].pop("minLength")
    schemas["GenesteExpansie"]["required"] = ["_expand"]  # else every type fits it too, and oneOf fits twice
    # the types in it are of a Catalogi API to come
    schemas["ZaakType"]["required"].remove("resultaattypeOmschrijving")


def _mend_ztc(doc: dict[str, Any]) -> None:
    schemas = doc["components"]["schemas"]
    for naam in ("ZaakType", "ZaakTypeCreate", "ZaakTypeUpdate"):
        schemas[naam]["properties"]["informatieobjecttypen"] = _LIJST
    schemas["InformatieObjectType"]["properties"]["zaaktypen"] = _LIJST
    antwoorden = doc["paths"]["/informatieobjecttypen"]["post"]["responses"]
    antwoorden["201"] = antwoorden["200"]  # everybody answers 201
    for pad, methoden in doc["paths"].items():
        if "delete" in methoden:
            methoden["delete"]["responses"].setdefault("204", {"description": f"{pad} is weg"})
    # a name of at most 100 signs, where Open Zaak and its consumers have the address (zgw.md 5.1)
    schemas["ZaakTypeInformatieObjectType"]["properties"]["informatieobjecttype"]["maxLength"] = 1000
    for naam in ("ResultaatType", "ResultaatTypeCreate", "ResultaatTypeUpdate"):
        if naam in schemas:
            schemas[naam]["properties"]["brondatumArchiefprocedure"]["nullable"] = True


@cache
def operaties(component: str) -> tuple[Operatie, ...]:
    """Return every operation of a document, the longest addresses first."""
    uit = []
    for pad, methoden in _document(component)["paths"].items():
        patroon = re.compile(re.sub(r"\{[a-z_]+\}", "[0-9a-f-]{36}", f"{WORTELS[component]}{pad}"))
        uit += [
            Operatie(component, wat["operationId"], methode, patroon, wat["responses"])
            for methode, wat in methoden.items()
            if methode in ("get", "post", "put", "patch", "delete", "head")
        ]
    return tuple(sorted(uit, key=lambda een: -len(een.patroon.pattern)))


def operatie_van(methode: str, pad: str) -> Operatie | None:
    """Return the operation of an address."""
    for component, wortel in WORTELS.items():
        if pad.startswith(f"{wortel}/"):
            for een in operaties(component):
                if een.methode == methode and een.patroon.fullmatch(pad):
                    return een
    return None


def controleer(methode: str, pad: str, antwoord: Any) -> Iterator[str]:
    """Yield what is wrong with an answer: a status that is not in the document, or a body that does not fit."""
    een = operatie_van(methode, pad)
    if een is None:
        yield f"{methode} {pad} staat niet in het document"
        return
    stand = str(antwoord.status_code)
    vorm = een.antwoorden.get(stand)
    if vorm is None:
        gewoon = ("304", "400", "404", "405", "412", "413", *(("403",) if methode == "head" else ()))
        if stand not in gewoon:  # missing in many operations
            yield f"{een.id}: {stand} staat niet in het document"
        return
    vorm = _los_op(een.component, vorm)
    inhoud = (vorm.get("content") or {}).get(antwoord.headers.get("Content-Type", "").partition(";")[0])
    if inhoud is None or methode == "head" or inhoud["schema"].get("format") == "binary":
        return
    for fout in _keurder(een.component, inhoud["schema"]).iter_errors(antwoord.json()):
        yield f"{een.id} {stand}: {'/'.join(map(str, fout.absolute_path))}: {fout.message[:300]}"


def _los_op(component: str, vorm: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in vorm:
        deel: Any = _document(component)
        for stap in vorm["$ref"].removeprefix("#/").split("/"):
            deel = deel[stap]
        vorm = deel
    return vorm


def _keurder(component: str, schema: dict[str, Any]) -> Any:
    doc = _document(component)
    bron = Resource(contents=doc, specification=DRAFT4)
    registratie: Any = Registry().with_resource(f"urn:{component}", bron)
    return OAS30Validator(
        {"$ref": f"urn:{component}{schema['$ref']}"} if "$ref" in schema else _absoluut(component, schema),
        registry=registratie, format_checker=VORMEN,
    )  # fmt: skip


def _absoluut(component: str, schema: Any) -> Any:
    if isinstance(schema, dict):
        return {
            sleutel: f"urn:{component}{waarde}" if sleutel == "$ref" else _absoluut(component, waarde)
            for sleutel, waarde in schema.items()
        }
    return [_absoluut(component, deel) for deel in schema] if isinstance(schema, list) else schema
