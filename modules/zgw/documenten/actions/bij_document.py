"""What hangs on a document: conditions on its use, and where it was sent (rule drc-006)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django.db import transaction

from keukentafel.tenancy.sleutels import blinde_index
from modules.zgw.documenten.models import Gebruiksrecht, Informatieobject, Informatieobjectversie, Verzending

INDEX: Final = "zgw-verzending"


@transaction.atomic
def save_gebruiksrecht(*, recht: Gebruiksrecht | None, velden: Mapping[str, Any]) -> Gebruiksrecht:
    """Make or change a condition; its document says from then on that there are any."""
    recht = recht or Gebruiksrecht()
    for naam, waarde in velden.items():
        setattr(recht, naam, waarde)
    recht.save()
    _zeg(recht.document, indicatie=True)
    return recht


@transaction.atomic
def remove_gebruiksrecht(*, recht: Gebruiksrecht) -> None:
    """Remove a condition; after the last one it is not known any more whether there are any."""
    document = recht.document
    recht.delete()
    if not document.gebruiksrechten.exists():
        _zeg(document, indicatie=None)


def _zeg(document: Informatieobject, *, indicatie: bool | None) -> None:
    nieuwste = Informatieobject.objects.filter(pk=document.pk).values("versie")
    Informatieobjectversie.objects.filter(pk__in=nieuwste).update(indicatie_gebruiksrecht=indicatie)


def sleutel_van(betrokkene: str) -> bytes:
    """Return the blind index of the address of somebody: it may hold a number of a person."""
    return blinde_index(INDEX, betrokkene)


def save_verzending(
    *, verzending: Verzending | None, velden: Mapping[str, Any], wie: Mapping[str, Any]
) -> Verzending:
    """Make or change from whom a document came, or to whom it went."""
    verzending = verzending or Verzending()
    for naam, waarde in velden.items():
        setattr(verzending, naam, waarde)
    verzending.wie = json.dumps(wie, ensure_ascii=False, separators=(",", ":"))
    verzending.betrokkene_index = sleutel_van(wie["betrokkene"])
    verzending.save()
    return verzending
