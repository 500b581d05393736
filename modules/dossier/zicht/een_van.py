"""A row of these: many ids as one value, in a filter that a page asks twenty times."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, UUIDField, Value


class EenVan(Func):
    """Whether the column is one of these ids (`kolom = ANY(ids)`); of no ids nothing is.

    It means what `kolom__in=ids` means. PostgreSQL makes the same of both; Django looks at every id of an
    `in` again in each query, and at an array once.
    """

    template = "%(expressions)s)"
    arg_joiner = " = ANY("

    def __init__(self, kolom: str, ids: Iterable[UUID]) -> None:
        super().__init__(
            F(kolom), Value(list(ids), output_field=ArrayField(UUIDField())), output_field=BooleanField()
        )
