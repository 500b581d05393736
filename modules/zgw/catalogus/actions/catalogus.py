"""Making a catalogus."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from modules.zgw.catalogus.models import Catalogus
from modules.zgw.fouten import GEHEEL, fout


@transaction.atomic
def save_catalogus(*, gegevens: Mapping[str, Any]) -> Catalogus:
    """Make a catalogus. The caller writes the line in the logboek.

    :raises Ongeldig: there is one with this domein and RSIN.
    """
    if Catalogus.objects.filter(domein=gegevens["domein"], rsin=gegevens["rsin"]).exists():
        raise fout(GEHEEL, "unique", "Er is al een catalogus met dit domein en dit RSIN.")
    return Catalogus.objects.create(**gegevens)
