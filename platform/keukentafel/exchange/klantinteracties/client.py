"""Read the contacts with one person. Nothing is kept: it is read when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from keukentafel.exchange.verkeer import Afgewezen, Onbereikbaar, Zender, json_vraag, zend

_WIE = "hadBetrokkene__wasPartij__partijIdentificator__"


@dataclass(frozen=True, slots=True)
class KlantToegang:
    """Where the contacts are, up to and including `/v1`, and our token."""

    adres: str
    token: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class Klantcontact:
    """One contact. What is marked confidential keeps its content to itself."""

    nummer: str
    op: datetime | None
    kanaal: str
    onderwerp: str
    inhoud: str
    gelukt: bool | None
    is_vertrouwelijk: bool


class Klantinteracties:
    """The contacts of one gemeente."""

    def __init__(self, toegang: KlantToegang, *, zender: Zender = zend) -> None:
        self.toegang, self._zend = toegang, zender

    def van(self, bsn: str, *, hoeveel: int = 25) -> list[Klantcontact]:
        """Return the latest contacts with this person, the newest first.

        :raises Onbereikbaar: away.
        :raises Afgewezen: we may not read them.
        """
        vraag = {
            f"{_WIE}codeObjecttype": "natuurlijk_persoon",
            f"{_WIE}codeSoortObjectId": "bsn",
            f"{_WIE}codeRegister": "brp",
            f"{_WIE}objectId": bsn,
            "pageSize": "100",
        }
        gevonden = [lees_contact(rij) for rij in self._stuur(vraag).get("results", [])]
        gevonden.sort(key=lambda rij: rij.op.timestamp() if rij.op else 0.0, reverse=True)
        return gevonden[:hoeveel]

    def probeer(self) -> None:
        """See whether we are let in.

        :raises Onbereikbaar: away.
        :raises Afgewezen: we may not.
        """
        self._stuur({"pageSize": "1", "nummer": "0000000000"})

    def _stuur(self, vraag: Mapping[str, str]) -> dict[str, Any]:
        adres = f"{self.toegang.adres.rstrip('/')}/klantcontacten?{urlencode(vraag)}"
        antwoord = self._zend(json_vraag("GET", adres, {"Authorization": f"Token {self.toegang.token}"}))
        if antwoord.status == 200:
            inhoud = antwoord.json()
            if isinstance(inhoud, dict):
                return inhoud
        if antwoord.status in (401, 403):
            raise Afgewezen(
                "Klantinteracties kent onze sleutel niet. Vraag je beheerder.", status=antwoord.status
            )
        if 400 <= antwoord.status < 500 and antwoord.status != 429:
            raise Afgewezen(
                "Klantinteracties begreep onze vraag niet. Vraag je beheerder.", status=antwoord.status
            )
        raise Onbereikbaar(
            "De contacten van de gemeente zijn nu niet op te halen. Je kunt gewoon verder werken."
        )


def lees_contact(rij: Mapping[str, Any]) -> Klantcontact:
    """Return one contact as we show it."""
    op = rij.get("plaatsgevondenOp")
    try:
        moment = datetime.fromisoformat(str(op).replace("Z", "+00:00")) if op else None
    except ValueError:
        moment = None
    vertrouwelijk = bool(rij.get("vertrouwelijk"))
    return Klantcontact(
        nummer=str(rij.get("nummer") or ""),
        op=moment if moment is None or moment.tzinfo else None,
        kanaal=str(rij.get("kanaal", "")),
        onderwerp=str(rij.get("onderwerp", "")),
        inhoud="" if vertrouwelijk else str(rij.get("inhoud", "")),
        gelukt=rij.get("indicatieContactGelukt"),
        is_vertrouwelijk=vertrouwelijk,
    )
