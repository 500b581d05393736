"""Contacts to practise with, after the published document (Klantinteracties 0.9.0 of Open Klant)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from keukentafel.exchange.proef import Bewaarplaats
from keukentafel.exchange.verkeer import Antwoord, Vraag, json_antwoord

ADRES = "proef://klantinteracties/klantinteracties/api/v1"
TOKEN = "oefensleutel-klantinteracties"  # noqa: S105 -- of a practice system, shown on the page
_WIE = "hadBetrokkene__wasPartij__partijIdentificator__"
_FILTERS = {
    "pageSize",
    "page",
    "nummer",
    "expand",
    *(f"{_WIE}{n}" for n in ("codeObjecttype", "codeSoortObjectId", "codeRegister", "objectId")),
}
_rijen = Bewaarplaats("klantinteracties")


def leeg() -> None:
    """Forget everything."""
    _rijen.leeg()


def zet(bsn: str, *, op: str, kanaal: str, onderwerp: str, inhoud: str = "", **anders: Any) -> str:
    """Put a contact with somebody there; return its address."""
    sleutel, nummer = str(uuid.uuid4()), f"{len(_rijen.alle()) + 1:010d}"
    rij = {
        "uuid": sleutel, "url": f"{ADRES}/klantcontacten/{sleutel}", "gingOverOnderwerpobjecten": [],
        "hadBetrokkenActoren": [], "omvatteBijlagen": [], "hadBetrokkenen": [], "leiddeTotInterneTaken": [],
        "nummer": nummer, "kanaal": kanaal, "onderwerp": onderwerp, "inhoud": inhoud, "indicatieContactGelukt": True,
        "taal": "nld", "vertrouwelijk": False, "plaatsgevondenOp": op, **anders,
    }  # fmt: skip
    _rijen.bewaar(sleutel, {"_bsn": bsn, **rij})
    return str(rij["url"])


def antwoord(vraag: Vraag) -> Antwoord:
    """Answer one request."""
    if vraag.kop("Authorization") != f"Token {TOKEN}":
        return _fout(401, "not_authenticated", "Authenticatiegegevens zijn niet opgegeven.")
    delen = urlsplit(vraag.adres)
    if vraag.methode != "GET" or not delen.path.endswith("/klantcontacten"):
        return _fout(404, "not_found", "Niet gevonden.")
    filters = {naam: waarden[0] for naam, waarden in parse_qs(delen.query).items()}
    if set(filters) - _FILTERS:
        return _fout(400, "unknown-parameters", "Onbekende parameter.")
    gevonden = [_kaal(rij) for _, rij in _rijen.alle() if _past(rij, filters)]
    return json_antwoord(200, {"count": len(gevonden), "next": None, "previous": None, "results": gevonden})


def _past(rij: Mapping[str, Any], filters: Mapping[str, str]) -> bool:
    if "nummer" in filters and filters["nummer"] != rij["nummer"]:
        return False
    return f"{_WIE}objectId" not in filters or filters[f"{_WIE}objectId"] == rij["_bsn"]


def _kaal(rij: Mapping[str, Any]) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in rij.items() if not naam.startswith("_")}


def _fout(status: int, code: str, titel: str) -> Antwoord:
    inhoud = {
        "type": f"{ADRES}/fouten/{code}",
        "code": code,
        "title": titel,
        "status": status,
        "detail": titel,
        "instance": "",
    }
    return json_antwoord(status, inhoud, probleem=True)
