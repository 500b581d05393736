"""What may stand in a document (rules drc-001, 005, 006, 010)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from modules.zgw.fouten import GEHEEL, Veldfout

ONTVANGEN_NIET: Final = frozenset({"in_bewerking", "ter_vaststelling"})
VAST: Final = frozenset({"definitief", "gearchiveerd"})


def keur_type(*, is_concept: bool) -> list[Veldfout]:
    """drc-001: a type that is published."""
    if is_concept:
        return [
            Veldfout("informatieobjecttype", "not-published", "Dit documenttype is nog niet gepubliceerd.")
        ]
    return []


def keur_status(velden: Mapping[str, Any]) -> list[Veldfout]:
    """drc-005: what was received is not being written here."""
    if velden.get("ontvangstdatum") and velden.get("status") in ONTVANGEN_NIET:
        reden = "Een ontvangen document is niet in bewerking en niet ter vaststelling."
        return [Veldfout("status", "invalid_for_received", reden)]
    return []


def keur_gebruiksrecht(*, indicatie: bool | None, heeft_rechten: bool) -> list[Veldfout]:
    """drc-006: true with conditions, and only then."""
    naam = "indicatieGebruiksrecht"
    if indicatie and not heeft_rechten:
        reden = "Leg eerst de gebruiksrechten vast; dan wordt dit vanzelf ja."
        return [Veldfout(naam, "missing-gebruiksrechten", reden)]
    if not indicatie and heeft_rechten:
        reden = "Er zijn gebruiksrechten vastgelegd. Verwijder die eerst."
        return [Veldfout(naam, "existing-gebruiksrechten", reden)]
    return []


def keur_vast(*, status: str, geforceerd: bool) -> list[Veldfout]:
    """drc-010: a definitive document does not change, unless by force."""
    if status in VAST and not geforceerd:
        reden = "Dit document is definitief. Alleen wie geforceerd mag bijwerken, kan het nog veranderen."
        return [Veldfout(GEHEEL, "modify-status-definitief", reden)]
    return []


def keur_slot(*, slot: str, gegeven: str | None) -> list[Veldfout]:
    """drc-009: who changes a document holds its lock."""
    if not slot:
        return [Veldfout(GEHEEL, "unlocked", "Vergrendel dit document eerst (lock).")]
    if not gegeven:
        return [Veldfout(GEHEEL, "missing-lock-id", "Stuur het lock mee dat je kreeg.")]
    if gegeven != slot:
        return [Veldfout(GEHEEL, "incorrect-lock-id", "Dit is niet het lock van dit document.")]
    return []
