"""The gemeenten of the Netherlands: code, name and province (CBS, 1 January 2026), shipped as data."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_BESTAND = Path(__file__).parent / "gegevens" / "gemeenten.csv"
_DEMO = (("GM9001", "Lindewaard"), ("GM9002", "Hoogmeren"), ("GM9003", "Rietdam"))


@dataclass(frozen=True, slots=True)
class BekendeGemeente:
    code: str
    naam: str
    provincie: str

    @property
    def slug(self) -> str:
        """Return the address label: `Sint-Michielsgestel` → `sint-michielsgestel`."""
        kaal = unicodedata.normalize("NFKD", self.naam).encode("ascii", "ignore").decode().lower()
        return re.sub(r"[^a-z0-9]+", "-", kaal).strip("-")


@cache
def bekende_gemeenten() -> dict[str, BekendeGemeente]:
    """Return the 342 gemeenten by code, read once from the data file."""
    with _BESTAND.open(encoding="utf-8", newline="") as bestand:
        return {rij["code"]: BekendeGemeente(**rij) for rij in csv.DictReader(bestand, delimiter=";")}


def zoek_gemeente(code: str, *, met_voorbeelden: bool) -> BekendeGemeente | None:
    """Return the gemeente of a CBS code: `GM0642`, `gm642`, `0642` or `642`.

    The three invented gemeenten of the demo (GM9001–GM9003) count only `met_voorbeelden`.
    """
    cijfers = re.fullmatch(r"(?:GM)?(\d{1,4})", code.strip().upper())
    if cijfers is None:
        return None
    sleutel = f"GM{int(cijfers.group(1)):04d}"
    if met_voorbeelden and sleutel in dict(_DEMO):
        return BekendeGemeente(sleutel, dict(_DEMO)[sleutel], "Voorbeeld")
    return bekende_gemeenten().get(sleutel)


def zoek_op_naam(naam: str, *, met_voorbeelden: bool) -> BekendeGemeente | None:
    """Return the gemeente with this name, capitals and accents aside; None when there are none or more."""
    gezocht = _plat(naam)
    gevonden = [
        gemeente for gemeente in alle(met_voorbeelden=met_voorbeelden) if _plat(gemeente.naam) == gezocht
    ]
    return gevonden[0] if len(gevonden) == 1 else None


def alle(*, met_voorbeelden: bool) -> list[BekendeGemeente]:
    """Return every gemeente by name; with the invented ones of the demo when they count."""
    voorbeelden = [BekendeGemeente(code, naam, "") for code, naam in _DEMO] if met_voorbeelden else []
    return sorted([*bekende_gemeenten().values(), *voorbeelden], key=lambda gemeente: _plat(gemeente.naam))


def _plat(naam: str) -> str:
    kaal = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", kaal.lower()).strip()
