"""The first administrator of a new gemeente, invited while it is made."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from keukentafel.adres import adres_van_gemeente
from keukentafel.begin import Begin, registreer_beginstap
from keukentafel.identity.actions.mensen import invite_gebruiker
from keukentafel.identity.actions.post import mail_uitnodiging
from keukentafel.identity.models import UitnodigingSoort
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import huidige_gemeente


@dataclass(frozen=True, slots=True)
class EersteBeheerder:
    """The path of the link, on the address of the new gemeente. It is known at this moment only."""

    pad: str


def invite_eerste_beheerder(begin: Begin) -> EersteBeheerder:
    """Make the account that everybody else is invited from; mail the link and return it."""
    uitgenodigd = invite_gebruiker(
        naam=begin.beheerder_naam or "Eerste beheerder",
        gebruikersnaam=begin.beheerder_email or "beheerder",
        email=begin.beheerder_email,
        toekenningen={(Rol.BEHEERDER, None)},
        by=None,
        at=begin.at,
    )
    pad = reverse("identity:uitnodiging", args=[uitgenodigd.token], urlconf="keukentafel.urls")
    gemeente = huidige_gemeente()
    if not begin.beheerder_email.endswith(".invalid"):  # reserved: such an address can never get mail
        mail_uitnodiging(
            uitgenodigd,
            adres=f"{adres_van_gemeente(gemeente.slug)}{pad}",
            gemeente_naam=gemeente.naam,
            at=begin.at,
            soort=UitnodigingSoort.ACCOUNT,
        )
    return EersteBeheerder(pad)


def registreer() -> None:
    """Hand in the step `beheerder`."""
    registreer_beginstap("beheerder", invite_eerste_beheerder)
