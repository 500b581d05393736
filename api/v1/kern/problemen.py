"""Errors as `application/problem+json` (RFC 9457): the sentence is the one that the screen shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404
from rest_framework import exceptions

from api.v1.kern.vorm import kameel
from api.zgw.kern.problemen import TITELS, Probleem, is_tegelijk, lichaam
from keukentafel.audit.fouten import LogboekWeigert
from keukentafel.errors import GeenZicht, Refusal, Verouderd
from keukentafel.values.ongeldig import OngeldigeWaarde
from modules.dossier.zicht.wachters import OnderbrekingNodig
from modules.zgw.fouten import GEHEEL, Ongeldig, Veldfout

_TITELS = {
    401: ("not_authenticated", "Geen geldig token"),
    422: ("refused", "Dit kan niet"),
    428: ("precondition_required", "De kop If-Match ontbreekt"),
}
TITELS.update({stand: titel for stand, titel in _TITELS.items() if stand not in TITELS or stand == 401})


class NietAangemeld(Probleem):
    """No token, or none that opens anything here."""

    def __init__(self, text: str = "Stuur een geldig token mee: Authorization: Bearer.") -> None:
        super().__init__(401, text)


class EersteHetScherm(Probleem):
    """The screen asks something first that only a person can answer."""

    def __init__(self) -> None:
        super().__init__(
            403,
            "Bij dit huishouden vraagt het scherm eerst iets aan een mens. Open het daar.",
            code="ask_a_person",
        )


class EersteEenMens(Probleem):
    """Only a person may do this."""

    def __init__(self, wat: str) -> None:
        super().__init__(403, wat, code="ask_a_person")


class Verlopen(Probleem):
    """Somebody else changed it first: what stands there now goes along."""

    def __init__(self, huidig: dict[str, Any] | None = None) -> None:
        super().__init__(412, "Iemand anders heeft dit net gewijzigd. Haal het opnieuw op en kies.")
        self.huidig = huidig


def als_probleem(fout: Exception, verzoek_id: str) -> tuple[int, dict[str, Any], dict[str, str]] | None:
    """Return status, body and headers for what was raised; None for what nobody foresaw."""
    gelezen = _lees(fout)
    if gelezen is None:
        return None
    stand, detail, code, fouten, koppen = gelezen
    uit = lichaam(stand, detail, verzoek_id, code=code, fouten=fouten)
    if isinstance(fout, Verlopen) and fout.huidig is not None:
        uit["current"] = fout.huidig
    return stand, uit, koppen


Uitleg = tuple[int, str, str, tuple[Veldfout, ...], dict[str, str]]


def _lees(fout: Exception) -> Uitleg | None:
    for soort, lees in _SOORTEN:
        if isinstance(fout, soort):
            return lees(fout)
    return _lees_drf(fout)


def _verkeerd(fout: Any) -> Uitleg:
    return 400, "Wat je stuurt klopt niet. Kijk bij invalidParams.", "invalid", _vlak(fout.detail), {}


def _straks(fout: Any) -> Uitleg:
    return (
        503,
        "Het logboek kon niet worden geschreven. Probeer het straks opnieuw.",
        "",
        (),
        {"Retry-After": "30"},
    )


def _bevindingen(fout: Any) -> tuple[Veldfout, ...]:
    """Return what a rule found, each with its field, where the refusal says it one by one."""
    gevonden = getattr(fout, "bevindingen", ())
    mist = tuple(Veldfout(GEHEEL, "missing", een.tekst) for een in getattr(fout, "ontbreekt", ()))
    return mist + tuple(
        Veldfout(kameel(str(een.veld)) or GEHEEL, "refused", str(een.text)) for een in gevonden
    )


_BEARER = {"WWW-Authenticate": 'Bearer realm="Keukentafel"'}
_SOORTEN: tuple[tuple[Any, Callable[[Any], Uitleg | None]], ...] = (
    (exceptions.ValidationError, _verkeerd),
    (Ongeldig, lambda fout: (400, str(fout), "invalid", fout.fouten, {})),
    (NietAangemeld, lambda fout: (401, str(fout), fout.code, (), _BEARER)),
    (Probleem, lambda fout: (fout.stand, str(fout), fout.code, (), {})),
    (GeenZicht, lambda fout: (403, str(fout), "outside_protocol", (), {})),
    (OnderbrekingNodig, lambda _: _lees(EersteHetScherm())),
    (Verouderd, lambda _: _lees(Verlopen())),
    (LogboekWeigert, _straks),
    (Refusal, lambda fout: (422, str(fout), "refused", _bevindingen(fout), {})),
    (
        OngeldigeWaarde,
        lambda fout: (400, str(fout), "invalid", (Veldfout(GEHEEL, "invalid", str(fout)),), {}),
    ),
    ((Http404, exceptions.NotFound), lambda _: (404, "Dit bestaat niet, of niet voor jou.", "", (), {})),
    (PermissionDenied, lambda _: (403, "Je mag dit niet.", "", (), {})),
    (RequestDataTooBig, lambda _: (413, "Dit is te groot voor één verzoek.", "", (), {})),
    (exceptions.MethodNotAllowed, lambda _: (405, "Deze methode kan hier niet.", "", (), {})),
    (exceptions.ParseError, lambda _: (400, "Dit is geen JSON.", "parse_error", (), {})),
    (exceptions.NotAcceptable, lambda _: (406, "We antwoorden met application/json.", "", (), {})),
    (exceptions.UnsupportedMediaType, lambda _: (415, "Stuur application/json.", "", (), {})),
)
"""What is raised, the most special first, and what is answered."""


def _lees_drf(fout: Exception) -> Uitleg | None:
    if is_tegelijk(fout):
        return 409, "Iemand anders deed dit net ook. Haal het opnieuw op.", "", (), {}
    if isinstance(fout, exceptions.APIException):
        return fout.status_code, str(fout.detail), "", (), {}
    return None


def _vlak(detail: Any, pad: str = "") -> tuple[Veldfout, ...]:
    """Flatten what a form found: `personen.0.achternaam`."""
    if isinstance(detail, dict):
        regels: tuple[Veldfout, ...] = ()
        for naam, waarde in detail.items():
            deel = GEHEEL if naam == "non_field_errors" else str(naam)
            regels += _vlak(waarde, f"{pad}.{deel}" if pad else deel)
        return regels
    if isinstance(detail, list):
        regels = ()
        for plek, waarde in enumerate(detail):
            genest = isinstance(waarde, dict | list)
            if genest and not waarde:
                continue
            regels += _vlak(waarde, f"{pad}.{plek}" if genest and pad else pad)
        return regels
    return (Veldfout(pad or GEHEEL, str(getattr(detail, "code", "invalid")), str(detail)),)
