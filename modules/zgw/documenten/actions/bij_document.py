"""What hangs on a document: conditions on its use, and where it was sent (rule drc-006)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from modules.zgw.documenten.models import Gebruiksrecht, Informatieobject, Informatieobjectversie


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
