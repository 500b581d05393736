"""Technical logs without personal data: numbers that could be a BSN never reach a log line (H42)."""

from __future__ import annotations

import logging
import re

_NEGEN = re.compile(r"(?<!\d)\d{8,9}(?!\d)")


def zonder_bsn(tekst: str) -> str:
    """Return the text with every number of 8 or 9 digits that passes the 11-proef hidden."""
    return _NEGEN.sub(lambda m: "[bsn]" if _klopt(m.group().zfill(9)) else m.group(), tekst)


def _klopt(cijfers: str) -> bool:
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(g * int(c) for g, c in zip(gewichten, cijfers, strict=True)) % 11 == 0


class ZonderPersoonsgegevens(logging.Filter):
    """Scrub every line; a database error loses its DETAIL, which quotes the row."""

    def filter(self, record: logging.LogRecord) -> bool:
        tekst = zonder_bsn(record.getMessage())
        record.msg = re.sub(r"DETAIL:.*", "DETAIL: [weggelaten]", tekst)
        record.args = ()
        return True
