"""When a household has many connected problems (domain 2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Scores = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class MultiprobleemRegel:
    """The bounds of the rule; a gemeente may set others."""

    leefgebieden: int = 3
    leden: int = 2
    leefgebieden_per_lid: int = 2
    organisaties: int = 3
    hoogste_niveau: int = 2


STANDAARD: Final = MultiprobleemRegel()


@dataclass(frozen=True, slots=True)
class MultiprobleemOordeel:
    """Whether the rule holds, with every reason it does in words."""

    redenen: tuple[str, ...]

    @property
    def is_multiprobleem(self) -> bool:
        """Whether at least one reason holds."""
        return bool(self.redenen)


def beoordeel_multiprobleem(
    scores_per_lid: Mapping[object, Scores], organisaties: int, regel: MultiprobleemRegel = STANDAARD
) -> MultiprobleemOordeel:
    """Return whether a household is a multiprobleemhuishouden.

    One of three is enough: three leefgebieden at level 1 or 2 in the household, two members with
    two such leefgebieden each, or three organisations around it. `scores_per_lid` holds the latest
    measurement of each member.
    """
    ernstig = {lid: _ernstig(scores, regel) for lid, scores in scores_per_lid.items()}
    gebieden = set().union(*ernstig.values()) if ernstig else set()
    zware_leden = sum(len(codes) >= regel.leefgebieden_per_lid for codes in ernstig.values())
    redenen = []
    if len(gebieden) >= regel.leefgebieden:
        redenen.append(f"Op {len(gebieden)} leefgebieden is de score {regel.hoogste_niveau} of lager.")
    if zware_leden >= regel.leden:
        redenen.append(
            f"Bij {zware_leden} mensen is de score op minstens {regel.leefgebieden_per_lid} leefgebieden "
            f"{regel.hoogste_niveau} of lager."
        )
    if organisaties >= regel.organisaties:
        redenen.append(f"Er zijn {organisaties} organisaties betrokken.")
    return MultiprobleemOordeel(tuple(redenen))


def _ernstig(scores: Scores, regel: MultiprobleemRegel) -> set[str]:
    return {code for code, niveau in scores.items() if niveau is not None and niveau <= regel.hoogste_niveau}
