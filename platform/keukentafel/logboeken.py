"""Technical logs without personal data: numbers that could be a BSN never reach a log line (H42)."""

from __future__ import annotations

import logging
import re

from keukentafel.tenancy import zaaifouten

_OPMAAK = logging.Formatter()
_CITAAT = re.compile(r"\b(DETAIL:|CONTEXT:|QUERY:|STATEMENT:|LINE \d+:).*")
_WAARDE = re.compile(r'(invalid input [^:\n]*: |out of range[^:\n]*: )"[^"\n]*"')
_GEVRAAGD = re.compile(
    r"((?:bsn|burgerservicenummer)[\"']?\s*(?:[=:]|%3[ad])\s*(?:[\"'\[]|%2[27]|%5b)*)[^&\s\"'\])}#]+",
    re.IGNORECASE,
)
_NEGEN = re.compile(r"(?<!\d)\d{8,9}(?!\d)")


def zonder_bsn(tekst: str) -> str:
    """Return the text with every number of 8 or 9 digits that passes the 11-proef hidden.

    What was sent under the name of a BSN goes too, also with a digit wrong: `inpBsn=…` in an address.
    """
    tekst = _GEVRAAGD.sub(r"\1[bsn]", tekst)
    return _NEGEN.sub(lambda m: "[bsn]" if _klopt(m.group().zfill(9)) else m.group(), tekst)


def _klopt(cijfers: str) -> bool:
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(g * int(c) for g, c in zip(gewichten, cijfers, strict=True)) % 11 == 0


class ZonderPersoonsgegevens(logging.Filter):
    """Scrub every line, and the traceback below it; a database error loses what it quotes of a row."""

    def filter(self, record: logging.LogRecord) -> bool:
        if zaaifouten.staat_aan("log_zonder_zeef"):
            return True
        if isinstance(record.msg, str) and record.args:  # for `keukentafel.logregels`, which writes no values
            record.kt_sjabloon, record.kt_gegevens = record.msg, record.args
        record.msg, record.args = _zonder_rij(record.getMessage()), ()
        if record.exc_info:
            # A formatter takes this text as it is, and writes no traceback of its own.
            record.exc_text = _zonder_rij(_OPMAAK.formatException(record.exc_info))
        return True


def _zonder_rij(tekst: str) -> str:
    """Return a text without what the database quotes: the values of the row, of the question, of the cell."""
    return zonder_bsn(_WAARDE.sub(r'\1"[weggelaten]"', _CITAAT.sub(r"\1 [weggelaten]", tekst)))
