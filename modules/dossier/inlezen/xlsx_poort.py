"""The gate for workbooks: a zip with XML is measured before anything opens it.

What is checked, and against what: number of parts and unpacked size (zip bomb), encryption, parts that
carry code or other file kinds, XML with a document type (entity bombs, outside references), and per sheet
the number of rows and the size of one row, so that reading it stays within a small piece of memory.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from modules.dossier.inlezen.bestand import MEGABYTE, BestandGeweigerd

MAX_ONDERDELEN = 1_000
MAX_UITGEPAKT = 200 * MEGABYTE
MAX_BLAD = 160 * MEGABYTE
MAX_TEKSTEN = 32 * MEGABYTE
MAX_OVERIGE_XML = 8 * MEGABYTE
MAX_VERHOUDING = 100
_VERHOUDING_TELT_VANAF = 8 * MEGABYTE
_MAX_RIJ = 8 * MEGABYTE
_MAX_VREEMDE_ELEMENTEN = 200_000
_STUK = MEGABYTE

_TE_GROOT = (
    "Dit bestand wordt bij het uitpakken veel te groot. Dat hoort niet bij een gewone werkmap. "
    "Maak een nieuwe werkmap met alleen de gegevens en kies die."
)
_BESCHADIGD = (
    "Dit bestand is beschadigd of niet helemaal opgehaald. Haal het opnieuw op en probeer het nog eens."
)
_ONVEILIG = (
    "In dit bestand zit iets wat niet in een gewone werkmap hoort. Maak een nieuwe "
    "werkmap met alleen de gegevens en kies die."
)


@dataclass(frozen=True, slots=True)
class Bladscan:
    """What one quick look over the bytes of a sheet tells."""

    rijen: int
    formule: str
    samengevoegd: tuple[str, ...]


def controleer_pakket(inhoud: bytes) -> None:
    """Let a workbook pass, or refuse it.

    :raises BestandGeweigerd: not a workbook, encrypted, with macros, damaged, or a zip bomb.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            onderdelen = pakket.infolist()
            _weiger_omvang(onderdelen)
            _weiger_soort({onderdeel.filename.lower() for onderdeel in onderdelen}, onderdelen)
            for onderdeel in onderdelen:
                _weiger_onderdeel(pakket, onderdeel)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise BestandGeweigerd(_BESCHADIGD) from error


def _weiger_omvang(onderdelen: list[zipfile.ZipInfo]) -> None:
    uitgepakt = sum(onderdeel.file_size for onderdeel in onderdelen)
    ingepakt = max(1, sum(onderdeel.compress_size for onderdeel in onderdelen))
    te_dicht = uitgepakt > _VERHOUDING_TELT_VANAF and uitgepakt / ingepakt > MAX_VERHOUDING
    if len(onderdelen) > MAX_ONDERDELEN or uitgepakt > MAX_UITGEPAKT or te_dicht:
        raise BestandGeweigerd(_TE_GROOT)


def _weiger_soort(namen: set[str], onderdelen: list[zipfile.ZipInfo]) -> None:
    if any(onderdeel.flag_bits & 0x1 for onderdeel in onderdelen):
        raise BestandGeweigerd(
            "Dit bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf en kies het opnieuw."
        )
    if any("vbaproject" in naam or "macrosheets/" in naam for naam in namen):
        raise BestandGeweigerd(
            "In deze werkmap zitten macro's. Bewaar het bestand als gewone Excel-werkmap (.xlsx) "
            "en kies dat bestand."
        )
    if "xl/workbook.bin" in namen:
        raise BestandGeweigerd(
            "Dit is een binaire werkmap (.xlsb). Bewaar het bestand als Excel-werkmap (.xlsx)."
        )
    if "mimetype" in namen and "content.xml" in namen:
        raise BestandGeweigerd(
            "Dit is een OpenDocument-bestand (.ods). Bewaar het als Excel-werkmap (.xlsx) of CSV."
        )
    if "word/document.xml" in namen or "ppt/presentation.xml" in namen:
        raise BestandGeweigerd(
            "Dit is een document en geen werkmap. Kies een Excel-werkmap (.xlsx) of een CSV-bestand."
        )
    if "[content_types].xml" not in namen or not any(naam.startswith("xl/") for naam in namen):
        raise BestandGeweigerd(
            "Dit is een zipbestand. Pak het uit en kies het CSV-bestand of de Excel-werkmap die erin zit."
        )


def _weiger_onderdeel(pakket: zipfile.ZipFile, onderdeel: zipfile.ZipInfo) -> None:
    naam = onderdeel.filename.lower()
    if not naam.endswith((".xml", ".rels")):
        return
    if onderdeel.file_size > _grens(naam):
        raise BestandGeweigerd(_TE_GROOT)
    with pakket.open(onderdeel) as stroom:
        begin = stroom.read(64 * 1024)
    # An XML part in another alphabet, or with a document type, is made by hand to fool a parser.
    if begin and not begin.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise BestandGeweigerd(_ONVEILIG)
    if b"<!DOCTYPE" in begin or b"<!ENTITY" in begin:
        raise BestandGeweigerd(_ONVEILIG)


def _grens(naam: str) -> int:
    if naam.startswith("xl/worksheets/"):
        return MAX_BLAD
    return MAX_TEKSTEN if naam == "xl/sharedstrings.xml" else MAX_OVERIGE_XML


_ELEMENT = re.compile(rb"<([a-zA-Z:]*?)(row|c|v|is|t|r|rPr|f|mergeCell)(?=[\s>/])")
_CEL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"')
_FORMULE = re.compile(rb"<(?:\w+:)?f[\s>/]")
_RIJ = re.compile(rb"<(?:\w+:)?row[\s>/]")
_SAMENGEVOEGD = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]{1,30})"')


def scan_blad(inhoud: bytes, pad: str) -> Bladscan:
    """Look over the bytes of one sheet without building a tree.

    :raises BestandGeweigerd: made to exhaust memory: one row of megabytes, or masses of foreign elements.
    """
    rijen = vreemd = sinds_rij = 0
    formule = laatste_cel = ""
    samengevoegd: list[str] = []
    for stuk in _stukken(inhoud, pad):
        begonnen = len(_RIJ.findall(stuk))
        rijen += begonnen
        sinds_rij = 0 if begonnen else sinds_rij + len(stuk)
        vreemd += stuk.count(b"<") - stuk.count(b"</") - len(_ELEMENT.findall(stuk))
        if sinds_rij > _MAX_RIJ or vreemd > _MAX_VREEMDE_ELEMENTEN:
            raise BestandGeweigerd(_TE_GROOT)
        if not formule and (gevonden := _FORMULE.search(stuk)):
            cellen = _CEL.findall(stuk, 0, gevonden.start())
            formule = cellen[-1].decode() if cellen else laatste_cel or "A1"
        if cellen := _CEL.findall(stuk[-4096:]):
            laatste_cel = cellen[-1].decode()
        samengevoegd += [ref.decode() for ref in _SAMENGEVOEGD.findall(stuk)]
    return Bladscan(rijen, formule, tuple(samengevoegd))


def _stukken(inhoud: bytes, pad: str) -> Iterator[bytes]:
    """Give the sheet in pieces that end between two elements, so that no element is cut in half."""
    rest = b""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket, pakket.open(pad) as stroom:
            while gelezen := stroom.read(_STUK):
                rest += gelezen
                snede = rest.rfind(b"<")
                if b"<!DOCTYPE" in rest or b"<!ENTITY" in rest:
                    raise BestandGeweigerd(_ONVEILIG)
                if snede > 0:
                    yield rest[:snede]
                    rest = rest[snede:]
                elif len(rest) > _MAX_RIJ:
                    raise BestandGeweigerd(_TE_GROOT)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, KeyError) as error:
        raise BestandGeweigerd(_BESCHADIGD) from error
    yield rest
