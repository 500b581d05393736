"""The list of what came in: open or all, newest or oldest first, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from modules.dossier.access import termijnen_zichtbaar, zichtbaar
from modules.dossier.models import Melding, MeldingSoort, Termijn
from modules.dossier.models.termijn import OP_TIJD
from modules.dossier.queries.bladwijzer import lees_grens, lees_id
from modules.dossier.wetten import wetten
from modules.inrichting.codelijsten import TermijnStatus, Wet
from modules.inrichting.rules.protocol import Categorie, Mate

PER_PAGINA = 25


@dataclass(frozen=True, slots=True)
class Meldingvraag:
    """What the list must show; every field is part of the address."""

    alles: bool = False
    wet: str = ""
    spoed: bool = False
    onbevestigd: bool = False
    bron: str = ""
    team: str = ""
    sinds: str = ""
    sorteer: str = "nieuw"
    na: str = ""

    def adres(self, basis: str, **anders: Any) -> str:
        """Return the address of this list with some things changed; the cursor goes unless given."""
        nieuw = replace(self, **{"na": "", **anders})
        delen = {
            naam: "1" if waarde is True else str(waarde)
            for naam in self.__dataclass_fields__
            if (waarde := getattr(nieuw, naam)) and not (naam == "sorteer" and waarde == "nieuw")
        }
        return f"{basis}?{urlencode(delen)}" if delen else basis


@dataclass(frozen=True, slots=True)
class Meldingrij:
    """The least of a melding: who, what kind, since when, what is due first."""

    melding: Any
    soort: str
    termijn: str
    uiterlijk: date | None


@dataclass(frozen=True, slots=True)
class Meldinglijst:
    """One page. `volgende` is empty at the end."""

    rijen: Sequence[Meldingrij]
    volgende: str


def meldinglijst(gebruiker: Any, vraag: Meldingvraag, *, basis: str) -> Meldinglijst:
    """Return one page of the meldingen of households this person may open: two queries."""
    meldingen = _filter(
        Melding.objects.filter(
            zichtbaar(gebruiker, "huishouden", categorie=Categorie.CONTACT, minstens=Mate.ALLES)
        ),
        vraag,
    )
    af = vraag.sorteer != "oud"
    grens = lees_grens(vraag.na)
    if grens is not None:
        meldingen = meldingen.filter(_voorbij(*grens, af=af))
    volgorde = ("-ontvangen_op", "-id") if af else ("ontvangen_op", "id")
    gelezen = list(
        meldingen.select_related("huishouden", "casus__behandelaar").order_by(*volgorde)[: PER_PAGINA + 1]
    )
    getoond = gelezen[:PER_PAGINA]
    termijnen = _eerste_termijn(gebruiker, [melding.pk for melding in getoond])
    volgende = ""
    if len(gelezen) > PER_PAGINA:
        laatste = getoond[-1]
        volgende = vraag.adres(basis, na=f"{laatste.ontvangen_op.isoformat()}_{laatste.pk}")
    return Meldinglijst([_rij(melding, termijnen) for melding in getoond], volgende)


def _filter(meldingen: QuerySet[Any], vraag: Meldingvraag) -> QuerySet[Any]:
    if not vraag.alles:
        meldingen = meldingen.filter(is_afgehandeld=False)
    if vraag.wet in Wet.values:
        meldingen = meldingen.filter(wet=vraag.wet)
    if vraag.bron:
        meldingen = meldingen.filter(bron=vraag.bron)
    if vraag.team:
        meldingen = meldingen.filter(casus__team_id=lees_id(vraag.team))
    if sinds := _dag(vraag.sinds):
        meldingen = meldingen.filter(ontvangen_op__gte=make_aware(datetime.combine(sinds, time.min)))
    if vraag.spoed:
        meldingen = meldingen.filter(is_spoed=True)
    if vraag.onbevestigd:
        meldingen = meldingen.filter(bevestigd_op=None)
    return meldingen


def _dag(tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst) if tekst else None
    except ValueError:
        return None


def _voorbij(moment: datetime, melding_id: UUID, *, af: bool) -> Q:
    kant = "lt" if af else "gt"
    gelijk = Q(ontvangen_op=moment, **{f"pk__{kant}": melding_id})
    return Q(**{f"ontvangen_op__{kant}e": moment}) & (Q(**{f"ontvangen_op__{kant}": moment}) | gelijk)


def _eerste_termijn(gebruiker: Any, ids: list[UUID]) -> dict[UUID, tuple[str, date]]:
    rijen = (
        Termijn.objects.filter(termijnen_zichtbaar(gebruiker), melding_id__in=ids, status=TermijnStatus.LOOPT)
        .exclude(sleutel__in=wetten.vensters)
        .order_by("melding_id", *OP_TIJD)
        .distinct("melding_id")
        .values_list("melding_id", "titel", "einde", "einde_tijd")
    )
    return {melding_id: (titel, tijd or einde) for melding_id, titel, einde, tijd in rijen}


def _rij(melding: Any, termijnen: dict[UUID, tuple[str, date]]) -> Meldingrij:
    titel, einde = termijnen.get(melding.pk, ("", None))
    soort = str(MeldingSoort(melding.soort).label)
    wet = "" if melding.wet == "geen" else f" ({melding.get_wet_display()})"
    return Meldingrij(melding, f"{soort}{wet}", titel, einde)
