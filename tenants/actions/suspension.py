"""Close a gemeente for a time and open it again. Nothing is deleted, nobody can sign in meanwhile."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from keukentafel.errors import Refusal
from keukentafel.tenancy.adresboek import adresboek
from keukentafel.tenancy.scope import in_platform
from tenants.bezig import waarom_dicht
from tenants.eindigt_mee import eindig_mee
from tenants.models import Contracteinde, Gemeente, Platformregel, Stand


class GemeenteOnbekend(Refusal):
    text = "Deze gemeente is er niet."


class RedenOntbreekt(Refusal):
    text = "Zeg waarom de gemeente gesloten wordt."


class ContractEindigt(Refusal):
    text = "Het contract van deze gemeente eindigt. Trek eerst het einde van het contract in."


def schort_op(*, naam: str, reden: str, at: datetime, by: str = "") -> str:
    """Close the gemeente with this slug or code; return its name.

    :raises GemeenteOnbekend: there is none.
    :raises RedenOntbreekt: closing takes a reason.
    """
    if not reden.strip():
        raise RedenOntbreekt
    return _zet(naam, Stand.OPGESCHORT, reden=reden.strip(), op=at, at=at, by=by)


def hervat(*, naam: str, at: datetime, by: str = "") -> str:
    """Open the gemeente again; return its name.

    :raises GemeenteOnbekend: there is none.
    :raises ContractEindigt: it was closed because it leaves.
    :raises WordtGewisseld: a copy is being taken into use.
    :raises NogNietHersteld: it is being made from a copy, and is still empty.
    """
    return _zet(naam, Stand.ACTIEF, reden="", op=None, at=at, by=by)


def _zet(naam: str, stand: Stand, *, reden: str, op: datetime | None, at: datetime, by: str) -> str:
    with in_platform(), transaction.atomic():
        gemeente = (
            Gemeente.objects.select_for_update()
            .filter(Q(slug=naam) | Q(cbs_code=naam.upper()))
            .aanwezig()
            .first()
        )
        if gemeente is None:
            raise GemeenteOnbekend
        if stand == Stand.ACTIEF and _eindigt(gemeente):
            raise ContractEindigt
        if stand == Stand.ACTIEF and (waarom := waarom_dicht(gemeente)) is not None:
            raise waarom
        gemeente.stand, gemeente.opschortreden, gemeente.opgeschort_op = stand, reden, op
        gemeente.save(update_fields=["stand", "opschortreden", "opgeschort_op"])
        if stand == Stand.OPGESCHORT:
            eindig_mee(gemeente.pk)
        Platformregel.objects.create(
            tijdstip=at,
            gebeurtenis=f"gemeente.{stand}",
            gemeente_code=gemeente.cbs_code,
            door=by,
            detail={"reden": reden},
        )
    adresboek.vergeet()
    return gemeente.naam


def _eindigt(gemeente: Gemeente) -> bool:
    lopend = Contracteinde.objects.exclude(stand=Contracteinde.Stand.INGETROKKEN)
    return lopend.filter(gemeente=gemeente).exclude(gesloten_op=None).exists()
