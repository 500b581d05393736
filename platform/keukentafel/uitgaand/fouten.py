"""Why a call to another machine did not work. Every sentence may be read by an administrator."""

from __future__ import annotations

from keukentafel.errors import Refusal


class UitgaandFout(Refusal):
    """The other side could not be asked, or gave no answer."""

    text = "Het andere systeem is niet bereikbaar."


class NietToegestaan(UitgaandFout):
    """The address is not on the list of this gemeente, or leads to a machine that nobody may reach."""

    text = "Dit adres staat niet op de lijst van adressen die mogen. Vraag je leverancier om het erbij te zetten."


class Onbereikbaar(UitgaandFout):
    """No connection, no certificate that holds, or too slow. It may work later."""


class Onderbroken(Onbereikbaar):
    """It failed so often just now that we wait a little before we try again."""

    text = "Het andere systeem deed het net een paar keer niet. We wachten even voordat we het weer proberen."


class TeGroot(UitgaandFout):
    """The answer is larger than we read."""

    text = "Het antwoord van het andere systeem is te groot."
