"""Who does the last steps: the team itself, the backoffice, or another team (ux 7.9, Variants)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdeling:
    """Whether this person may do the aanvraag and the besluit here; `zin` says who does when not."""

    mag: bool
    zin: str = ""


def laatste_stappen(besluit_door: str, rollen: Collection[str]) -> Verdeling:
    """Return who files the aanvraag and takes the decision, by the choice of the team model.

    `team`: whoever works in the team. `backoffice`: the backoffice; the team sees it and changes nothing.
    `overdracht`: never here; the household goes to a team that decides.
    """
    if besluit_door == "backoffice":
        if "backoffice" in rollen:
            return Verdeling(mag=True)
        return Verdeling(
            mag=False, zin="De aanvraag en het besluit doet de backoffice. Je kunt hier meelezen."
        )
    if besluit_door == "overdracht":
        return Verdeling(
            mag=False,
            zin="Dit team neemt geen besluiten. Draag het huishouden over aan het team dat dat doet.",
        )
    if "backoffice" in rollen and not {"teamlid", "teamleider", "regisseur"} & set(rollen):
        return Verdeling(
            mag=False, zin="De aanvraag en het besluit doet het team zelf. Je kunt hier meelezen."
        )
    return Verdeling(mag=True)
