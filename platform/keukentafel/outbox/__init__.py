"""The outbox: `stuur_mail` writes, `bezorg` delivers. A lost broker delays, it never loses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

MAX_POGINGEN = 12


def stuur_mail(sjabloon: str, aan: str, context: Mapping[str, Any], sleutel: str, *, at: datetime) -> None:
    """Put a mail in the outbox, in the transaction of the caller.

    `sjabloon` names `<sjabloon>.onderwerp.txt` and `<sjabloon>.txt`. The text holds links, never a
    resident's data (H41). The same `sleutel` twice is one mail.
    """
    from keukentafel.outbox.models import Uitgaand
    from keukentafel.outbox.taken import bezorg_uitgaand
    from keukentafel.tenancy import huidige_gemeente

    lading = json.dumps({"sjabloon": sjabloon, "aan": aan, "context": dict(context)})
    bestaand = Uitgaand.objects.filter(soort="mail", sleutel=sleutel).exists()
    if bestaand:
        return
    Uitgaand.objects.create(
        soort="mail", sleutel=sleutel, lading=lading, aangemaakt_op=at, volgende_poging_op=at
    )
    gemeente = huidige_gemeente()
    transaction.on_commit(lambda: bezorg_uitgaand.voor(gemeente), robust=True)


def bezorg(*, at: datetime) -> int:
    """Deliver what is due in this gemeente; return how many left. Safe to run twice at once."""
    from keukentafel.outbox.models import Uitgaand
    from keukentafel.outbox.post import verstuur

    aantal = 0
    ids = list(
        Uitgaand.objects.filter(stand="wacht", volgende_poging_op__lte=at)
        .order_by("volgende_poging_op")
        .values_list("id", flat=True)[:200]
    )
    for id_ in ids:
        with transaction.atomic():
            rij = Uitgaand.objects.select_for_update(skip_locked=True).filter(pk=id_, stand="wacht").first()
            if rij is None:
                continue
            aantal += _probeer(rij, verstuur, at)
    return aantal


def _probeer(rij: Any, verstuur: Any, at: datetime) -> int:
    rij.pogingen += 1
    try:
        verstuur(rij.soort, json.loads(rij.lading))
    except OSError as fout:  # the other side is away; smtplib's errors are OSErrors too
        rij.laatste_fout = type(fout).__name__
        rij.volgende_poging_op = at + timedelta(seconds=min(3600, 15 * 2**rij.pogingen))
        if rij.pogingen >= MAX_POGINGEN:
            rij.stand = "opgegeven"
        rij.save()
        return 0
    rij.stand, rij.verzonden_op, rij.lading, rij.laatste_fout = "verzonden", at, None, ""
    rij.save()
    return 1
