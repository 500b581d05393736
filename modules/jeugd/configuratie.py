"""The part of the configuration file with what a gemeente uses of the Jeugdwet."""

from __future__ import annotations

from modules.inrichting.configuratie.deel import delen
from modules.inrichting.configuratie.delen.sectie import SectieDeel
from modules.jeugd.instellingen import JeugdInstellingen


def register() -> None:
    """Hand the part in."""
    labels = {"verwijsindex": "Verwijsindex gebruiken"}
    delen.registreer(SectieDeel(JeugdInstellingen, "jeugd", "Jeugd", labels, volgorde=62))
