"""Speak ZGW with the registers of the gemeente: a token of our own, CRS headers, pages, problems in words."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode

import jwt

from keukentafel.exchange.verkeer import Afgewezen, Antwoord, Onbereikbaar, Zender, json_vraag, zend

CRS: Final = {"Accept-Crs": "EPSG:4326", "Content-Crs": "EPSG:4326"}
_BLADEN_HOOGSTENS: Final = 50


@dataclass(frozen=True, slots=True)
class Register:
    """One register: its address up to and including `/v1`, and our name and secret there."""

    adres: str
    client_id: str = ""
    geheim: str = field(repr=False, default="")

    def url(self, pad: str) -> str:
        """Return the address of a resource; a whole address of this register stays as it is."""
        return pad if "://" in pad else f"{self.adres.rstrip('/')}/{pad}"

    def is_van(self, url: str) -> bool:
        """Whether an address lies in this register: our token goes nowhere else."""
        return url.startswith(f"{self.adres.rstrip('/')}/")


class Zgw:
    """A register of somebody else."""

    def __init__(self, register: Register, *, zender: Zender = zend, nu: float | None = None) -> None:
        self.register, self._zend, self._nu = register, zender, nu

    def haal(self, pad: str, **vraag: Any) -> dict[str, Any]:
        """Return one resource.

        :raises Onbereikbaar: away.
        :raises Afgewezen: it says no, or it is not there.
        """
        return dict(self._stuur("GET", pad, vraag=vraag).json())

    def lijst(self, pad: str, **vraag: Any) -> Iterator[dict[str, Any]]:
        """Yield the rows of a list, page after page; a bare list is one page."""
        inhoud = self._stuur("GET", pad, vraag=vraag).json()
        for _ in range(_BLADEN_HOOGSTENS):
            if isinstance(inhoud, list):
                yield from inhoud
                return
            yield from inhoud.get("results", [])
            volgende = inhoud.get("next")
            if not volgende:
                return
            inhoud = self._stuur("GET", self._eigen(volgende)).json()

    def maak(self, pad: str, lading: Mapping[str, Any]) -> dict[str, Any]:
        """Make a resource and return it."""
        return dict(self._stuur("POST", pad, lading=lading).json())

    def wijzig(self, pad: str, lading: Mapping[str, Any]) -> dict[str, Any]:
        """Change a part of a resource and return it."""
        return dict(self._stuur("PATCH", pad, lading=lading).json())

    def weg(self, pad: str) -> None:
        """Remove a resource; what is gone already is gone."""
        try:
            self._stuur("DELETE", pad)
        except Afgewezen as nee:
            if nee.status not in (404, 410):
                raise

    def _eigen(self, url: str) -> str:
        """Refuse a page that leads elsewhere: our token would go along."""
        if not self.register.is_van(url):
            raise Onbereikbaar(
                "Het register verwijst naar een ander systeem. Kijk het adres van de koppeling na."
            )
        return url

    def _stuur(
        self, methode: str, pad: str, *, vraag: Mapping[str, Any] | None = None, lading: Any = None
    ) -> Antwoord:
        adres = self._eigen(self.register.url(pad))
        if vraag:
            adres = f"{adres}?{urlencode(vraag, doseq=True)}"
        koppen = {"Authorization": f"Bearer {self._token()}", **CRS}
        antwoord = self._zend(json_vraag(methode, adres, koppen, lading))
        if 200 <= antwoord.status < 300:
            return antwoord
        raise _nee(antwoord)

    def _token(self) -> str:
        nu = int(self._nu if self._nu is not None else time.time())
        lading = {
            "iss": self.register.client_id,
            "client_id": self.register.client_id,
            "iat": nu,
            "user_id": "keukentafel",
            "user_representation": "Keukentafel",
        }
        return jwt.encode(
            lading,
            self.register.geheim,
            algorithm="HS256",
            headers={"client_identifier": self.register.client_id},
        )


def _nee(antwoord: Antwoord) -> Exception:
    status = antwoord.status
    if status >= 500 or status == 429:
        return Onbereikbaar("Het register is er nu niet. We proberen het later opnieuw.")
    if status in (401, 403):
        return Afgewezen(
            "Het register kent ons niet, of wij mogen dit daar niet. Kijk client ID, geheim en rechten na.",
            status=status,
        )
    if status == 404:
        return Afgewezen(
            "Het register kent dit adres niet. Kijk het adres van de koppeling na.", status=status
        )
    return Afgewezen(f"Het register wijst dit af: {_redenen(antwoord)}", status=status)


def _redenen(antwoord: Antwoord) -> str:
    """Return what the register says is wrong: names of fields and codes, never what was in them."""
    try:
        inhoud = antwoord.json()
    except Onbereikbaar:
        return f"code {antwoord.status}."
    if not isinstance(inhoud, dict):
        return f"code {antwoord.status}."
    fouten = [
        f"{f.get('name', '')}: {f.get('code', '')}"
        for f in inhoud.get("invalidParams") or []
        if isinstance(f, dict)
    ]
    return ", ".join(fouten)[:200] or f"code {inhoud.get('code', antwoord.status)}."
