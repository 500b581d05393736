"""The first administrator of a new gemeente, invited while it is made."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from keukentafel.begin import Begin, registreer_beginstap
from keukentafel.identity.actions.mensen import invite_gebruiker
from keukentafel.identity.rollen import Rol


@dataclass(frozen=True, slots=True)
class EersteBeheerder:
    """The path of the link, on the address of the new gemeente. It is known at this moment only."""

    pad: str


def invite_eerste_beheerder(begin: Begin) -> EersteBeheerder:
    """Make the account that everybody else is invited from, and return its link."""
    uitgenodigd = invite_gebruiker(
        naam=begin.beheerder_naam or "Eerste beheerder",
        gebruikersnaam=begin.beheerder_email or "beheerder",
        email=begin.beheerder_email,
        toekenningen={(Rol.BEHEERDER, None)},
        by=None,
        at=begin.at,
    )
    return EersteBeheerder(
        reverse("identity:uitnodiging", args=[uitgenodigd.token], urlconf="keukentafel.urls")
    )


def registreer() -> None:
    """Hand in the step `beheerder`."""
    registreer_beginstap("beheerder", invite_eerste_beheerder)
