"""Take an address in one cell apart: ``Merelstraat 14 a, 1234 AB Lindewaard``."""

import re
from dataclasses import dataclass

from modules.dossier.inlezen.gelezen import is_leeg, schoon
from modules.dossier.inlezen.waarden import lees_postcode


@dataclass(frozen=True, slots=True)
class Adresdelen:
    """A street, the house number with what stands behind it, and what follows a comma."""

    straat: str = ""
    huisnummer: str = ""
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Plek:
    """A postcode and a place; each may be empty."""

    postcode: str = ""
    plaats: str = ""


_ADRES = re.compile(
    r"^(?P<straat>.*?[^\d\s,].*?)[ ,]+(?P<nummer>\d{1,5}(?:-[a-zA-Z0-9]{1,5}| ?[a-zA-Z]{1,5}\d{0,3}| \d{1,2} ?hoog)?)$"
)
_POSTCODE = re.compile(r"^(?P<postcode>\d{4}\s?[a-zA-Z]{2})\b[\s,]*(?P<plaats>.*)$")
_POSTCODE_ERGENS = re.compile(r"\b[1-9]\d{3}\s?[a-zA-Z]{2}\b")


def splits_adres(cel: str) -> Adresdelen:
    """Return the parts of an address; a number that cannot be told apart stays in the street."""
    tekst = schoon(cel)
    if is_leeg(tekst):
        return Adresdelen()
    rest = ""
    if gevonden := _POSTCODE_ERGENS.search(tekst):
        tekst, rest = tekst[: gevonden.start()].strip(" ,"), tekst[gevonden.start() :]
    elif "," in tekst:
        tekst, _, rest = (deel.strip() for deel in tekst.partition(","))
    adres = _ADRES.match(tekst)
    return (
        Adresdelen(adres["straat"].strip(" ,"), adres["nummer"], rest)
        if adres
        else Adresdelen(tekst, "", rest)
    )


def splits_postcode_plaats(cel: str) -> Plek:
    """Return postcode and place from ``1234 AB Lindewaard``; without a postcode all of it is the place."""
    tekst = schoon(cel)
    if is_leeg(tekst):
        return Plek()
    if gevonden := _POSTCODE.match(tekst):
        return Plek(lees_postcode(gevonden["postcode"]).waarde or "", gevonden["plaats"].strip(" ,")[:100])
    return Plek("", tekst[:100])
