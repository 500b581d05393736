"""Let the clock of a decision stand still, and run again (Awb 4:15)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum_voluit
from modules.dossier.actions.termijngevolg import (
    AANVULLEN,
    NIET_BEHANDELEN,
    begin_aanvullen,
    eindig_aanvullen,
)
from modules.dossier.actions.termijnsom import herreken_termijn, lock_lopend, lock_termijn, norm_of_weiger
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Opschorting, Termijn, TijdlijnGroep
from modules.dossier.rules.termijnen import NietOpschortbaar
from modules.inrichting.codelijsten import OpschortingGrond, TermijnStatus
from modules.inrichting.rules.protocol import Categorie

OpschortGrond = OpschortingGrond


class StaatAlStil(Refusal):
    text = "Deze termijn staat al stil. Laat de tijd eerst weer lopen."


class StaatNietStil(Refusal):
    text = "Deze termijn staat niet stil."


class OpschortingPastNiet(Refusal):
    pass


@transaction.atomic
def suspend_termijn(
    *,
    termijn: Termijn,
    grond: OpschortingGrond,
    reden: str,
    van: date,
    uiterlijk: date | None,
    by: Any,
    at: datetime,
) -> Opschorting:
    """Let the time to decide stand still from `van` (for a supplement: the day it was asked for).

    `uiterlijk` is the day the applicant got; a supplement needs one (Awb 4:5). The Wmo onderzoek, the
    bezwaartermijn and the like cannot stand still.

    :raises NietOpschortbaar: no law lets this term stand still.
    :raises StaatAlStil: it stands still already.
    :raises OpschortingPastNiet: a day is missing, or lies before the term began or after it ended.
    """
    termijn = lock_lopend(termijn)
    norm = norm_of_weiger(termijn)
    if not norm.opschortbaar:
        uitweg = " Spreek meer tijd af met de inwoner en leg dat vast." if norm.verlengbaar else ""
        raise NietOpschortbaar(
            f"De tijd voor {norm.titel.lower()} kan niet stilstaan ({norm.vindplaats}).{uitweg}"
        )
    if termijn.staat_stil:
        raise StaatAlStil
    _controleer(termijn, grond, reden, van, uiterlijk, localdate(at))
    stil = Opschorting.objects.create(
        termijn=termijn,
        grond=grond,
        reden=reden.strip(),
        van=van,
        uiterlijk=uiterlijk,
        door=by,
        gemaakt_op=at,
    )
    termijn.status = TermijnStatus.OPGESCHORT
    herreken_termijn(termijn, vandaag=localdate(at))
    if grond == OpschortingGrond.AANVULLEN and uiterlijk is not None:
        begin_aanvullen(termijn, van, uiterlijk)
    _schrijf(termijn, "staat stil", f"{stil.get_grond_display()}. {stil.reden}", by, at)
    _log("opgeschort", termijn, by, at)
    return stil


@transaction.atomic
def resume_termijn(*, termijn: Termijn, op: date, by: Any, at: datetime) -> Opschorting:
    """Let the time run again: `op` is the day the supplement came in, or the other ground ended.

    :raises StaatNietStil: it runs.
    :raises OpschortingPastNiet: the day lies before the pause began or is still to come.
    """
    termijn = lock_lopend(termijn)
    stil = termijn.opschortingen.filter(tot=None).first()
    if stil is None:
        raise StaatNietStil
    if op < stil.van:
        raise OpschortingPastNiet(
            f"De tijd staat stil sinds {datum_voluit(stil.van)}. Kies die dag of een latere."
        )
    if op > localdate(at):
        raise OpschortingPastNiet("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.")
    _beeindig(termijn, stil, op, by, at)
    eindig_aanvullen(termijn, op)
    _schrijf(termijn, "loopt weer", f"Nu uiterlijk {datum_voluit(termijn.einde)}.", by, at)
    _log("hervat", termijn, by, at)
    return stil


@transaction.atomic
def undo_resume(*, termijn: Termijn, opschorting: Opschorting, by: Any, at: datetime) -> None:
    """Undo that the time runs again: it stands still as before.

    :raises StaatAlStil: another pause began since.
    """
    termijn = lock_lopend(termijn)
    if termijn.staat_stil:
        raise StaatAlStil
    Opschorting.objects.filter(pk=opschorting.pk, termijn=termijn).update(tot=None, beeindigd_door=None)
    termijn.status = TermijnStatus.OPGESCHORT
    herreken_termijn(termijn, vandaag=localdate(at))
    Termijn.objects.filter(bron_id=termijn.pk, sleutel=AANVULLEN, begin=opschorting.van).update(
        status=TermijnStatus.LOOPT, gehaald_op=None, vervallen_op=None, vervallen_reden=""
    )
    if opschorting.uiterlijk is not None:
        Termijn.objects.filter(
            bron_id=termijn.pk, sleutel=NIET_BEHANDELEN, begin=opschorting.uiterlijk
        ).delete()
    _log("hervatten_ongedaan", termijn, by, at)


@transaction.atomic
def undo_suspension(*, termijn: Termijn, opschorting: Opschorting, by: Any, at: datetime) -> None:
    """Undo a pause that was a mistake; what it was stays in the logboek by its id."""
    termijn = lock_lopend(termijn)
    Opschorting.objects.filter(pk=opschorting.pk, termijn=termijn).delete()
    Termijn.objects.filter(bron_id=termijn.pk, sleutel=AANVULLEN, begin=opschorting.van).delete()
    staat_stil = termijn.opschortingen.filter(tot=None).exists()
    termijn.status = TermijnStatus.OPGESCHORT if staat_stil else TermijnStatus.LOOPT
    herreken_termijn(termijn, vandaag=localdate(at))
    _log("opschorting_ongedaan", termijn, by, at)


def end_open_pause(termijn: Termijn, op: date, by: Any) -> None:
    """End the open pause of a locked term because its event happened on `op`; nothing when there is none."""
    stil = termijn.opschortingen.filter(tot=None).first()
    if stil is not None:
        stil.tot, stil.beeindigd_door = max(stil.van, op), by
        stil.save(update_fields=["tot", "beeindigd_door"])


def end_lapsed_pauses(*, at: datetime) -> int:
    """End every pause whose time ran out unused (Awb 4:15 lid 1); twice makes one. Return how many."""
    vandaag = localdate(at)
    verlopen = Opschorting.objects.filter(
        tot=None, uiterlijk__lt=vandaag, termijn__status=TermijnStatus.OPGESCHORT
    ).select_related("termijn")
    aantal = 0
    for stil in verlopen.order_by("pk"):
        aantal += _verloop(stil, at)
    return aantal


def roll_open_pauses(*, at: datetime) -> int:
    """Count again what stands still without a last day: its end moves with each day. Return how many."""
    vandaag = localdate(at)
    open_ = Termijn.objects.filter(
        status=TermijnStatus.OPGESCHORT, opschortingen__tot=None, opschortingen__uiterlijk=None
    ).distinct()
    aantal = 0
    for termijn in open_.order_by("pk").iterator(500):
        aantal += _rol(termijn, vandaag)
    return aantal


@transaction.atomic
def _rol(termijn: Termijn, vandaag: date) -> int:
    termijn = lock_termijn(termijn)
    if not termijn.staat_stil:
        return 0
    was = termijn.einde
    return int(herreken_termijn(termijn, vandaag=vandaag).einde != was)


@transaction.atomic
def _verloop(stil: Opschorting, at: datetime) -> int:
    termijn = lock_termijn(stil.termijn)
    nu = termijn.opschortingen.filter(pk=stil.pk, tot=None).first()
    if nu is None or nu.uiterlijk is None or not termijn.is_lopend:
        return 0
    _beeindig(termijn, nu, nu.uiterlijk, None, at)
    if nu.grond == OpschortingGrond.AANVULLEN:
        eindig_aanvullen(termijn, nu.uiterlijk, ongebruikt=True)
    _schrijf(termijn, "loopt weer", f"De tijd is om. Nu uiterlijk {datum_voluit(termijn.einde)}.", None, at)
    _log("hervat", termijn, None, at)
    return 1


def _beeindig(termijn: Termijn, stil: Opschorting, op: date, by: Any, at: datetime) -> None:
    stil.tot, stil.beeindigd_door = op, by
    stil.save(update_fields=["tot", "beeindigd_door"])
    termijn.status = TermijnStatus.LOOPT
    herreken_termijn(termijn, vandaag=localdate(at))


def _controleer(
    termijn: Termijn, grond: OpschortingGrond, reden: str, van: date, uiterlijk: date | None, vandaag: date
) -> None:
    if not reden.strip():
        raise OpschortingPastNiet("Vul in waarom de tijd stilstaat.")
    if van > vandaag:
        raise OpschortingPastNiet("Deze dag is nog niet geweest. Kies vandaag of een eerdere dag.")
    if van < termijn.begin:
        raise OpschortingPastNiet(
            f"De termijn begon op {datum_voluit(termijn.begin)}. Kies die dag of een latere."
        )
    if van > termijn.einde:
        raise OpschortingPastNiet(
            f"De termijn was {datum_voluit(termijn.einde)}. Wat voorbij is, kan niet meer stilstaan. "
            "Laat de inwoner weten wanneer het besluit wel komt."
        )
    if grond == OpschortingGrond.AANVULLEN and uiterlijk is None:
        raise OpschortingPastNiet("Vul in tot welke dag de inwoner de tijd krijgt (Awb artikel 4:5).")
    if uiterlijk is not None and uiterlijk < van:
        raise OpschortingPastNiet("De laatste dag ligt vóór de eerste. Kies een latere dag.")
    laatste = termijn.opschortingen.order_by("-tot").values_list("tot", flat=True).first()
    if laatste is not None and van < laatste:
        raise OpschortingPastNiet(
            f"De tijd stond al stil tot {datum_voluit(laatste)}. Kies die dag of een latere."
        )


def _schrijf(termijn: Termijn, wat: str, tekst: str, by: Any, at: datetime) -> None:
    schrijf_tijdlijn(
        huishouden=termijn.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="calendar-due",
        titel=f"{termijn.titel}: de tijd {wat}",
        tekst=tekst,
        at=at,
        by=by,
        bij=termijn,
        categorie=Categorie.BESLUITEN,
    )


def _log(wat: str, termijn: Termijn, by: Any, at: datetime) -> None:
    audit.record(f"dossier.termijn.{wat}", target=termijn, by=by, at=at, detail={"sleutel": termijn.sleutel})
