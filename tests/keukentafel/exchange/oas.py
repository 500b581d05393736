"""The published document of another system: does what our practice system takes and gives fit it?

Stricter than the document: a field that it does not name is a fault, so that a practice system cannot
know more than the real one. `discriminator` leads to the schema that it names, also inside allOf.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

STANDAARDEN = Path(__file__).resolve().parents[4] / "shared" / "standards"
_STAM = "#/components/schemas/"
_DOC = "urn:document"


def _alleen_lezen(deel: Any) -> Iterator[str]:
    """Yield the names of what only the other side fills in."""
    if isinstance(deel, list):
        for d in deel:
            yield from _alleen_lezen(d)
    elif isinstance(deel, dict):
        velden = deel.get("properties")
        for naam, schema in velden.items() if isinstance(velden, dict) else ():
            if isinstance(schema, dict) and schema.get("readOnly"):
                yield naam
        for d in deel.values():
            yield from _alleen_lezen(d)


class Document:
    """One OpenAPI document, made ready to hold requests and answers against."""

    def __init__(self, pad: str) -> None:
        bestand = STANDAARDEN / pad
        if not bestand.exists():
            pytest.skip(f"Het document {pad} is hier niet.")
        self.document = yaml.load(bestand.read_text(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.is_31 = str(self.document["openapi"]).startswith("3.1")
        schemas = self.document["components"]["schemas"]
        self._alleen_lezen = frozenset(_alleen_lezen(schemas))
        self.klaar: dict[bool, dict[str, Any]] = {}
        for is_vraag in (False, True):
            self._is_vraag, klaar = is_vraag, {}
            for naam, schema in schemas.items():
                klaar[f"{naam}__open"] = self._open(schema)
                klaar[naam] = self._dicht(naam, schema)
            self.klaar[is_vraag] = klaar

    def _naam(self, ref: str) -> str:
        return ref.removeprefix(_STAM)

    def _open(self, schema: Any) -> Any:
        """The schema as a part of another: it may hold more, and does not choose its kind."""
        uit = dict(schema)
        uit.pop("discriminator", None)
        return self._binnen(uit)

    def _dicht(self, naam: str, schema: Any) -> Any:
        kiezer = schema.get("discriminator")
        if kiezer and "mapping" in kiezer:
            veld = kiezer["propertyName"]
            keuzes = [
                {
                    "if": {"properties": {veld: {"const": waarde}}, "required": [veld]},
                    "then": {"$ref": f"{_DOC}{ref}__open"},
                }
                for waarde, ref in kiezer["mapping"].items()
                if self._naam(ref) != naam
            ]
            bekend = {"properties": {veld: {"enum": list(kiezer["mapping"])}}, "required": [veld]}
            basis = {"$ref": f"{_DOC}{_STAM}{naam}__open"}
            return {"allOf": [basis, *keuzes, bekend], "unevaluatedProperties": False}
        is_object = "properties" in schema or "allOf" in schema
        stappen = {"$ref": f"{_DOC}{_STAM}{naam}__open"}
        return {**stappen, "unevaluatedProperties": False} if is_object else stappen

    def _binnen(self, deel: Any, *, in_allof: bool = False) -> Any:
        if isinstance(deel, list):
            return [self._binnen(d, in_allof=in_allof) for d in deel]
        if not isinstance(deel, dict):
            return deel
        if "$ref" in deel:
            return {"$ref": f"{_DOC}{deel['$ref']}{'__open' if in_allof else ''}"}
        if isinstance(deel.get("required"), list) and isinstance(deel.get("properties"), dict):
            # StatusRequestbody of Zaken 1.5.1 asks for a field that it does not describe.
            deel = {**deel, "properties": {n: {} for n in deel["required"]} | deel["properties"]}
        if self._is_vraag and isinstance(deel.get("required"), list):
            # What only the other side fills in is no part of a request, required or not.
            deel = {**deel, "required": [n for n in deel["required"] if n not in self._alleen_lezen]}
        uit = {
            n: self._binnen(w, in_allof=n == "allOf")
            for n, w in deel.items()
            if n not in ("description", "example")
        }
        if uit.pop("nullable", False) and not self.is_31:
            return {"anyOf": [{"type": "null"}, uit]}
        return uit

    @cache  # noqa: B019 -- one document lives as long as the tests
    def _register(self, is_vraag: bool) -> Any:
        wortel = {"components": {"schemas": self.klaar[is_vraag]}}
        return Registry().with_resource(
            _DOC, Resource.from_contents(wortel, default_specification=DRAFT202012)
        )

    def toets(self, waarde: Any, schema: Any, *, is_vraag: bool = False) -> list[str]:
        """Return what is wrong with a value; nothing when it fits."""
        self._is_vraag = is_vraag
        register = self._register(is_vraag)
        toets = Draft202012Validator(self._binnen(schema), registry=register, format_checker=FormatChecker())
        return [
            f"{'/'.join(str(p) for p in f.absolute_path)}: {f.message}"[:300]
            for f in toets.iter_errors(waarde)
        ]

    def operatie(self, methode: str, pad: str) -> dict[str, Any]:
        """Return the operation at a path, whatever stands in its braces."""
        for patroon, wegen in self.document["paths"].items():
            kaal = re.sub(r"\{[^}]+\}", "[^/]+", patroon)
            if re.fullmatch(kaal, pad) and methode.lower() in wegen:
                return dict(wegen[methode.lower()])
        raise AssertionError(f"{methode} {pad} staat niet in het document.")

    def _inhoud(self, deel: dict[str, Any]) -> Any:
        soorten = deel.get("content") or {}
        return next((s["schema"] for s in soorten.values() if "schema" in s), None)

    def los_op(self, deel: dict[str, Any]) -> dict[str, Any]:
        """Follow one reference."""
        if "$ref" not in deel:
            return deel
        uit: Any = self.document
        for stap in deel["$ref"].removeprefix("#/").split("/"):
            uit = uit[stap]
        return dict(uit)

    def vraag_klopt(self, methode: str, pad: str, lading: Any) -> list[str]:
        """Return what is wrong with the body of a request."""
        operatie = self.operatie(methode, pad)
        schema = self._inhoud(self.los_op(operatie.get("requestBody", {})))
        return [] if schema is None else self.toets(lading, schema, is_vraag=True)

    def antwoord_klopt(self, methode: str, pad: str, status: int, inhoud: Any) -> list[str]:
        """Return what is wrong with an answer: a status that the document does not know is wrong too."""
        antwoorden = self.operatie(methode, pad)["responses"]
        deel = antwoorden.get(str(status)) or antwoorden.get("default")
        if deel is None:
            return [f"status {status} staat niet bij {methode} {pad}"]
        schema = self._inhoud(self.los_op(deel))
        return [] if schema is None else self.toets(inhoud, schema)
