"""Who coordinates the helpers of a household (domain 3.1; F045, F047)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from keukentafel.values.bevinding import Bevinding, Ernst


class Inrichting(StrEnum):
    """How the help around a household is organised."""

    EEN_HULPVERLENER = "een_hulpverlener"
    GROEP_MET_REGISSEUR = "groep_met_regisseur"
    ONAFHANKELIJKE_REGISSEUR = "onafhankelijke_regisseur"


def passende_inrichting(*, leefgebieden: int, leden_met_hulp: int, is_complex: bool) -> Inrichting:
    """Return what fits: one helper does all, a group with a regisseur, or an independent regisseur."""
    if is_complex:
        return Inrichting.ONAFHANKELIJKE_REGISSEUR
    if leefgebieden > 1 or leden_met_hulp > 1:
        return Inrichting.GROEP_MET_REGISSEUR
    return Inrichting.EEN_HULPVERLENER


def controleer_regisseur(
    *,
    naam: str,
    organisatie: object | None,
    organisatie_naam: str,
    aanbieders: Collection[object],
    is_complex: bool,
    moet_onafhankelijk: bool = True,
) -> tuple[Bevinding, ...]:
    """Return why somebody cannot be the regisseur; empty when nothing stands in the way.

    In a complex situation the regisseur is not employed by an aanbieder that helps the same
    household. `aanbieders` are the organisations in its arrangement; `moet_onafhankelijk` is the
    choice of the gemeente. In a simple situation it is only a remark.
    """
    if organisatie is None or organisatie not in aanbieders or not moet_onafhankelijk:
        return ()
    if not is_complex:
        return (
            Bevinding(f"{naam} werkt bij {organisatie_naam}, die ook hulp geeft.", "regisseur", Ernst.LET_OP),
        )
    return (
        Bevinding(
            f"{naam} werkt bij {organisatie_naam}, die ook hulp geeft aan dit huishouden. "
            "In een ingewikkelde situatie is de regisseur onafhankelijk. Kies iemand anders.",
            "regisseur",
        ),
    )


def controleer_enige_regisseur(*, huidige_naam: str, huishouden_naam: str) -> tuple[Bevinding, ...]:
    """Return that a household already has its one regisseur; empty without a name."""
    if not huidige_naam:
        return ()
    return (
        Bevinding(
            f"Huishouden {huishouden_naam} heeft al een regisseur: {huidige_naam}. Draag de regie eerst over.",
            "regisseur",
        ),
    )
