"""More time for a term, and word to the applicant that a decision will be late (Awb 4:14, 7:10, 9:11)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.datum_tekst import datum_voluit
from modules.dossier.actions.termijnsom import herreken_termijn, lock_lopend, norm_of_weiger
from modules.dossier.actions.tijdlijn import schrijf_tijdlijn
from modules.dossier.models import Termijn, TijdlijnGroep, Uitstelbericht, VerlengGrond, Verlenging
from modules.dossier.rules.normen import Duur, Norm, norm_op
from modules.inrichting.rules.protocol import Categorie


class NietVerlengbaar(Refusal):
    """No law and no agreement gives this term more time."""


class VerlengingPastNiet(Refusal):
    pass


class UitstelPastNiet(Refusal):
    pass


@transaction.atomic
def extend_termijn(
    *,
    termijn: Termijn,
    tot: date | None = None,
    duur: Duur | None = None,
    grond: VerlengGrond = VerlengGrond.AFGESPROKEN,
    reden: str = "",
    by: Any,
    at: datetime,
) -> Verlenging:
    """Give a term more time: the one adjournment of its law, or what was agreed on with the resident.

    An adjournment (Awb 7:10 lid 3, 9:11 lid 2; AVG 12 lid 3) takes its length from its own norm and is
    made before the term is over. An agreement names a day or a length.

    :raises NietVerlengbaar: the law does not give more time, or gave it already.
    :raises VerlengingPastNiet: it stands still, the reason is missing, or the day makes it no longer.
    """
    termijn = lock_lopend(termijn)
    norm = norm_of_weiger(termijn)
    vandaag = localdate(at)
    if termijn.staat_stil:
        raise VerlengingPastNiet("Deze termijn staat stil. Laat de tijd eerst weer lopen.")
    if not reden.strip():
        raise VerlengingPastNiet("Vul in waarom er meer tijd nodig is.")
    if grond == VerlengGrond.VERDAGEN:
        duur, tot = _verdaging(termijn, norm, vandaag), None
    else:
        _controleer_afspraak(termijn, norm, tot, duur)
    return _verleng(termijn, grond, reden, tot, duur, by, at)


@transaction.atomic
def undo_extension(*, termijn: Termijn, verlenging: Verlenging, by: Any, at: datetime) -> None:
    """Undo more time that was a mistake."""
    termijn = lock_lopend(termijn)
    Verlenging.objects.filter(pk=verlenging.pk, termijn=termijn).delete()
    herreken_termijn(termijn, vandaag=localdate(at))
    _log("verlenging_ongedaan", termijn, by, at)


@transaction.atomic
def announce_delay(
    *, termijn: Termijn, nieuw: date, by: Any, at: datetime, reden: str = ""
) -> Uitstelbericht:
    """Record that the applicant was told on which day to expect a decision that will be late (Awb 4:14).

    Where a law sets the term (lid 1) the end stays what it was. Where only the eight weeks of Awb 4:13
    hold, word within them makes the named day the new end (lid 3).

    :raises UitstelPastNiet: no decision comes with this term, or the day is not later than its end.
    """
    termijn = lock_lopend(termijn)
    norm = norm_of_weiger(termijn)
    vandaag = localdate(at)
    if not (norm.dwangsom or norm.opschortbaar):
        raise UitstelPastNiet("Uitstel melden hoort bij een besluit op een aanvraag (Awb artikel 4:14).")
    if nieuw <= max(termijn.einde, vandaag):
        raise UitstelPastNiet(
            f"De termijn is {datum_voluit(termijn.einde)}. Noem een dag die daarna komt en nog niet voorbij is."
        )
    bericht = Uitstelbericht.objects.create(
        termijn=termijn, nieuw=nieuw, reden=reden.strip(), op=vandaag, door=by, gemaakt_op=at
    )
    if norm.uitstel_schuift and vandaag <= termijn.einde and not termijn.staat_stil:
        waarom = reden.strip() or "Uitstel gemeld aan de aanvrager."
        _verleng(termijn, VerlengGrond.UITSTEL, waarom, nieuw, None, by, at)
    _schrijf(termijn, f"{termijn.titel}: uitstel gemeld", f"Verwacht op {datum_voluit(nieuw)}.", by, at)
    _log("uitstel_gemeld", termijn, by, at)
    return bericht


@transaction.atomic
def undo_announcement(*, termijn: Termijn, bericht: Uitstelbericht, by: Any, at: datetime) -> None:
    """Undo word of delay that was a mistake, with the time it gave."""
    termijn = lock_lopend(termijn)
    Verlenging.objects.filter(termijn=termijn, grond=VerlengGrond.UITSTEL, tot=bericht.nieuw).delete()
    Uitstelbericht.objects.filter(pk=bericht.pk, termijn=termijn).delete()
    herreken_termijn(termijn, vandaag=localdate(at))
    _log("uitstel_ongedaan", termijn, by, at)


def _verdaging(termijn: Termijn, norm: Norm, vandaag: date) -> Duur:
    if not norm.verdagen_met:
        raise NietVerlengbaar(f"De wet geeft geen extra tijd voor {norm.titel.lower()} ({norm.vindplaats}).")
    if termijn.verlengingen.filter(grond=VerlengGrond.VERDAGEN).exists():
        raise NietVerlengbaar("De wet geeft één keer extra tijd. Die is al gebruikt.")
    if vandaag > termijn.einde:
        raise NietVerlengbaar(
            f"De termijn was {datum_voluit(termijn.einde)}. Extra tijd vraag je vóór die dag voorbij is."
        )
    return norm_op(norm.verdagen_met, termijn.begin).duur


def _controleer_afspraak(termijn: Termijn, norm: Norm, tot: date | None, duur: Duur | None) -> None:
    if norm.is_wettelijk and not norm.verlengbaar:
        uitweg = " Laat de tijd stilstaan als de aanvrager instemt." if norm.opschortbaar else ""
        raise NietVerlengbaar(
            f"De tijd voor {norm.titel.lower()} kan niet langer worden ({norm.vindplaats}).{uitweg}"
        )
    if (tot is None) == (duur is None):
        raise VerlengingPastNiet("Vul in tot welke dag er meer tijd is.")
    if tot is not None and tot <= termijn.einde:
        raise VerlengingPastNiet(f"De termijn is nu {datum_voluit(termijn.einde)}. Kies een latere dag.")


def _verleng(
    termijn: Termijn,
    grond: VerlengGrond,
    reden: str,
    tot: date | None,
    duur: Duur | None,
    by: Any,
    at: datetime,
) -> Verlenging:
    meer = Verlenging.objects.create(
        termijn=termijn,
        grond=grond,
        reden=reden.strip(),
        tot=tot,
        duur=f"{duur.aantal} {duur.eenheid}" if duur else "",
        op=localdate(at),
        door=by,
        gemaakt_op=at,
    )
    herreken_termijn(termijn, vandaag=localdate(at))
    _schrijf(termijn, f"{termijn.titel}: meer tijd", f"Nu uiterlijk {datum_voluit(termijn.einde)}.", by, at)
    _log("verlengd", termijn, by, at)
    return meer


def _schrijf(termijn: Termijn, titel: str, tekst: str, by: Any, at: datetime) -> None:
    schrijf_tijdlijn(
        huishouden=termijn.huishouden,
        groep=TijdlijnGroep.STAP,
        icoon="calendar-due",
        titel=titel,
        tekst=tekst,
        at=at,
        by=by,
        bij=termijn,
        categorie=Categorie.BESLUITEN,
    )


def _log(wat: str, termijn: Termijn, by: Any, at: datetime) -> None:
    audit.record(f"dossier.termijn.{wat}", target=termijn, by=by, at=at, detail={"sleutel": termijn.sleutel})
