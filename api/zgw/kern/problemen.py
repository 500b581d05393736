"""Errors as `application/problem+json` (RFC 9457), in the shape of the ZGW standards."""

from __future__ import annotations

import logging
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import IntegrityError
from django.http import Http404
from psycopg.errors import ExclusionViolation, ForeignKeyViolation, UniqueViolation
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from keukentafel.audit.fouten import LogboekWeigert
from keukentafel.errors import Refusal
from modules.zgw.fouten import GEHEEL, Conflict, Ongeldig, Veldfout, Verboden

_log = logging.getLogger(__name__)
TITELS: Final = {
    400: ("invalid", "Ongeldig verzoek"), 401: ("not_authenticated", "Niet aangemeld"),
    403: ("permission_denied", "Geen toestemming"), 404: ("not_found", "Niet gevonden"),
    405: ("method_not_allowed", "Deze methode kan hier niet"), 406: ("not_acceptable", "Deze vorm is er niet"),
    409: ("conflict", "Dit kan nu niet"), 410: ("gone", "Bestaat niet meer"),
    412: ("precondition_failed", "Een kop ontbreekt of klopt niet"), 413: ("request_too_large", "Te groot"),
    415: ("unsupported_media_type", "Deze vorm lezen we niet"), 429: ("throttled", "Te vaak gevraagd"),
    500: ("error", "Er ging iets mis"), 503: ("service_unavailable", "Nu niet beschikbaar"),
}  # fmt: skip


class Probleem(Refusal):
    """An error with a status of its own, for what the other refusals do not say."""

    def __init__(self, stand: int, text: str, *, code: str = "") -> None:
        super().__init__(text)
        self.stand, self.code = stand, code or TITELS[stand][0]


class ProbleemRenderer(JSONRenderer):
    """The form of an error."""

    media_type = "application/problem+json"
    charset = None


def lichaam(
    stand: int, detail: str, verzoek_id: str, *, code: str = "", fouten: tuple[Veldfout, ...] = ()
) -> dict[str, Any]:
    """Return the body of an error; `instance` names this request: without its hyphens it stands in the logboek."""
    standaard, titel = TITELS.get(stand, TITELS[500])
    uit: dict[str, Any] = {
        "type": "about:blank",
        "code": code or standaard,
        "title": titel,
        "status": stand,
        "detail": detail,
        "instance": UUID(verzoek_id).urn if verzoek_id else "about:blank",
    }
    if stand == status.HTTP_400_BAD_REQUEST or fouten:
        uit["invalidParams"] = [{"name": f.naam, "code": f.code, "reason": f.reden} for f in fouten]
    return uit


def behandel(fout: Exception, context: dict[str, Any]) -> Response | None:
    """Turn whatever was raised into an answer. Only what nobody foresaw goes on, and becomes a 500."""
    request = context["request"]
    verzoek_id = getattr(request, "verzoek_id", "")
    stand, detail, code, fouten, koppen = _lees(fout)
    if stand == 0:
        return None
    set_rollback()
    antwoord: Any = Response(
        lichaam(stand, detail, verzoek_id, code=code, fouten=fouten), status=stand, headers=koppen
    )
    antwoord.is_probleem = True
    return antwoord


def als_probleem(antwoord: Any) -> Any:
    """Give an error its own form, whatever the client said to accept: an error is always readable."""
    if getattr(antwoord, "is_probleem", False):
        antwoord.accepted_renderer = ProbleemRenderer()
        antwoord.accepted_media_type = ProbleemRenderer.media_type
    return antwoord


Uitleg = tuple[int, str, str, tuple[Veldfout, ...], dict[str, str]]


def _lees(fout: Exception) -> Uitleg:
    if isinstance(fout, Ongeldig):
        return 400, str(fout), "invalid", fout.fouten, {}
    if isinstance(fout, Verboden):
        return 403, str(fout), fout.code, (), {}
    if isinstance(fout, Conflict):
        return 409, str(fout), fout.code, (), {}
    if isinstance(fout, Probleem):
        return fout.stand, str(fout), fout.code, (), {}
    if isinstance(fout, LogboekWeigert):
        return (
            503,
            "Het logboek kon niet worden geschreven. Probeer het straks opnieuw.",
            "",
            (),
            {"Retry-After": "30"},
        )
    if isinstance(fout, Refusal):
        return 400, str(fout), "invalid", (Veldfout(GEHEEL, "invalid", str(fout)),), {}
    if isinstance(fout, Http404 | exceptions.NotFound):
        return 404, "Dit bestaat niet.", "", (), {}
    if isinstance(fout, PermissionDenied):
        return 403, "Je applicatie mag dit niet.", "", (), {}
    if isinstance(fout, RequestDataTooBig):
        return 413, "Dit is te groot voor één verzoek.", "", (), {}
    return _lees_drf(fout)


def is_tegelijk(fout: Exception) -> bool:
    """Tell whether two did the same between the look and the write; any other broken rule is our own fault."""
    return isinstance(fout, IntegrityError) and isinstance(
        fout.__cause__, UniqueViolation | ForeignKeyViolation | ExclusionViolation
    )


def _lees_drf(fout: Exception) -> Uitleg:
    if is_tegelijk(fout):
        return 409, "Een ander programma deed dit net ook. Haal het opnieuw op.", "", (), {}
    if isinstance(fout, exceptions.ValidationError):
        return 400, Ongeldig.text, "invalid", tuple(_vlak(fout.detail)), {}
    if isinstance(fout, exceptions.APIException):
        wacht = getattr(fout, "wait", None)
        koppen = {"Retry-After": str(int(wacht))} if wacht else {}
        return fout.status_code, str(fout.detail), "", (), koppen
    return 0, "", "", (), {}


def _vlak(detail: Any, pad: str = "") -> list[Veldfout]:
    """Flatten what a serializer found: list positions with a dot (`autorisaties.0.zaaktype`)."""
    if isinstance(detail, dict):
        regels: list[Veldfout] = []
        for naam, waarde in detail.items():
            deel = GEHEEL if naam == "non_field_errors" else str(naam)
            regels += _vlak(waarde, f"{pad}.{deel}" if pad else deel)
        return regels
    if isinstance(detail, list):
        regels = []
        for plek, waarde in enumerate(detail):
            genest = isinstance(waarde, dict | list)
            if genest and not waarde:
                continue
            regels += _vlak(waarde, f"{pad}.{plek}" if genest and pad else pad)
        return regels
    return [Veldfout(pad or GEHEEL, str(getattr(detail, "code", "invalid")), str(detail))]
