"""Base models: UUIDv7 keys, and rows and querysets that remember which schema they belong to.

A lazy queryset that leaves its gemeente (H6) and a row loaded in A and saved in B (H7) both raise
`VerkeerdeGemeente` instead of touching somebody else's data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self
from uuid import UUID

from django.db import models
from uuid_utils.compat import uuid7

from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.scope import GeenGemeente, VerkeerdeGemeente, huidig_schema


def nieuwe_id() -> UUID:
    """Make a UUIDv7: random enough not to be guessed, ordered enough for the index."""
    return uuid7()


def _controleer(stempel: str | None, wat: str) -> None:
    huidig = huidig_schema()
    if huidig is None:
        raise GeenGemeente(f"{wat} buiten een gemeente gebruikt.")
    if stempel != huidig and not zaaifouten.staat_aan("stempels_uit"):
        raise VerkeerdeGemeente(f"{wat} hoort bij een andere gemeente.")


class GemeenteQuerySet(models.QuerySet[Any]):
    """A queryset that may only run in the schema in which it was begun."""

    def __init__(
        self,
        model: type[models.Model] | None = None,
        query: Any = None,
        using: str | None = None,
        hints: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(model=model, query=query, using=using, hints=hints)
        self._kt_schema = huidig_schema()
        bron = (hints or {}).get("instance")
        if bron is not None and hasattr(bron, "_kt_schema") and bron._kt_schema is not None:
            _controleer(bron._kt_schema, type(bron).__name__)

    def _clone(self) -> Self:
        kopie = super()._clone()  # type: ignore[misc]
        kopie._kt_schema = self._kt_schema
        return kopie

    def _bewaak(self) -> None:
        _controleer(self._kt_schema, f"Een lijst van {self.model.__name__}")

    def _fetch_all(self) -> None:
        self._bewaak()
        super()._fetch_all()

    def iterator(self, chunk_size: int | None = None) -> Iterator[Any]:
        self._bewaak()
        return super().iterator(chunk_size)

    def count(self) -> int:
        self._bewaak()
        return super().count()

    def exists(self) -> bool:
        self._bewaak()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._bewaak()
        return super().aggregate(*args, **kwargs)

    def explain(self, *args: Any, **kwargs: Any) -> str:
        self._bewaak()
        return super().explain(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._bewaak()
        return super().update(**kwargs)

    def _update(self, values: Any) -> int:
        self._bewaak()
        return super()._update(values)  # type: ignore[misc]

    def delete(self) -> tuple[int, dict[str, int]]:
        self._bewaak()
        return super().delete()

    def _raw_delete(self, using: str | None) -> int:
        self._bewaak()
        return super()._raw_delete(using)

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        self._bewaak()
        return super().resolve_expression(*args, **kwargs)

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        objs = list(objs)
        for obj in objs:
            obj.bewaak_gemeente()
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        objs = tuple(objs)
        for obj in objs:
            obj.bewaak_gemeente()
        return super().bulk_update(objs, *args, **kwargs)

    bulk_create.alters_data = True  # type: ignore[attr-defined]
    bulk_update.alters_data = True  # type: ignore[attr-defined]
    update.alters_data = True  # type: ignore[attr-defined]
    _update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]
    _raw_delete.alters_data = True  # type: ignore[attr-defined]


GemeenteManager = models.Manager.from_queryset(GemeenteQuerySet, class_name="GemeenteManager")


class GestempeldModel(models.Model):
    """A row that knows its schema and refuses to be used in another."""

    id = models.UUIDField(primary_key=True, default=nieuwe_id, editable=False)

    objects = GemeenteManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kt_schema = huidig_schema()

    def bewaak_gemeente(self) -> None:
        """Refuse when this row belongs to another schema than the current scope.

        :raises VerkeerdeGemeente: it was loaded or made in another gemeente.
        """
        if self._kt_schema is None:
            self._kt_schema = huidig_schema()
        _controleer(self._kt_schema, type(self).__name__)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save in the schema it came from; see `bewaak_gemeente`."""
        self.bewaak_gemeente()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete in the schema it came from; see `bewaak_gemeente`."""
        self.bewaak_gemeente()
        return super().delete(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read again in the schema it came from; see `bewaak_gemeente`."""
        self.bewaak_gemeente()
        super().refresh_from_db(*args, **kwargs)


class GemeenteModel(GestempeldModel):
    """Base of every table that a gemeente owns."""

    class Meta:
        abstract = True
        base_manager_name = "objects"


class PlatformModel(GestempeldModel):
    """Base of every table in schema public: what the supplier owns. Never a resident's data."""

    class Meta:
        abstract = True
        base_manager_name = "objects"
