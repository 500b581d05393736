"""Where payment hangs itself in: after an invoice was made, and in the pages of one invoice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.http import HttpRequest

from billing.models import Factuur


class NaFactuur(Protocol):
    """Called in the transaction that makes an invoice; it writes rows and makes no call."""

    def __call__(self, *, factuur: Factuur, at: datetime) -> None: ...


Gegevens = Callable[[HttpRequest, Factuur], dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of a page: its template, with what `gegevens` gives; None leaves it out."""

    sjabloon: str
    gegevens: Gegevens


na_factuur: list[NaFactuur] = []
factuurdelen: list[Deel] = []
betaaldelen: list[Deel] = []


def registreer_na_factuur(haak: NaFactuur) -> None:
    """Be told of every invoice and credit note, in the transaction that makes it."""
    na_factuur.append(haak)


def registreer_factuurdeel(sjabloon: str, gegevens: Gegevens) -> None:
    """Hang a part in the supplier's page of an invoice."""
    factuurdelen.append(Deel(sjabloon, gegevens))


def registreer_betaaldeel(sjabloon: str, gegevens: Gegevens) -> None:
    """Hang a part in the gemeente's own page of an invoice: the way to pay it."""
    betaaldelen.append(Deel(sjabloon, gegevens))


def delen_van(delen: list[Deel], request: HttpRequest, factuur: Factuur) -> list[dict[str, Any]]:
    """Return the parts that have something to show, each with its template."""
    gevuld = [(deel.sjabloon, deel.gegevens(request, factuur)) for deel in delen]
    return [{"sjabloon": sjabloon, **gegevens} for sjabloon, gegevens in gevuld if gegevens is not None]
