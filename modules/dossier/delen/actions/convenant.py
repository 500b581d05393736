"""Write, publish and confirm the convenant and instruction of a gemeente (F075)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Max

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from modules.dossier.delen.convenanttekst import STANDAARD
from modules.dossier.delen.models import Convenant, ConvenantBevestiging, ConvenantStatus
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import Instelling


@dataclass(frozen=True, slots=True)
class ConvenantInstelling:
    """Which version everybody has to confirm; 0: this gemeente published none."""

    section: ClassVar[str] = "convenant"
    nummer: int = 0


class OudeVersie(Refusal):
    text = "Er is net een nieuwe versie gepubliceerd. Lees die en bevestig hem."


class GeenConcept(Refusal):
    text = "Er is geen concept om te publiceren. Maak eerst een nieuwe versie."


@transaction.atomic
def write_convenant(*, tekst: str, wat_is_anders: str, versie: int, by: Any, at: datetime) -> Convenant:
    """Write the concept: the first time made from the version in force, or from the text we bring.

    :raises Verouderd: a colleague wrote it first.
    """
    rij = Convenant.objects.select_for_update(of=("self",)).filter(status=ConvenantStatus.CONCEPT).first()
    if rij is not None and rij.versie != versie:
        raise Verouderd(huidig=rij)
    if rij is None:
        hoogste = Convenant.objects.aggregate(n=Max("nummer"))["n"] or 0
        rij = Convenant(nummer=hoogste + 1, versie=0)
    rij.tekst, rij.wat_is_anders = tekst, wat_is_anders
    rij.gewijzigd_op, rij.gewijzigd_door, rij.versie = at, by, rij.versie + 1
    rij.save()
    audit.record("delen.convenant.geschreven", target=rij, by=by, at=at, detail={"nummer": rij.nummer})
    return rij


@transaction.atomic
def publish_convenant(*, by: Any, at: datetime) -> Convenant:
    """Put the concept in force: from the next page on everybody reads and confirms it first.

    :raises GeenConcept: there is nothing to publish.
    """
    rij = Convenant.objects.select_for_update(of=("self",)).filter(status=ConvenantStatus.CONCEPT).first()
    if rij is None:
        raise GeenConcept
    Convenant.objects.filter(status=ConvenantStatus.GELDIG).update(status=ConvenantStatus.VERVALLEN)
    rij.status, rij.gepubliceerd_op, rij.gepubliceerd_door = ConvenantStatus.GELDIG, at, by
    rij.save(update_fields=["status", "gepubliceerd_op", "gepubliceerd_door"])
    Instelling.objects.update_or_create(
        sectie=ConvenantInstelling.section, defaults={"waarden": {"nummer": rij.nummer}, "gewijzigd_op": at}
    )
    renew_stand(at=at)
    audit.record("delen.convenant.gepubliceerd", target=rij, by=by, at=at, detail={"nummer": rij.nummer})
    return rij


@transaction.atomic
def confirm_convenant(*, nummer: int, by: Any, at: datetime) -> ConvenantBevestiging:
    """Write down that somebody read this version and will work by it. Twice is once.

    :raises OudeVersie: another version is in force by now.
    """
    rij = Convenant.objects.filter(status=ConvenantStatus.GELDIG, nummer=nummer).first()
    if rij is None:
        raise OudeVersie
    bevestiging, nieuw = ConvenantBevestiging.objects.get_or_create(
        convenant=rij, gebruiker=by, defaults={"op": at}
    )
    if nieuw:
        audit.record(
            "delen.convenant.bevestigd", target=rij, by=by, at=at, soort="maken", detail={"nummer": nummer}
        )
    return bevestiging


def begintekst() -> str:
    """Return the text a gemeente begins with."""
    return STANDAARD
