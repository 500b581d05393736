"""Een klein voorbeeld van een client voor de API van Keukentafel. Alleen de standaardbibliotheek.

Neem het over in je eigen programma en pas het aan. Licentie: EUPL-1.2.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

Antwoord = tuple[int, Mapping[str, str], bytes]
Sturen = Callable[[str, str, Mapping[str, str], bytes | None], Antwoord]


class Fout(Exception):
    """Het ging niet. `probleem` is het antwoord van Keukentafel (RFC 9457)."""

    def __init__(self, stand: int, probleem: dict[str, Any]) -> None:
        super().__init__(probleem.get("detail") or probleem.get("error") or f"antwoord {stand}")
        self.stand, self.probleem = stand, probleem


def _stuur(methode: str, url: str, koppen: Mapping[str, str], lichaam: bytes | None) -> Antwoord:
    verzoek = urllib.request.Request(url, data=lichaam, method=methode, headers=dict(koppen))
    try:
        with urllib.request.urlopen(verzoek, timeout=30) as antwoord:
            return antwoord.status, dict(antwoord.headers), antwoord.read()
    except urllib.error.HTTPError as fout:
        return fout.code, dict(fout.headers), fout.read()


class Keukentafel:
    """De API van één gemeente. Geef `token`, of `client_id` en `geheim`."""

    def __init__(
        self, wortel: str, *, token: str = "", client_id: str = "", geheim: str = "", stuur: Sturen = _stuur
    ) -> None:
        self.wortel = wortel.rstrip("/")
        self._token, self._client_id, self._geheim = token, client_id, geheim
        self._tot = float("inf") if token else 0.0
        self._stuur = stuur

    def lijst(self, bron: str, **vraag: Any) -> Iterator[dict[str, Any]]:
        """Geef elke rij van een lijst, blad na blad."""
        url: str | None = f"{self.wortel}/{bron}?{urlencode(vraag)}"
        while url:
            blad, _ = self._vraag("GET", url)
            yield from blad["results"]
            url = blad["next"]

    def haal(self, bron: str, id: str) -> tuple[dict[str, Any], str]:
        """Geef één rij met haar ETag."""
        rij, koppen = self._vraag("GET", f"{self.wortel}/{bron}/{id}")
        return rij, koppen["ETag"]

    def maak(self, bron: str, gegevens: Mapping[str, Any], *, sleutel: str = "") -> dict[str, Any]:
        """Maak iets. Met dezelfde sleutel nog eens sturen maakt geen tweede."""
        koppen = {"Idempotency-Key": sleutel or str(uuid.uuid4())}
        rij, _ = self._vraag("POST", f"{self.wortel}/{bron}", gegevens, koppen)
        return rij

    def wijzig(self, bron: str, id: str, gegevens: Mapping[str, Any], *, etag: str) -> dict[str, Any]:
        """Wijzig wat je zag. Wijzigde een ander het eerst, dan komt Fout met stand 412."""
        rij, _ = self._vraag("PATCH", f"{self.wortel}/{bron}/{id}", gegevens, {"If-Match": etag})
        return rij

    def doe(
        self,
        bron: str,
        id: str,
        handeling: str,
        gegevens: Mapping[str, Any] | None = None,
        *,
        sleutel: str = "",
        etag: str = "",
    ) -> dict[str, Any]:
        """Doe er iets mee, zoals een signaal oppakken. Met dezelfde sleutel gebeurt het één keer.

        Met een ETag alleen als intussen niemand iets wijzigde.
        """
        koppen = {"Idempotency-Key": sleutel or str(uuid.uuid4())} | ({"If-Match": etag} if etag else {})
        rij, _ = self._vraag("POST", f"{self.wortel}/{bron}/{id}/{handeling}", gegevens or {}, koppen)
        return rij

    def _vraag(
        self, methode: str, url: str, gegevens: Any = None, koppen: Mapping[str, str] | None = None
    ) -> tuple[Any, Mapping[str, str]]:
        alle = {
            "Authorization": f"Bearer {self._geldig_token()}",
            "Accept": "application/json",
            **(koppen or {}),
        }
        lichaam = None if gegevens is None else json.dumps(gegevens).encode()
        if lichaam is not None:
            alle["Content-Type"] = "application/json"
        stand, terug, inhoud = self._stuur(methode, url, alle, lichaam)
        if stand == 429:
            time.sleep(int(terug.get("Retry-After", "1")))
            stand, terug, inhoud = self._stuur(methode, url, alle, lichaam)
        gelezen = json.loads(inhoud) if inhoud else {}
        if stand >= 400:
            raise Fout(stand, gelezen)
        return gelezen, terug

    def _geldig_token(self) -> str:
        if time.time() > self._tot - 60:
            basic = base64.b64encode(f"{self._client_id}:{self._geheim}".encode()).decode()
            koppen = {"Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded"}
            lichaam = urlencode({"grant_type": "client_credentials"}).encode()
            stand, _, inhoud = self._stuur("POST", f"{self.wortel}/oauth/token", koppen, lichaam)
            if stand != 200:
                raise Fout(stand, json.loads(inhoud))
            gekregen = json.loads(inhoud)
            self._token, self._tot = gekregen["access_token"], time.time() + gekregen["expires_in"]
        return self._token


def klopt(geheim: str, koppen: Mapping[str, str], lichaam: bytes, *, nu: float, marge: int = 300) -> bool:
    """Kijk of een webhook echt van Keukentafel komt en niet oud is (Standard Webhooks)."""
    moment = koppen["webhook-timestamp"]
    if abs(nu - int(moment)) > marge:
        return False
    sleutel = base64.b64decode(geheim.removeprefix("whsec_"))
    ondertekend = b".".join((koppen["webhook-id"].encode(), moment.encode(), lichaam))
    eigen = base64.b64encode(hmac.new(sleutel, ondertekend, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(f"v1,{eigen}", een) for een in koppen["webhook-signature"].split())
