"""The two things that are done with a chain: check it, and put an anchor to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, transaction

from keukentafel import audit
from keukentafel.audit.ankers import Anker, Bekend, bekende_ankers, bewaar, herstel, nieuw_anker
from keukentafel.audit.keten import Breuk, Melder, Uitkomst, controleer, kop, past, wachtend
from keukentafel.tenancy.sleutels import slot

GECONTROLEERD = "audit.keten.gecontroleerd"
GEBROKEN = "audit.keten.gebroken"
TERUGGEZET = "audit.keten.teruggezet"


class KetenGebroken(Exception):
    """The chain is not what it was, so no anchor is put to it."""

    def __init__(self, uitkomst: Uitkomst) -> None:
        super().__init__(uitkomst.eerste.wat if uitkomst.eerste else "")
        self.uitkomst = uitkomst


def schakel_wachtende(*, at: datetime) -> int:
    """Give every line that still waits its link: the next line that is written does so; return how many.

    Only after a moment of many writers at once is there one, and then somebody else may be first.
    """
    hoeveel = wachtend()
    if hoeveel:
        with transaction.atomic():
            audit.record(
                "audit.keten.bijgewerkt", at=at, soort="E", doel="beheer", detail={"regels": hoeveel}
            )
    return hoeveel


def controleer_logboek(*, meld: Melder | None = None, using: str = DEFAULT_DB_ALIAS) -> Uitkomst:
    """Check the whole logboek of this gemeente with all anchors there are. Writes nothing."""
    bekend = bekende_ankers()
    uitkomst = controleer(bekend.ankers, meld=meld, using=using)
    return replace(uitkomst, breuken=(*uitkomst.breuken, *bekend.breuken))


def controleer_en_noteer(*, at: datetime, meld: Melder | None = None) -> Uitkomst:
    """Check, and write in the logboek itself that it was done and what it gave."""
    uitkomst = controleer_logboek(meld=meld)
    _noteer(uitkomst, at=at)
    return uitkomst


def veranker(*, at: datetime) -> Anker | None:
    """Put an anchor to the head of this gemeente; None when nothing was written since the last one.

    What came after the last anchor is checked first: what is broken is not signed.

    :raises KetenGebroken: it is. The alarm stands in the logboek.
    """
    schakel_wachtende(at=at)
    with transaction.atomic(), slot("logboekanker"):
        bekend = bekende_ankers()
        herstel(bekend)
        laatste, hoofd = bekend.laatste, kop()
        if laatste is not None and laatste.volgnummer == hoofd.volgnummer and laatste.keten == hoofd.keten:
            return None
        return _leg(bekend, laatste, bekend.breuken, at=at)


def veranker_na_terugzetten(*, reden: str, at: datetime) -> Anker:
    """Go on after a backup was put back: the anchor stands on the last one that still fits.

    Whoever does this says why; it stands in the logboek as an alarm, and the anchors of the time that
    was lost stay where they are.

    :raises KetenGebroken: what is left is not whole by itself.
    """
    with transaction.atomic():
        audit.record(TERUGGEZET, at=at, soort="E", doel="beheer", niveau="alarm", reden=reden)
    schakel_wachtende(at=at)
    with transaction.atomic(), slot("logboekanker"):
        bekend = bekende_ankers()
        passend = [anker for anker in bekend.ankers if past(anker)]
        return _leg(bekend, passend[-1] if passend else None, bekend.breuken, at=at)


def _leg(bekend: Bekend, vorige: Anker | None, breuken: Sequence[Breuk], *, at: datetime) -> Anker:
    uitkomst = controleer([] if vorige is None else [vorige], vanaf=vorige)
    uitkomst = replace(uitkomst, breuken=(*uitkomst.breuken, *breuken))
    if not uitkomst.is_heel:
        raise KetenGebroken(uitkomst)
    anker = nieuw_anker(
        bekend=bekend, vorige=vorige, volgnummer=uitkomst.kop.volgnummer, keten=uitkomst.kop.keten, at=at
    )
    bewaar(anker)
    return anker


def veranker_of_meld(*, at: datetime) -> Anker | None:
    """Put an anchor, or write the alarm in the logboek; None for both nothing new and broken."""
    try:
        return veranker(at=at)
    except KetenGebroken as breuk:
        _noteer(breuk.uitkomst, at=at)
        return None


def _noteer(uitkomst: Uitkomst, *, at: datetime) -> None:
    eerste = uitkomst.eerste
    audit.record(
        GECONTROLEERD if uitkomst.is_heel else GEBROKEN,
        at=at,
        soort="E",
        resultaat="gelukt" if uitkomst.is_heel else "mislukt",
        niveau="info" if uitkomst.is_heel else "alarm",
        doel="beheer",
        reden="" if eerste is None else eerste.wat,
        detail={
            "regels": uitkomst.nagekeken,
            "ankers": uitkomst.ankers,
            "breuken": len(uitkomst.breuken),
            "eerste": eerste.volgnummer if eerste else None,
        },
    )
