"""Who may do the work: by or under a registered professional (Besluit Jeugdwet 5.1.1). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from keukentafel.values.datum_tekst import datum

ARTIKEL: Final = "Besluit Jeugdwet, artikel 5.1.1"
REGISTERS: Final = ("SKJ", "BIG")


@dataclass(frozen=True, slots=True)
class Werktoedeling:
    """Whether somebody may be given this work: `mag`, the reason, and what to do when not."""

    mag: bool
    reden: str
    wat_te_doen: str = ""
    artikel: str = ARTIKEL


def geldig(registraties: Mapping[str, date], dag: date) -> str:
    """Return the register in which somebody stands on `dag`; the last day still counts."""
    for register in REGISTERS:
        tot = registraties.get(register)
        if tot is not None and tot >= dag:
            return register
    return ""


def beoordeel(
    *,
    naam: str,
    registraties: Mapping[str, date],
    dag: date,
    onder_naam: str = "",
    onder_registraties: Mapping[str, date] | None = None,
    zonder_omdat: str = "",
) -> Werktoedeling:
    """Return whether this person may do or decide the work (Besluit Jeugdwet 5.1.1).

    Registered: yes. Not registered: under the responsibility of somebody who is, or with a written reason
    why it does no harm or is needed for the quality, and then with a responsible professional as well.
    """
    register = geldig(registraties, dag)
    if register:
        return Werktoedeling(True, f"{naam} staat in het register van {register}.")
    verlopen = [(register, tot) for register, tot in registraties.items() if tot < dag]
    waarom = (
        f"De registratie van {naam} bij {verlopen[0][0]} liep tot en met {datum(verlopen[0][1])}."
        if verlopen
        else f"{naam} staat niet in het register van SKJ of BIG."
    )
    onder = geldig(onder_registraties or {}, dag)
    if onder and zonder_omdat.strip():
        return Werktoedeling(
            True, f"{waarom} {onder_naam} ({onder}) is verantwoordelijk. Reden: {zonder_omdat.strip()}"
        )
    if onder:
        return Werktoedeling(
            False, waarom, "Schrijf op waarom het verantwoord is dat deze persoon het werk doet."
        )
    return Werktoedeling(
        False,
        waarom,
        "Kies wie het wel mag doen, of wie met een registratie verantwoordelijk is en waarom dat genoeg is.",
    )
