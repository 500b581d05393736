"""`LogboekWeigert`: the line could not be written, so there is no content and no change."""

from __future__ import annotations

from django.db import DatabaseError


class LogboekWeigert(Exception):
    """Raised instead of the database's own error; the visitor gets a page with a sentence (503)."""


def komt_van_logboek(fout: BaseException) -> bool:
    """Tell whether this error was raised by the logboek: by `record`, or by its triggers at the commit."""
    if isinstance(fout, LogboekWeigert):
        return True
    if not isinstance(fout, DatabaseError):
        return False
    diag = getattr(fout.__cause__, "diag", None)
    tabel, context = getattr(diag, "table_name", None) or "", getattr(diag, "context", None) or ""
    return tabel.startswith("audit_") or "function logboek_" in context or ".logboek_" in context
