"""Give the bytes of a document: the only way out of the store."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from keukentafel import audit, opslag
from keukentafel.audit import Doel
from keukentafel.errors import NietVanJou
from keukentafel.opslag.soorten import Bestandssoort
from keukentafel.request import GemeenteRequest
from modules.dossier.documenten.access import document_for
from modules.dossier.documenten.models import OPSLAG

_DICHT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_ZANDBAK = f"{_DICHT}; sandbox"
_PDF = f"{_DICHT}; object-src 'self'"
"""Whatever is in a file runs nothing and asks nothing. A browser draws a PDF in a room of its own, and
refuses to do so in a sandbox."""


@require_GET
def bestand(request: GemeenteRequest, huishouden_id: UUID, document_id: UUID) -> HttpResponse:
    """Send one document to who may read it, and write that in the logboek first.

    :raises NietVanJou: it was withdrawn, or its file is gone.
    """
    document = document_for(request.user, huishouden_id, document_id)
    if document.ingetrokken_op is not None and document.ingetrokken_door_id != request.user.pk:
        raise NietVanJou
    try:
        inhoud = opslag.haal(OPSLAG, document.pk)
    except opslag.BestandWeg as weg:
        raise NietVanJou from weg
    audit.record_inzage(
        target=document,
        by=request.user,
        doel=Doel.HULP,
        at=now(),
        gebeurtenis="documenten.document.gedownload",
        categorie=document.categorie,
        detail={"versie": document.versie},
    )
    return antwoord_met(inhoud, naam=document.bestandsnaam, soort=document.bestand)


def antwoord_met(inhoud: bytes, *, naam: str, soort: Bestandssoort) -> HttpResponse:
    """Return the answer that carries a file, locked in as a browser can."""
    antwoord = HttpResponse(inhoud, content_type=soort.mime)
    hoe = "inline" if soort.opent_in_browser else "attachment"
    kaal = naam.encode("ascii", "ignore").decode().replace('"', "").replace("\\", "") or "bestand"
    antwoord["Content-Disposition"] = f"{hoe}; filename=\"{kaal}\"; filename*=UTF-8''{quote(naam)}"
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Content-Security-Policy"] = _PDF if soort.sleutel == "pdf" else _ZANDBAK
    antwoord["Cache-Control"] = "no-store"
    antwoord["Cross-Origin-Resource-Policy"] = "same-origin"
    return antwoord
