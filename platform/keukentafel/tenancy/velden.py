"""Model fields whose text is unreadable in the database, in a dump and in another gemeente.

`keukentafel sleutels-roteren` finds these fields over the models: a new one is covered by itself.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Left

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.inkijk import VERBORGEN, VERBORGEN_CIJFER, huidige_kijk
from keukentafel.tenancy.sleutels import KOPLENGTE, blinde_index, ontsleutel, versleutel


class VersleuteldTekstField(models.BinaryField):
    """Text kept as AES-256-GCM, bound to gemeente, table, column and row.

    On the instance the value is `str` or None. Use `pre_save` only: the row's id must be known,
    which UUID keys guarantee. Filtering on it is impossible on purpose; keep a `blinde_index`.
    """

    def __init__(self, *args: Any, doel: str = "tekst", **kwargs: Any) -> None:
        self.doel = doel
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        naam, pad, args, kwargs = super().deconstruct()
        if self.doel != "tekst":
            kwargs["doel"] = self.doel
        return naam, pad, args, kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:  # type: ignore[override]
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, name, _Ontsleutelaar(self))

    def plek(self, rij: models.Model) -> str:
        """Return table|column|row, the place that the text is bound to."""
        return f"{self.model._meta.db_table}|{self.column}|{rij.pk}"  # noqa: SLF001 -- public in Django

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return self.gesloten(model_instance, model_instance.__dict__.get(self.attname))

    def gesloten(self, rij: models.Model, waarde: Any) -> Any:
        """Return a text as it may go to the column of this row; what is closed already stays so."""
        if not isinstance(waarde, str):
            return waarde
        if zaaifouten.staat_aan("bsn_leesbaar"):
            return waarde.encode()
        return versleutel(self.doel, waarde.encode(), bij=self.plek(rij))

    def is_dicht(self, waarde: Any) -> bool:
        """Tell whether this is what stands in the column, and not what it means."""
        return isinstance(waarde, bytes | memoryview)

    def open(self, rij: models.Model, waarde: Any) -> str:
        """Return what a closed value means; in a look of the supplier it has none (`tenancy.inkijk`)."""
        if bytes(waarde) == VERBORGEN_CIJFER and huidige_kijk():
            return VERBORGEN
        return ontsleutel(self.doel, bytes(waarde), bij=self.plek(rij)).decode()

    def begin_in_sql(self) -> Any:
        """Return the expression of how the text in the column begins, to compare with `begin_van`."""
        return Func(
            F(self.name), Value(1), Value(KOPLENGTE), function="substring", output_field=models.BinaryField()
        )

    def begin_van(self, kop: bytes) -> Any:
        """Return how a text with this head begins in the column."""
        return kop

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            raise TypeError(f"{self.name}: deze tekst mag alleen versleuteld naar de database.")
        return super().get_db_prep_value(value, connection, prepared)


class VersleuteldJsonField(models.JSONField):
    """What somebody typed, by field, unreadable in the database: drafts.

    The column stays JSON and holds one encrypted text; what stood there in the open before is still
    read. Migrations know it as the JSON that it is.
    """

    def __init__(self, *args: Any, doel: str = "tekst", **kwargs: Any) -> None:
        self.doel = doel
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        naam, _, args, kwargs = super().deconstruct()
        return naam, "django.db.models.JSONField", args, kwargs

    def contribute_to_class(self, cls: type[models.Model], name: str, **kwargs: Any) -> None:  # type: ignore[override]
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, name, _Ontsleutelaar(self))

    def plek(self, rij: models.Model) -> str:
        """Return table|column|row, the place that the text is bound to."""
        return f"{self.model._meta.db_table}|{self.column}|{rij.pk}"  # noqa: SLF001 -- public in Django

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return self.gesloten(model_instance, model_instance.__dict__.get(self.attname))

    def gesloten(self, rij: models.Model, waarde: Any) -> Any:
        """Return a value as it may go to the column of this row; what is closed already stays so."""
        if waarde is None or self.is_dicht(waarde) or zaaifouten.staat_aan("concept_met_bsn"):
            return waarde
        cijfer = versleutel(self.doel, json.dumps(waarde).encode(), bij=self.plek(rij))
        return {_DICHT: base64.b64encode(cijfer).decode()}

    def is_dicht(self, waarde: Any) -> bool:
        """Tell whether this is what stands in the column, and not what it means."""
        return isinstance(waarde, dict) and waarde.keys() == {_DICHT}

    def open(self, rij: models.Model, waarde: Any) -> Any:
        """Return what a closed value means."""
        return json.loads(ontsleutel(self.doel, base64.b64decode(waarde[_DICHT]), bij=self.plek(rij)))

    def begin_in_sql(self) -> Any:
        """Return the expression of how the text in the column begins, to compare with `begin_van`."""
        return Left(Coalesce(KeyTextTransform(_DICHT, self.name), Value("")), 4)

    def begin_van(self, kop: bytes) -> Any:
        """Return how a text with this head begins in the column."""
        return base64.b64encode(kop).decode()


_DICHT = "dicht"


class BlindeIndexField(models.BinaryField):
    """The fingerprint beside an encrypted text (`bron`), to find its row again within this gemeente.

    Migrations know it as the column of bytes that it is.
    """

    def __init__(self, *args: Any, bron: str = "", doel: str = "", **kwargs: Any) -> None:
        self.bron = bron
        self.doel = doel
        kwargs.setdefault("max_length", 16)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        naam, _, args, kwargs = super().deconstruct()
        return naam, "django.db.models.BinaryField", args, kwargs

    def van(self, tekst: str | None) -> bytes | None:
        """Return what belongs in this column beside `tekst`."""
        return blinde_index(self.doel, tekst) if tekst else None


class _Ontsleutelaar:
    """Opens the text when it is first asked for, not when the row is loaded."""

    def __init__(self, veld: VersleuteldTekstField | VersleuteldJsonField) -> None:
        self.veld = veld

    def __get__(self, rij: models.Model | None, cls: type | None = None) -> Any:
        if rij is None:
            return self
        naam = self.veld.attname
        if naam not in rij.__dict__:
            rij.refresh_from_db(fields=[naam])
        waarde = rij.__dict__[naam]
        if self.veld.is_dicht(waarde):
            waarde = rij.__dict__[naam] = self.veld.open(rij, waarde)
        return waarde

    def __set__(self, rij: models.Model, waarde: Any) -> None:
        rij.__dict__[self.veld.attname] = waarde
