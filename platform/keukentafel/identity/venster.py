"""What the page knows of its session: when it ends, and where to make it longer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from keukentafel.identity.sessies import SessionStore


@dataclass(frozen=True, slots=True)
class Sessievenster:
    """The end of this session, for the warning five minutes before it."""

    einde: datetime
    waarschuw_minuten: int
    verleng_url: str
    stand_url: str
    inlog_url: str


def sessievenster(request: HttpRequest) -> Sessievenster | None:
    """Return when this session ends, or None for a visitor."""
    sessie = getattr(request, "session", None)
    if not isinstance(sessie, SessionStore) or sessie.rij is None or not request.user.is_authenticated:
        return None
    volgende = urlencode({"volgende": request.get_full_path()})
    return Sessievenster(
        einde=sessie.rij.einde(sessie.regels.inactief),
        waarschuw_minuten=sessie.regels.waarschuwing_minuten,
        verleng_url=reverse("identity:sessie_verlengen"),
        stand_url=reverse("identity:sessie"),
        inlog_url=f"{reverse('identity:inloggen')}?{volgende}",
    )
