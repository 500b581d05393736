"""A DPIA of a module, made the gemeente's own and established by another person (AVG 35)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.bewaren.models import Dpia, DpiaStand, Verwerker


class NietDeEigenDpia(Refusal):
    text = "Je kunt je eigen tekst niet vaststellen. Een ander kijkt ernaar."


class GeenConcept(Refusal):
    text = "Er is geen tekst om vast te stellen. Schrijf eerst een nieuwe versie."


@transaction.atomic
def write_dpia(
    *, module: str, omschrijving: str, risicos: Sequence[tuple[str, str]], restrisico: str, herzien_op: date,
    by: Any, at: datetime,
) -> Dpia:  # fmt: skip
    """Write a new version as concept; an older concept makes room for it."""
    Dpia.objects.filter(module=module, stand=DpiaStand.CONCEPT).delete()
    laatste = Dpia.objects.filter(module=module).aggregate(hoogste=Max("versie"))["hoogste"] or 0
    rij = Dpia.objects.create(
        module=module, versie=laatste + 1, omschrijving=omschrijving, restrisico=restrisico, herzien_op=herzien_op,
        risicos=[{"risico": risico, "maatregel": maatregel} for risico, maatregel in risicos],
        gemaakt_door=by, gemaakt_op=at,
    )  # fmt: skip
    audit.record("bewaren.dpia.geschreven", target=rij, by=by, at=at, soort="C", detail={"module": module})
    return rij


@transaction.atomic
def establish_dpia(*, module: str, advies: str, by: Any, at: datetime) -> Dpia:
    """Let the concept hold from now on, with the advice of the FG.

    :raises GeenConcept: there is none.
    :raises NietDeEigenDpia: whoever wrote it may not establish it.
    """
    rij = Dpia.objects.select_for_update(of=("self",)).filter(module=module, stand=DpiaStand.CONCEPT).first()
    if rij is None:
        raise GeenConcept
    if rij.gemaakt_door_id == by.pk:
        raise NietDeEigenDpia
    Dpia.objects.filter(module=module, stand=DpiaStand.GELDIG).update(stand=DpiaStand.VERVALLEN)
    rij.stand, rij.advies_fg, rij.vastgesteld_door, rij.vastgesteld_op = DpiaStand.GELDIG, advies, by, at
    rij.save(update_fields=["stand", "advies_fg", "vastgesteld_door", "vastgesteld_op"])
    audit.record("bewaren.dpia.vastgesteld", target=rij, by=by, at=at, detail={"module": module})
    return rij


@transaction.atomic
def add_verwerker(
    *, naam: str, dienst: str, land: str, overeenkomst_op: date | None, by: Any, at: datetime
) -> Verwerker:
    """Add somebody outside who processes data for this gemeente."""
    rij = Verwerker.objects.create(
        naam=naam, dienst=dienst, land=land, overeenkomst_op=overeenkomst_op, gemaakt_op=at
    )
    audit.record("bewaren.verwerker.toegevoegd", target=rij, by=by, at=at, soort="C")
    return rij
