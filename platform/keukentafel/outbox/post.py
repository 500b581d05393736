"""Turn an outbox row into a mail."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context, engines


def verstuur(soort: str, lading: dict[str, Any]) -> None:
    """Send one row.

    :raises OSError: the mail server did not take it; the row stays and is tried again.
    :raises ValueError: an unknown kind, a mistake of ours.
    """
    if soort != "mail":
        raise ValueError(f"Onbekende soort uitgaande post: {soort}")
    context = lading["context"]
    onderwerp = _platte_tekst(f"{lading['sjabloon']}.onderwerp.txt", context).strip()
    tekst = _platte_tekst(f"{lading['sjabloon']}.txt", context)
    EmailMessage(onderwerp, tekst, settings.DEFAULT_FROM_EMAIL, [lading["aan"]]).send()


def _platte_tekst(sjabloon: str, context: dict[str, Any]) -> str:
    """Render a text template as text: `'s-Gravenhage` keeps its apostrophe."""
    motor = engines["django"].engine  # type: ignore[attr-defined]
    return str(motor.get_template(sjabloon).render(Context(context, autoescape=False)))
