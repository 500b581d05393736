"""The words of a gemeente."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Verouderd
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy.sleutels import slot
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.begrippen import STANDAARD
from modules.inrichting.models import Begrip


@transaction.atomic
def set_begrip(
    *,
    sleutel: str,
    enkelvoud: str,
    meervoud: str,
    lidwoord: str,
    versie: int,
    by: Gebruiker | None,
    at: datetime,
) -> None:
    """Let all screens use another word. The word of the product itself counts as a reset.

    :raises Verouderd: somebody saved this word after `versie` was read (0: there was none).
    """
    with slot(f"begrip-{sleutel}"):  # the first change makes the row: who waits finds it
        rij = Begrip.objects.select_for_update().filter(sleutel=sleutel).first()
    if (rij.versie if rij else 0) != versie:
        raise Verouderd(huidig=rij)
    standaard = STANDAARD[sleutel]
    if (enkelvoud, meervoud, lidwoord) == (standaard.enkelvoud, standaard.meervoud, standaard.lidwoord):
        reset_begrip(sleutel=sleutel, by=by, at=at)
        return
    rij = rij or Begrip(sleutel=sleutel, versie=0)
    rij.enkelvoud, rij.meervoud, rij.lidwoord = enkelvoud, meervoud, lidwoord
    rij.versie += 1
    rij.save()
    audit.record("inrichting.begrip.gewijzigd", target=rij, by=by, at=at, detail={"begrip": sleutel})
    renew_stand(at=at)


@transaction.atomic
def reset_begrip(*, sleutel: str, by: Gebruiker | None, at: datetime) -> None:
    """Go back to the word of the product."""
    weg, _ = Begrip.objects.filter(sleutel=sleutel).delete()
    if weg:
        audit.record("inrichting.begrip.hersteld", by=by, at=at, detail={"begrip": sleutel})
        renew_stand(at=at)
