"""The regie is with the resident, unless (domain 3.1; F048)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from keukentafel.values.bevinding import Bevinding, Ernst
from keukentafel.values.datum_tekst import dag_en_maand, datum
from modules.dossier.rules.maanden import plus_maanden
from modules.inrichting.codelijsten import RegieOvername

GEWOON_HOOGSTENS_MAANDEN: Final = 6
VRAAG_VOORAF_DAGEN: Final = 14


def controleer_overname(
    *, grond: str, toelichting: str, leefgebieden: Collection[str], van: date, eindigt_op: date | None
) -> tuple[Bevinding, ...]:
    """Return what is missing before the regie may be taken over.

    It needs one of two grounds (a limitation or disorder, or danger), why, on which
    leefgebieden, and the day on which it ends by itself.
    """
    bevindingen = []
    if grond not in RegieOvername.values:
        bevindingen.append(Bevinding("Kies waarom de regie wordt overgenomen.", "grond"))
    if not toelichting.strip():
        bevindingen.append(Bevinding("Schrijf op wat er aan de hand is.", "toelichting"))
    if not leefgebieden:
        bevindingen.append(
            Bevinding("Kies op welke leefgebieden de regie wordt overgenomen.", "leefgebieden")
        )
    return (*bevindingen, *_controleer_einde(van, eindigt_op))


@dataclass(frozen=True, slots=True)
class Regiestand:
    """Who has the regie on a day. `vraag` is what the regisseur is asked; empty when nothing is due."""

    is_overgenomen: bool
    zin: str
    vraag: str = ""


def regiestand(
    *, van: date | None, eindigt_op: date | None, teruggegeven_op: date | None, vandaag: date
) -> Regiestand:
    """Return who has the regie. A take-over ends by itself on its last day, with a question before and after."""
    if van is None or eindigt_op is None or vandaag < van:
        return Regiestand(is_overgenomen=False, zin="De regie ligt bij het huishouden.")
    if teruggegeven_op is not None and teruggegeven_op <= vandaag:
        return Regiestand(
            is_overgenomen=False, zin=f"De regie ligt sinds {datum(teruggegeven_op)} weer bij het huishouden."
        )
    if vandaag > eindigt_op:
        return Regiestand(
            is_overgenomen=False,
            zin=f"De overname van de regie liep af op {datum(eindigt_op)}.",
            vraag="Hoe ging het teruggeven? Is een nieuwe overname nodig, schrijf dan opnieuw op waarom.",
        )
    bijna = (eindigt_op - vandaag).days <= VRAAG_VOORAF_DAGEN
    vraag = (
        f"De regie gaat na {dag_en_maand(eindigt_op)} terug. Bespreek samen hoe dat gaat." if bijna else ""
    )
    return Regiestand(
        is_overgenomen=True, zin=f"De regie is overgenomen tot en met {datum(eindigt_op)}.", vraag=vraag
    )


def _controleer_einde(van: date, eindigt_op: date | None) -> tuple[Bevinding, ...]:
    if eindigt_op is None:
        return (
            Bevinding(
                "Vul in tot en met welke dag. Daarna ligt de regie weer bij het huishouden.", "eindigt_op"
            ),
        )
    if eindigt_op < van:
        return (
            Bevinding(
                f"De einddatum ({dag_en_maand(eindigt_op)}) ligt vóór de begindatum ({dag_en_maand(van)}). "
                "Kies een latere einddatum.",
                "eindigt_op",
            ),
        )
    if eindigt_op > plus_maanden(van, GEWOON_HOOGSTENS_MAANDEN):
        return (
            Bevinding(
                f"Dit duurt langer dan {GEWOON_HOOGSTENS_MAANDEN} maanden. Kan het korter?",
                "eindigt_op",
                Ernst.LET_OP,
            ),
        )
    return ()
