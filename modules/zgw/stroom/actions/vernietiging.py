"""What retention destroys goes from the registers too, and who listens hears that it went."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from modules.dossier.bewaren.vernietigen import Geheel, Getuigenis
from modules.zgw.besluiten.models import Besluit
from modules.zgw.documenten.models import Informatieobject
from modules.zgw.sporen.toner import Gezien, kijk, tell
from modules.zgw.stroom.bezig import aan_het_schrijven
from modules.zgw.zaken.models import Zaak


def witness(geheel: Geheel) -> Getuigenis:
    """Look at every zaak, decision and document that is about to go; tell of them when they went.

    What hangs on a zaak is not named by itself: its subscribers know that it went along (zrc-023).
    """
    zaken, besluiten, documenten = (
        geheel.rijen.get(model._meta.label_lower, set())  # noqa: SLF001 -- public in Django
        for model in (Zaak, Besluit, Informatieobject)
    )
    gaan = [
        *_gezien(Besluit.objects.filter(Q(pk__in=besluiten) | _van_zaken("zaak", zaken)).order_by("id")),
        *_gezien(
            Zaak.objects.filter(Q(pk__in=zaken) | Q(hoofdzaak__in=zaken)).order_by(
                F("hoofdzaak").asc(nulls_last=True), "id"
            )
        ),
        *_gezien(Informatieobject.objects.filter(pk__in=documenten).order_by("id")),
    ]

    def vertel(by: Any, at: datetime) -> None:
        with aan_het_schrijven():
            for eerder in gaan:
                tell(actie="destroy", by=by, at=at, eerder=eerder)

    return vertel


def _van_zaken(kolom: str, zaken: Iterable[UUID]) -> Q:
    return Q(**{f"{kolom}__in": zaken}) | Q(**{f"{kolom}__hoofdzaak__in": zaken})


def _gezien(rijen: Iterable[Any]) -> list[Gezien]:
    return [gezien for rij in rijen if (gezien := kijk(rij)) is not None]
