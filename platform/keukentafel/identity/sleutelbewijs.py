"""A passkey as proof, on the side that has them: the supplier's. A gemeente's people use the code app."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from django.http import HttpRequest

from keukentafel.errors import Refusal
from keukentafel.identity.kant import huidige_kant


class BewijsKloptNiet(Refusal):
    text = "Deze passkey is niet herkend. Probeer het opnieuw of gebruik een code uit je app."


class Sleutelbewijs(Protocol):
    """What a side with passkeys hands over in its `Kant`."""

    inlog_url: str
    """The page where somebody signs in with a passkey alone."""

    def vraag(self, request: HttpRequest, account: Any | None) -> str:
        """Return the question for the browser as JSON, or an empty text when there is none to ask.

        Without an account anybody may answer: the passkey tells who it is.
        """
        ...

    def controleer(self, request: HttpRequest, account: Any | None, antwoord: str, *, at: datetime) -> Any:
        """Return the account that answered the question of this session.

        :raises BewijsKloptNiet: another passkey, another site, another question, or used before.
        """
        ...


def vraag(request: HttpRequest, account: Any | None) -> str:
    """Return the question for this browser, or an empty text when there is none to ask."""
    bewijs = huidige_kant().bewijs
    return "" if bewijs is None else bewijs.vraag(request, account)


def controleer(request: HttpRequest, account: Any | None, antwoord: str, *, at: datetime) -> Any:
    """Return the account that answered.

    :raises BewijsKloptNiet: it is no good answer, or this side has no passkeys.
    """
    bewijs = huidige_kant().bewijs
    if bewijs is None:
        raise BewijsKloptNiet
    return bewijs.controleer(request, account, antwoord, at=at)
