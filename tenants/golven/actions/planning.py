"""What people decide about releases: which gemeenten are in which ring, what comes and when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from keukentafel.errors import Refusal, Verouderd
from keukentafel.tenancy import in_platform
from tenants.golven.models import Ring, Ringdatum, Ringplaats, Uitgave
from tenants.models import Gemeente
from tenants.platformboek import noteer


class UitgaveIsHier(Refusal):
    text = "Deze versie draait al. Wat er nieuw is, staat in de versie zelf."


def verdeel(*, gemeenten: Collection[UUID], ring: int, at: datetime, by: Any = None) -> int:
    """Put gemeenten in a ring; return how many moved."""
    with in_platform(), transaction.atomic():
        rijen = list(Gemeente.objects.filter(pk__in=gemeenten).defer("sleutel").select_related("ringplaats"))
        anders = [rij for rij in rijen if _ring_van(rij) != ring]
        for rij in anders:
            Ringplaats.objects.update_or_create(gemeente=rij, defaults={"ring": ring})
            noteer("versies.ring", at=at, by=by, target=rij, detail={"ring": str(Ring(ring).label)})
    return len(anders)


def _ring_van(gemeente: Gemeente) -> int:
    plaats = getattr(gemeente, "ringplaats", None)
    return plaats.ring if plaats else Ring.GEWOON


def kondig_aan(*, nummer: str, titel: str, nieuws: list[str], at: datetime, by: Any = None) -> Uitgave:
    """Tell the gemeenten of a release before it is here."""
    with in_platform(), transaction.atomic():
        uitgave = Uitgave.objects.create(nummer=nummer, titel=titel, nieuws=nieuws)
        noteer("versies.aangekondigd", at=at, by=by, detail={"uitgave": nummer})
    return uitgave


def trek_in(*, uitgave_id: UUID, at: datetime, by: Any = None) -> None:
    """Take back what was announced.

    :raises UitgaveIsHier: it was here already.
    """
    with in_platform(), transaction.atomic():
        uitgave = Uitgave.objects.select_for_update().get(pk=uitgave_id)
        if uitgave.is_hier:
            raise UitgaveIsHier
        uitgave.delete()
        noteer("versies.ingetrokken", at=at, by=by, detail={"uitgave": uitgave.nummer})


def plan(
    *, uitgave_id: UUID, dagen: Mapping[int, date], wijziging: int, at: datetime, by: Any = None
) -> None:
    """Say on which day each ring gets a release; a ring without a day has none.

    :raises Verouderd: somebody planned it in the meantime; `huidig` has ring and day of now.
    """
    with in_platform(), transaction.atomic():
        uitgave = Uitgave.objects.select_for_update().get(pk=uitgave_id)
        if uitgave.wijziging != wijziging:
            raise Verouderd(huidig=dict(uitgave.ringdata.values_list("ring", "gepland_op")))
        uitgave.ringdata.exclude(ring__in=dagen).delete()
        for ring, dag in dagen.items():
            Ringdatum.objects.update_or_create(uitgave=uitgave, ring=ring, defaults={"gepland_op": dag})
        uitgave.wijziging += 1
        uitgave.save(update_fields=["wijziging"])
        noteer(
            "versies.gepland",
            at=at,
            by=by,
            detail={
                "uitgave": uitgave.nummer,
                **{str(Ring(ring).label): dag.isoformat() for ring, dag in dagen.items()},
            },
        )
