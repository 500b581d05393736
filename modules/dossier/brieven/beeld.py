"""Draw a page of a PDF as a picture, so that a preview looks the same in every browser."""

from __future__ import annotations

from io import BytesIO

_SCHAAL = 1.6
"""1.6 × 72 dots to the inch: sharp in a column of half a screen, and some 60 kB a page."""


def pagina_als_png(pdf: bytes, nummer: int) -> bytes | None:
    """Return page `nummer` (the first is 1) as PNG; None when there is no such page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 1 <= nummer <= len(document):
            return None
        beeld = document[nummer - 1].render(scale=_SCHAAL).to_pil()
        doel = BytesIO()
        beeld.convert("P", palette=1, colors=64).save(doel, "PNG", optimize=False)
        return doel.getvalue()
    finally:
        document.close()
