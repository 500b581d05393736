"""How long a note stays in the verwijsindex (Jeugdwet 7.1.4.1 and 7.1.4.5). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from keukentafel.values.kalender import kalender_op
from modules.dossier.rules.leeftijd import leeftijd_op, verjaardag
from modules.dossier.rules.normen import Norm
from modules.dossier.rules.termijnen import wettelijk_einde

TOT_LEEFTIJD: Final = 23
ARTIKEL: Final = "Jeugdwet, artikel 7.1.4.5"


@dataclass(frozen=True, slots=True)
class VirEinde:
    """The day a note goes, and why then."""

    op: date
    reden: str


def einde(gemeld_op: date, norm: Norm, *, geboren: date | None, overleden_op: date | None) -> VirEinde:
    """Return when a note is removed: after at most two years, at 23, or at death; the first counts."""
    einden = [VirEinde(wettelijk_einde(gemeld_op, norm, kalender_op(gemeld_op)), "twee jaar na de melding")]
    if geboren is not None:
        einden.append(VirEinde(verjaardag(geboren, TOT_LEEFTIJD), "wordt 23 jaar"))
    if overleden_op is not None:
        einden.append(VirEinde(overleden_op, "overleden"))
    return min(einden, key=lambda rij: rij.op)


def mag_melden(geboren: date | None, dag: date, *, risicos: int) -> str:
    """Return why a note may not be made; empty when it may (Jeugdwet 7.1.4.1)."""
    if geboren is None:
        return "Vul eerst de geboortedatum in. Melden mag tot 23 jaar."
    if leeftijd_op(geboren, dag) >= TOT_LEEFTIJD:
        return "Melden in de verwijsindex mag tot 23 jaar (Jeugdwet artikel 7.1.4.1)."
    if not risicos:
        return "Kies welk risico je ziet. Zonder een risico uit de wet mag je niet melden."
    return ""
