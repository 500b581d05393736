"""Where a webhook lives, and how a message to it is signed (Standard Webhooks)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from uuid import UUID

from django.utils.timezone import now

from keukentafel.uitgaand import bezorgen
from modules.toegangsleutels.models import Haak


def adres_van(bestemming_id: UUID) -> bezorgen.Zending | None:
    """Say where a webhook lives and how it is signed (Standard Webhooks); None when it is gone.

    Nothing leaves for one that was stopped, or whose program is kept out: what waits keeps waiting.
    """
    haak = Haak.objects.select_related("gebruiker").filter(pk=bestemming_id).first()
    if haak is None:
        return None
    sleutel = base64.b64decode(str(haak.geheim).removeprefix("whsec_"))

    def koppen(bericht_id: UUID, lichaam: bytes) -> dict[str, str]:
        moment = str(int(now().timestamp()))
        return {
            "webhook-id": str(bericht_id),
            "webhook-timestamp": moment,
            "webhook-signature": handtekening(sleutel, str(bericht_id), moment, lichaam),
        }

    mag = haak.gestopt_op is None and haak.gebruiker.is_actief
    return bezorgen.Zending(haak.url, koppen, mag=mag)


def handtekening(sleutel: bytes, bericht_id: str, moment: str, lichaam: bytes) -> str:
    """Return the signature of a message: `v1,` and HMAC-SHA256 over id, moment and body."""
    ondertekend = b".".join((bericht_id.encode(), moment.encode(), lichaam))
    afdruk = hmac.new(sleutel, ondertekend, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(afdruk).decode()}"
