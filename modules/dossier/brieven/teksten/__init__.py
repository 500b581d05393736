"""The kinds of letters of the house, with the texts that come with the product."""

from __future__ import annotations

from modules.dossier.brieven.soorten import registreer
from modules.dossier.brieven.teksten.aanvragen import AANVRAGEN
from modules.dossier.brieven.teksten.rechtsbescherming import RECHTSBESCHERMING


def register() -> None:
    """Offer them all."""
    for soort in (*AANVRAGEN, *RECHTSBESCHERMING):
        registreer(soort)
