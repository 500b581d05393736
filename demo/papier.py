"""Draw lifelike files for the example documents: a letter as PDF, a photo, a mail, a Word file."""

from __future__ import annotations

import textwrap
import zipfile
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter


def brief(afzender: str, kop: str, alineas: list[str]) -> bytes:
    """Return one page of A4 as PDF, in the letter that every reader has."""
    regels = [(12, afzender), (10, ""), (16, kop), (10, "")]
    for alinea in alineas:
        regels += [(11, regel) for regel in textwrap.wrap(alinea, 86)] + [(8, "")]
    inhoud, hoogte = [b"BT"], 780
    for grootte, tekst in regels:
        inhoud.append(f"/F1 {grootte} Tf 1 0 0 1 60 {hoogte} Tm (".encode() + _schoon(tekst) + b") Tj")
        hoogte -= round(grootte * 1.55)
    stroom = b"\n".join([*inhoud, b"ET"])
    return _pdf(
        b"<</Type/Catalog/Pages 2 0 R/Lang(nl)>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stroom), stroom),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )


def _schoon(tekst: str) -> bytes:
    veilig = tekst.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return veilig.encode("cp1252", "replace")


def _pdf(*delen: bytes) -> bytes:
    uit, plekken = b"%PDF-1.4\n", []
    for nummer, deel in enumerate(delen, 1):
        plekken.append(len(uit))
        uit += b"%d 0 obj" % nummer + deel + b"endobj\n"
    begin = len(uit)
    tabel = b"".join(b"%010d 00000 n \n" % plek for plek in plekken)
    einde = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(delen) + 1, begin)
    return uit + b"xref\n0 %d\n0000000000 65535 f \n" % (len(delen) + 1) + tabel + einde


def foto(toeval: Random) -> bytes:
    """Return a photo of a damp wall, taken with a telephone."""
    beeld = Image.new("RGB", (960, 720), (214, 208, 196))
    tekening = ImageDraw.Draw(beeld)
    tekening.rectangle((0, 560, 960, 720), fill=(150, 130, 110))
    for _ in range(90):
        x, y, r = toeval.randint(520, 940), toeval.randint(20, 380), toeval.randint(4, 46)
        grijs = toeval.randint(70, 130)
        tekening.ellipse((x - r, y - r, x + r, y + r), fill=(grijs, grijs, grijs - 15))
    uit = BytesIO()
    beeld.filter(ImageFilter.GaussianBlur(5)).save(uit, "JPEG", quality=80)
    return uit.getvalue()


def mail(van: str, aan: str, onderwerp: str, tekst: str) -> bytes:
    """Return a mail as it is saved from a mail program."""
    return (
        f"From: {van}\nTo: {aan}\nSubject: {onderwerp}\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{tekst}\n"
    ).encode()


_TYPEN = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_BANDEN = """<?xml version="1.0"?><Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="word/document.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""


def word(alineas: list[str]) -> bytes:
    """Return a Word file with these paragraphs."""
    lijf = "".join(f"<w:p><w:r><w:t>{alinea}</w:t></w:r></w:p>" for alinea in alineas)
    tekst = (
        '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{lijf}</w:body></w:document>"
    )
    uit = BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in (
            ("[Content_Types].xml", _TYPEN),
            ("_rels/.rels", _BANDEN),
            ("word/document.xml", tekst),
        ):
            pakket.writestr(naam, inhoud)
    return uit.getvalue()
