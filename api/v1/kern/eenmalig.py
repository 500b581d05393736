"""`Idempotency-Key`: the same request twice is done once, for a day."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.utils.timezone import now

from api.zgw.kern.problemen import Probleem
from keukentafel.tenancy.sleutels import blinde_index, blinde_indexen, slot
from modules.toegangsleutels.actions.sleutel import BEWAART
from modules.toegangsleutels.models import EerderAntwoord
from modules.zgw.fouten import Ongeldig, Veldfout

_DOEL: Final = "api_eenmalig"
"""What was asked is kept as a keyed print: a body may hold a BSN, and those can be tried one by one."""


def doe_eenmalig(
    *, sleutel: str, gebruiker: Any, methode: str, pad: str, ruw: bytes, doe: Callable[[], tuple[int, UUID]]
) -> tuple[int, UUID, bool]:
    """Do it, or say what came of it the first time. Returns status, row, and whether it was done before.

    Two at the same moment wait for each other. What was refused may be tried again.

    :raises Probleem: the same key came with something else (422).
    """
    if not sleutel:
        return *doe(), False
    if len(sleutel) > 200 or not sleutel.isprintable():
        raise Ongeldig(Veldfout("Idempotency-Key", "invalid", "Hooguit 200 leesbare tekens."))
    kaal, nu = sha256(b"\n".join((methode.encode(), pad.encode(), ruw))).hexdigest(), now()
    with slot(f"api-eenmalig-{gebruiker.pk}-{sha256(sleutel.encode()).hexdigest()}"):
        eerder = EerderAntwoord.objects.filter(gebruiker_id=gebruiker.pk, sleutel=sleutel)
        bekend = eerder.filter(bewaard_op__gt=nu - BEWAART).first()
        if bekend is not None:
            if bekend.vraag not in {afdruk.hex() for afdruk in blinde_indexen(_DOEL, kaal)}:
                raise Probleem(422, "Deze Idempotency-Key hoort bij een ander verzoek.", code="key_reused")
            return bekend.stand, bekend.rij_id, True
        stand, rij_id = doe()
        eerder.delete()
        EerderAntwoord.objects.create(
            gebruiker_id=gebruiker.pk,
            sleutel=sleutel,
            vraag=blinde_index(_DOEL, kaal).hex(),
            stand=stand,
            rij_id=rij_id,
            bewaard_op=nu,
        )
        return stand, rij_id, False
