"""Which kinds of files may be kept, and what a browser may do with each."""

from __future__ import annotations

from dataclasses import dataclass

from keukentafel.errors import Refusal


class Geweigerd(Refusal):
    """A file is not taken; the sentence stands at its field."""

    text = "Dit bestand kunnen we niet bewaren."


@dataclass(frozen=True, slots=True)
class Bestandssoort:
    """One kind of file. `mime` is what is answered, never what was sent; only some open in the browser."""

    sleutel: str
    label: str
    mime: str
    extensies: tuple[str, ...]
    opent_in_browser: bool = False


_DOWNLOAD = "application/octet-stream"
_LIJST = (
    Bestandssoort("pdf", "PDF", "application/pdf", (".pdf",), opent_in_browser=True),
    Bestandssoort("png", "PNG", "image/png", (".png",), opent_in_browser=True),
    Bestandssoort("jpeg", "JPEG", "image/jpeg", (".jpg", ".jpeg"), opent_in_browser=True),
    Bestandssoort("webp", "WebP", "image/webp", (".webp",)),
    Bestandssoort(
        "docx", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",)
    ),
    Bestandssoort(
        "xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (".xlsx",)
    ),
    Bestandssoort("odt", "OpenDocument", "application/vnd.oasis.opendocument.text", (".odt",)),
    Bestandssoort("txt", "Tekst", "text/plain; charset=utf-8", (".txt",)),
    Bestandssoort("csv", "CSV", "text/csv; charset=utf-8", (".csv",)),
    Bestandssoort("eml", "E-mail", "message/rfc822", (".eml",)),
    Bestandssoort("m4a", "Geluid", "audio/mp4", (".m4a",)),
    # These two can hold a program: they are kept and given back, and no browser is told what they are.
    Bestandssoort("svg", "Tekening", _DOWNLOAD, (".svg",)),
    Bestandssoort("html", "Webpagina", _DOWNLOAD, (".html", ".htm")),
)
SOORTEN = {soort.sleutel: soort for soort in _LIJST}
KEUZES = [(soort.sleutel, soort.label) for soort in _LIJST]
AANVAARD = ",".join(extensie for soort in _LIJST if soort.mime != _DOWNLOAD for extensie in soort.extensies)
"""For the `accept` of a file field: a telephone then sends a photo as JPEG."""


def soort_van_extensie(extensie: str) -> Bestandssoort | None:
    """Return the kind that a name claims, by its extension with the dot."""
    return next((soort for soort in _LIJST if extensie.lower() in soort.extensies), None)
