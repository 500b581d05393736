"""Ask the BRP. The purpose and who asks go along as headers, as the gateways of gemeenten want them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from keukentafel.exchange.brp.messages import maak_vraag
from keukentafel.exchange.verkeer import Afgewezen, Antwoord, Onbereikbaar, Zender, json_vraag, zend

KOP_HOOGSTENS = 242  # what the registration of processing keeps of one header


@dataclass(frozen=True, slots=True)
class BrpToegang:
    """How this gemeente reaches the BRP: through its own gateway, with a key."""

    adres: str
    sleutel: str = field(repr=False, default="")
    sleutelkop: str = "X-API-KEY"
    oin: str = ""


@dataclass(frozen=True, slots=True)
class BrpReden:
    """Why we ask: the doelbinding that the gemeente agreed on, the processing, and who presses the button."""

    doelbinding: str
    verwerking: str
    gebruiker: str


class Brp:
    """The BRP of one gemeente."""

    def __init__(self, toegang: BrpToegang, *, zender: Zender = zend) -> None:
        self.toegang, self._zend = toegang, zender

    def raadpleeg(self, bsn: str, groepen: Iterable[str], reden: BrpReden) -> dict[str, Any] | None:
        """Return what the BRP tells of this person as it came, or None when it knows nobody.

        :raises Onbereikbaar: away, too slow, or overloaded.
        :raises Afgewezen: the key, the purpose or a field is not allowed.
        """
        antwoord = self._vraag(maak_vraag(bsn, groepen), reden)
        inhoud = antwoord.json()
        if not isinstance(inhoud, dict) or inhoud.get("type") != "RaadpleegMetBurgerservicenummer":
            raise Onbereikbaar("De BRP gaf een antwoord dat we niet konden lezen.")
        for persoon in inhoud.get("personen") or []:
            if persoon.get("burgerservicenummer") == bsn:
                return dict(persoon)
        return None

    def probeer(self, reden: BrpReden) -> None:
        """See whether the BRP answers us, with a BSN that belongs to nobody.

        :raises Onbereikbaar: it does not.
        :raises Afgewezen: it does, and says no.
        """
        self.raadpleeg("000000000", (), reden)

    def _vraag(self, lading: dict[str, Any], reden: BrpReden) -> Antwoord:
        koppen = {
            "Content-Type": "application/json; charset=utf-8",
            "X-DOELBINDING": _kop(reden.doelbinding),
            "X-VERWERKING": _kop(reden.verwerking),
            "X-GEBRUIKER": _kop(reden.gebruiker),
        }
        if self.toegang.oin:
            koppen["X-ORIGIN-OIN"] = self.toegang.oin
        if self.toegang.sleutel:
            koppen[self.toegang.sleutelkop] = self.toegang.sleutel
        adres = f"{self.toegang.adres.rstrip('/')}/personen"
        antwoord = self._zend(json_vraag("POST", adres, koppen, lading))
        if antwoord.status == 200:
            return antwoord
        raise _nee(antwoord.status)


def _nee(status: int) -> Exception:
    if status in (401, 403):
        zin = {
            401: "De BRP kent de sleutel niet. Vraag je beheerder om de koppeling na te kijken.",
            403: "De BRP geeft deze gegevens niet voor deze doelbinding. Vraag je beheerder om dat na te kijken.",
        }[status]
        return Afgewezen(zin, status=status)
    if status == 429:
        return Onbereikbaar("De BRP krijgt nu te veel vragen. Probeer het over een minuut opnieuw.")
    if 400 <= status < 500:
        return Afgewezen(
            "De BRP begreep onze vraag niet. Vraag je beheerder om de koppeling na te kijken.", status=status
        )
    return Onbereikbaar("De BRP is er nu niet. Je kunt gewoon verder werken.")


def _kop(waarde: str) -> str:
    """Return a text as a header may hold it: one line, plain letters, not too long."""
    plat = " ".join(waarde.split()).encode("ascii", "replace").decode()
    return plat[:KOP_HOOGSTENS]
