"""Files for tests: good ones of every kind, and hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from PIL import Image

DOCX = {
    "[Content_Types].xml": b"<Types/>",
    "_rels/.rels": b"<Relationships/>",
    "word/document.xml": b"<w:document><w:t>Dag</w:t></w:document>",
}
XLSX = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EML = b"From: a@voorbeeld.nl\nTo: b@voorbeeld.nl\nSubject: Dag\n\nHallo"
M4A = b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00isomiso2" + b"\x00" * 40
HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def pakket(delen: dict[str, bytes], *, extra: dict[str, bytes] | None = None) -> bytes:
    """Return a zip file with these parts."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, inhoud in {**delen, **(extra or {})}.items():
            zip_.writestr(naam, inhoud)
    return uit.getvalue()


def docx(**anders: bytes) -> bytes:
    return pakket(DOCX, extra={naam.replace("__", "/"): inhoud for naam, inhoud in anders.items()})


def odt() -> bytes:
    return pakket({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"})


def foto(
    soort: str = "JPEG", *, maat: tuple[int, int] = (60, 40), met_plek: bool = True, richting: int = 1
) -> bytes:
    """Return a picture, with the place where it was taken."""
    beeld = Image.new("RGB", maat, (200, 80, 40))
    beeld.paste((0, 0, 255), (0, 0, maat[0] // 2, maat[1] // 2))
    exif = Image.Exif()
    if met_plek:
        exif[0x010F], exif[0x9286] = "Geheime Camera", "Merelstraat 14"
        exif.get_ifd(0x8825)[2] = (52.0, 5.0, 1.0)
    exif[0x0112] = richting
    uit = io.BytesIO()
    beeld.save(uit, soort, exif=exif.tobytes())
    return uit.getvalue()


def png_van_papier(breedte: int, hoogte: int) -> bytes:
    """Return a PNG that says to be this large, in a few bytes."""

    def stuk(naam: bytes, inhoud: bytes) -> bytes:
        return struct.pack(">I", len(inhoud)) + naam + inhoud + struct.pack(">I", zlib.crc32(naam + inhoud))

    kop = struct.pack(">IIBBBBB", breedte, hoogte, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + stuk(b"IHDR", kop)
        + stuk(b"IDAT", zlib.compress(b"\0" * 100_000))
        + stuk(b"IEND", b"")
    )


def bom(uitgepakt: int = 190 * 1024 * 1024) -> bytes:
    """Return a Word file of a few hundred kB that becomes very large."""
    return docx(word__groot_xml=b"\0" * uitgepakt)


def overlappend() -> bytes:
    """Return a zip file in which two names point to the same bytes."""
    goed = bytearray(docx(word__a=b"a" * 50, word__b=b"a" * 50))
    with zipfile.ZipFile(io.BytesIO(bytes(goed))) as zip_:
        eerste, tweede = (zip_.getinfo(naam).header_offset for naam in ("word/a", "word/b"))
    plek = goed.rfind(struct.pack("<I", tweede))
    goed[plek : plek + 4] = struct.pack("<I", eerste)
    return bytes(goed)


def met_link() -> bytes:
    """Return a Word file with a part that is a link to another file."""
    uit = io.BytesIO(docx())
    with zipfile.ZipFile(uit, "a") as zip_:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        zip_.writestr(link, "/etc/passwd")
    return uit.getvalue()
