"""Choose the hours, days and limits of access in this gemeente."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models.stand import Instelling


class StopOnderReden(Refusal):
    text = "Stoppen komt na vragen waarom. Kies een getal dat hoger is dan het eerste."


class StandaardTeLang(Refusal):
    text = "Wat we invullen, is langer dan hoogstens mag. Kies minder dagen."


@transaction.atomic
def set_toegang_instellingen(*, keuzes: Mapping[str, int], by: Any, at: datetime) -> ToegangInstellingen:
    """Keep the choices; they hold from the next request on.

    :raises StopOnderReden: the second limit is not above the first.
    :raises StandaardTeLang: the days filled in are more than the most that is allowed.
    """
    nieuw = ToegangInstellingen(**keuzes)
    if nieuw.drempel_stop <= nieuw.drempel_veel:
        raise StopOnderReden
    if nieuw.verzoek_dagen > nieuw.verzoek_dagen_hoogstens:
        raise StandaardTeLang
    rij = Instelling.objects.select_for_update().filter(sectie=ToegangInstellingen.section).first()
    oud = rij.waarden if rij else {}
    if rij is None:
        rij = Instelling(sectie=ToegangInstellingen.section)
    rij.waarden, rij.gewijzigd_op, rij.versie = dict(keuzes), at, rij.versie + 1
    rij.save()
    gewijzigd = sorted(naam for naam, waarde in keuzes.items() if oud.get(naam) != waarde)
    audit.record("toegang.instellingen.gewijzigd", target=rij, by=by, at=at, detail={"velden": gewijzigd})
    renew_stand(at=at)
    return nieuw
