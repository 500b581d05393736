"""Start the terms that the law and the team agreed on, and say that one was met."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction

from keukentafel import audit
from keukentafel.errors import Refusal
from keukentafel.values.kalender import kalender_op
from modules.dossier.models import Casus, Melding, Plan, Termijn
from modules.dossier.models.huishouden_queryset import IN_GEBRUIK
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import bereken
from modules.dossier.rules.termijnstand import controleer_oorzaak
from modules.dossier.wetten import Termijnsoort
from modules.inrichting.codelijsten import TermijnStatus


class OorzaakOntbreekt(Refusal):
    pass


class TermijnIsAlKlaar(Refusal):
    text = "Deze termijn is al afgerond."


def start_termijnen(
    *, casus: Casus, melding: Melding | None, soorten: Iterable[Termijnsoort], begin: date
) -> list[Termijn]:
    """Start these terms on `begin`, the Dutch day of the event; a running one of the same kind stays."""
    lopend = set(casus.termijnen.filter(status=TermijnStatus.LOOPT).values_list("sleutel", flat=True))
    termijnen = []
    for soort in soorten:
        if soort.norm in lopend:
            continue
        norm = norm_op(soort.norm, begin)
        som = bereken(begin, norm, kalender_op(begin), vandaag=begin)
        termijnen.append(
            Termijn(
                huishouden_id=casus.huishouden_id,
                casus=casus,
                melding=melding,
                sleutel=norm.sleutel,
                titel=soort.titel,
                uitleg=norm.regel[:300],
                waarom=som.waarom,
                begin=begin,
                ruw_einde=som.ruw_einde,
                einde=som.einde,
                eigenaar_id=casus.behandelaar_id,
            )
        )
    return list(Termijn.objects.bulk_create(termijnen))


@transaction.atomic
def finish_termijn(*, termijn: Termijn, gehaald_op: date, oorzaak: str, by: Any, at: datetime) -> Termijn:
    """Say on which day a term was met; when that was late, the cause belongs to it.

    :raises TermijnIsAlKlaar: it was finished before.
    :raises OorzaakOntbreekt: it was late and no cause was chosen.
    """
    termijn = Termijn.objects.select_for_update(of=("self",)).get(pk=termijn.pk)
    if termijn.gehaald_op is not None:
        raise TermijnIsAlKlaar
    gemist = controleer_oorzaak(termijn.einde, gehaald_op, oorzaak)
    if gemist:
        raise OorzaakOntbreekt(gemist[0].text)
    te_laat = gehaald_op > termijn.einde
    termijn.gehaald_op = gehaald_op
    termijn.status = TermijnStatus.OVERSCHREDEN if te_laat else TermijnStatus.GEHAALD
    termijn.oorzaak = oorzaak if te_laat else ""
    termijn.save(update_fields=["gehaald_op", "status", "oorzaak"])
    audit.record("dossier.termijn.gehaald", target=termijn, by=by, at=at, detail={"sleutel": termijn.sleutel})
    return termijn


@transaction.atomic
def reopen_termijn(*, termijn: Termijn, by: Any, at: datetime) -> Termijn:
    """Undo `finish_termijn`: the term runs again."""
    termijn.gehaald_op, termijn.oorzaak, termijn.status = None, "", TermijnStatus.LOOPT
    termijn.save(update_fields=["gehaald_op", "oorzaak", "status"])
    audit.record(
        "dossier.termijn.heropend", target=termijn, by=by, at=at, detail={"sleutel": termijn.sleutel}
    )
    return termijn


def finish_met_gebeurtenis(*, casus: Casus, sleutel: str, op: date, by: Any, at: datetime) -> None:
    """Finish the running term of this kind because its event happened on `op`; nothing when there is none.

    Late without a cause stays visible as late: the cause is asked for on the page of terms.
    """
    for termijn in casus.termijnen.filter(sleutel=sleutel, gehaald_op=None):
        termijn.gehaald_op = op
        termijn.status = TermijnStatus.GEHAALD if op <= termijn.einde else TermijnStatus.OVERSCHREDEN
        termijn.save(update_fields=["gehaald_op", "status"])
        audit.record("dossier.termijn.gehaald", target=termijn, by=by, at=at, detail={"sleutel": sleutel})


def zet_termijn(*, casus: Casus, sleutel: str, titel: str, uitleg: str, begin: date, einde: date) -> Termijn:
    """Set a day that people agreed on: the running one of this kind makes room for it."""
    casus.termijnen.filter(sleutel=sleutel, status=TermijnStatus.LOOPT).update(status=TermijnStatus.VERVALLEN)
    return Termijn.objects.create(
        huishouden_id=casus.huishouden_id,
        casus=casus,
        sleutel=sleutel,
        titel=titel,
        uitleg=uitleg,
        begin=begin,
        ruw_einde=einde,
        einde=einde,
        eigenaar_id=casus.behandelaar_id,
    )


def plan_terugkijken(*, casus: Casus, op: date, dag: date, uitleg: str) -> Termijn:
    """Set when the household and the team look back on the plan in force, as a term and in the plan."""
    Plan.objects.filter(huishouden_id=casus.huishouden_id, status__in=IN_GEBRUIK).update(evaluatie_op=op)
    return zet_termijn(
        casus=casus, sleutel="plan_evaluatie", titel="Plan evalueren", uitleg=uitleg, begin=dag, einde=op
    )
