"""Shares, ages and periods of the Participatiewet: dated records, handed to the rules."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from keukentafel.errors import Refusal


class GeenMaat(Refusal):
    text = "Voor deze dag is geen maat bekend."


@dataclass(frozen=True, slots=True)
class Maat:
    """One number of the law, as it holds from a day until a day."""

    sleutel: str
    waarde: int
    eenheid: str
    artikel: str
    geldig_van: date
    geldig_tot: date | None = None
    te_controleren: bool = False

    @property
    def vindplaats(self) -> str:
        """Where it is written."""
        return f"Participatiewet, artikel {self.artikel}"


_MATEN: Final = tuple(
    Maat(sleutel=sleutel, **rij)
    for sleutel, rijen in tomllib.loads(
        Path(__file__).with_name("normen.toml").read_text(encoding="utf-8")
    ).items()
    for rij in rijen
)


def maat_op(sleutel: str, dag: date) -> Maat:
    """Return the number that holds on `dag`.

    :raises GeenMaat: none does.
    """
    for maat in _MATEN:
        if (
            maat.sleutel == sleutel
            and maat.geldig_van <= dag
            and not (maat.geldig_tot and maat.geldig_tot <= dag)
        ):
            return maat
    raise GeenMaat
