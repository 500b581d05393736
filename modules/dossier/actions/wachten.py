"""Tell a household how long it still waits, and take that back when it was a mistake."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from modules.dossier.actions.casus import lock_casus
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn, verwijder_tijdlijn
from modules.dossier.models import Casus, TijdlijnGroep, Wachtbericht
from modules.dossier.rules.wachten import TITEL, Wachtstap, stel_bericht_op
from modules.inrichting.codelijsten import OverschrijdingOorzaak
from modules.inrichting.rules.protocol import Categorie


class VerwachtInVerleden(Refusal):
    text = "Deze dag is geweest. Noem vandaag of een latere dag."


@transaction.atomic
def tell_wachten(
    *,
    casus: Casus,
    stap: Wachtstap,
    sinds: date,
    verwacht_op: date,
    oorzaak: OverschrijdingOorzaak,
    tijdelijke_hulp: str,
    hoe: str,
    by: Any,
    at: datetime,
) -> Wachtbericht:
    """Record what a household was told: until when it waits, why, and what helps meanwhile.

    :raises CasusAfgesloten: nothing is awaited any more.
    :raises VerwachtInVerleden: the day has been.
    """
    casus = lock_casus(casus)
    if verwacht_op < localdate(at):
        raise VerwachtInVerleden
    bericht = Wachtbericht.objects.create(
        huishouden=casus.huishouden,
        casus=casus,
        stap=stap,
        verwacht_op=verwacht_op,
        oorzaak=oorzaak,
        tijdelijke_hulp=tijdelijke_hulp.strip(),
        bericht=stel_bericht_op(
            stap=stap,
            sinds=sinds,
            verwacht_op=verwacht_op,
            oorzaak=oorzaak,
            tijdelijke_hulp=tijdelijke_hulp.strip(),
            telefoon=casus.team.telefoon,
        ),
        hoe=hoe,
        op=localdate(at),
        door=by,
        gemaakt_op=at,
    )
    schrijf_tijdlijn(
        huishouden=casus.huishouden,
        groep=TijdlijnGroep.CONTACT,
        icoon="hourglass",
        titel=f"Verteld hoe lang het nog duurt: {TITEL[stap].lower()}",
        tekst=bericht.bericht,
        at=at,
        by=by,
        bij=bericht,
        categorie=Categorie.CONTACT,
    )
    audit.record("dossier.wachten.verteld", target=bericht, by=by, at=at, soort="maken")
    return bericht


@transaction.atomic
def undo_wachten(*, bericht: Wachtbericht, by: Any, at: datetime) -> None:
    """Take back that a household was told."""
    verwijder_tijdlijn(bij=bericht)
    audit.record("dossier.wachten.ongedaan", target=bericht, by=by, at=at)
    bericht.delete()
