"""The published document of another system: does what our practice system takes and gives fit it?

Stricter than the document: a field that it does not name is a fault, so that a practice system cannot
know more than the real one. `discriminator` leads to the schema that it names, also inside allOf.
"""

from __future__ import annotations

import re
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


class Document:
    """One OpenAPI document, made ready to hold requests and answers against."""

    def __init__(self, pad: str) -> None:
        bestand = STANDAARDEN / pad
        if not bestand.exists():
            pytest.skip(f"Het document {pad} is hier niet.")
        self.document = yaml.load(bestand.read_text(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.is_31 = str(self.document["openapi"]).startswith("3.1")
        schemas = self.document["components"]["schemas"]
        klaar: dict[str, Any] = {}
        for naam, schema in schemas.items():
            klaar[f"{naam}__open"] = self._open(schema)
            klaar[naam] = self._dicht(naam, schema)
        self.klaar = klaar

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
                    "then": {"$ref": f"{_DOC}{ref}"},
                }
                for waarde, ref in kiezer["mapping"].items()
                if self._naam(ref) != naam
            ]
            bekend = {"properties": {veld: {"enum": list(kiezer["mapping"])}}, "required": [veld]}
            return {"allOf": [*keuzes, bekend]}
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
        uit = {
            n: self._binnen(w, in_allof=n == "allOf")
            for n, w in deel.items()
            if n not in ("description", "example")
        }
        if uit.pop("nullable", False) and not self.is_31:
            return {"anyOf": [{"type": "null"}, uit]}
        return uit

    @cache  # noqa: B019 -- one document lives as long as the tests
    def _toets(self) -> Any:
        wortel = {"components": {"schemas": self.klaar}}
        return Registry().with_resource(
            _DOC, Resource.from_contents(wortel, default_specification=DRAFT202012)
        )

    def toets(self, waarde: Any, schema: Any) -> list[str]:
        """Return what is wrong with a value; nothing when it fits."""
        klaar = self._binnen(schema)
        toets = Draft202012Validator(klaar, registry=self._toets(), format_checker=FormatChecker())
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
        return [] if schema is None else self.toets(lading, schema)

    def antwoord_klopt(self, methode: str, pad: str, status: int, inhoud: Any) -> list[str]:
        """Return what is wrong with an answer: a status that the document does not know is wrong too."""
        antwoorden = self.operatie(methode, pad)["responses"]
        deel = antwoorden.get(str(status)) or antwoorden.get("default")
        if deel is None:
            return [f"status {status} staat niet bij {methode} {pad}"]
        schema = self._inhoud(self.los_op(deel))
        return [] if schema is None else self.toets(inhoud, schema)
