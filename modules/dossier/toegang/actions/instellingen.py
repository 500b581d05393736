"""Choose the hours, days and limits of access in this gemeente."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal, Verouderd
from keukentafel.tenancy.sleutels import slot
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models.stand import Instelling


class StopOnderReden(Refusal):
    text = "Stoppen komt na vragen waarom. Kies een getal dat hoger is dan het eerste."


class StandaardTeLang(Refusal):
    text = "Wat we invullen, is langer dan hoogstens mag. Kies minder dagen."


@dataclass(frozen=True, slots=True)
class Bewaard:
    """What stands there now: the numbers and their version (0: the gemeente chose nothing yet)."""

    keuzes: ToegangInstellingen
    versie: int

    def __getattr__(self, naam: str) -> Any:
        """Read a number as if it stood here, for the page that lays two choices side by side."""
        return getattr(self.keuzes, naam)


def bewaard() -> Bewaard:
    """Return the numbers as they stand in the database; one query."""
    rij = Instelling.objects.filter(sectie=ToegangInstellingen.section).first()
    if rij is None:
        return Bewaard(ToegangInstellingen(), 0)
    namen = {veld.name for veld in fields(ToegangInstellingen)}
    bekend = {naam: waarde for naam, waarde in rij.waarden.items() if naam in namen}
    return Bewaard(ToegangInstellingen(**bekend), rij.versie)


@transaction.atomic
def set_toegang_instellingen(
    *, keuzes: Mapping[str, int], versie: int, by: Any, at: datetime
) -> ToegangInstellingen:
    """Keep the choices; they hold from the next request on.

    :raises Verouderd: somebody saved other numbers after `versie` was read (0: there were none).
    :raises StopOnderReden: the second limit is not above the first.
    :raises StandaardTeLang: the days filled in are more than the most that is allowed.
    """
    nieuw = ToegangInstellingen(**keuzes)
    if nieuw.drempel_stop <= nieuw.drempel_veel:
        raise StopOnderReden
    if nieuw.verzoek_dagen > nieuw.verzoek_dagen_hoogstens:
        raise StandaardTeLang
    with slot("toegang-instellingen"):  # the first choice makes the row: who waits finds it
        rij = Instelling.objects.select_for_update().filter(sectie=ToegangInstellingen.section).first()
    if (rij.versie if rij else 0) != versie:
        raise Verouderd(huidig=bewaard())
    oud = rij.waarden if rij else {}
    if rij is None:
        rij = Instelling(sectie=ToegangInstellingen.section, versie=0)
    rij.waarden, rij.gewijzigd_op, rij.versie = dict(keuzes), at, rij.versie + 1
    rij.save()
    gewijzigd = sorted(naam for naam, waarde in keuzes.items() if oud.get(naam) != waarde)
    audit.record("toegang.instellingen.gewijzigd", target=rij, by=by, at=at, detail={"velden": gewijzigd})
    renew_stand(at=at)
    return nieuw
