"""Model fields whose text is unreadable in the database, in a dump and in another gemeente."""

from __future__ import annotations

from typing import Any

from django.db import models

from keukentafel.tenancy.sleutels import ontsleutel, versleutel


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
        waarde = model_instance.__dict__.get(self.attname)
        if isinstance(waarde, str):
            return versleutel(self.doel, waarde.encode(), bij=self.plek(model_instance))
        return waarde

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            raise TypeError(f"{self.name}: deze tekst mag alleen versleuteld naar de database.")
        return super().get_db_prep_value(value, connection, prepared)


class _Ontsleutelaar:
    """Opens the text when it is first asked for, not when the row is loaded."""

    def __init__(self, veld: VersleuteldTekstField) -> None:
        self.veld = veld

    def __get__(self, rij: models.Model | None, cls: type | None = None) -> Any:
        if rij is None:
            return self
        naam = self.veld.attname
        if naam not in rij.__dict__:
            rij.refresh_from_db(fields=[naam])
        waarde = rij.__dict__[naam]
        if isinstance(waarde, bytes | memoryview):
            waarde = ontsleutel(self.veld.doel, bytes(waarde), bij=self.veld.plek(rij)).decode()
            rij.__dict__[naam] = waarde
        return waarde

    def __set__(self, rij: models.Model, waarde: Any) -> None:
        rij.__dict__[self.veld.attname] = waarde
