"""The three lists of signalen, and how many are new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from modules.dossier.access import eigen_signalen, signalen_voor, teams_van
from modules.dossier.models import Signaal, SignaalStand
from modules.inrichting.codelijsten import Urgentie

PER_LIJST = 25
_GEWICHT = Case(
    When(urgentie=Urgentie.ACUUT, then=Value(0)),
    When(urgentie=Urgentie.VERHOOGD, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Signaallijst:
    """One of the three lists. `meer` says that not all of it is shown."""

    sleutel: str
    kop: str
    signalen: Sequence[Any]
    meer: bool


def signaallijsten(gebruiker: Any, *, bron: str = "", urgentie: str = "") -> list[Signaallijst]:
    """Return Nieuw, Wordt opgepakt and Teruggekoppeld: three queries, urgent first."""
    alle = signalen_voor(gebruiker).select_related("opgepakt_door", "huishouden", "team")
    if bron:
        alle = alle.filter(bron=bron)
    if urgentie:
        alle = alle.filter(urgentie=urgentie)
    klaar = [SignaalStand.TERUGGEKOPPELD, SignaalStand.GEEN_ACTIE]
    return [
        _lijst(
            "nieuw", "Nieuw", alle.filter(stand=SignaalStand.NIEUW).order_by(_GEWICHT, "ontvangen_op", "id")
        ),
        _lijst(
            "opgepakt",
            "Wordt opgepakt",
            alle.filter(stand=SignaalStand.OPGEPAKT).order_by(_GEWICHT, "ontvangen_op", "id"),
        ),
        _lijst("klaar", "Teruggekoppeld", alle.filter(stand__in=klaar).order_by("-ontvangen_op", "-id")),
    ]


def _lijst(sleutel: str, kop: str, signalen: QuerySet[Any]) -> Signaallijst:
    gelezen = list(signalen[: PER_LIJST + 1])
    return Signaallijst(sleutel, kop, gelezen[:PER_LIJST], len(gelezen) > PER_LIJST)


def nieuwe_signalen(gebruiker: Any) -> QuerySet[Signaal]:
    """Return what nobody picked up yet, for the teams of this person."""
    if not teams_van(gebruiker):
        return Signaal.objects.none()
    return signalen_voor(gebruiker).filter(stand=SignaalStand.NIEUW)


def nieuw_sinds(gebruiker: Any, moment: datetime) -> int:
    """Count the signalen that came in after a moment."""
    return nieuwe_signalen(gebruiker).filter(ontvangen_op__gt=moment).count()


def tel_nieuwe(request: Any) -> int:
    """Count what is new, for the badge in the menu of every page."""
    nieuw = eigen_signalen(request.user).filter(stand=SignaalStand.NIEUW)
    return nieuw.order_by().values("pk")[:99].count()
