"""Fast rows: the columns of a model as one line of COPY, with the model's own defaults in it."""

from __future__ import annotations

import json
from typing import Any

import psycopg
from django.db import models

from keukentafel.tenancy.models import GemeenteModel

NIETS = r"\N"
_BLOK = 4_000


class Tabel:
    """Rows of one model on their way to the table of one schema.

    :raises ValueError: a column has no default and is not filled.
    """

    def __init__(self, model: type[GemeenteModel], *velden: str) -> None:
        meta = model._meta  # noqa: SLF001 -- documented by Django, its name notwithstanding
        self.aantal = 0
        self.kolommen = len(meta.concrete_fields)
        self.regels: list[str] = []
        delen = []
        for veld in meta.concrete_fields:
            delen.append("%s" if veld.attname in velden else _standaard(veld))
        gevuld = [veld.attname for veld in meta.concrete_fields if veld.attname in velden]
        if gevuld != [*velden]:
            raise ValueError(f"{model.__name__}: geef {gevuld}, in deze volgorde.")
        self._sjabloon = "\t".join(delen)
        self._tabel = meta.db_table
        self._namen = ", ".join(f'"{veld.column}"' for veld in meta.concrete_fields)

    def rij(self, *waarden: object) -> None:
        """Add one row; the values come in the order of the model's fields."""
        self.regels.append(self._sjabloon % waarden)

    def kopieer(self, verbinding: psycopg.Connection[Any], schema: str) -> int:
        """Send the rows, and return how many went so far."""
        opdracht = f'COPY "{schema}"."{self._tabel}" ({self._namen}) FROM STDIN'
        with verbinding.cursor() as cursor, cursor.copy(opdracht) as kopie:
            for begin in range(0, len(self.regels), _BLOK):
                kopie.write("\n".join(self.regels[begin : begin + _BLOK]) + "\n")
        self.aantal += len(self.regels)
        self.regels = []
        return self.aantal


def _standaard(veld: models.Field[Any, Any]) -> str:
    in_databank = getattr(veld.db_default, "value", veld.db_default)
    if veld.has_default() or isinstance(in_databank, (str, int)):
        waarde = veld.get_default() if veld.has_default() else in_databank
        if isinstance(waarde, bool):
            return "t" if waarde else "f"
        if isinstance(veld, models.JSONField):
            return json.dumps(waarde)
        return "{}" if waarde == [] else str(waarde)
    if veld.null:
        return NIETS
    if veld.blank or isinstance(veld, models.CharField | models.TextField):
        return ""
    raise ValueError(f"{veld.model.__name__}.{veld.attname} heeft geen standaard: vul dit veld.")
