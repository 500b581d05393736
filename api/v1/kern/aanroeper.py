"""Who calls: the account behind a token. How often it may, and what the answer says about that."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.utils.timezone import now
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from api.v1.kern.problemen import NietAangemeld
from keukentafel.tenancy.grenzen import huidige_grenzen
from modules.toegangsleutels.actions.sleutel import note_use
from modules.toegangsleutels.queries import token_van

VENSTER: Final = 60
_log = logging.getLogger(__name__)


class TokenAuthenticatie(BaseAuthentication):
    """Read `Authorization: Bearer`. A session opens nothing here: no form of another site can use it."""

    def authenticate(self, request: Request) -> tuple[Any, Any]:
        soort, _, tekst = get_authorization_header(request).decode("latin-1").partition(" ")
        if soort.lower() != "bearer" or not tekst.strip():
            raise NietAangemeld
        nu = now()
        token = token_van(tekst.strip(), nu=nu)
        if token is None:
            raise NietAangemeld("Dit token opent hier niets: het is onbekend, verlopen of ingetrokken.")
        note_use(token, at=nu)
        request._request.user = token.gebruiker  # noqa: SLF001 -- so that a refusal is written on this account
        return token.gebruiker, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Keukentafel"'


@dataclass(frozen=True, slots=True)
class Ritme:
    """Where an account stands in this minute."""

    grens: int
    over: int
    nog: int

    @property
    def is_op(self) -> bool:
        """Whether it has to wait."""
        return self.over < 0

    def koppen(self) -> dict[str, str]:
        """Return the headers for every answer."""
        uit = {
            "RateLimit-Limit": str(self.grens),
            "RateLimit-Remaining": str(max(self.over, 0)),
            "RateLimit-Reset": str(self.nog),
        }
        return uit | ({"Retry-After": str(self.nog)} if self.is_op else {})


def tel(wie: Any) -> Ritme:
    """Count one more call of this account; without a cache nobody is stopped, and that is written down."""
    grens = huidige_grenzen().api_per_minuut or settings.KT_API_PER_MINUUT
    seconden = int(now().timestamp())
    nog = VENSTER - seconden % VENSTER
    sleutel = f"ritme:api:{wie}:{seconden // VENSTER}"
    try:
        cache.add(sleutel, 0, timeout=VENSTER * 2)
        aantal = int(cache.incr(sleutel))
    except Exception as fout:
        _log.warning("Het ritme van de API wordt niet geteld: %s.", type(fout).__name__)
        aantal = 1
    return Ritme(grens, grens - aantal, nog)
