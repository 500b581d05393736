"""The gate: what a person uploads is judged by its content, made harmless, or refused in a sentence.

Nothing is unpacked, run or fetched here, and a file is never written anywhere before it passed.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

import filetype

from keukentafel.opslag.beeld import teken_opnieuw
from keukentafel.opslag.pakket import keur_pakket
from keukentafel.opslag.soorten import SOORTEN, Bestandssoort, Geweigerd, soort_van_extensie
from keukentafel.opslag.virusscanner import Virus, keur_op_virussen
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.grenzen import OpslagVol, keur_opslag

MAX_BYTES = 20 * 1024 * 1024
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_TEKST = frozenset({"txt", "csv", "eml", "svg", "html"})
_PAKKET = frozenset({"docx", "xlsx", "odt"})
_BEELD = frozenset({"png", "jpeg", "webp"})
_UIT_BIBLIOTHEEK = {"jpg": "jpeg", "m4a": "m4a", "pdf": "pdf", "png": "png", "webp": "webp"}
_WELKE_MAG = (
    "Dit soort bestand nemen we niet aan. Kies een PDF, een foto (JPEG of PNG), een Word- of Excelbestand, "
    "een tekst, een e-mail (.eml) of een geluidsopname (.m4a)."
)
_APART = {
    "heic": "Deze foto (HEIC) opent niet op elke computer. Bewaar haar als JPEG en kies die.",
    "zip": "Dit is een zipbestand. Pak het uit en kies de bestanden die erin zitten.",
    "doc": "Dit is een oud Wordbestand. Bewaar het als .docx of als PDF en kies dat bestand.",
    "xls": "Dit is een oud Excelbestand. Bewaar het als .xlsx en kies dat bestand.",
    "exe": "Dit is een programma. Programma's bewaren we niet.",
}


@dataclass(frozen=True, slots=True)
class Gekeurd:
    """A file that may be kept: its clean name, its kind, and the bytes to keep."""

    naam: str
    soort: Bestandssoort
    inhoud: bytes


def keur(naam: str, inhoud: bytes, *, maximum: int = MAX_BYTES) -> Gekeurd:
    """Judge a file and return it as it may be kept.

    :raises Geweigerd: too large, empty, of another kind than it says, damaged or dangerous.
    """
    if zaaifouten.staat_aan("poort_open"):
        soort = soort_van_extensie(PurePosixPath(naam).suffix) or SOORTEN["txt"]
        return Gekeurd(naam, soort, inhoud)
    _keur_grootte(len(inhoud), maximum)
    try:
        keur_opslag(len(inhoud))
    except OpslagVol as vol:
        raise Geweigerd(str(vol)) from vol
    if _EICAR in inhoud:
        raise Virus
    keur_op_virussen(inhoud)
    netjes = schone_naam(naam)
    soort = _soort(inhoud, PurePosixPath(netjes).suffix)
    if soort.sleutel in _PAKKET:
        keur_pakket(inhoud, soort.sleutel)
    elif soort.sleutel in _BEELD:
        inhoud = teken_opnieuw(inhoud, soort.sleutel)
    elif soort.sleutel not in _TEKST:
        _weiger_dubbel(inhoud)
    return Gekeurd(_met_extensie(netjes, soort), soort, inhoud)


def keur_grootte(ontvangen: int, maximum: int = MAX_BYTES) -> None:
    """Refuse by the number of bytes alone, before anything is read.

    :raises Geweigerd: more than we keep.
    """
    if ontvangen > maximum:
        raise Geweigerd(
            f"Dit bestand is te groot: {ontvangen / 1024 / 1024:.0f} MB. "
            f"Een bestand mag hooguit {maximum // 1024 // 1024} MB zijn."
        )


def _keur_grootte(lengte: int, maximum: int) -> None:
    keur_grootte(lengte, maximum)
    if not lengte:
        raise Geweigerd("Dit bestand is leeg. Kies een bestand waar iets in staat.")


def schone_naam(naam: str) -> str:
    """Return a file name without folders, control characters or tricks with the order of letters."""
    kaal = re.split(r"[\\/]", unicodedata.normalize("NFC", naam))[-1]
    zichtbaar = "".join(teken for teken in kaal if unicodedata.category(teken)[0] != "C")
    zonder = re.sub(r"[<>:\"|?*%;\x7f]", "-", zichtbaar).strip(" .")
    stam, punt, extensie = zonder.rpartition(".")
    return f"{(stam or 'bestand')[:110]}{punt}{extensie[:8]}" if punt else (zonder or "bestand")[:110]


def _met_extensie(naam: str, soort: Bestandssoort) -> str:
    pad = PurePosixPath(naam)
    return naam if pad.suffix.lower() in soort.extensies else f"{pad.stem}{soort.extensies[0]}"


def _soort(inhoud: bytes, extensie: str) -> Bestandssoort:
    """Return what a file is by its content; the name may only choose between kinds of text.

    :raises Geweigerd: unknown, or something else than the name says.
    """
    beweerd = soort_van_extensie(extensie)
    gevonden = _soort_van_inhoud(inhoud, is_opname=extensie.lower() == ".m4a")
    if gevonden is None:
        gevonden = _soort_tekst(inhoud, beweerd)
    if beweerd is not None and beweerd != gevonden and not _mag_anders(beweerd, gevonden):
        raise Geweigerd(
            f"De naam zegt dat dit een {extensie}-bestand is, maar er zit iets anders in. "
            "Open het bestand, bewaar het opnieuw en kies het dan."
        )
    return gevonden


def _mag_anders(beweerd: Bestandssoort, gevonden: Bestandssoort) -> bool:
    """Tell whether a wrong extension is a plain mistake: one picture for another."""
    return beweerd.sleutel in _BEELD and gevonden.sleutel in _BEELD


def _soort_van_inhoud(inhoud: bytes, *, is_opname: bool) -> Bestandssoort | None:
    if inhoud[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return SOORTEN[_soort_pakket(inhoud)]
    raad = filetype.guess(inhoud[:8192])
    if raad is None:
        return None
    if is_opname and raad.extension == "mp4":  # what some telephones call a recording of sound
        return SOORTEN["m4a"]
    if raad.extension in _UIT_BIBLIOTHEEK:
        return SOORTEN[_UIT_BIBLIOTHEEK[raad.extension]]
    raise Geweigerd(_APART.get(raad.extension, _WELKE_MAG))


def _soort_pakket(inhoud: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
            namen = set(pakket.namelist())
            is_klein = "mimetype" in namen and pakket.getinfo("mimetype").file_size < 200
            if is_klein and pakket.read("mimetype").strip() == b"application/vnd.oasis.opendocument.text":
                return "odt"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as fout:
        raise Geweigerd("Dit bestand is beschadigd. Bewaar het opnieuw en kies het dan.") from fout
    if "[Content_Types].xml" in namen:
        if "word/document.xml" in namen:
            return "docx"
        if "xl/workbook.xml" in namen:
            return "xlsx"
    raise Geweigerd(_APART["zip"])


_BEGIN_HTML = re.compile(
    rb"<(!doctype\s+html|html|head|body|script|iframe|meta|title|table|div|a\s)", re.IGNORECASE
)
_BEGIN_SVG = re.compile(rb"<svg[\s>]", re.IGNORECASE)
_EML_KOP = re.compile(
    r"^(from|to|subject|date|received|return-path|message-id|mime-version|delivered-to):", re.I | re.M
)


def _soort_tekst(inhoud: bytes, beweerd: Bestandssoort | None) -> Bestandssoort:
    """Return which kind of text this is.

    :raises Geweigerd: it is no text at all.
    """
    begin = inhoud[:65_536]
    if b"\x00" in inhoud or any(teken < 32 and teken not in (9, 10, 12, 13, 27) for teken in set(inhoud)):
        raise Geweigerd(_WELKE_MAG)
    if _BEGIN_SVG.search(begin):
        return SOORTEN["svg"]
    if beweerd is not None and beweerd.sleutel == "eml":
        if len(_EML_KOP.findall(begin.decode("latin-1").split("\n\n", 1)[0])) >= 2:
            return beweerd
        raise Geweigerd("Dit is geen e-mail. Bewaar het bericht als .eml en kies dat bestand.")
    if _BEGIN_HTML.search(begin):
        return SOORTEN["html"]
    if beweerd is not None and beweerd.sleutel in ("txt", "csv"):
        return beweerd
    return SOORTEN["txt"]


_ANDER_BEGIN = (b"PK\x05\x06", b"PK\x01\x02")


def _weiger_dubbel(inhoud: bytes) -> None:
    """Refuse a PDF or a recording that is also something else, to whoever opens it from the end.

    :raises Geweigerd: it holds the directory of a zip file.
    """
    if any(begin in inhoud[-66_000:] for begin in _ANDER_BEGIN):
        raise Geweigerd(
            "In dit bestand zit een tweede bestand verstopt. Bewaar het opnieuw als PDF en kies dat."
        )
