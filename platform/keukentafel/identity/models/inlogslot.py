"""`Inlogslot`: the lock on guessing, counted in the tables of this gemeente only (H24)."""

from __future__ import annotations

from keukentafel.identity.account_model import InlogslotBasis
from keukentafel.tenancy.models import GemeenteModel


class Inlogslot(InlogslotBasis, GemeenteModel):
    """The tries on one account or one address in this gemeente."""
