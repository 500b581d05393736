"""Read a CSV export: whichever letters, separators and line ends the other system chose."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from charset_normalizer import from_bytes

from modules.dossier.inlezen.bestand import MAX_KOLOMMEN, MAX_RIJEN, BestandGeweigerd, Rij

BLAD = "CSV"
_SCHEIDINGSTEKENS = ";,\t|"
_MONSTER = 64 * 1024
_WESTERS = {"cp1252", "latin_1", "iso8859_15", "iso8859_9", "cp1254"}
_SEP_REGEL = re.compile(r"^\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)
_LETTERS_ONLEESBAAR = (
    "We kunnen de letters in dit bestand niet lezen. Open het in je spreadsheetprogramma en bewaar het "
    "als CSV UTF-8 of als Excel-werkmap (.xlsx)."
)


class CsvBestand:
    """A text file with one record a line; quoted fields may hold line ends."""

    soort = "csv"
    bladen: tuple[str, ...] = (BLAD,)

    def __init__(self, inhoud: bytes) -> None:
        self._inhoud = inhoud
        self.codering = herken_codering(inhoud)
        begin = self._tekst().read(_MONSTER)
        self._sep_regel = bool(_SEP_REGEL.match(begin))
        self.scheidingsteken = herken_scheidingsteken(begin)

    def samengevoegd(self, blad: str) -> tuple[str, ...]:
        """Return no merged areas: CSV has none."""
        return ()

    def rijen(self, blad: str = BLAD) -> Iterator[Rij]:
        """Stream the records; the number is the one a spreadsheet program would show."""
        lezer = csv.reader(self._tekst(), delimiter=self.scheidingsteken)
        nummer = 0
        try:
            for nummer, cellen in enumerate(lezer, start=1):
                if nummer == 1 and self._sep_regel:
                    continue
                _weiger_te_veel(nummer, len(cellen))
                yield Rij(nummer, tuple(cellen))
        except csv.Error as error:
            raise BestandGeweigerd(
                f"Vanaf rij {nummer + 1} staat een aanhalingsteken open dat nergens sluit. "
                "Haal dat teken weg of bewaar het bestand opnieuw als CSV."
            ) from error

    def _tekst(self) -> io.TextIOWrapper:
        return io.TextIOWrapper(io.BytesIO(self._inhoud), encoding=self.codering, newline="")


def _weiger_te_veel(rijnummer: int, kolommen: int) -> None:
    if rijnummer > MAX_RIJEN + 20:
        raise BestandGeweigerd(
            (
                f"Dit bestand heeft meer dan {MAX_RIJEN:,} rijen. Deel het in tweeën en lees de delen "
                "na elkaar in."
            ).replace(",", ".")
        )
    if kolommen > MAX_KOLOMMEN:
        raise BestandGeweigerd(
            f"Rij {rijnummer} heeft {kolommen} kolommen. Er mogen er {MAX_KOLOMMEN} zijn. "
            "Laat de kolommen weg die je niet nodig hebt."
        )


def herken_codering(inhoud: bytes) -> str:
    """Return the codec that reads all of `inhoud`.

    :raises BestandGeweigerd: no western codec gives readable text, or the file is not text.
    """
    for bom, codering in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if inhoud.startswith(bom):
            return _controleer(inhoud, codering)
    if codering := _utf16_zonder_bom(inhoud):
        return _controleer(inhoud, codering)
    if b"\x00" in inhoud:
        raise BestandGeweigerd("Dit is geen tekstbestand. Kies een CSV-bestand of een Excel-werkmap (.xlsx).")
    return "utf-8" if _leest(inhoud, "utf-8") else _westerse_codering(inhoud)


def _utf16_zonder_bom(inhoud: bytes) -> str:
    """Western text in UTF-16 has a zero in nearly every other byte."""
    monster = inhoud[:2000]
    helft = max(1, len(monster) // 2)
    if monster[1::2].count(0) / helft > 0.8:
        return "utf-16-le"
    if monster[0::2].count(0) / helft > 0.8:
        return "utf-16-be"
    return ""


def _controleer(inhoud: bytes, codering: str) -> str:
    if not _leest(inhoud, codering):
        raise BestandGeweigerd(_LETTERS_ONLEESBAAR)
    return codering


def _leest(inhoud: bytes, codering: str) -> bool:
    """Decode piece by piece, so that a large file is never twice in memory."""
    decoder = codecs.getincrementaldecoder(codering)()
    try:
        for begin in range(0, len(inhoud), _MONSTER):
            decoder.decode(inhoud[begin : begin + _MONSTER])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _westerse_codering(inhoud: bytes) -> str:
    """Tell cp1252 and latin-1 from old DOS and foreign alphabets, by the lines that hold accents."""
    regels = b"\n".join(regel for regel in inhoud.splitlines() if not regel.isascii())[:_MONSTER]
    if _leest(inhoud, "cp1252") and _lijkt_nederlands(regels.decode("cp1252", "replace")):
        return "cp1252"
    beste = from_bytes(regels).best()
    if beste is None or beste.encoding not in _WESTERS or not _leest(inhoud, beste.encoding):
        raise BestandGeweigerd(_LETTERS_ONLEESBAAR)
    if not _lijkt_nederlands(regels.decode(beste.encoding, "replace")):
        raise BestandGeweigerd(_LETTERS_ONLEESBAAR)
    return beste.encoding


_GEWONE_TEKENS = set(
    "áàâäãåæçéèêëíìîïñóòôöõøœúùûüýÿßşğıÁÀÂÄÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜÝŸŞĞİšžŠŽ€‘’“”–—…•´`°·²³½¼¾§«»£©®\xa0"
)

_VERMINKT = re.compile(r"[ÃÂ][^A-Za-z\s]|[a-z][ŠŽŸÀ-ÖØ-Þ]")


def _lijkt_nederlands(tekst: str) -> bool:
    """Whether the letters outside ASCII are those of names and notes in this country.

    One strange letter in ten is forgiven. Strange as well: a capital after a small letter (``CafŽ``, an old
    Apple export) and the pairs that appear when UTF-8 was read as something else (``CafÃ©``).
    """
    vreemd = [teken for teken in tekst if not teken.isascii()]
    ongewoon = sum(teken not in _GEWONE_TEKENS for teken in vreemd) + 2 * len(_VERMINKT.findall(tekst))
    reeksen = len(re.findall(r"[À-ÖØ-öø-ÿ]{3,}", tekst))
    return bool(vreemd) and ongewoon <= len(vreemd) / 10 and reeksen <= len(vreemd) / 20


def herken_scheidingsteken(begin: str) -> str:
    """Return the separator that cuts the first records into the most even number of cells."""
    if gekozen := _SEP_REGEL.match(begin):
        return gekozen.group(1)
    return max(_SCHEIDINGSTEKENS, key=lambda teken: _gelijkmatigheid(begin, teken))


def _gelijkmatigheid(begin: str, teken: str) -> float:
    try:
        breedtes = [
            len(cellen) for cellen in csv.reader(io.StringIO(begin, newline=""), delimiter=teken) if cellen
        ][:30]
    except csv.Error:
        return 0.0
    if not breedtes:
        return 0.0
    breedte, vaak = Counter(breedtes).most_common(1)[0]
    return 0.0 if breedte == 1 else vaak / len(breedtes) + breedte / 1000
