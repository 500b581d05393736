"""The registers of a gemeente to practise with: one for zaken, types, documents and decisions.

It keeps what it gets and answers in the form of the published documents (Zaken 1.5.1, Catalogi 1.3.1,
Documenten 1.4.2, Besluiten 1.1.0) as far as a thin zaak asks: types to read; zaken, statussen,
resultaten, rollen, zaakinformatieobjecten, documents and besluiten to make, read and change. It checks
who calls, the CRS headers, required fields and whether types belong together (zrc-016, 019, 020).
"""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

from keukentafel.exchange.proef import Bewaarplaats
from keukentafel.exchange.verkeer import Antwoord, Vraag, json_antwoord

HOST = "proef://zgw"
ADRESSEN = {
    "zrc": f"{HOST}/zaken/api/v1",
    "ztc": f"{HOST}/catalogi/api/v1",
    "drc": f"{HOST}/documenten/api/v1",
    "brc": f"{HOST}/besluiten/api/v1",
    "nrc": f"{HOST}/notificaties/api/v1",
}
CLIENT, GEHEIM = "keukentafel", "oefengeheim-van-tweeendertig-tekens"
_rijen = Bewaarplaats("zgw")
_VAN = {
    "zaken": "zaken", "statussen": "zaken", "resultaten": "zaken", "rollen": "zaken", "zaakinformatieobjecten": "zaken",
    "zaaktypen": "catalogi", "statustypen": "catalogi", "resultaattypen": "catalogi", "roltypen": "catalogi",
    "informatieobjecttypen": "catalogi", "besluittypen": "catalogi", "enkelvoudiginformatieobjecten": "documenten",
    "besluiten": "besluiten", "besluitinformatieobjecten": "besluiten", "abonnement": "notificaties",
    "kanaal": "notificaties",
}  # fmt: skip
_KAAL = frozenset({"zaakinformatieobjecten", "besluitinformatieobjecten", "abonnement", "kanaal"})
_VERPLICHT = {
    "zaken": ("bronorganisatie", "zaaktype", "verantwoordelijkeOrganisatie", "startdatum"),
    "statussen": ("zaak", "statustype", "datumStatusGezet"),
    "resultaten": ("zaak", "resultaattype"),
    "rollen": ("zaak", "betrokkeneType", "roltype", "roltoelichting"),
    "zaakinformatieobjecten": ("zaak", "informatieobject"),
    "enkelvoudiginformatieobjecten": (
        "bronorganisatie", "creatiedatum", "titel", "auteur", "taal", "informatieobjecttype",
    ),
    "besluiten": ("verantwoordelijkeOrganisatie", "besluittype", "datum", "ingangsdatum"),
    "besluitinformatieobjecten": ("besluit", "informatieobject"),
    "abonnement": ("callbackUrl", "auth", "kanalen"),
}  # fmt: skip
_TYPE = {
    "zaken": ("zaaktype", "zaaktypen"), "statussen": ("statustype", "statustypen"),
    "resultaten": ("resultaattype", "resultaattypen"), "rollen": ("roltype", "roltypen"),
    "besluiten": ("besluittype", "besluittypen"),
}  # fmt: skip


def leeg() -> None:
    """Forget everything."""
    _rijen.leeg()


def url(bron: str, sleutel: str) -> str:
    """Return the address of a row."""
    return f"{HOST}/{_VAN[bron]}/api/v1/{bron}/{sleutel}"


def zet(bron: str, rij: Mapping[str, Any]) -> str:
    """Put a row there, as another program would have; return its address."""
    sleutel = str(rij.get("uuid") or uuid.uuid4())
    adres = url(bron, sleutel)
    _rijen.bewaar(f"{bron}/{sleutel}", {**rij, "url": adres})
    return adres


def rijen(bron: str) -> list[dict[str, Any]]:
    """Return what is kept, in the order in which it came."""
    return sorted((rij for _, rij in _rijen.alle(f"{bron}/")), key=lambda rij: rij.get("_nr", 0))


def antwoord(vraag: Vraag) -> Antwoord:
    """Answer one request."""
    delen = urlsplit(vraag.adres)
    stukken = [stuk for stuk in delen.path.split("/") if stuk]
    if len(stukken) < 4 or stukken[1:3] != ["api", "v1"] or _VAN.get(stukken[3]) != stukken[0]:
        return _fout(404, "not_found", "Niet gevonden.")
    if not _mag(vraag):
        return _fout(403, "permission_denied", "Je hebt geen toestemming om deze actie uit te voeren.")
    bron, sleutel = stukken[3], stukken[4] if len(stukken) > 4 else ""
    if bron == "zaken" and vraag.kop("Accept-Crs") != "EPSG:4326":
        return _fout(412, "precondition-failed", "De Accept-Crs kop ontbreekt.")
    if bron == "zaken" and vraag.methode in ("POST", "PATCH") and vraag.kop("Content-Crs") != "EPSG:4326":
        return _fout(412, "precondition-failed", "De Content-Crs kop ontbreekt.")
    if vraag.methode == "GET":
        return _een(bron, sleutel) if sleutel else _lijst(bron, parse_qs(delen.query))
    if vraag.methode == "POST" and not sleutel and bron in _VERPLICHT:
        return _maak(bron, vraag.json())
    if vraag.methode == "PATCH" and sleutel and bron in ("zaken", "resultaten", "besluiten"):
        return _wijzig(bron, sleutel, vraag.json())
    if vraag.methode == "DELETE" and sleutel and bron in ("rollen", "resultaten", "besluiten", "abonnement"):
        _rijen.weg(f"{bron}/{sleutel}")
        return Antwoord(204)
    return _fout(405, "method_not_allowed", "Deze methode mag hier niet.")


def _mag(vraag: Vraag) -> bool:
    token = vraag.kop("Authorization").removeprefix("Bearer ")
    try:
        inhoud = jwt.decode(token, GEHEIM, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.PyJWTError:
        return False
    return inhoud.get("client_id") == CLIENT and isinstance(inhoud.get("iat"), int)


def _kaal(rij: Mapping[str, Any]) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in rij.items() if not naam.startswith("_")}


def _een(bron: str, sleutel: str) -> Antwoord:
    rij = _rijen.lees(f"{bron}/{sleutel}")
    return json_antwoord(200, _kaal(rij)) if rij else _fout(404, "not_found", "Niet gevonden.")


def _lijst(bron: str, vraag: Mapping[str, list[str]]) -> Antwoord:
    gevonden = [_kaal(rij) for rij in rijen(bron) if all(_past(rij, n, w[0]) for n, w in vraag.items())]
    if bron in _KAAL:
        return json_antwoord(200, gevonden)
    return json_antwoord(200, {"count": len(gevonden), "next": None, "previous": None, "results": gevonden})


def _past(rij: Mapping[str, Any], naam: str, waarde: str) -> bool:
    if naam == "status":
        return waarde == "alles" or bool(rij.get("concept")) == (waarde == "concept")
    if naam == "datumGeldigheid":
        einde = rij.get("eindeGeldigheid")
        return str(rij.get("beginGeldigheid", "")) <= waarde and (not einde or waarde <= str(einde))
    if naam == "zaaktypen":
        return waarde in rij.get("zaaktypen", [])
    if naam in ("page", "expand"):
        return True
    return str(rij.get(naam, "")) == waarde


def _maak(bron: str, lading: Mapping[str, Any]) -> Antwoord:
    fouten = [_param(veld, "required") for veld in _VERPLICHT[bron] if not lading.get(veld)]
    fouten = fouten or list(_verkeerd_type(bron, lading))
    if fouten:
        return _fout(400, "invalid", "Invalid input.", fouten)
    sleutel = str(uuid.uuid4())
    rij = {**_BEGIN[bron](sleutel), **lading, "url": url(bron, sleutel), "_nr": len(_rijen.alle())}
    if bron == "enkelvoudiginformatieobjecten":
        rij["bestandsomvang"] = len(base64.b64decode(lading.get("inhoud") or ""))
        rij["inhoud"] = f"{rij['url']}/download?versie=1"
    _rijen.bewaar(f"{bron}/{sleutel}", rij)
    if bron == "statussen":
        _zet_status(rij)
    slot = {"lock": ""} if bron == "enkelvoudiginformatieobjecten" else {}
    return json_antwoord(201, {**_kaal(rij), **slot})


def _verkeerd_type(bron: str, lading: Mapping[str, Any]) -> Iterable[dict[str, str]]:
    if bron not in _TYPE:
        return
    veld, typebron = _TYPE[bron]
    soort = _rijen.lees(f"{typebron}/{str(lading[veld]).rsplit('/', 1)[-1]}")
    if soort is None or soort.get("concept"):
        yield _param(veld, "bad-url")
        return
    zaak = _rijen.lees(f"zaken/{str(lading.get('zaak', '')).rsplit('/', 1)[-1]}")
    if "zaak" in _VERPLICHT[bron] and zaak is None:
        yield _param("zaak", "bad-url")
    elif zaak is not None and "zaaktype" in soort and soort["zaaktype"] != zaak["zaaktype"]:
        yield _param("nonFieldErrors", "zaaktype-mismatch")
    elif bron == "resultaten" and any(rij["zaak"] == lading["zaak"] for rij in rijen("resultaten")):
        yield _param("zaak", "unique")


def _zet_status(status: Mapping[str, Any]) -> None:
    sleutel = str(status["zaak"]).rsplit("/", 1)[-1]
    zaak = _rijen.lees(f"zaken/{sleutel}")
    soort = _rijen.lees(f"statustypen/{str(status['statustype']).rsplit('/', 1)[-1]}")
    einde = str(status["datumStatusGezet"])[:10] if soort.get("isEindstatus") else None
    _rijen.bewaar(f"zaken/{sleutel}", {**zaak, "status": status["url"], "einddatum": einde})


def _wijzig(bron: str, sleutel: str, lading: Mapping[str, Any]) -> Antwoord:
    rij = _rijen.lees(f"{bron}/{sleutel}")
    if rij is None:
        return _fout(404, "not_found", "Niet gevonden.")
    for vast in ("identificatie", "bronorganisatie"):
        if vast in lading and bron == "zaken" and lading[vast] != rij.get(vast):
            return _fout(400, "invalid", "Invalid input.", [_param(vast, "wijzigen-niet-toegelaten")])
    nieuw = {**rij, **lading, "url": rij["url"]}
    _rijen.bewaar(f"{bron}/{sleutel}", nieuw)
    return json_antwoord(200, _kaal(nieuw))


def _zaak(sleutel: str) -> dict[str, Any]:
    vandaag = datetime.now(UTC).date().isoformat()
    return {
        "uuid": sleutel, "identificatie": f"ZAAK-{vandaag[:4]}-{sleutel[:10]}", "omschrijving": "", "toelichting": "",
        "registratiedatum": vandaag, "einddatum": None, "einddatumGepland": None, "uiterlijkeEinddatumAfdoening": None,
        "publicatiedatum": None, "communicatiekanaal": "", "productenOfDiensten": [],
        "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "betalingsindicatie": "", "betalingsindicatieWeergave": "",
        "laatsteBetaaldatum": None, "zaakgeometrie": None, "verlenging": None,
        "opschorting": {"indicatie": False, "reden": ""}, "selectielijstklasse": "", "hoofdzaak": None, "deelzaken": [],
        "relevanteAndereZaken": [], "eigenschappen": [], "rollen": [], "status": None, "zaakinformatieobjecten": [],
        "zaakobjecten": [], "resultaat": None, "kenmerken": [], "archiefnominatie": None,
        "archiefstatus": "nog_te_archiveren", "archiefactiedatum": None, "opdrachtgevendeOrganisatie": "",
        "processobjectaard": "", "startdatumBewaartermijn": None,
        "processobject": {"datumkenmerk": "", "identificatie": "", "objecttype": "", "registratie": ""},
    }  # fmt: skip


def _nu() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


_BEGIN: dict[str, Callable[[str], dict[str, Any]]] = {
    "zaken": _zaak,
    "statussen": lambda s: {
        "uuid": s, "statustoelichting": "", "indicatieLaatstGezetteStatus": True, "zaakinformatieobjecten": []
    },
    "resultaten": lambda s: {"uuid": s, "toelichting": ""},
    "rollen": lambda s: {
        "uuid": s, "betrokkene": "", "afwijkendeNaamBetrokkene": "", "omschrijving": "Rol",
        "omschrijvingGeneriek": "initiator", "registratiedatum": _nu(), "indicatieMachtiging": "", "statussen": [],
    },
    "zaakinformatieobjecten": lambda s: {
        "uuid": s, "aardRelatieWeergave": "Hoort bij, omgekeerd: kent", "titel": "", "beschrijving": "",
        "registratiedatum": _nu(), "vernietigingsdatum": None, "status": None,
    },
    "enkelvoudiginformatieobjecten": lambda s: {
        "identificatie": f"DOCUMENT-{s[:10]}", "vertrouwelijkheidaanduiding": "zaakvertrouwelijk", "status": "",
        "formaat": "", "bestandsnaam": "", "beschrijving": "", "versie": 1, "beginRegistratie": _nu(), "locked": False,
        "bestandsdelen": [], "link": "", "indicatieGebruiksrecht": None, "ontvangstdatum": None, "verzenddatum": None,
        "verschijningsvorm": "", "trefwoorden": [],
    },
    "besluiten": lambda s: {
        "identificatie": f"BESLUIT-{s[:10]}", "zaak": "", "toelichting": "", "bestuursorgaan": "", "vervaldatum": None,
        "vervalredenWeergave": "Geen", "publicatiedatum": None, "verzenddatum": None,
        "uiterlijkeReactiedatum": None,
    },
    "abonnement": lambda s: {},
    "besluitinformatieobjecten": lambda s: {"aardRelatieWeergave": "Legt vast, omgekeerd: kan vastgelegd zijn als"},
}  # fmt: skip


def _param(naam: str, code: str) -> dict[str, str]:
    return {"name": naam, "code": code, "reason": "Deze waarde klopt niet."}


def _fout(status: int, code: str, titel: str, fouten: list[dict[str, str]] | None = None) -> Antwoord:
    inhoud: dict[str, Any] = {
        "type": f"{HOST}/ref/fouten/{code}", "code": code, "title": titel, "status": status, "detail": titel,
        "instance": f"urn:uuid:{uuid.uuid4()}",
    }  # fmt: skip
    if status == 400:
        inhoud["invalidParams"] = fouten or []
    return json_antwoord(status, inhoud, probleem=True)
