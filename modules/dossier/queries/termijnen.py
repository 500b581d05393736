"""The list of terms: running, nearly late, late; mine or those of a team.

Where a moment is asked for, terms in hours are judged by the minute; a date judges them by the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localdate

from modules.dossier.access import teams_van, termijnen_zichtbaar
from modules.dossier.models import Termijn
from modules.dossier.models.termijn import OP_TIJD, einde_voorbij
from modules.dossier.queries.bladwijzer import lees_id
from modules.dossier.wetten import wetten
from modules.inrichting.codelijsten import TermijnStatus

PER_PAGINA = 25
STANDEN = (
    ("loopt", "Loopt"),
    ("week", "Binnen 7 dagen"),
    ("bijna", "Binnen 2 dagen"),
    ("te_laat", "Te laat"),
    ("stil", "Staat stil"),
    ("klaar", "Afgerond"),
    ("laat_klaar", "Te laat afgerond"),
)
AF = ("klaar", "laat_klaar")
NIEMAND = "niemand"
GEEN = "geen"
DAGEN_TERUG = 90
DAGEN = {"week": 7, "bijna": 2}


@dataclass(frozen=True, slots=True)
class Termijnvraag:
    """What the list must show; every field is part of the address."""

    stand: str = "loopt"
    van: str = "mij"
    team: str = ""
    wie: str = ""
    wet: str = ""
    oorzaak: str = ""
    na: str = ""

    def adres(self, basis: str, **anders: Any) -> str:
        """Return the address of this list with some things changed; the cursor goes unless given."""
        nieuw = replace(self, **{"na": "", **anders})
        standaard = Termijnvraag()
        delen = {
            naam: waarde
            for naam in self.__dataclass_fields__
            if (waarde := getattr(nieuw, naam)) and waarde != getattr(standaard, naam)
        }
        return f"{basis}?{urlencode(delen)}" if delen else basis


@dataclass(frozen=True, slots=True)
class Termijnlijst:
    """One page of terms. `volgende` is empty at the end."""

    rijen: Sequence[Any]
    volgende: str


def termijnlijst(gebruiker: Any, vraag: Termijnvraag, *, nu: date, basis: str) -> Termijnlijst:
    """Return one page, the first to end first (finished ones newest first); one query."""
    termijnen = filter_termijnen(gebruiker, vraag, nu)
    af = vraag.stand in AF
    grens = _lees_grens(vraag.na)
    if grens is not None:
        termijnen = termijnen.filter(_voor(*grens) if af else _na(*grens))
    volgorde = ("-einde", F("einde_tijd").desc(nulls_first=True), "-id") if af else OP_TIJD
    gelezen = list(termijnen.select_related("huishouden", "eigenaar").order_by(*volgorde)[: PER_PAGINA + 1])
    getoond = gelezen[:PER_PAGINA]
    volgende = ""
    if len(gelezen) > PER_PAGINA:
        volgende = vraag.adres(basis, na=_grens(getoond[-1]))
    return Termijnlijst(getoond, volgende)


def filter_termijnen(gebruiker: Any, vraag: Termijnvraag, nu: date) -> QuerySet[Any]:
    """Return the terms of households this person may open, narrowed to what was asked."""
    termijnen = Termijn.objects.filter(termijnen_zichtbaar(gebruiker))
    if vraag.wie == NIEMAND:
        termijnen = termijnen.filter(eigenaar=None, casus__team_id__in=list(teams_van(gebruiker)))
    elif vraag.wie:
        termijnen = termijnen.filter(eigenaar_id=lees_id(vraag.wie))
    elif vraag.van == "mij" and not vraag.team:
        termijnen = termijnen.filter(eigenaar_id=gebruiker.pk)
    if vraag.team:
        termijnen = termijnen.filter(casus__team_id=lees_id(vraag.team))
    elif vraag.van == "team":
        termijnen = termijnen.filter(casus__team_id__in=list(teams_van(gebruiker)))
    if vraag.wet:
        termijnen = termijnen.filter(wet="" if vraag.wet == GEEN else vraag.wet)
    if vraag.oorzaak:
        termijnen = termijnen.filter(oorzaak="" if vraag.oorzaak == GEEN else vraag.oorzaak)
    return op_stand(termijnen, vraag.stand, nu)


def op_stand(termijnen: QuerySet[Any], stand: str, nu: date) -> QuerySet[Any]:
    """Keep the terms that stand like this now."""
    vandaag = _dag(nu)
    if stand == "klaar":
        return termijnen.exclude(gehaald_op=None)
    if stand == "laat_klaar":
        terug = vandaag - timedelta(days=DAGEN_TERUG)
        te_laat = Q(gehaald_op__gt=F("einde")) | Q(gehaald_tijd__gt=F("einde_tijd"))
        return termijnen.filter(te_laat, gehaald_op__gte=terug).exclude(sleutel__in=wetten.vensters)
    if stand == "stil":
        return termijnen.filter(status=TermijnStatus.OPGESCHORT)
    termijnen = termijnen.filter(status=TermijnStatus.LOOPT).exclude(sleutel__in=wetten.vensters)
    if stand == "te_laat":
        return termijnen.filter(einde_voorbij(nu))
    if stand in DAGEN:
        return termijnen.filter(binnen(DAGEN[stand], nu))
    return termijnen


def binnen(dagen: int, nu: date) -> Q:
    """Return the filter for terms that are not late and end within this many days."""
    return Q(einde__lte=_dag(nu) + timedelta(days=dagen)) & ~einde_voorbij(nu)


def termijnen_in_gevaar(termijnen: QuerySet[Any], nu: date) -> dict[str, int]:
    """Count what is late, due in two days, and due in a week; one query."""
    loopt = op_stand(termijnen, "loopt", nu).filter(einde__lte=_dag(nu) + timedelta(days=7))
    return loopt.aggregate(
        te_laat=Count("pk", filter=einde_voorbij(nu)),
        bijna=Count("pk", filter=binnen(2, nu)),
        week=Count("pk", filter=~einde_voorbij(nu)),
    )


def _dag(nu: date) -> date:
    return localdate(nu) if isinstance(nu, datetime) else nu


def _grens(rij: Any) -> str:
    """Return where the page ended: the day, the moment of a term in hours, and the row."""
    tijd = rij.einde_tijd.astimezone(UTC).isoformat() if rij.einde_tijd else ""
    return f"{rij.einde.isoformat()}_{tijd}_{rij.pk}"


def _lees_grens(tekst: str) -> tuple[date, datetime | None, UUID] | None:
    try:
        dag, tijd, termijn_id = tekst.split("_")
        moment = datetime.fromisoformat(tijd).replace(tzinfo=UTC) if tijd else None
        return date.fromisoformat(dag), moment, UUID(termijn_id)
    except ValueError:
        return None


def _na(dag: date, tijd: datetime | None, termijn_id: UUID) -> Q:
    """Return the filter for what comes behind the end of a page, in the order of `OP_TIJD`."""
    if tijd is None:
        zelfde_dag = Q(einde_tijd=None, pk__gt=termijn_id)
    else:
        gelijk = Q(einde_tijd=tijd, pk__gt=termijn_id)
        zelfde_dag = Q(einde_tijd__gt=tijd) | Q(einde_tijd=None) | gelijk
    return Q(einde__gt=dag) | (Q(einde=dag) & zelfde_dag)


def _voor(dag: date, tijd: datetime | None, termijn_id: UUID) -> Q:
    """Return the same for the newest first."""
    if tijd is None:
        zelfde_dag = Q(einde_tijd__isnull=False) | Q(einde_tijd=None, pk__lt=termijn_id)
    else:
        zelfde_dag = Q(einde_tijd__lt=tijd) | Q(einde_tijd=tijd, pk__lt=termijn_id)
    return Q(einde__lt=dag) | (Q(einde=dag) & zelfde_dag)
