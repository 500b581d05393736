"""The Selectielijst gemeenten 2020: how long what must be kept. Ships as data, so nothing is fetched.

Facts: VNG Selectielijst gemeenten en intergemeentelijke organen 2020, as the Referentielijsten API
0.6.0 publishes them (58 procestypen of the years 2017 and 2020, 346 resultaten).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

HOSTS: Final = ("selectielijst.openzaak.nl", "referentielijsten-api.vng.cloud")
"""Who publishes the list. Their addresses are names here: they are looked up in our copy."""
_URL: Final = re.compile(
    r"https://(?P<host>[a-z0-9.-]+)/api/v1/(?P<bron>[a-z]+)/(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)


@dataclass(frozen=True, slots=True)
class Procestype:
    """A kind of process of the list of one year."""

    id: UUID
    nummer: int
    naam: str
    jaar: int


@dataclass(frozen=True, slots=True)
class Resultaat:
    """An end of a process, with what happens after it. `bewaartermijn` is ISO 8601, or empty."""

    id: UUID
    procestype: UUID
    nummer: str
    naam: str
    waardering: str
    bewaartermijn: str
    procestermijn: str
    is_sociaal_domein: bool


@cache
def procestypen() -> dict[UUID, Procestype]:
    """Return all procestypen by id."""
    return {
        UUID(rij["id"]): Procestype(UUID(rij["id"]), int(rij["nummer"]), rij["naam"], int(rij["jaar"]))
        for rij in _rijen("procestypen")
    }


@cache
def resultaten() -> dict[UUID, Resultaat]:
    """Return all resultaten by id."""
    return {
        UUID(rij["id"]): Resultaat(
            UUID(rij["id"]), UUID(rij["procestype"]), rij["nummer"], rij["naam"], rij["waardering"],
            rij["bewaartermijn"], rij["procestermijn"], bool(rij["sociaal_domein"]),
        )
        for rij in _rijen("resultaten")
    }  # fmt: skip


@cache
def omschrijvingen() -> dict[UUID, str]:
    """Return the general descriptions of results by id."""
    return {UUID(rij["id"]): rij["omschrijving"] for rij in _rijen("omschrijvingen")}


def _rijen(naam: str) -> Iterator[dict[str, str]]:
    with (Path(__file__).parent / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        yield from csv.DictReader(bestand)


def procestype(url: str) -> Procestype | None:
    """Return the procestype of an address, None when it is none of the list."""
    return procestypen().get(_id(url, "procestypen") or UUID(int=0))


def resultaat(url: str) -> Resultaat | None:
    """Return the resultaat of an address, None when it is none of the list."""
    return resultaten().get(_id(url, "resultaten") or UUID(int=0))


def omschrijving(url: str) -> str | None:
    """Return the general description of an address, None when it is none of the list."""
    return omschrijvingen().get(_id(url, "resultaattypeomschrijvingen") or UUID(int=0))


def _id(url: str, bron: str) -> UUID | None:
    gevonden = _URL.fullmatch(url)
    if gevonden is None or gevonden["host"] not in HOSTS or gevonden["bron"] != bron:
        return None
    return UUID(gevonden["id"])
