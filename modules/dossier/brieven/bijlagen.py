"""The attachments of a letter on paper: what can be printed comes behind it, of the rest the title is told."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from uuid import UUID

from keukentafel import opslag
from modules.dossier.brieven.models import Brief
from modules.dossier.documenten.models import OPSLAG as OPSLAG_DOCUMENT
from modules.dossier.documenten.models import Document

_BEELD = frozenset({"png", "jpeg", "webp"})
_A4_PUNTEN = (595, 842)
_RAND = 28
_HOOGSTENS_PUNTEN = 40_000_000


def bijlagen_van(brieven: Iterable[Brief]) -> dict[str, Document]:
    """Return the documents that go with these letters, of their own household: one query."""
    ids = {UUID(bijlage["id"]) for brief in brieven for bijlage in brief.bijlagen}
    if not ids:
        return {}
    huishoudens = {brief.huishouden_id for brief in brieven}
    rijen = Document.objects.filter(pk__in=ids, huishouden_id__in=huishoudens)
    return {str(rij.pk): rij for rij in rijen.only("pk", "huishouden_id", "bestandssoort", "categorie")}


def als_pdf(document: Document | None, brief: Brief) -> Any | None:
    """Return an attachment as an open PDF, or None when it is gone or cannot be printed."""
    import pypdfium2

    if document is None or document.huishouden_id != brief.huishouden_id:
        return None
    if document.bestandssoort not in _BEELD and document.bestandssoort != "pdf":
        return None
    try:
        inhoud = opslag.haal(OPSLAG_DOCUMENT, document.pk)
        return pypdfium2.PdfDocument(inhoud if document.bestandssoort == "pdf" else _beeld_als_pdf(inhoud))
    except (opslag.BestandWeg, pypdfium2.PdfiumError, OSError, ValueError):
        return None  # a locked PDF, or a picture that is none


def _beeld_als_pdf(inhoud: bytes) -> bytes:
    """Put a picture on a sheet of A4, as large as it fits."""
    from PIL import Image, ImageOps

    bron = Image.open(BytesIO(inhoud))
    if bron.width * bron.height > _HOOGSTENS_PUNTEN:
        raise ValueError("te groot")
    beeld = ImageOps.exif_transpose(bron).convert("RGB")
    breedte, hoogte = _A4_PUNTEN if beeld.height >= beeld.width else _A4_PUNTEN[::-1]
    vel = Image.new("RGB", (breedte * 2, hoogte * 2), "white")
    past = ImageOps.contain(beeld, ((breedte - 2 * _RAND) * 2, (hoogte - 2 * _RAND) * 2))
    vel.paste(past, ((vel.width - past.width) // 2, (vel.height - past.height) // 2))
    doel = BytesIO()
    vel.save(doel, "PDF", resolution=144)
    return doel.getvalue()
