"""The tables of identity, one noun a file."""

from keukentafel.identity.models.gebruiker import Gebruiker, GebruikerQuerySet, Weergave
from keukentafel.identity.models.inlogslot import Inlogslot
from keukentafel.identity.models.roltoekenning import RolToekenning
from keukentafel.identity.models.sessie import Sessie
from keukentafel.identity.models.tweede_factor import Herstelcode, TotpApparaat
from keukentafel.identity.models.uitnodiging import Uitnodiging, UitnodigingSoort

__all__ = [
    "Gebruiker",
    "GebruikerQuerySet",
    "Herstelcode",
    "Inlogslot",
    "RolToekenning",
    "Sessie",
    "TotpApparaat",
    "Uitnodiging",
    "UitnodigingSoort",
    "Weergave",
]
