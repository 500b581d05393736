"""Who does the last steps: the team itself, the backoffice, or another team (ux 7.9, Variants)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from modules.wmo.rules.verloop import EIND, Fase


@dataclass(frozen=True, slots=True)
class Verdeling:
    """Whether this person may do the aanvraag and the besluit here; `zin` says who does when not."""

    mag: bool
    zin: str = ""


def laatste_stappen(
    besluit_door: str, rollen: Collection[str], *, bij: str = "", is_bij_mij: bool = False
) -> Verdeling:
    """Return who files the aanvraag and takes the decision, by the choice of the team model.

    `team`: whoever works in the team. `backoffice`: the backoffice; the team sees it and changes nothing.
    `overdracht`: never here; somebody elsewhere decides. `bij` is who it was handed over to: nobody else
    goes on with it then.
    """
    if is_bij_mij:
        return Verdeling(mag=True)
    if bij:
        return Verdeling(mag=False, zin=f"De aanvraag en het besluit doet {bij}. Je kunt hier meelezen.")
    if besluit_door == "backoffice":
        if "backoffice" in rollen:
            return Verdeling(mag=True)
        return Verdeling(
            mag=False, zin="De aanvraag en het besluit doet de backoffice. Je kunt hier meelezen."
        )
    if besluit_door == "overdracht":
        return Verdeling(
            mag=False, zin="Dit team neemt geen besluiten. Geef de melding door aan wie dat wel doet."
        )
    if "backoffice" in rollen and not {"teamlid", "teamleider", "regisseur"} & set(rollen):
        return Verdeling(
            mag=False, zin="De aanvraag en het besluit doet het team zelf. Je kunt hier meelezen."
        )
    return Verdeling(mag=True)


def reden_tegen_doorgeven(besluit_door: str, fase: Fase, *, is_direct: bool = False, bij: str = "") -> str:
    """Return why this melding cannot be handed over now; an empty text when it can.

    A team that never decides hands over at any moment. A team with an onderzoek of its own does that
    first: the verslag goes along (art. 2.3.2 lid 8), unless the resident may apply without (lid 9).
    """
    if fase in EIND:
        return "Deze melding is afgerond. Er is niets meer om door te geven."
    if bij:
        return f"Deze melding ligt al bij {bij}."
    if besluit_door == "overdracht" or is_direct or fase in (Fase.VERSLAG, Fase.AANVRAAG, Fase.BESLUIT):
        return ""
    return "Maak eerst het onderzoek en verstuur het verslag. Daarna geef je de aanvraag en het besluit door."
