"""Names as JSON has them (`isGeheimAdres`), the few fields that were asked for, and the ETag."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

import orjson
from rest_framework import serializers

from modules.zgw.fouten import Ongeldig, Veldfout


@cache
def kameel(naam: str) -> str:
    """Return a name as JSON writes it."""
    begin, *rest = naam.split("_")
    return begin + "".join(deel[:1].upper() + deel[1:] for deel in rest)


def in_json(waarde: Any) -> Any:
    """Return data with the names of JSON, all the way down."""
    if isinstance(waarde, Mapping):
        return {
            kameel(naam) if isinstance(naam, str) else naam: in_json(deel) for naam, deel in waarde.items()
        }
    if isinstance(waarde, list | tuple):
        return [in_json(deel) for deel in waarde]
    return waarde


class Vorm(serializers.Serializer[Any]):
    """What is sent or answered. Fields are named as in Python; JSON sees `kameel` names."""

    def get_fields(self) -> dict[str, Any]:
        """Give every field its name of JSON, and let it read and write the name of Python."""
        velden = {}
        for naam, veld in super().get_fields().items():
            if veld.source is None and kameel(naam) != naam:
                veld.source = naam
            velden[kameel(naam)] = veld
        return velden

    @classmethod
    def veldnamen(cls) -> tuple[str, ...]:
        """Return the names of its fields, as Python has them."""
        return tuple(cls._declared_fields)

    @classmethod
    def uit_rij(cls, rij: Any, *, zonder: Container[str] = ()) -> dict[str, Any]:
        """Return what a row holds under the names of this form, except `zonder`."""
        return {naam: getattr(rij, naam) for naam in cls.veldnamen() if naam not in zonder}


class StrengeVorm(Vorm):
    """What is sent in: a name that is not known is a mistake, not something to leave out."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            vreemd = sorted(set(map(str, data)) - set(self.fields))
            if vreemd:
                raise serializers.ValidationError(
                    {naam: ["Dit veld kennen we hier niet."] for naam in vreemd}, code="unknown"
                )
        return super().to_internal_value(data)


def kies_velden(rij: dict[str, Any], velden: Iterable[str]) -> dict[str, Any]:
    """Keep the fields that were asked for; all of them when nothing was asked."""
    gekozen = set(velden)
    return {naam: waarde for naam, waarde in rij.items() if naam in gekozen} if gekozen else rij


def lees_velden(ruw: str, bekend: Iterable[str]) -> tuple[str, ...]:
    """Read `fields=naam,adres`.

    :raises Ongeldig: a name that is not there.
    """
    gevraagd = tuple(deel.strip() for deel in ruw.split(",") if deel.strip())
    vreemd = sorted(set(gevraagd) - set(bekend))
    if vreemd:
        raise Ongeldig(Veldfout("fields", "unknown", f"Deze velden zijn er niet: {', '.join(vreemd)}"[:300]))
    return gevraagd


def etag_van(rij: Any) -> str:
    """Return the ETag of an answer: a print of the whole of it."""
    return f'"{sha256(orjson.dumps(rij, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]}"'


def noemt(kop: str, etag: str) -> bool:
    """Tell whether a header If-Match or If-None-Match names this ETag."""
    genoemd = {deel.strip().removeprefix("W/") for deel in kop.split(",")}
    return etag in genoemd or "*" in genoemd
