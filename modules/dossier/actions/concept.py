"""Keep and throw away drafts.

A draft is not part of a dossier yet and only its writer can read it, so it writes no logboek line;
the action that places the text does.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from keukentafel.errors import Refusal, Verouderd
from modules.dossier.models import Concept

HOOGSTENS_TEKENS = 200_000


class ConceptTeGroot(Refusal):
    text = "Deze tekst is te lang om als concept te bewaren. Knip hem op in delen."


@transaction.atomic
def save_concept(
    *, gebruiker: Any, sleutel: str, inhoud: dict[str, Any], versie: int, at: datetime
) -> Concept:
    """Keep what somebody typed so far; `versie` is the draft this text began from (0: none).

    :raises Verouderd: the same person typed elsewhere since; `huidig` is that draft.
    :raises ConceptTeGroot: more than 200.000 characters.
    """
    if sum(len(str(waarde)) for waarde in inhoud.values()) > HOOGSTENS_TEKENS:
        raise ConceptTeGroot
    bestaand = Concept.objects.select_for_update().filter(gebruiker_id=gebruiker.pk, sleutel=sleutel).first()
    if bestaand is None:
        return _eerste(gebruiker, sleutel, inhoud, at)
    if bestaand.versie != versie and bestaand.inhoud != inhoud:
        raise Verouderd(huidig=bestaand)
    bestaand.inhoud, bestaand.bewaard_op, bestaand.versie = inhoud, at, bestaand.versie + 1
    bestaand.save(update_fields=["inhoud", "bewaard_op", "versie"])
    return bestaand


def _eerste(gebruiker: Any, sleutel: str, inhoud: dict[str, Any], at: datetime) -> Concept:
    try:
        with transaction.atomic():
            return Concept.objects.create(
                gebruiker_id=gebruiker.pk, sleutel=sleutel, inhoud=inhoud, bewaard_op=at
            )
    except IntegrityError as tegelijk:  # two tabs, the same moment
        raise Verouderd(huidig=Concept.objects.get(gebruiker_id=gebruiker.pk, sleutel=sleutel)) from tegelijk


def discard_concept(*, gebruiker: Any, sleutel: str) -> None:
    """Throw a draft away: its text was placed, or is not wanted any more."""
    Concept.objects.filter(gebruiker_id=gebruiker.pk, sleutel=sleutel).delete()
