"""An Objects API to practise with, after the published document (Objects API 2.7.0): read, list and put."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from keukentafel.exchange.proef import Bewaarplaats
from keukentafel.exchange.verkeer import Antwoord, Vraag, json_antwoord

ADRES = "proef://objecten/api/v2"
TOKEN = "oefensleutel-objecten"  # noqa: S105 -- of a practice system, shown on the page
OBJECTTYPE = "proef://objecten/api/v2/objecttypes/3edfdaf7-f469-470b-a391-bb7ea015bd6f"
_rijen = Bewaarplaats("objecten")


def leeg() -> None:
    """Forget everything."""
    _rijen.leeg()


def zet(data: Mapping[str, Any], *, objecttype: str = OBJECTTYPE) -> str:
    """Put an object there, as Open Forms does; return its address."""
    sleutel = str(uuid.uuid4())
    vandaag = datetime.now(UTC).date().isoformat()
    record = {
        "index": len(_rijen.alle()) + 1, "typeVersion": 1, "data": dict(data), "geometry": None, "references": [],
        "startAt": vandaag, "endAt": None, "registrationAt": vandaag, "correctionFor": None,
    }  # fmt: skip
    adres = f"{ADRES}/objects/{sleutel}"
    _rijen.bewaar(sleutel, {"url": adres, "uuid": sleutel, "type": objecttype, "record": record})
    return adres


def aanvraag(soort: str, gegevens: Mapping[str, Any], *, bsn: str = "", kenmerk: str = "") -> dict[str, Any]:
    """Return a productaanvraag as Open Forms makes it."""
    betrokkenen = [{"inpBsn": bsn, "rolOmschrijvingGeneriek": "initiator"}] if bsn else []
    return {
        "bron": {"naam": "Open Formulieren", "kenmerk": kenmerk or f"OF-{uuid.uuid4().hex[:6].upper()}"},
        "type": soort, "aanvraaggegevens": dict(gegevens), "taal": "nld", "betrokkenen": betrokkenen,
        "pdf": "", "csv": "", "bijlagen": [],
    }  # fmt: skip


def antwoord(vraag: Vraag) -> Antwoord:
    """Answer one request."""
    if vraag.kop("Authorization") != f"Token {TOKEN}":
        return json_antwoord(401, {"detail": "Authenticatiegegevens zijn niet opgegeven."})
    delen = urlsplit(vraag.adres)
    stukken = [stuk for stuk in delen.path.split("/") if stuk]
    if vraag.methode != "GET" or stukken[:3] != ["api", "v2", "objects"]:
        return json_antwoord(404, {"detail": "Niet gevonden."})
    if len(stukken) == 4:
        rij = _rijen.lees(stukken[3])
        return json_antwoord(200, rij) if rij else json_antwoord(404, {"detail": "Niet gevonden."})
    soort = parse_qs(delen.query).get("type", [""])[0]
    gevonden = [rij for _, rij in _rijen.alle() if not soort or rij["type"] == soort]
    gevonden.sort(key=lambda rij: -rij["record"]["index"])
    return json_antwoord(200, {"count": len(gevonden), "next": None, "previous": None, "results": gevonden})
