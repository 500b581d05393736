"""A BRP to practise with, after the published document of BRP API Personen 2.7.0.

It knows whom it was told of (`ken`), wants a key and a purpose, gives only the fields that are asked
for, and refuses gezag to a purpose that is not about youth. It answers questions by BSN only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from keukentafel.exchange.proef import Bewaarplaats
from keukentafel.exchange.verkeer import Antwoord, Vraag, json_antwoord

ADRES = "proef://brp/haalcentraal/api/brp"
SLEUTEL = "oefensleutel"
_AUTOMATISCH = frozenset({"geheimhoudingPersoonsgegevens", "opschortingBijhouding", "rni", "verificatie"})
_BSN = re.compile(r"^[0-9]{9}$")
_VELD = re.compile(r"^[a-zA-Z0-9\._]{1,200}$")
_BEKEND = frozenset(
    {
        "aNummer", "burgerservicenummer", "datumEersteInschrijvingGBA", "geslacht", "uitsluitingKiesrecht",
        "europeesKiesrecht", "leeftijd", "naam", "nationaliteiten", "geboorte", "overlijden", "verblijfplaats",
        "immigratie", "gemeenteVanInschrijving", "datumInschrijvingInGemeente", "adressering",
        "indicatieCurateleRegister", "gezag", "verblijfstitel", "kinderen", "ouders", "partners",
    }
)  # fmt: skip
_personen = Bewaarplaats("brp")


def adres(kring: str) -> str:
    """Return the address of a practice BRP of its own: the gemeenten of the demo hand out the same test numbers."""
    return f"proef://brp/{kring}/haalcentraal/api/brp"


def ken(personen: Iterable[Mapping[str, Any]], *, kring: str = "") -> None:
    """Let the practice BRP know these people, each in the form of `Persoon` of the document."""
    _personen.bewaar_alle({f"{kring}/{p['burgerservicenummer']}": dict(p) for p in personen})


def vergeet() -> None:
    """Let it know nobody."""
    _personen.leeg()


def antwoord(vraag: Vraag) -> Antwoord:
    """Answer `POST /personen` as the document says."""
    if not vraag.adres.endswith("/personen") or vraag.methode != "POST":
        return _fout(404, "Niet gevonden.", "notFound")
    if vraag.kop("X-API-KEY") != SLEUTEL:
        return _fout(401, "Niet correct geauthenticeerd.", "authentication")
    if not vraag.kop("X-DOELBINDING"):
        return _fout(403, "U bent niet geautoriseerd voor deze operatie.", "autorisation")
    try:
        lading = vraag.json()
    except ValueError:
        lading = None
    if not isinstance(lading, dict):
        return _fout(400, "De lading is geen geldig JSON.", "invalidJson")
    fouten = _fouten(lading)
    if fouten:
        return _fout(400, "Een of meerdere parameters zijn niet correct.", "paramsValidation", fouten)
    if "gezag" in _stammen(lading["fields"]) and "jeugd" not in vraag.kop("X-DOELBINDING").lower():
        return _fout(403, "U bent niet geautoriseerd voor deze operatie.", "unauthorizedField")
    kring = vraag.adres.removeprefix("proef://brp/").partition("haalcentraal")[0].rstrip("/")
    gevonden = [_personen.lees(f"{kring}/{bsn}") for bsn in lading["burgerservicenummer"]]
    personen = [gefilterd(persoon, lading["fields"]) for persoon in gevonden if persoon]
    return json_antwoord(200, {"type": lading["type"], "personen": personen})


def _stammen(velden: Iterable[str]) -> set[str]:
    return {veld.partition(".")[0] for veld in velden}


def _fouten(lading: Mapping[str, Any]) -> list[dict[str, str]]:
    fouten = []
    if lading.get("type") != "RaadpleegMetBurgerservicenummer":
        fouten.append(_param("type", "value", "Waarde is geen geldig zoek type."))
    nummers = lading.get("burgerservicenummer")
    if not isinstance(nummers, list) or not 1 <= len(nummers) <= 20:
        fouten.append(_param("burgerservicenummer", "required", "Parameter is verplicht."))
    elif any(not isinstance(bsn, str) or not _BSN.match(bsn) for bsn in nummers):
        fouten.append(_param("burgerservicenummer", "pattern", "Waarde voldoet niet aan patroon."))
    velden = lading.get("fields")
    if not isinstance(velden, list) or not 1 <= len(velden) <= 130:
        fouten.append(_param("fields", "required", "Parameter is verplicht."))
    elif (
        any(not isinstance(veld, str) or not _VELD.match(veld) for veld in velden)
        or not _stammen(velden) <= _BEKEND
    ):
        fouten.append(_param("fields", "fields", "Parameter bevat een niet bestaande veldnaam."))
    onbekend = set(lading) - {"type", "burgerservicenummer", "fields", "gemeenteVanInschrijving"}
    return fouten + [
        _param(naam[:30], "unknownParam", "Parameter is niet verwacht.") for naam in sorted(onbekend)
    ]


def gefilterd(persoon: Mapping[str, Any], velden: Iterable[str]) -> dict[str, Any]:
    """Return only what was asked for, with what always comes along."""
    paden = [veld.split(".") for veld in velden]
    uit: dict[str, Any] = _kies(persoon, paden)
    uit.update({naam: persoon[naam] for naam in _AUTOMATISCH if naam in persoon})
    return uit


def _kies(bron: Any, paden: list[list[str]]) -> Any:
    if isinstance(bron, list):
        return [_kies(deel, paden) for deel in bron]
    if not isinstance(bron, Mapping):
        return bron
    uit: dict[str, Any] = {}
    for naam, waarde in bron.items():
        onder = [pad[1:] for pad in paden if pad and pad[0] == naam]
        if any(not pad for pad in onder):
            uit[naam] = waarde
        elif onder:
            gekozen = _kies(waarde, onder)
            if gekozen not in ({}, []):
                uit[naam] = gekozen
        elif naam == "type" or naam == "inOnderzoek":
            uit[naam] = waarde
    if set(uit) <= {"inOnderzoek"}:
        return {}
    return uit


def _param(naam: str, code: str, reden: str) -> dict[str, str]:
    return {
        "type": "https://www.vng.nl/realisatie/api/validaties/" + code,
        "name": naam,
        "code": code,
        "reason": reden,
    }


def _fout(status: int, titel: str, code: str, fouten: list[dict[str, str]] | None = None) -> Antwoord:
    inhoud: dict[str, Any] = {
        "type": "https://datatracker.ietf.org/doc/html/rfc9110#name-client-error-4xx",
        "title": titel,
        "status": status,
        "detail": "De foutieve parameter(s) staan in invalidParams." if fouten else titel,
        "instance": "/haalcentraal/api/brp/personen",
        "code": code,
    }
    if fouten:
        inhoud["invalidParams"] = fouten
    return json_antwoord(status, inhoud, probleem=True)
