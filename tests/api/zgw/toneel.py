"""A program that comes in by the API: its token, its headers, its calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import jwt
from django.test import Client
from django.utils import timezone

from modules.zgw.autorisaties.actions.applicatie import Gevraagd, save_applicatie
from modules.zgw.autorisaties.actions.geheim import give_geheim
from modules.zgw.autorisaties.models import Applicatie
from tests.api.zgw.contract import controleer

GEHEIM = "een-geheim-van-meer-dan-tweeendertig-tekens"


def token(client_id: str, geheim: str = GEHEIM, *, op: datetime | None = None, **anders: Any) -> str:
    lading = {
        "iss": client_id,
        "iat": int((op or timezone.now()).timestamp()),
        "client_id": client_id,
        "user_id": "jjansen",
        "user_representation": "J. Jansen",
    }
    return jwt.encode({**lading, **anders}, geheim, algorithm="HS256")


@dataclass
class Programma:
    """A client with a token of this moment. Every answer is held against the published document."""

    klant: Client
    client_id: str
    geheim: str = GEHEIM
    koppen: dict[str, str] = field(default_factory=dict)
    keurt: bool = True

    def __getattr__(self, methode: str) -> Any:
        def roep(pad: str, lichaam: Any = None, **koppen: str) -> Any:
            extra: dict[str, Any] = (
                {} if lichaam is None else {"data": lichaam, "content_type": "application/json"}
            )
            if methode == "get" and lichaam is not None:
                extra = {"data": lichaam}
            kop = {"Authorization": f"Bearer {token(self.client_id, self.geheim)}", **self.koppen, **koppen}
            antwoord = getattr(self.klant, methode)(pad, headers=kop, **extra)
            fouten = list(controleer(methode, pad.partition("?")[0], antwoord)) if self.keurt else []
            assert not fouten, f"{methode} {pad}: {fouten}"
            return antwoord

        if methode.startswith("_"):
            raise AttributeError(methode)
        return roep


def maak_programma(
    klant: Client,
    client_id: str = "open-formulieren",
    *,
    rechten: Sequence[Gevraagd] | None = None,
    **koppen: str,
) -> Programma:
    """Make a client with a secret and rights: all of them, unless named."""
    give_geheim(client_id=client_id, by=None, at=timezone.now(), geheim=GEHEIM)
    maak_applicatie(client_id, rechten)
    return Programma(klant, client_id, koppen=koppen)


def maak_applicatie(client_id: str, rechten: Sequence[Gevraagd] | None) -> Applicatie:
    return save_applicatie(
        applicatie=None,
        label="Open Formulieren",
        client_ids=[client_id],
        alle=rechten is None,
        autorisaties=rechten or (),
        at=timezone.now(),
    )
