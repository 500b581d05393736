"""Which letters the outside may have: those that a law asks for, and nothing that somebody told."""

from __future__ import annotations

from typing import Final

BESLUIT: Final = "besluiten.beschikking"
MELDING: Final = "dossier.melding"
_CATEGORIEEN: Final = frozenset({"B", "K"})


def soort_van_brief(*, bron_soort: str, categorie: str) -> str:
    """Return under which informatieobjecttype a sent letter stands; empty when it stays in the dossier.

    Only letters about a melding or with a decision, in the categories of contact and decisions. A verslag, a
    plan, a note or what somebody uploaded never goes along.
    """
    if categorie not in _CATEGORIEEN:
        return ""
    return {BESLUIT: "Beschikking", MELDING: "Brief"}.get(bron_soort, "")
