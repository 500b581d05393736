"""What may not stand in a ticket: data of a resident. A pure check, before a text is kept.

It finds what can be found by its form: a BSN (11-proef), a telephone number, a mail address, a postcode
with a house number, a date of birth. A name has no form; the page asks people to leave names out.
"""

from __future__ import annotations

import re

from stdnum.nl import bsn as elfproef

_CIJFERS = re.compile(r"(?<![\w])(?:\d[ .\-]?){7,8}\d(?![\w])")
_TELEFOON = re.compile(r"(?<![\w+])(?:\+31|0031|0)[ \-]?(?:\(0\)[ \-]?)?[1-9](?:[ \-]?\d){8}(?!\d)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ADRES = re.compile(r"(?<!\w)[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2}),? ?(?:nr\.? ?|nummer )?\d{1,5}(?!\w)")
_GEBOREN = re.compile(
    r"geb(?:oren|\.|oortedatum|datum)?[ :]{1,3}(?:op )?\d{1,2}[ \-/.](?:\d{1,2}|[a-z]{3,9})[ \-/.](?:19|20)?\d{2}",
    re.IGNORECASE,
)


def persoonlijk_in(tekst: str) -> list[str]:
    """Return what kinds of data of a person stand in this text, in words; empty when none was found."""
    gevonden = []
    if any(_is_bsn(m[0]) for m in _CIJFERS.finditer(tekst)):
        gevonden.append("een BSN")
    if _TELEFOON.search(tekst):
        gevonden.append("een telefoonnummer")
    if _EMAIL.search(tekst):
        gevonden.append("een e-mailadres")
    if _ADRES.search(tekst):
        gevonden.append("een adres")
    if _GEBOREN.search(tekst):
        gevonden.append("een geboortedatum")
    return gevonden


def _is_bsn(ruw: str) -> bool:
    cijfers = re.sub(r"[ .\-]", "", ruw)
    return len(cijfers) in (8, 9) and bool(elfproef.is_valid(cijfers.zfill(9)))
