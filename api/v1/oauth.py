"""The token address (RFC 6749, client credentials) and taking a token back (RFC 7009), by Authlib.

Authlib reads and checks what comes in and answers as the RFCs say; programs and tokens are ours, in the
schema of the gemeente.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from authlib.integrations.django_oauth2 import AuthorizationServer
from authlib.integrations.django_oauth2.requests import DjangoOAuth2Payload
from authlib.oauth2.rfc6749 import ClientCredentialsGrant, ClientMixin, OAuth2Request, TokenMixin
from authlib.oauth2.rfc7009 import RevocationEndpoint
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from api.v1.kern.bron import basis
from api.v1.kern.versie import VERSIE
from keukentafel import audit
from keukentafel.identity import geheim
from keukentafel.identity.beurten import TeVaakGeprobeerd, geef_beurt_terug, neem_beurt
from keukentafel.identity.herkomst import adres_van
from keukentafel.identity.rules.wachttijd import Slotregel
from modules.toegangsleutels.actions.sleutel import (
    HOUDBAAR,
    afdruk_van,
    issue_token,
    nieuw_token,
    withdraw_token,
)
from modules.toegangsleutels.models import Programma, Toegangsleutel
from modules.toegangsleutels.queries import programma_met
from modules.toegangsleutels.scopes import SCOPES

_MANIEREN: Final = ("client_secret_basic", "client_secret_post")
_RADEN: Final = Slotregel(grens=600, vrij=600)
"""Wrong secrets from one address; a secret of 36 random bytes is not guessed, this keeps the log readable."""


@dataclass(frozen=True)
class Klant(ClientMixin):
    """A program as Authlib knows clients."""

    programma: Programma

    def check_client_secret(self, client_secret: str) -> bool:
        """Tell whether this is a secret that holds now."""
        afdruk = geheim.afdruk("programmageheim", client_secret)
        geldig = self.programma.geheimen.geldig(now()).values_list("afdruk", flat=True)
        return any(geheim.gelijk(afdruk, een) for een in geldig)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method in _MANIEREN

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == ClientCredentialsGrant.GRANT_TYPE

    def get_allowed_scope(self, scope: str | None) -> str | None:
        """Return what is asked as far as it is allowed; all of it when nothing is asked. None is refused."""
        gevraagd = set((scope or "").split()) or set(self.programma.scopes)
        mag = [een for een in self.programma.scopes if een in gevraagd]
        return " ".join(mag) or None


class _Token(TokenMixin):
    """A token as Authlib knows them."""

    def __init__(self, rij: Toegangsleutel) -> None:
        self.rij = rij

    def check_client(self, client: Klant) -> bool:
        """Tell whether it was given to this program."""
        return bool(self.rij.programma_id == client.programma.pk)


class _Verzoek(OAuth2Request):
    """A request whose address is that of the gemeente, not what the visitor says it is."""

    def __init__(self, request: HttpRequest) -> None:
        veilig = settings.SESSION_COOKIE_SECURE
        uri = f"{basis() if veilig else 'http://localhost'}{request.path}"
        super().__init__(method=request.method, uri=uri, headers=request.headers)
        self.payload = DjangoOAuth2Payload(request)
        self._django = request

    @property
    def args(self) -> Any:
        return self._django.GET

    @property
    def form(self) -> Any:
        return self._django.POST


class _Grant(ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = list(_MANIEREN)


class _Intrekken(RevocationEndpoint):
    CLIENT_AUTH_METHODS = list(_MANIEREN)

    def query_token(self, token_string: str, token_type_hint: str | None) -> _Token | None:
        afdruk = afdruk_van(token_string)
        rij = (
            Toegangsleutel.objects.filter(afdruk=afdruk, programma__isnull=False).first() if afdruk else None
        )
        return _Token(rij) if rij else None

    def revoke_token(self, token: _Token, request: OAuth2Request) -> None:
        withdraw_token(token=token.rij, by=request.client.programma.gebruiker, at=now())


class _Server(AuthorizationServer):
    def query_client(self, client_id: str) -> Klant | None:
        programma = programma_met(client_id)
        return Klant(programma) if programma else None

    def save_token(self, token: dict[str, Any], request: OAuth2Request) -> None:
        at = now()
        issue_token(
            programma=request.client.programma,
            token=token["access_token"],
            scopes=token.get("scope", "").split(),
            tot=at + timedelta(seconds=token["expires_in"]),
            at=at,
        )

    def create_oauth2_request(self, request: HttpRequest) -> _Verzoek:
        return _Verzoek(request)

    def load_config(self, config: dict[str, Any]) -> None:
        super().load_config(
            {
                "scopes_supported": list(SCOPES),
                "access_token_generator": lambda **_: nieuw_token(),
                "token_expires_in": {"client_credentials": int(HOUDBAAR.total_seconds())},
            }
        )


server = _Server(None, None)
server.register_grant(_Grant)
server.register_endpoint(_Intrekken)


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Give a program a token for its client-id and secret."""
    return _antwoord(request, lambda: server.create_token_response(request))


@csrf_exempt
@require_POST
def intrekken(request: HttpRequest) -> HttpResponse:
    """Take a token back before its hour is over."""
    return _antwoord(request, lambda: server.create_endpoint_response("revocation", request))


def _antwoord(request: HttpRequest, doe: Any) -> HttpResponse:
    at, waar = now(), adres_van(request)
    try:
        neem_beurt("api-token", waar, at=at, regel=_RADEN)
    except TeVaakGeprobeerd as nee:
        return _kop(JsonResponse({"error": "slow_down", "error_description": str(nee)}, status=429))
    with transaction.atomic():
        antwoord: HttpResponse = doe()
    if antwoord.status_code < 400:
        geef_beurt_terug("api-token", waar)
    elif antwoord.status_code in (400, 401):
        audit.record(
            "toegangsleutels.token.geweigerd",
            at=at,
            soort="E",
            resultaat="geweigerd",
            detail={"antwoord": antwoord.status_code},
        )
    return _kop(antwoord)


def _kop(antwoord: HttpResponse) -> HttpResponse:
    antwoord["API-Version"] = VERSIE
    antwoord["Cache-Control"] = "no-store"
    antwoord["Content-Type"] = "application/json"
    return antwoord


@require_GET
def metadata(request: HttpRequest) -> HttpResponse:
    """Tell where tokens are given (RFC 8414)."""
    wortel = basis()
    antwoord = JsonResponse(
        {
            "issuer": wortel,
            "token_endpoint": f"{wortel}/api/v1/oauth/token",
            "revocation_endpoint": f"{wortel}/api/v1/oauth/revoke",
            "grant_types_supported": ["client_credentials"],
            "response_types_supported": [],
            "token_endpoint_auth_methods_supported": list(_MANIEREN),
            "revocation_endpoint_auth_methods_supported": list(_MANIEREN),
            "scopes_supported": list(SCOPES),
            "service_documentation": f"{wortel}/api/v1/docs",
        }
    )
    antwoord["Access-Control-Allow-Origin"] = "*"
    return antwoord
