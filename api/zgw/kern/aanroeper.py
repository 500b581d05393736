"""Who asks: a program with a token. What it may comes from the register, never from the token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final
from uuid import UUID

from django.utils.timezone import now
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request

from keukentafel.audit.plek import Plek
from modules.zgw.autorisaties.models import Client
from modules.zgw.autorisaties.queries import bekende
from modules.zgw.autorisaties.rules.machtiging import Machtiging
from modules.zgw.autorisaties.rules.token import TokenKloptNiet, controleer, lees_client
from modules.zgw.fouten import Verboden

_GEZIEN_NA: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Aanroeper:
    """A program that was let in, and the person it says to work for. Stands as `by` in the logboek."""

    client_id: str
    applicatie_id: UUID | None
    label: str
    gebruiker_id: str
    gebruiker_naam: str
    machtiging: Machtiging
    pk: ClassVar[None] = None
    rollen: ClassVar[frozenset[str]] = frozenset()
    plek: ClassVar[Plek] = Plek()
    inlogwijze: ClassVar[str] = "token"
    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True

    @property
    def naam(self) -> str:
        """The name in the logboek: the program, and who works with it by its own word."""
        persoon = self.gebruiker_naam or self.gebruiker_id
        return f"{self.label} ({persoon})"[:200] if persoon else self.label


class TokenAuthenticatie(BaseAuthentication):
    """Read `Authorization: Bearer <JWT>`. No, a wrong and an unknown token are all 403 permission_denied."""

    def authenticate(self, request: Request) -> tuple[Any, str]:
        soort, _, token = get_authorization_header(request).decode("latin-1").partition(" ")
        if soort.lower() != "bearer" or not token.strip():
            raise Verboden("Stuur een token mee: Authorization: Bearer.")
        nu = now()
        try:
            client_id = lees_client(token.strip())
            wie = bekende(client_id, nu=nu)
            inhoud = controleer(token.strip(), geheimen=wie.geheimen if wie else (), nu=nu)
        except TokenKloptNiet as nee:
            raise Verboden(str(nee), code=nee.code) from nee
        if wie is None:  # without secrets no token holds
            raise Verboden
        _onthoud(wie.client_pk, wie.laatst_gezien_op, nu)
        aanroeper = Aanroeper(
            client_id=client_id,
            applicatie_id=wie.applicatie_id,
            label=wie.label,
            gebruiker_id=inhoud.gebruiker_id,
            gebruiker_naam=inhoud.gebruiker_naam,
            machtiging=wie.machtiging,
        )
        return aanroeper, client_id


def _onthoud(client: UUID, gezien: datetime | None, nu: datetime) -> None:
    """Write at most once in five minutes that this client was here; who is just writing it is not waited for.

    The row is held until the call is over, and one call may last as long as a large document.
    """
    if gezien is None or nu - gezien > _GEZIEN_NA:
        vrij = Client.objects.filter(pk=client).select_for_update(skip_locked=True)
        Client.objects.filter(pk__in=vrij.values("pk")).update(laatst_gezien_op=nu)
