"""Logs as JSON, one object a line, by structlog: what may stand in a line is chosen here, never cleaned up.

A line of ours says its own sentence. Of a library only the sentence before the values were filled in: an
address, the words of an error or a row may stand in those. Of an error the kind and the road through the
code, never its words. The scrubber (`keukentafel.logboeken`) goes over all of it first.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any, Final

from structlog.processors import JSONRenderer
from structlog.stdlib import ProcessorFormatter

from keukentafel import __version__
from keukentafel.tenancy import zaaifouten
from keukentafel.tenancy.scope import huidige_gemeente_of_geen

VERZOEKEN: Final = "keukentafel.verzoeken"
"""The logger with one line for each request."""
EXTRA: Final = ("verzoek", "gemeente", "methode", "route", "status", "duur_ms")
"""What a line of ours may carry beside its sentence."""
_VAN_ONS: Final = ("keukentafel", "tenants", "modules", "support", "billing", "api")
_VRAAG: Final = re.compile(r"\?[^\s\"'<>)\]]*")
_POST: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_STAPPEN: Final = 30


def _is_van_ons(naam: str) -> bool:
    return naam.partition(".")[0] in _VAN_ONS


def _zin(record: logging.LogRecord, tekst: str) -> str:
    """Return what a line says: ours in full, of others the sentence without its values."""
    if not _is_van_ons(record.name) and not zaaifouten.staat_aan("logregel_van_anderen"):
        sjabloon = getattr(record, "kt_sjabloon", None)
        tekst = sjabloon if isinstance(sjabloon, str) else "regel van een bibliotheek"
    return _POST.sub("[e-mailadres]", _VRAAG.sub("?[weggelaten]", tekst))


def _fout(fout: BaseException | None) -> dict[str, Any]:
    """Return the kinds of an error and of what caused it, and the road to it: files, lines and functions."""
    if fout is None:
        return {}
    stappen = [
        f"{Path(deel.filename).name}:{deel.lineno} {deel.name}"
        for deel in extract_tb(fout.__traceback__)[-_STAPPEN:]
    ]
    soorten: list[str] = []
    oorzaak: BaseException | None = fout
    while oorzaak is not None and len(soorten) < 5:
        soorten.append(type(oorzaak).__qualname__)
        oorzaak = oorzaak.__cause__ or oorzaak.__context__
    return {"fout": soorten, "spoor": stappen}


def _van_taak(record: logging.LogRecord) -> dict[str, Any]:
    """Return which task a line of Celery is about; how long it took where it says so."""
    gegevens = getattr(record, "kt_gegevens", None)
    if not record.name.startswith("celery") or not isinstance(gegevens, Mapping):
        return {}
    uit: dict[str, Any] = {}
    if isinstance(gegevens.get("name"), str):
        uit["taak"] = gegevens["name"]
    if isinstance(gegevens.get("runtime"), float):
        uit["duur_ms"] = round(gegevens["runtime"] * 1000)
    return uit


def _status(record: logging.LogRecord) -> dict[str, Any]:
    """Return the status of an answer that Django writes about."""
    status = getattr(record, "status_code", None)
    return {"status": status} if isinstance(status, int) else {}


def _verzoek_id() -> str:
    """Return the code of the request of this moment. Before the apps are loaded there is none."""
    herkomst = sys.modules.get("keukentafel.audit.herkomst")
    return "" if herkomst is None else str(herkomst.huidige_herkomst().verzoek_id)


def bouw(_logger: Any, _naam: str, gebeurtenis: Any) -> dict[str, Any]:
    """Build a line anew from its record (a processor of structlog)."""
    record: logging.LogRecord = gebeurtenis["_record"]
    gemeente = huidige_gemeente_of_geen()
    regel: dict[str, Any] = {
        "tijd": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "niveau": record.levelname.lower(),
        "bron": record.name,
        "zin": _zin(record, str(gebeurtenis["event"])),
        "release": __version__,
        "verzoek": _verzoek_id(),
        "gemeente": gemeente.slug if gemeente is not None else "",
        **_status(record),
        **_van_taak(record),
        **_fout((gebeurtenis.get("exc_info") or (None, None))[1]),
    }
    if _is_van_ons(record.name):
        regel |= {
            naam: waarde for naam in EXTRA if (waarde := getattr(record, f"kt_{naam}", None)) is not None
        }
    return {naam: waarde for naam, waarde in regel.items() if waarde != ""}


class Regels(ProcessorFormatter):
    """What the handlers of the product and of the web server write with."""

    def __init__(self) -> None:
        """Build each line anew, and write it as JSON."""
        super().__init__(processors=[bouw, JSONRenderer(ensure_ascii=False)])
