"""The address where the Notificaties API of the gemeente brings its messages."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from keukentafel.audit.herkomst import huidige_herkomst
from modules.koppelingen.actions.berichten import mag_brengen, receive_bericht
from modules.koppelingen.rules.bericht import lees_bericht

GROOTTE = 65_536


@csrf_exempt  # a program without a session: the header opens it
@require_POST
def bericht(request: HttpRequest) -> HttpResponse:
    """Take in one message (204). What it is about is looked up afterwards."""
    koppeling = mag_brengen(request.headers.get("Authorization", ""))
    if koppeling is None:
        return _probleem(403, "permission_denied", "Deze sleutel kennen we niet.")
    if int(request.headers.get("Content-Length") or 0) > GROOTTE or len(request.body) > GROOTTE:
        return _probleem(400, "invalid", "Dit bericht is te groot.")
    try:
        lading = json.loads(request.body)
    except ValueError:
        return _probleem(400, "invalid", "Dit is geen JSON.")
    gelezen, fouten = lees_bericht(lading)
    if gelezen is None:
        return _probleem(400, "invalid", "Dit bericht klopt niet.", fouten)
    receive_bericht(koppeling=koppeling, bericht=gelezen, at=now())
    return HttpResponse(status=204)


def _probleem(
    status: int, code: str, detail: str, fouten: list[tuple[str, str]] | None = None
) -> HttpResponse:
    inhoud: dict[str, Any] = {
        "type": "about:blank", "code": code, "title": "Niet gelukt", "status": status, "detail": detail,
        "instance": UUID(huidige_herkomst().verzoek_id).urn,
    }  # fmt: skip
    if status == 400:
        inhoud["invalid-params"] = [{"name": n, "code": "invalid", "reason": zin} for n, zin in fouten or []]
    antwoord = JsonResponse(inhoud, status=status, content_type="application/problem+json")
    if status == 403:
        antwoord["WWW-Authenticate"] = "Bearer"
    return antwoord
