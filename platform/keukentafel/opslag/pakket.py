"""Look into a Word, Excel or OpenDocument file without unpacking it to anywhere."""

from __future__ import annotations

import re
import stat
import zipfile
from io import BytesIO

from keukentafel.opslag.soorten import Geweigerd

MAX_ONDERDELEN = 2_000
MAX_UITGEPAKT = 200 * 1024 * 1024
MAX_VERHOUDING = 150
"""How much larger a part may become than it is kept; text of an office hardly passes 30."""
_KLEIN = 1024 * 1024
_STUK = 256 * 1024
_TE_GROOT = "Dit bestand wordt bij het openen veel te groot. Bewaar het opnieuw en kies het dan."
_BESCHADIGD = "Dit bestand is beschadigd. Bewaar het opnieuw en kies het dan."
_ONVEILIG = "Dit bestand is niet veilig te openen. Bewaar het als PDF en kies dat bestand."
_PROGRAMMA = re.compile(r"\.(exe|dll|js|jse|vbs|vbe|ps1|bat|cmd|com|scr|msi|jar|hta|lnk|sh|py|php)$")
_ANDER_PAKKET = re.compile(r"\.(zip|7z|rar|gz|bz2|xz|tar|cab|iso|apk)$")
_MACRO = re.compile(r"(vbaproject|macrosheets/|^basic/|^scripts/)")
_VAN_BUITEN = re.compile(rb'(attachedTemplate|oleObject|frame|subDocument)"[^>]*TargetMode="External"', re.I)
_VAN_BUITEN_OM = re.compile(
    rb'TargetMode="External"[^>]*(attachedTemplate|oleObject|frame|subDocument)"', re.I
)


def keur_pakket(inhoud: bytes, soort: str) -> None:
    """Refuse what is made to harm whoever opens it.

    :raises Geweigerd: a bomb, a way out of the folder, a program, macros, or damaged.
    """
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as pakket:
            onderdelen = pakket.infolist()
            _keur_lijst(onderdelen)
            gelezen = 0
            for onderdeel in onderdelen:
                gelezen += _keur_onderdeel(pakket, onderdeel, MAX_UITGEPAKT - gelezen)
    except (
        zipfile.BadZipFile,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        RuntimeError,
        KeyError,
    ) as fout:
        raise Geweigerd(_BESCHADIGD) from fout
    except Exception as fout:
        if isinstance(fout, Geweigerd):
            raise
        if type(fout).__module__ in ("zlib", "_lzma", "lzma"):  # the packer's own error has no family
            raise Geweigerd(_BESCHADIGD) from fout
        raise


def _keur_lijst(onderdelen: list[zipfile.ZipInfo]) -> None:
    """Judge the directory alone, before anything is opened."""
    if len(onderdelen) > MAX_ONDERDELEN or sum(deel.file_size for deel in onderdelen) > MAX_UITGEPAKT:
        raise Geweigerd(_TE_GROOT)
    namen = [deel.filename for deel in onderdelen]
    if len({naam.lower() for naam in namen}) != len(namen) or _overlapt(onderdelen):
        raise Geweigerd(_ONVEILIG)
    for deel in onderdelen:
        _keur_naam(deel)


def _keur_naam(deel: zipfile.ZipInfo) -> None:
    naam = deel.filename
    if deel.flag_bits & 0x1:
        raise Geweigerd(
            "Dit bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf en kies het opnieuw."
        )
    buiten = naam.startswith(("/", "\\")) or "\\" in naam or ":" in naam or ".." in naam.split("/")
    if buiten or stat.S_ISLNK(deel.external_attr >> 16):
        raise Geweigerd(_ONVEILIG)
    klein = naam.lower()
    if _MACRO.search(klein):
        raise Geweigerd(
            "In dit bestand zitten macro's. Bewaar het als gewoon document of als PDF en kies dat."
        )
    if _PROGRAMMA.search(klein):
        raise Geweigerd("In dit bestand zit een programma verstopt. Bewaar het als PDF en kies dat bestand.")
    if _ANDER_PAKKET.search(klein):
        raise Geweigerd("In dit bestand zit een zipbestand verstopt. Bewaar het als PDF en kies dat bestand.")
    if deel.file_size > _KLEIN and deel.file_size > MAX_VERHOUDING * max(1, deel.compress_size):
        raise Geweigerd(_TE_GROOT)


def _overlapt(onderdelen: list[zipfile.ZipInfo]) -> bool:
    """Tell whether two parts share their bytes: how a small file becomes one of petabytes."""
    einde = 0
    for deel in sorted(onderdelen, key=lambda deel: deel.header_offset):
        if deel.header_offset < einde:
            return True
        einde = deel.header_offset + deel.compress_size
    return False


def _keur_onderdeel(pakket: zipfile.ZipFile, deel: zipfile.ZipInfo, ruimte: int) -> int:
    """Read a part to its end, in pieces that are thrown away; return how long it really is."""
    gelezen, vorig = 0, b""
    is_xml = deel.filename.lower().endswith((".xml", ".rels"))
    with pakket.open(deel) as stroom:
        while stuk := stroom.read(_STUK):
            if not gelezen and stuk.startswith(b"PK\x03\x04") and "embeddings/" not in deel.filename.lower():
                raise Geweigerd(
                    "In dit bestand zit een zipbestand verstopt. Bewaar het als PDF en kies dat bestand."
                )
            gelezen += len(stuk)
            if gelezen > ruimte:
                raise Geweigerd(_TE_GROOT)
            if is_xml:
                _keur_xml(vorig[-200:] + stuk)
                vorig = stuk
    return gelezen


def _keur_xml(stuk: bytes) -> None:
    if b"<!DOCTYPE" in stuk or b"<!ENTITY" in stuk:
        raise Geweigerd(_ONVEILIG)
    if _VAN_BUITEN.search(stuk) or _VAN_BUITEN_OM.search(stuk):
        raise Geweigerd("Dit bestand haalt bij het openen iets van internet. Bewaar het als PDF en kies dat.")
