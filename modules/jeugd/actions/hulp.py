"""A decision on youth help comes in, and the help begins."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from modules.dossier.actions.termijn import finish_met_gebeurtenis
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.besluiten.actions.bekendmaken import number_toewijzingen
from modules.dossier.besluiten.models import Toewijzing
from modules.dossier.models import TijdlijnGroep
from modules.inrichting.rules.protocol import Categorie
from modules.jeugd.actions.hulpvraag import (
    NietRond,
    bewaar,
    finish_melding_van,
    go_on,
    lock_hulpvraag,
    meet_eerste_contact,
)
from modules.jeugd.feiten import besluitfeiten
from modules.jeugd.models import Hulpvraag
from modules.jeugd.rules.gezinsplan import ontbreekt_voor_hulp
from modules.jeugd.rules.verloop import Gebeurtenis


@transaction.atomic
def note_besluit(
    *, hulpvraag: Hulpvraag, beschikking_id: UUID, toegekend: bool, op: date, by: Any, at: datetime
) -> Hulpvraag:
    """Let a hulpvraag follow the decision that was taken on it; the term of deciding is met (Awb 4:13).

    :raises KanNu: there is no aanvraag, or it was decided before.
    """
    rij = lock_hulpvraag(hulpvraag)
    go_on(rij, Gebeurtenis.BESLUIT, toegekend=toegekend)
    rij.beschikking_id, rij.besloten_op, rij.is_toegekend = beschikking_id, op, toegekend
    finish_met_gebeurtenis(casus=rij.casus, sleutel="jeugd_beslissing", op=op, by=by, at=at, bron_id=rij.pk)
    velden = ("stand", "beschikking_id", "besloten_op", "is_toegekend")
    return bewaar(rij, velden, "besloten", by, at)


@transaction.atomic
def begin_hulp(
    *, hulpvraag: Hulpvraag, wat: str, aanbieder: Any, van: date, by: Any, at: datetime
) -> Hulpvraag:
    """Say which help begins: after a decision, or straight away on a referral (Jeugdwet 2.6 lid 1 g).

    :raises KanNu: no referral and no decision that grants it.
    :raises NietRond: something the law asks first is missing (woonplaats, family plan, consent, registration).
    """
    rij = lock_hulpvraag(hulpvraag)
    go_on(rij, Gebeurtenis.WIJS_TOE)
    mist = ontbreekt_voor_hulp(besluitfeiten(rij, max(van, localdate(at))))
    if mist:
        raise NietRond(mist)
    rij.hulp_wat, rij.hulp_aanbieder, rij.hulp_van = wat, aanbieder, van
    if rij.is_verwijzing:
        _wijs_toe(rij, van)
    meet_eerste_contact(rij, min(van, rij.gesprek_op or van), by, at)
    finish_melding_van(rij, by, at)
    schrijf_tijdlijn(
        huishouden=rij.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="heart-handshake",
        titel=f"Jeugdhulp begint: {wat}"[:200],
        at=at,
        by=by,
        bij=rij,
        categorie=Categorie.JEUGD,
    )
    return bewaar(rij, ("stand", "hulp_wat", "hulp_aanbieder", "hulp_van"), "hulp_begonnen", by, at)


def _wijs_toe(rij: Hulpvraag, van: date) -> None:
    """Make the provision of a referral: no decision, but something to assign (Jeugdwet 2.6 lid 1 g)."""
    deel = Toewijzing.objects.create(
        bron_id=rij.pk,
        huishouden_id=rij.huishouden_id,
        inwoner_id=rij.inwoner_id,
        wet="jeugd",
        titel=rij.hulp_wat[:160],
        aanbieder=rij.hulp_aanbieder,
        begin=van,
    )
    number_toewijzingen([deel])
