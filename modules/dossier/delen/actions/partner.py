"""Who of outside the team works for which organisation: what decides what is shared with them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.delen.apps import PARTNERS
from modules.dossier.delen.models import PartnerLid


class GeenPartner(Refusal):
    text = "Dit account heeft niet de rol Partner of Aanbieder. Geef eerst die rol bij Mensen en rollen."


@transaction.atomic
def add_partnerlid(*, gebruiker: Any, organisatie: Any, van: date, by: Any, at: datetime) -> PartnerLid:
    """Let somebody see what is shared with this organisation. Twice is once.

    :raises GeenPartner: the account is no partner's.
    """
    if not PARTNERS & gebruiker.rollen:
        raise GeenPartner
    rij, nieuw = PartnerLid.objects.get_or_create(
        gebruiker=gebruiker, organisatie=organisatie, tot=None, defaults={"van": van}
    )
    if nieuw:
        audit.record("delen.partner.toegevoegd", target=rij, by=by, at=at, soort="maken",
                     detail={"gebruiker": str(gebruiker.pk), "organisatie": str(organisatie.pk)})  # fmt: skip
    return rij


@transaction.atomic
def end_partnerlid(*, lid: PartnerLid, tot: date, by: Any, at: datetime) -> None:
    """End it: from that day on nothing of this organisation is seen."""
    lid.tot = max(tot, lid.van)
    lid.save(update_fields=["tot"])
    audit.record("delen.partner.gestopt", target=lid, by=by, at=at, detail={"tot": lid.tot.isoformat()})
