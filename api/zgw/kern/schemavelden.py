"""Fields as JSON Schema: what a serializer takes in and gives back, in the words of OpenAPI 3.0."""

from __future__ import annotations

from typing import Any, Final

from rest_framework import serializers

from api.zgw.kern.velden import Duur, Verwijzing

Schema = dict[str, Any]
_SOORTEN: Final[tuple[tuple[type[Any], Schema], ...]] = (
    (Verwijzing, {"type": "string", "format": "uri", "maxLength": 1000}),
    (Duur, {"type": "string", "format": "duration"}),
    (serializers.BooleanField, {"type": "boolean"}),
    (serializers.IntegerField, {"type": "integer"}),
    (serializers.FloatField, {"type": "number"}),
    (serializers.DateTimeField, {"type": "string", "format": "date-time"}),
    (serializers.DateField, {"type": "string", "format": "date"}),
    (serializers.UUIDField, {"type": "string", "format": "uuid"}),
    (serializers.URLField, {"type": "string", "format": "uri"}),
    (serializers.EmailField, {"type": "string", "format": "email"}),
    (serializers.FileField, {"type": "string", "format": "binary"}),
    (serializers.CharField, {"type": "string"}),
    (serializers.DictField, {"type": "object", "additionalProperties": True}),
    (serializers.JSONField, {"type": "object", "additionalProperties": True}),
)


class Schemas:
    """The schemas of one document: every serializer once, under the name of its class."""

    def __init__(self) -> None:
        self.gevonden: dict[str, Schema] = {}
        self._van: dict[str, type[Any]] = {}

    def verwijs(self, soort: type[Any]) -> Schema:
        """Return a reference to the schema of a serializer, and keep the schema."""
        naam = soort.__name__.removesuffix("Lezer").removesuffix("Vraag") or soort.__name__
        while self._van.setdefault(naam, soort) is not soort:
            naam = f"{naam}Anders"
        if naam not in self.gevonden:
            self.gevonden[naam] = {}  # a serializer that holds itself finds its own name
            self.gevonden[naam] = self.object(soort())
        return {"$ref": f"#/components/schemas/{naam}"}

    def object(self, lezer: Any) -> Schema:
        """Return the schema of a serializer."""
        velden = {naam: veld for naam, veld in lezer.fields.items() if naam != "non_field_errors"}
        uit: Schema = {
            "type": "object",
            "properties": {naam: self.veld(veld) for naam, veld in velden.items()},
        }
        nodig = [naam for naam, veld in velden.items() if veld.required and not veld.read_only]
        return uit | {"required": nodig} if nodig else uit

    def veld(self, veld: Any) -> Schema:
        """Return the schema of one field."""
        uit = self._kern(veld)
        if "$ref" in uit:  # beside a reference nothing holds
            return {"allOf": [uit], "nullable": True} if veld.allow_null else uit
        uit = dict(uit)
        for kenmerk, naam in (("max_length", "maxLength"), ("min_length", "minLength")):
            if uit.get("type") == "string" and getattr(veld, kenmerk, None):
                uit[naam] = getattr(veld, kenmerk)
        for kenmerk, naam in (("max_value", "maximum"), ("min_value", "minimum")):
            if uit.get("type") in ("integer", "number") and getattr(veld, kenmerk, None) is not None:
                uit[naam] = getattr(veld, kenmerk)
        if veld.read_only:
            uit["readOnly"] = True
        if veld.write_only:
            uit["writeOnly"] = True
        if veld.allow_null:
            uit["nullable"] = True
        return uit

    def _kern(self, veld: Any) -> Schema:
        if isinstance(veld, serializers.ListSerializer):
            return {"type": "array", "items": self.verwijs(type(veld.child))}
        if isinstance(veld, serializers.Serializer):
            return self.verwijs(type(veld))
        if isinstance(veld, serializers.ListField):
            return {"type": "array", "items": self.veld(veld.child)}
        if isinstance(veld, serializers.ChoiceField):
            codes = [str(code) for code in veld.choices]
            return {"type": "string", "enum": [*codes, ""] if veld.allow_blank and "" not in codes else codes}
        return next((dict(vorm) for soort, vorm in _SOORTEN if isinstance(veld, soort)), {})


def parameter(schemas: Schemas, naam: str, veld: Any) -> Schema:
    """Return a field as a parameter of a query string."""
    vorm = schemas.veld(veld)
    vorm.pop("nullable", None)
    return {
        "name": naam,
        "in": "query",
        "required": bool(veld.required),
        "schema": vorm or {"type": "string"},
    }
