"""Drafts: what somebody was typing when the page closed."""

from __future__ import annotations

from typing import Any

from keukentafel.tenancy import zaaifouten
from modules.dossier.models import Concept


def concept_van(gebruiker: Any, sleutel: str) -> Concept | None:
    """Return the draft of this person at this place; nobody else's can be asked for."""
    if zaaifouten.staat_aan("concept_zonder_eigenaar"):
        return Concept.objects.filter(sleutel=sleutel).first()
    return Concept.objects.filter(gebruiker_id=gebruiker.pk, sleutel=sleutel).first()


def getypt(concept: Concept | None, veld: str) -> str:
    """Return what was typed in one field of a draft; nothing when there is no draft."""
    waarde = concept.inhoud.get(veld, "") if concept else ""
    return waarde if isinstance(waarde, str) else str(waarde[-1] if waarde else "")
