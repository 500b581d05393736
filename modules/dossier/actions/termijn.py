"""Start the terms that the law and the team agreed on, and say that one was met."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, localtime, make_aware

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.kalender import kalender_op
from modules.dossier.actions.ingebrekestelling import (
    receive_ingebrekestelling,
    restart_dwangsom,
    stop_dwangsom,
)
from modules.dossier.actions.termijngevolg import ruim_gevolgen_op
from modules.dossier.actions.termijnsom import TermijnIsAlKlaar, TermijnIsVervallen, lock_lopend, lock_termijn
from modules.dossier.actions.termijnstil import OpschortGrond, end_open_pause, resume_termijn, suspend_termijn
from modules.dossier.actions.termijnuitstel import announce_delay, extend_termijn
from modules.dossier.models import Casus, Melding, Plan, Termijn
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.queries.normen import Gemeentenormen
from modules.dossier.rules.termijnen import bereken, moment_van_einde
from modules.dossier.rules.termijnstand import controleer_oorzaak, is_te_laat
from modules.dossier.wetten import Termijnsoort
from modules.inrichting.codelijsten import TermijnStatus, Wet

__all__ = [
    "OorzaakOntbreekt",
    "OpschortGrond",
    "TermijnIsAlKlaar",
    "TermijnIsVervallen",
    "announce_delay",
    "cancel_termijnen",
    "extend_termijn",
    "finish_met_gebeurtenis",
    "finish_termijn",
    "plan_terugkijken",
    "receive_ingebrekestelling",
    "reopen_termijn",
    "resume_termijn",
    "start_termijnen",
    "suspend_termijn",
    "zet_termijn",
]


class OorzaakOntbreekt(Refusal):
    pass


def start_termijnen(
    *,
    casus: Casus,
    melding: Melding | None,
    soorten: Iterable[Termijnsoort],
    begin: date,
    begin_tijd: datetime | None = None,
    wet: str = "",
    beschikking_id: UUID | None = None,
    bron_id: UUID | None = None,
) -> list[Termijn]:
    """Start these terms on `begin`, the Dutch day of the event; a running one of the same kind stays.

    `begin_tijd` is the moment, for terms in hours. `wet` is the code of the law, where no melding tells.
    With `bron_id` (a bezwaar, a klacht) "the same kind" is that of the same source.
    """
    soorten = list(soorten)
    normen = Gemeentenormen(soort.norm for soort in soorten)
    bezig = casus.termijnen.filter(status__in=(TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT))
    lopend = set(bezig.values_list("sleutel", "bron_id"))
    termijnen = []
    for soort in soorten:
        if (soort.norm, bron_id) in lopend:
            continue
        norm = normen.op(soort.norm, begin)
        som = bereken(begin, norm, kalender_op(begin), vandaag=begin)
        termijn = Termijn(
            huishouden_id=casus.huishouden_id,
            casus=casus,
            melding=melding,
            sleutel=norm.sleutel,
            titel=soort.titel,
            uitleg=norm.regel[:300],
            waarom=som.waarom,
            wet=wet or (melding.wet if melding else _wet_van(norm.sleutel)),
            duur=f"{norm.duur.aantal} {norm.duur.eenheid}",
            begin=begin,
            ruw_einde=som.ruw_einde,
            einde=som.einde,
            eigenaar_id=casus.behandelaar_id,
            beschikking_id=beschikking_id,
            bron_id=bron_id,
        )
        termijn.einde_tijd = moment_van_einde(begin_tijd, norm, is_verlengd=False)
        if termijn.einde_tijd is not None:
            termijn.begin_tijd = begin_tijd
            termijn.einde = termijn.ruw_einde = localdate(termijn.einde_tijd)
        termijnen.append(termijn)
    return list(Termijn.objects.bulk_create(termijnen))


def _wet_van(sleutel: str) -> str:
    """Return the law a key belongs to by its first word, or none."""
    woord = sleutel.partition("_")[0]
    return {"wmo": Wet.WMO, "jeugd": Wet.JEUGD, "pw": Wet.PARTICIPATIE, "wgs": Wet.WGS}.get(woord, "")


@transaction.atomic
def finish_termijn(
    *,
    termijn: Termijn,
    gehaald_op: date,
    oorzaak: str,
    by: Any,
    at: datetime,
    gehaald_om: time | None = None,
) -> Termijn:
    """Say on which day a term was met; when that was late, the cause belongs to it.

    A term in hours is late by the minute: `gehaald_om` is the time on that day; without it, now counts
    when that is today, and otherwise the day decides.

    :raises TermijnIsAlKlaar: it was finished before.
    :raises OorzaakOntbreekt: it was late and no cause was chosen.
    """
    termijn = lock_lopend(termijn)
    end_open_pause(termijn, gehaald_op, by)
    _zet_gehaald(termijn, gehaald_op, at, gehaald_om)
    gemist = controleer_oorzaak(
        termijn.einde,
        gehaald_op,
        oorzaak,
        einde_tijd=localtime(termijn.einde_tijd) if termijn.einde_tijd else None,
        gehaald_tijd=termijn.gehaald_tijd,
    )
    if gemist:
        raise OorzaakOntbreekt(gemist[0].text)
    termijn.oorzaak = oorzaak if termijn.is_te_laat_klaar else ""
    termijn.save(update_fields=["gehaald_op", "gehaald_tijd", "status", "oorzaak"])
    stop_dwangsom(termijn, gehaald_op)
    ruim_gevolgen_op(termijn, gehaald_op)
    audit.record("dossier.termijn.gehaald", target=termijn, by=by, at=at, detail={"sleutel": termijn.sleutel})
    return termijn


def _zet_gehaald(termijn: Termijn, op: date, at: datetime, om: time | None = None) -> None:
    """Note on a locked term when it was met, and whether that was in time."""
    tijd = None
    if termijn.einde_tijd is not None:
        nu = at if op == localdate(at) else None
        tijd = make_aware(datetime.combine(op, om)) if om is not None else nu
    te_laat = is_te_laat(termijn.einde, op, termijn.einde_tijd, tijd)
    termijn.gehaald_op, termijn.gehaald_tijd = op, tijd
    termijn.status = TermijnStatus.OVERSCHREDEN if te_laat else TermijnStatus.GEHAALD


@transaction.atomic
def explain_termijn(*, termijn: Termijn, oorzaak: str, by: Any, at: datetime) -> Termijn:
    """Say why a term is or was late; asked for, never a condition for work."""
    termijn = lock_termijn(termijn)
    termijn.oorzaak = oorzaak
    termijn.save(update_fields=["oorzaak"])
    audit.record("dossier.termijn.oorzaak", target=termijn, by=by, at=at, detail={"sleutel": termijn.sleutel})
    return termijn


@transaction.atomic
def reopen_termijn(*, termijn: Termijn, by: Any, at: datetime) -> Termijn:
    """Undo `finish_termijn`: the term runs again, and so does a dwangsom."""
    termijn = lock_termijn(termijn)
    termijn.gehaald_op, termijn.gehaald_tijd = None, None
    termijn.oorzaak, termijn.status = "", TermijnStatus.LOOPT
    termijn.save(update_fields=["gehaald_op", "gehaald_tijd", "oorzaak", "status"])
    restart_dwangsom(termijn)
    audit.record(
        "dossier.termijn.heropend", target=termijn, by=by, at=at, detail={"sleutel": termijn.sleutel}
    )
    return termijn


@transaction.atomic
def cancel_termijnen(
    *,
    casus: Casus,
    sleutels: Iterable[str],
    reden: str,
    by: Any,
    at: datetime,
    bron_id: UUID | None = None,
) -> int:
    """Let the running terms of these kinds lapse, because what they waited for will not come.

    A letter that says the gemeente is too late loses its clock with them. Return how many.
    """
    lopend = casus.termijnen.filter(
        sleutel__in=list(sleutels), status__in=(TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT)
    )
    if bron_id is not None:
        lopend = lopend.filter(bron_id=bron_id)
    aantal = 0
    for termijn in lopend.select_for_update(of=("self",)):
        end_open_pause(termijn, localdate(at), by)
        stop_dwangsom(termijn, localdate(at))
        ruim_gevolgen_op(termijn, localdate(at))
        termijn.status, termijn.vervallen_op = TermijnStatus.VERVALLEN, localdate(at)
        termijn.vervallen_reden = reden[:300]
        termijn.save(update_fields=["status", "vervallen_op", "vervallen_reden"])
        audit.record(
            "dossier.termijn.vervallen", target=termijn, by=by, at=at, detail={"sleutel": termijn.sleutel}
        )
        aantal += 1
    return aantal


@transaction.atomic
def finish_met_gebeurtenis(
    *, casus: Casus, sleutel: str, op: date, by: Any, at: datetime, bron_id: UUID | None = None
) -> None:
    """Finish the running term of this kind because its event happened on `op`; nothing when there is none.

    Late without a cause stays visible as late: the cause is asked for on the page of terms.
    """
    lopend = casus.termijnen.filter(sleutel=sleutel, gehaald_op=None).exclude(status=TermijnStatus.VERVALLEN)
    if bron_id is not None:
        lopend = lopend.filter(bron_id=bron_id)
    for termijn in lopend.select_for_update(of=("self",)):
        end_open_pause(termijn, op, by)
        _zet_gehaald(termijn, op, at)
        termijn.save(update_fields=["gehaald_op", "gehaald_tijd", "status"])
        stop_dwangsom(termijn, op)
        ruim_gevolgen_op(termijn, op)
        audit.record("dossier.termijn.gehaald", target=termijn, by=by, at=at, detail={"sleutel": sleutel})


def zet_termijn(
    *,
    casus: Casus,
    sleutel: str,
    titel: str,
    uitleg: str,
    begin: date,
    einde: date,
    bron_id: UUID | None = None,
) -> Termijn:
    """Set a day that people agreed on: the running one of this kind (and of `bron_id`) makes room for it."""
    lopend = casus.termijnen.filter(sleutel=sleutel, status=TermijnStatus.LOOPT, bron_id=bron_id)
    lopend.update(status=TermijnStatus.VERVALLEN)
    return Termijn.objects.create(
        huishouden_id=casus.huishouden_id,
        casus=casus,
        sleutel=sleutel,
        titel=titel,
        uitleg=uitleg,
        wet=_wet_van(sleutel),
        is_afgesproken=True,
        begin=begin,
        ruw_einde=einde,
        einde=einde,
        eigenaar_id=casus.behandelaar_id,
        bron_id=bron_id,
    )


def plan_terugkijken(*, casus: Casus, op: date, dag: date, uitleg: str) -> Termijn:
    """Set when the household and the team look back on the plan in force, as a term and in the plan."""
    Plan.objects.filter(huishouden_id=casus.huishouden_id, status__in=IN_GEBRUIK).update(evaluatie_op=op)
    return zet_termijn(
        casus=casus, sleutel="plan_evaluatie", titel="Plan evalueren", uitleg=uitleg, begin=dag, einde=op
    )
