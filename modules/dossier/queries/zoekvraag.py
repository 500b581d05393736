"""What somebody typed to find a household: words, a telephone, a postcode, a BSN or a day of birth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from keukentafel.values.bsn import Bsn
from keukentafel.values.datum_invoer import lees_datum
from keukentafel.values.ongeldig import OngeldigeWaarde
from modules.dossier.zoektekst import platte_tekst

HOOGSTENS_WOORDEN = 6
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s*([a-z]{2})\b")
_HUISNUMMER = re.compile(r"\d{1,5}[a-z]?")
_TELEFOON = re.compile(r"(?:\+|\b)\d[\d \-]{7,14}\d\b")
_DATUM = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b")


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """The parts of a search. `woorden` are looked for in the search text of households."""

    getypt: str
    woorden: tuple[str, ...] = ()
    bsn: str = ""
    geboren: date | None = None

    @property
    def is_leeg(self) -> bool:
        """Whether there is nothing to look for: at least two characters are needed."""
        return not (self.bsn or self.geboren or any(len(woord) > 1 for woord in self.woorden))

    @property
    def is_nauwkeurig(self) -> bool:
        """Whether it points at one person or address: a BSN, a telephone, a name with the day of birth,
        or a postcode with a house number. Names alone never do, nor a name with a street: the answer
        would tell somebody who only guesses who has help.
        """
        telefoon = any(woord.isdigit() and len(woord) >= 8 for woord in self.woorden)
        postcode = any(_POSTCODE.fullmatch(woord) for woord in self.woorden)
        nummer = any(_HUISNUMMER.fullmatch(woord) for woord in self.woorden)
        return bool(self.bsn or telefoon or (self.geboren and self.woorden) or (postcode and nummer))


def lees(getypt: str, vandaag: date) -> Zoekvraag:
    """Read what was typed. Nothing that can be typed is an error."""
    getypt = " ".join(getypt.replace("\x00", "").split())[:100]
    tekst = platte_tekst(getypt)
    geboren, tekst = _neem_datum(tekst, vandaag)
    bsn = _bsn(tekst)
    if bsn:
        return Zoekvraag(getypt, bsn=bsn, geboren=geboren)
    tekst = _TELEFOON.sub(_landelijk, tekst)
    tekst = _POSTCODE.sub(r"\1\2", tekst)
    woorden = [woord for woord in re.findall(r"[^\s,;]+", tekst) if woord not in ("-", "en")]
    return Zoekvraag(getypt, tuple(dict.fromkeys(woorden))[:HOOGSTENS_WOORDEN], geboren=geboren)


def _neem_datum(tekst: str, vandaag: date) -> tuple[date | None, str]:
    gevonden = _DATUM.search(tekst)
    if gevonden is None:
        return None, tekst
    try:
        dag = lees_datum(gevonden.group(0), vandaag=vandaag, geboorte=True)
    except OngeldigeWaarde:
        return None, tekst
    return dag, tekst.replace(gevonden.group(0), " ")


def _bsn(tekst: str) -> str:
    cijfers = re.sub(r"[\s.\-]", "", tekst)
    if not (cijfers.isdigit() and len(cijfers) == 9):
        return ""
    try:
        return Bsn(cijfers).nummer
    except OngeldigeWaarde:
        return ""


def _landelijk(gevonden: re.Match[str]) -> str:
    cijfers = re.sub(r"\D", "", gevonden.group(0))
    if cijfers.startswith(("0031", "31")) and len(cijfers) >= 11:
        cijfers = "0" + cijfers.removeprefix("00").removeprefix("31")
    return cijfers
