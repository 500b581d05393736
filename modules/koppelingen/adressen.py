"""Our own address for the messages of others, from the base of the gemeente and never from a header."""

from __future__ import annotations

from django.urls import reverse

from keukentafel.adres import adres_van_gemeente
from keukentafel.tenancy import huidige_gemeente


def bericht_adres() -> str:
    """Return where the Notificaties API brings its messages."""
    return f"{adres_van_gemeente(huidige_gemeente().slug)}{reverse('koppelingen:bericht')}"
