"""`/informatieprotocol`: who may see what, for every resident, made of the rules in force (F079, N04)."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Final

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from keukentafel.instellingen import Instellingen
from keukentafel.request import GemeenteRequest
from keukentafel.tenancy import GemeenteRef, zaaifouten
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.protocolcontact import ProtocolContact
from modules.inrichting.rules.protocol import Matrix
from modules.inrichting.rules.protocol_publiek import maak_publicatie
from modules.inrichting.rules.protocol_woorden import INHOUD, TAKEN

BEWAAR: Final = "public, no-cache"
"""Anybody may keep it, and asks first whether it still holds: it never outlives the version in force."""


@require_safe
def openbaar(request: GemeenteRequest) -> HttpResponse:
    """The page of the protocol that decides now. Nothing of the visitor is in it, signed in or not."""
    matrix: Matrix = request.instellingen.protocol
    if zaaifouten.staat_aan("openbaar_protocol_toont_een_andere_versie"):
        concept = Informatieprotocol.objects.open().first()
        matrix = concept.matrix if concept else matrix
    geldig = Informatieprotocol.objects.geldig().only("nummer", "geldig_van").first()
    sinds = localdate(geldig.geldig_van) if geldig and geldig.geldig_van else None
    inhoud = maak_pagina(
        matrix, gemeente=request.gemeente, instellingen=request.instellingen, sinds=sinds
    ).encode()
    kenmerk = f'"{sha256(inhoud).hexdigest()[:24]}"'
    antwoord = HttpResponse(inhoud, content_type="text/html; charset=utf-8")
    antwoord["ETag"] = kenmerk
    antwoord["Cache-Control"] = BEWAAR
    return get_conditional_response(request, etag=kenmerk, response=antwoord) or antwoord


def maak_pagina(
    matrix: Matrix, *, gemeente: GemeenteRef, instellingen: Instellingen, sinds: date | None
) -> str:
    """Return the page of a protocol.

    Without a request: no menu, no name, no preference of who looks can get into what may be kept.
    """
    context = {
        "gemeente": gemeente,
        "instellingen": instellingen,
        "publicatie": maak_publicatie(matrix),
        "sinds": sinds,
        "contact": instellingen.section(ProtocolContact),
        "taken": TAKEN,
        "inhoud": INHOUD,
    }
    return render_to_string("inrichting/informatieprotocol.html", context)
