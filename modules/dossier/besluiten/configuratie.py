"""The part of the configuration file with four eyes, committees and who decides about income."""

from __future__ import annotations

from keukentafel.errors import Refusal
from modules.dossier.besluiten.instellingen import ALTIJD, BOVEN_BEDRAG, NOOIT, BesluitInstellingen
from modules.inrichting.configuratie.deel import delen
from modules.inrichting.configuratie.delen.sectie import SectieDeel


class VierOgenKlopNiet(Refusal):
    text = "Vier ogen: kies nooit, altijd, of boven een bedrag van 0 tot 1 miljoen euro per jaar."


def _controleer(keuzes: BesluitInstellingen) -> None:
    if keuzes.vier_ogen not in (NOOIT, BOVEN_BEDRAG, ALTIJD) or not 0 <= keuzes.vier_ogen_vanaf <= 1_000_000:
        raise VierOgenKlopNiet


def register() -> None:
    """Hand the part in."""
    labels = {
        "vier_ogen": "Vier ogen bij een besluit",
        "vier_ogen_vanaf": "Vier ogen vanaf euro per jaar",
        "met_commissie": "Commissie voor bezwaren",
        "ambtenaar_beslist": "Alleen een ambtenaar beslist over inkomen",
    }
    delen.registreer(
        SectieDeel(BesluitInstellingen, "besluiten", "Besluiten", labels, controleer=_controleer)
    )
