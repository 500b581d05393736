"""The list of terms: running, nearly late, late; mine or those of a team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from modules.dossier.access import teams_van, termijnen_zichtbaar
from modules.dossier.models import Termijn
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


def termijnlijst(gebruiker: Any, vraag: Termijnvraag, *, vandaag: date, basis: str) -> Termijnlijst:
    """Return one page, the first to end first (finished ones newest first); one query."""
    termijnen = filter_termijnen(gebruiker, vraag, vandaag)
    af = vraag.stand in AF
    grens = _lees_grens(vraag.na)
    if grens is not None:
        dag, termijn_id = grens
        kant = "lt" if af else "gt"
        termijnen = termijnen.filter(
            Q(**{f"einde__{kant}": dag}) | Q(einde=dag, **{f"pk__{kant}": termijn_id})
        )
    volgorde = ("-einde", "-id") if af else ("einde", "id")
    gelezen = list(termijnen.select_related("huishouden", "eigenaar").order_by(*volgorde)[: PER_PAGINA + 1])
    getoond = gelezen[:PER_PAGINA]
    volgende = ""
    if len(gelezen) > PER_PAGINA:
        volgende = vraag.adres(basis, na=f"{getoond[-1].einde.isoformat()}_{getoond[-1].pk}")
    return Termijnlijst(getoond, volgende)


def filter_termijnen(gebruiker: Any, vraag: Termijnvraag, vandaag: date) -> QuerySet[Any]:
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
    return op_stand(termijnen, vraag.stand, vandaag)


def op_stand(termijnen: QuerySet[Any], stand: str, vandaag: date) -> QuerySet[Any]:
    """Keep the terms that stand like this today."""
    if stand == "klaar":
        return termijnen.exclude(gehaald_op=None)
    if stand == "laat_klaar":
        terug = vandaag - timedelta(days=DAGEN_TERUG)
        return termijnen.filter(gehaald_op__gt=F("einde"), gehaald_op__gte=terug).exclude(
            sleutel__in=wetten.vensters
        )
    if stand == "stil":
        return termijnen.filter(status=TermijnStatus.OPGESCHORT)
    termijnen = termijnen.filter(status=TermijnStatus.LOOPT).exclude(sleutel__in=wetten.vensters)
    if stand == "te_laat":
        return termijnen.filter(einde__lt=vandaag)
    if stand in DAGEN:
        return termijnen.filter(einde__gte=vandaag, einde__lte=vandaag + timedelta(days=DAGEN[stand]))
    return termijnen


def termijnen_in_gevaar(termijnen: QuerySet[Any], vandaag: date) -> dict[str, int]:
    """Count what is late, due in two days, and due in a week; one query."""
    loopt = op_stand(termijnen, "loopt", vandaag).filter(einde__lte=vandaag + timedelta(days=7))
    return loopt.aggregate(
        te_laat=Count("pk", filter=Q(einde__lt=vandaag)),
        bijna=Count("pk", filter=Q(einde__gte=vandaag, einde__lte=vandaag + timedelta(days=2))),
        week=Count("pk", filter=Q(einde__gte=vandaag)),
    )


def _lees_grens(tekst: str) -> tuple[date, UUID] | None:
    dag, _, termijn_id = tekst.partition("_")
    try:
        return date.fromisoformat(dag), UUID(termijn_id)
    except ValueError:
        return None
