"""Whom to call at a gemeente, with whom she works together, and the end of her contract, for tests."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy.sleutels import versleutel
from tenants import verklaring
from tenants.models import Contactpersoon, Contracteinde, Deelname, Gemeente, Samenwerking


def maak_levensloop(gemeente_id: Any) -> dict[str, Any]:
    """Make a row of each, in the scope of the platform. The certificate is there before its time."""
    nu, gemeente = timezone.now(), Gemeente.objects.get(pk=gemeente_id)
    contact = Contactpersoon.objects.create(
        gemeente=gemeente, rol="contract", naam="W. de Boer", telefoon="0612345678", gewijzigd_op=nu
    )
    samen = Samenwerking.objects.create(naam="Jeugdregio Zuid")
    deelname = Deelname.objects.create(samenwerking=samen, gemeente=gemeente)
    einde = Contracteinde(
        gemeente=gemeente, kenmerk="2026-117", einddatum=localdate(nu), aangezegd_op=nu, aangezegd_door="Ilse Koster"
    )  # fmt: skip
    plek = f"tenants_contracteinde|toestemming_bestand|{einde.pk}"
    einde.toestemming_bestand = versleutel("contracteinde", b"%PDF-1.7", bij=plek)
    einde.save()
    papier = verklaring.maak(einde, at=nu, reservekopieen_tot=localdate(nu))
    return {"contact": contact, "deelname": deelname, "einde": einde, "verklaring": papier}
