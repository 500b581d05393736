"""The mails of this room. They hold a link and no name (hazards H41)."""

from __future__ import annotations

from datetime import datetime

from keukentafel import outbox
from keukentafel.identity.actions.mensen import Uitgenodigd
from keukentafel.identity.models import UitnodigingSoort


def mail_uitnodiging(
    uitgenodigd: Uitgenodigd, *, adres: str, gemeente_naam: str, at: datetime, soort: UitnodigingSoort
) -> None:
    """Put the mail with the link in the outbox; without a mail address there is none."""
    gebruiker = uitgenodigd.gebruiker
    if not gebruiker.email:
        return
    outbox.stuur_mail(
        f"identity/mail/{soort}",
        gebruiker.email,
        {"adres": adres, "gemeente": gemeente_naam},
        sleutel=f"uitnodiging-{gebruiker.uitnodigingen.latest('gemaakt_op').pk}",
        at=at,
    )
