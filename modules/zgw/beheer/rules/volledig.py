"""What a zaaktype misses before it is published: the standard asks nothing, programs and people do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inhoud:
    """The parts of a version, as far as the warnings need them."""

    rollen: Sequence[str]
    fasen: int
    resultaten: int
    resultaten_zonder_termijn: int
    sleutels_weg: Sequence[str]
    uitkomsten_weg: Sequence[str]


def waarschuwingen(inhoud: Inhoud) -> list[str]:
    """Return what to say before publishing; nothing of it stops anybody.

    Open Zaak asks a roltype, a resultaattype and two statustypen (open-zaak#1749); the VNG does not.
    """
    uit = []
    if inhoud.fasen < 2:
        uit.append("Er zijn minder dan 2 standen. Een zaak kan dan niet beginnen en eindigen.")
    if not inhoud.rollen:
        uit.append("Er is geen rol. Een formulier kan dan niet zeggen wie de aanvrager is.")
    elif "initiator" not in inhoud.rollen:
        uit.append("Geen rol is de aanvrager (initiator). Formulieren zoeken daarnaar.")
    if not inhoud.resultaten:
        uit.append("Er is geen resultaat. Een zaak kan dan niet worden afgesloten.")
    if inhoud.resultaten_zonder_termijn:
        uit.append("Een of meer resultaten hebben geen bewaartermijn.")
    if inhoud.sleutels_weg:
        namen = ", ".join(inhoud.sleutels_weg)
        uit.append(f"Keukentafel geeft deze standen niet meer door, want ze ontbreken: {namen}.")
    if inhoud.uitkomsten_weg:
        namen = ", ".join(inhoud.uitkomsten_weg)
        uit.append(f"Keukentafel geeft deze resultaten niet meer door, want ze ontbreken: {namen}.")
    return uit
