"""Whether a token of a program holds: signed by one of its secrets, and fresh.

Logius and VNG: JSON Web Token, HS256, with `client_id` and `iat`. Nothing in a token says what one may.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import jwt

from keukentafel.errors import Refusal

LEVENSDUUR: Final = timedelta(hours=1)
SPELING: Final = timedelta(seconds=60)
GEHEIM_MINSTENS: Final = 32


class TokenKloptNiet(Refusal):
    """The token is none of ours, or not one of this moment. `code` is what the answer carries."""

    def __init__(self, text: str, code: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What a token says about who asks: the program, and the person behind it by their own word."""

    client_id: str
    gebruiker_id: str
    gebruiker_naam: str


def lees_client(token: str) -> str:
    """Return whose token it says to be, before anything was checked.

    :raises TokenKloptNiet: it is no token, or names no client.
    """
    try:
        kop = jwt.get_unverified_header(token)
        lading: dict[str, Any] = jwt.decode(token, options={"verify_signature": False}, algorithms=["HS256"])
    except jwt.PyJWTError as fout:
        raise TokenKloptNiet("Dit is geen token. Stuur een JWT mee.", "jwt-decode-error") from fout
    client = lading.get("client_id") or kop.get("client_identifier") or lading.get("iss")
    if not isinstance(client, str) or not 0 < len(client) <= 50 or "\x00" in client:
        raise TokenKloptNiet("In het token staat geen client_id.", "missing-client-identifier")
    return client


def controleer(token: str, *, geheimen: Iterable[str], nu: datetime) -> Inhoud:
    """Check the signature against each secret that holds, and the age against the clock.

    :raises TokenKloptNiet: no secret made it, or it is too old or of later than now.
    """
    lading = _open(token, geheimen)
    gemaakt = _moment(lading.get("iat"))
    if gemaakt is None:
        raise TokenKloptNiet("In het token staat niet wanneer het is gemaakt (iat).", "jwt-missing-iat")
    begint = _moment(lading.get("nbf"))
    if max(gemaakt, begint or gemaakt) > nu.timestamp() + SPELING.total_seconds():
        raise TokenKloptNiet(
            "Het token is van later dan nu. Zet de klok van je systeem gelijk.", "jwt-was-invalid"
        )
    verloopt = _moment(lading.get("exp"))
    te_oud = gemaakt + LEVENSDUUR.total_seconds() < nu.timestamp() - SPELING.total_seconds()
    voorbij = verloopt is not None and verloopt < nu.timestamp() - SPELING.total_seconds()
    if te_oud or voorbij:
        raise TokenKloptNiet("Het token is verlopen. Maak een nieuw token.", "jwt-expired")
    return Inhoud(
        client_id=str(lading.get("client_id") or ""),
        gebruiker_id=_tekst(lading.get("user_id")),
        gebruiker_naam=_tekst(lading.get("user_representation")),
    )


def _open(token: str, geheimen: Iterable[str]) -> dict[str, Any]:
    for geheim in geheimen:
        try:
            return jwt.decode(
                token,
                geheim,
                algorithms=["HS256"],
                options={"verify_exp": False, "verify_iat": False, "verify_nbf": False, "verify_aud": False},
            )
        except jwt.InvalidSignatureError:
            continue
        except jwt.PyJWTError as fout:
            raise TokenKloptNiet("Dit is geen token. Stuur een JWT mee.", "jwt-decode-error") from fout
    raise TokenKloptNiet("Dit token kennen we niet. Controleer client_id en geheim.", "permission_denied")


def _moment(waarde: object) -> float | None:
    if isinstance(waarde, bool) or not isinstance(waarde, int | float):
        return None
    return float(waarde) if abs(waarde) < 1e12 else None


def _tekst(waarde: object) -> str:
    return waarde.replace("\x00", "")[:200] if isinstance(waarde, str) else ""
