"""The list of households: filters, order, paging by key, and the least data per row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet

from keukentafel.tenancy import zaaifouten
from modules.dossier.access import termijnen_zichtbaar, zichtbaar
from modules.dossier.models import Afspraak, Casus, Huishouden, Termijn
from modules.dossier.models.huishouden_queryset import HuishoudenQuerySet
from modules.dossier.queries.bladwijzer import lees_id
from modules.dossier.queries.zoeken import exact, ongeveer
from modules.dossier.queries.zoekvraag import lees
from modules.dossier.rules.fasen import statussen_van_stap
from modules.dossier.wetten import wetten
from modules.inrichting.codelijsten import CasusStatus, TermijnStatus
from modules.inrichting.rules.protocol import Categorie, Mate

PER_PAGINA = 25
TELT_TOT = 1000
VAN_HET_PLAN = ("plan", "regisseur", "evaluatie")
SORTERINGEN = {
    "naam": ("sorteernaam", "id"),
    "naam-af": ("-sorteernaam", "-id"),
    "nieuw": ("-id",),
    "oud": ("id",),
}


@dataclass(frozen=True, slots=True)
class Lijstvraag:
    """What the list must show. Every field is part of the address of the page.

    Of a question that was sealed (`v`) only the seal is: see `zoekteken`.
    """

    q: str = ""
    v: str = ""
    team: str = ""
    fase: str = ""
    mijn: bool = False
    zonder: str = ""
    wie: str = ""
    behandelaar: str = ""
    stap: str = ""
    model: str = ""
    sorteer: str = "naam"
    na: str = ""
    voor: str = ""

    def adres(self, basis: str, **anders: Any) -> str:
        """Return the address of this list with some things changed; the cursor goes unless given."""
        nieuw = replace(self, **{"na": "", "voor": "", **anders})
        delen = {
            naam: "1" if waarde is True else str(waarde)
            for naam in self.__dataclass_fields__
            if (waarde := getattr(nieuw, naam)) and not nieuw.laat_weg(naam)
        }
        return f"{basis}?{urlencode(delen)}" if delen else basis

    def laat_weg(self, naam: str) -> bool:
        """Whether this part says nothing in an address: the usual order, and words that are sealed."""
        return (naam == "sorteer" and self.sorteer == "naam") or (naam == "q" and bool(self.v))

    @property
    def is_gefilterd(self) -> bool:
        """Whether anything narrows the list."""
        geen_filter = ("sorteer", "na", "voor")
        return any(getattr(self, naam) for naam in self.__dataclass_fields__ if naam not in geen_filter)


@dataclass(frozen=True, slots=True)
class Huishoudenrij:
    """The least of a household: name, address, team, phase and the next step with its day."""

    id: UUID
    url: str
    naam: str
    adres: str
    team: str
    fase: str
    stap: str = ""
    stap_op: date | None = None
    is_te_laat: bool = False

    @property
    def huishouden_id(self) -> UUID:
        """The household it is about: by this the list is written in the logboek."""
        return self.id


@dataclass(frozen=True, slots=True)
class Huishoudenlijst:
    """One page of the list. `aantal` is None above the bound; then the page says `meer dan`."""

    rijen: Sequence[Huishoudenrij]
    aantal: int | None
    vorige: str = ""
    volgende: str = ""
    is_ongeveer: bool = False

    @property
    def telling(self) -> str:
        """How many there are, in words; never exact beyond the bound."""
        if self.aantal is None:
            return f"meer dan {TELT_TOT:,}".replace(",", ".")
        return str(self.aantal)

    @property
    def melding(self) -> str:
        """What a screen reader hears when the list changed."""
        if self.aantal == 1:
            return "1 resultaat"
        return f"{self.telling} resultaten".capitalize()


def huishoudenlijst(gebruiker: Any, vraag: Lijstvraag, *, vandaag: date, basis: str) -> Huishoudenlijst:
    """Return one page of the households this person may open: eight queries at most."""
    te_openen = Huishouden.objects.visible_to(gebruiker)
    if zaaifouten.staat_aan("lijst_zonder_filter"):
        te_openen = Huishouden.objects.all()
    alle = filter_lijst(te_openen, vraag, gebruiker, vandaag)
    zoekvraag = lees(vraag.q, vandaag)
    gevonden = exact(alle, zoekvraag) if not zoekvraag.is_leeg else alle
    bladzijde, vorige, volgende = _bladzijde(gevonden, vraag, basis, te_openen)
    if bladzijde or zoekvraag.is_leeg or vraag.na or vraag.voor:
        rijen = als_rijen(bladzijde, gebruiker, vandaag=vandaag)
        return Huishoudenlijst(rijen, _begrensd(gevonden, len(bladzijde), vraag), vorige, volgende)
    lijkend = ongeveer(alle, zoekvraag, PER_PAGINA)
    return Huishoudenlijst(
        als_rijen(lijkend, gebruiker, vandaag=vandaag), len(lijkend), is_ongeveer=bool(lijkend)
    )


def filter_lijst(
    huishoudens: HuishoudenQuerySet, vraag: Lijstvraag, gebruiker: Any, vandaag: date
) -> HuishoudenQuerySet:
    """Apply every filter but the search words. What is no id or no code finds nothing."""
    if vraag.team and not (vraag.behandelaar or vraag.stap or vraag.model):
        huishoudens = huishoudens.filter(team_id=lees_id(vraag.team))
    if vraag.mijn:
        huishoudens = huishoudens.van_medewerker(gebruiker.pk)
    if vraag.wie:
        huishoudens = huishoudens.van_medewerker(lees_id(vraag.wie))
    huishoudens = _leesbaar_filter(huishoudens, vraag, gebruiker)
    if vraag.fase or vraag.model or vraag.behandelaar or vraag.stap:
        huishoudens = huishoudens.filter(pk__in=_casussen(vraag).values("huishouden_id"))
    match vraag.zonder:
        case "plan":
            huishoudens = huishoudens.zonder_plan()
        case "regisseur":
            huishoudens = huishoudens.zonder_regisseur()
        case "evaluatie":
            huishoudens = huishoudens.zonder_evaluatie(vandaag)
        case "medewerker":
            huishoudens = huishoudens.zonder_behandelaar()
    return huishoudens


def _leesbaar_filter(
    huishoudens: HuishoudenQuerySet, vraag: Lijstvraag, gebruiker: Any
) -> HuishoudenQuerySet:
    """A filter tells what is there: keep the households of which that may be read."""
    if vraag.zonder in VAN_HET_PLAN:
        huishoudens = huishoudens.filter(zichtbaar(gebruiker, categorie=Categorie.PLAN))
    if vraag.fase or vraag.stap:
        huishoudens = huishoudens.filter(zichtbaar(gebruiker, categorie=Categorie.CONTACT))
    return huishoudens


def _casussen(vraag: Lijstvraag) -> QuerySet[Any]:
    """Return the casussen that stand like this: running ones, unless closed ones were asked for."""
    casussen = Casus.objects.all() if vraag.fase == "afgesloten" else Casus.objects.lopend()
    if vraag.fase:
        casussen = casussen.filter(status=vraag.fase)
    if vraag.model:
        casussen = casussen.filter(teammodel_id=lees_id(vraag.model))
    if vraag.team:
        casussen = casussen.filter(team_id=lees_id(vraag.team))
    if vraag.behandelaar:
        casussen = casussen.filter(behandelaar_id=lees_id(vraag.behandelaar))
    if vraag.stap:
        casussen = casussen.filter(status__in=statussen_van_stap(vraag.stap))
    return casussen


def _bladzijde(
    huishoudens: QuerySet[Any], vraag: Lijstvraag, basis: str, te_openen: QuerySet[Any]
) -> tuple[list[Any], str, str]:
    """Return the rows of this page, and the addresses of the pages before and after."""
    sleutels = SORTERINGEN.get(vraag.sorteer, SORTERINGEN["naam"])
    terug = bool(vraag.voor)
    anker = vraag.voor or vraag.na
    if anker:
        huishoudens = huishoudens.filter(_voorbij(lees_id(anker), sleutels, te_openen, terug=terug))
    volgorde = [_omgekeerd(sleutel) for sleutel in sleutels] if terug else list(sleutels)
    gelezen = list(huishoudens.select_related("team").order_by(*volgorde)[: PER_PAGINA + 1])
    meer, rijen = len(gelezen) > PER_PAGINA, gelezen[:PER_PAGINA]
    if terug:
        rijen.reverse()
    heeft_vorige, heeft_volgende = (meer, True) if terug else (bool(vraag.na), meer)
    return (
        rijen,
        vraag.adres(basis, voor=str(rijen[0].pk)) if rijen and heeft_vorige else "",
        vraag.adres(basis, na=str(rijen[-1].pk)) if rijen and heeft_volgende else "",
    )


def _voorbij(anker: UUID, sleutels: tuple[str, ...], te_openen: QuerySet[Any], *, terug: bool) -> Q:
    """Return the condition for rows past the anchor; the address holds its id, never its name.

    Only a household of one's own is an anchor: the place of another would tell how it is called.
    """
    af = sleutels[0].startswith("-") != terug
    kant = "lt" if af else "gt"
    if len(sleutels) == 1:
        return Q(**{f"pk__{kant}": anker})
    naam = te_openen.filter(pk=anker).values_list("sorteernaam", flat=True).first() or ""
    gelijk = Q(sorteernaam=naam, **{f"pk__{kant}": anker})
    # The first part is what the index needs; the second is exact.
    return Q(**{f"sorteernaam__{kant}e": naam}) & (Q(**{f"sorteernaam__{kant}": naam}) | gelijk)


def _omgekeerd(sleutel: str) -> str:
    return sleutel[1:] if sleutel.startswith("-") else f"-{sleutel}"


def _begrensd(huishoudens: QuerySet[Any], op_pagina: int, vraag: Lijstvraag) -> int | None:
    if zaaifouten.staat_aan("telling_zonder_filter"):
        return Huishouden.objects.count()
    if op_pagina < PER_PAGINA and not (vraag.na or vraag.voor):
        return op_pagina
    aantal: int = huishoudens.order_by()[: TELT_TOT + 1].count()
    return None if aantal > TELT_TOT else aantal


def als_rijen(huishoudens: Sequence[Any], gebruiker: Any, *, vandaag: date) -> list[Huishoudenrij]:
    """Return households as rows: three queries, whatever the number.

    The phase stands there for who sees the contacts (B), the next step for who reads the plan (J).
    """
    ids = [huishouden.pk for huishouden in huishoudens]
    if not ids:
        return []
    fasen = _fasen(ids, gebruiker)
    stappen = _stappen(ids, gebruiker, vandaag)
    return [_rij(huishouden, fasen, stappen, vandaag) for huishouden in huishoudens]


def _fasen(ids: list[UUID], gebruiker: Any) -> dict[UUID, str]:
    ziet = zichtbaar(gebruiker, "huishouden", categorie=Categorie.CONTACT)
    rijen = Casus.objects.filter(ziet, huishouden_id__in=ids).order_by("begonnen_op", "id")
    fasen: dict[UUID, str] = {}
    for huishouden_id, status in rijen.values_list("huishouden_id", "status"):
        if status not in (CasusStatus.AFGESLOTEN, CasusStatus.OVERGEDRAGEN) or huishouden_id not in fasen:
            fasen[huishouden_id] = str(CasusStatus(status).label)
    return fasen


def _stappen(ids: list[UUID], gebruiker: Any, vandaag: date) -> dict[UUID, tuple[str, date]]:
    """Return the first thing that has a day: a running term, or an appointment from today."""
    leest = zichtbaar(gebruiker, "huishouden", categorie=Categorie.PLAN, minstens=Mate.SAMENVATTING)
    termijnen = (
        Termijn.objects.filter(leest, huishouden_id__in=ids, status=TermijnStatus.LOOPT)
        .filter(termijnen_zichtbaar(gebruiker))
        .exclude(sleutel__in=wetten.vensters)
        .order_by("huishouden_id", "einde", "id")
        .distinct("huishouden_id")
        .values_list("huishouden_id", "titel", "einde")
    )
    afspraken = (
        Afspraak.objects.filter(leest, huishouden_id__in=ids, vervallen_op=None, begin__date__gte=vandaag)
        .order_by("huishouden_id", "begin", "id")
        .distinct("huishouden_id")
        .values_list("huishouden_id", "titel", "begin__date")
    )
    eerste: dict[UUID, tuple[str, date]] = {}
    for huishouden_id, titel, dag in [*termijnen, *afspraken]:
        if huishouden_id not in eerste or dag < eerste[huishouden_id][1]:
            eerste[huishouden_id] = (titel, dag)
    return eerste


def _rij(
    huishouden: Any, fasen: dict[UUID, str], stappen: dict[UUID, tuple[str, date]], vandaag: date
) -> Huishoudenrij:
    stap, dag = stappen.get(huishouden.pk, ("", None))
    return Huishoudenrij(
        id=huishouden.pk,
        url=huishouden.get_absolute_url(),
        naam=huishouden.naam,
        adres=huishouden.adres_met_plaats,
        team=huishouden.team.naam if huishouden.team else "Nog geen team",
        fase=fasen.get(huishouden.pk, ""),
        stap=stap,
        stap_op=dag,
        is_te_laat=dag is not None and dag < vandaag,
    )
