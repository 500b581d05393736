"""From a request to the outgoing door of the house, and back."""

from __future__ import annotations

from typing import Final

from keukentafel.exchange.verkeer import Antwoord, Onbereikbaar, Vraag
from keukentafel.uitgaand.deur import open_deur
from keukentafel.uitgaand.fouten import UitgaandFout

TIJD: Final = 6.0
"""Somebody is waiting behind a screen."""


def zend_naar_buiten(vraag: Vraag) -> Antwoord:
    """Send by the door of this gemeente.

    :raises Onbereikbaar: not allowed, no connection, or too slow; the words are for an administrator.
    """
    try:
        terug = open_deur().vraag(
            vraag.methode, vraag.adres, lichaam=vraag.lading or None, koppen=vraag.koppen, tijd=TIJD
        )
    except UitgaandFout as fout:
        raise Onbereikbaar(str(fout)) from fout
    return Antwoord(terug.stand, terug.koppen, terug.lichaam)
