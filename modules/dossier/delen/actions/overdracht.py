"""The story in short, agreed by the resident: told once, it travels along (F084, N10)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Verouderd
from keukentafel.tenancy.sleutels import slot
from modules.dossier.delen.models import Overdrachtstekst
from modules.dossier.models import Huishouden, Inwoner


@transaction.atomic
def write_overdracht(
    *, huishouden: Huishouden, inwoner: Inwoner, tekst: str, versie: int, by: Any, at: datetime
) -> Overdrachtstekst:
    """Write the story anew. The agreement was to the words before, so it has to be asked again.

    :raises Verouderd: a colleague wrote it first.
    """
    with slot(f"overdracht-{inwoner.pk}"):  # who waits finds what the other wrote, also the first time
        huidig = _huidige(huishouden, inwoner)
    if huidig is not None and huidig.versie != versie:
        raise Verouderd(huidig=huidig)
    if huidig is not None and huidig.tekst == tekst:
        return huidig
    if huidig is not None:
        huidig.vervangen_op = at
        huidig.save(update_fields=["vervangen_op"])
    rij: Overdrachtstekst = Overdrachtstekst.objects.create(
        huishouden=huishouden,
        inwoner=inwoner,
        tekst=tekst,
        geschreven_door=by,
        geschreven_op=at,
        versie=(huidig.versie + 1) if huidig else 1,
    )
    audit.record("delen.overdracht.geschreven", target=rij, by=by, at=at, soort="maken")
    return rij


@transaction.atomic
def agree_overdracht(
    *, tekst: Overdrachtstekst, wie: str, hoe: str, op: date, by: Any, at: datetime
) -> Overdrachtstekst:
    """Write down that the resident agrees with these words; only then they travel along."""
    rij: Overdrachtstekst = Overdrachtstekst.objects.select_for_update(of=("self",)).get(pk=tekst.pk)
    rij.akkoord_op, rij.akkoord_hoe, rij.akkoord_wie = op, hoe, wie[:160]
    rij.save(update_fields=["akkoord_op", "akkoord_hoe", "akkoord_wie"])
    audit.record("delen.overdracht.akkoord", target=rij, by=by, at=at, detail={"hoe": hoe})
    return rij


def _huidige(huishouden: Huishouden, inwoner: Inwoner) -> Overdrachtstekst | None:
    rijen = Overdrachtstekst.objects.select_for_update(of=("self",))
    rij: Overdrachtstekst | None = rijen.filter(
        huishouden=huishouden, inwoner=inwoner, vervangen_op=None
    ).first()
    return rij
