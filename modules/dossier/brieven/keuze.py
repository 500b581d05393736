"""Which text is in use for a kind of letter: the published version of the gemeente, or that of the product."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from modules.dossier.brieven.models import Briefsjabloon, Sjabloonstand
from modules.dossier.brieven.soorten import Briefsoort


@dataclass(frozen=True, slots=True)
class Sjabloontekst:
    """A text with its number. Number 0 without an id is the text that comes with the product."""

    onderwerp: str
    samenvatting: str
    tekst: str
    nummer: int = 0
    id: UUID | None = None


def sjabloon_in_gebruik(soort: Briefsoort) -> Sjabloontekst:
    """Return the text in use for this kind. One query."""
    rij = Briefsjabloon.objects.filter(soort=soort.code, stand=Sjabloonstand.IN_GEBRUIK).first()
    if rij is None:
        return standaard(soort)
    return Sjabloontekst(rij.onderwerp, rij.samenvatting, rij.tekst, rij.nummer, rij.pk)


def standaard(soort: Briefsoort) -> Sjabloontekst:
    """Return the text that comes with the product."""
    return Sjabloontekst(soort.standaard.onderwerp, soort.standaard.samenvatting, soort.standaard.tekst)
