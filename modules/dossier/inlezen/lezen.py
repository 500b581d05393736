"""The front door for files: look at the first bytes, not at the name, and open or refuse."""

from modules.dossier.inlezen.bestand import Bestand, BestandGeweigerd, weiger_te_groot
from modules.dossier.inlezen.csv_bestand import CsvBestand
from modules.dossier.inlezen.xlsx_bestand import XlsxBestand

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AFBEELDINGEN = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"\x00\x00\x01\x00",
)
_KIES = "Kies een CSV-bestand of een Excel-werkmap (.xlsx)."


def open_bestand(inhoud: bytes) -> Bestand:
    """Return the file behind `inhoud`, ready to give its rows.

    :raises BestandGeweigerd: with one sentence that says what is wrong and what to do.
    """
    weiger_te_groot(len(inhoud))
    if not inhoud.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise BestandGeweigerd(
            "Dit bestand is leeg. Kies een bestand met een rij koppen en daaronder de gegevens."
        )
    if inhoud.startswith(_ZIP):
        return XlsxBestand(inhoud)
    _weiger_ander_soort(inhoud)
    return CsvBestand(inhoud)


def _weiger_ander_soort(inhoud: bytes) -> None:
    if inhoud.startswith(_OLE):
        raise BestandGeweigerd(_ole_zin(inhoud))
    if _is_afbeelding(inhoud):
        raise BestandGeweigerd(f"Dit is een afbeelding en geen spreadsheet. {_KIES}")
    if inhoud.startswith(b"%PDF"):
        raise BestandGeweigerd(f"Dit is een pdf en geen spreadsheet. {_KIES}")
    if inhoud.startswith((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"PK\x05\x06", b"PK\x07\x08")):
        raise BestandGeweigerd(f"Dit is een ingepakt bestand. Pak het uit. {_KIES}")
    if inhoud.startswith((b"MZ", b"\x7fELF")):
        raise BestandGeweigerd(f"Dit is een programma en geen spreadsheet. {_KIES}")
    begin = inhoud[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if begin.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml", b"<svg", b"<meta")):
        raise BestandGeweigerd(
            "Dit is een webpagina of XML die op een werkmap lijkt. Open het bestand in je spreadsheetprogramma "
            "en bewaar het als Excel-werkmap (.xlsx)."
        )


def _ole_zin(inhoud: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in inhoud:
        return "Dit bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf en kies het opnieuw."
    return "Dit is een oude Excel-werkmap (.xls). Bewaar het bestand als Excel-werkmap (.xlsx) of CSV en kies dat."


def _is_afbeelding(inhoud: bytes) -> bool:
    if inhoud.startswith(b"BM"):  # a CSV may well begin with these two letters; a bitmap states its own size
        return int.from_bytes(inhoud[2:6], "little") == len(inhoud)
    return inhoud.startswith(_AFBEELDINGEN) or inhoud[4:12] in (b"ftypheic", b"ftypavif")
