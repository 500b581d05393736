"""The list of work per household: filters, order of risk, own columns, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate

from keukentafel.tenancy import zaaifouten
from modules.dossier.access import teams_van, zichtbaar
from modules.dossier.models import Casus
from modules.dossier.queries.bladwijzer import lees_id
from modules.dossier.queries.feiten import nog_te_bevestigen
from modules.dossier.werk.queries.regels import Werk, werk_van
from modules.dossier.werk.rules.risico import DAGEN_WEEK, Risico
from modules.dossier.werkbronnen import Soort, Werkvraag
from modules.inrichting.codelijsten import CasusStatus, Wet
from modules.inrichting.rules.protocol import Categorie, Mate

PER_PAGINA: Final = 25
HOOGSTENS: Final = 2000
MIJ, TEAM, NIEMAND = "mij", "team", "niemand"
STANDEN: Final = {
    "crisis": "Crisis",
    "te_laat": "Te laat",
    "gevaar": "In gevaar",
    "week": "Binnen 7 dagen",
    "nieuw": "Nog niet bevestigd",
    "niets": "Niets gepland",
}
SOORTEN: Final = {
    Soort.TERMIJN.value: "Termijnen",
    Soort.STAP.value: "Stappen van een wet",
    Soort.BESLUIT.value: "Besluiten",
    Soort.BRIEF.value: "Brieven",
    Soort.TERUGKIJKEN.value: "Terugkijken",
    Soort.ACTIE.value: "Acties",
    Soort.WAAKVLAM.value: "Waakvlam",
}


@dataclass(frozen=True, slots=True)
class Werklijstvraag:
    """What the list must show; every field is part of the address.

    `van`: my own (`mij`), my teams (`team`), nobody's (`niemand`), or the id of a colleague.
    """

    van: str = MIJ
    team: str = ""
    wet: str = ""
    soort: str = ""
    stand: str = ""
    blad: str = ""

    def adres(self, **anders: Any) -> str:
        """Return the address of this list with some things changed; back to the first page unless asked."""
        nieuw = replace(self, **{"blad": "", **anders})
        return f"{reverse('werk:lijst')}?{urlencode(nieuw.delen)}"

    @property
    def delen(self) -> dict[str, str]:
        """Return what this question says, part by part; nothing that is empty."""
        return {naam: waarde for naam, waarde in asdict(self).items() if waarde}

    @property
    def filter(self) -> dict[str, str]:
        """Return what a saved filter keeps: all but the page."""
        return {naam: waarde for naam, waarde in self.delen.items() if naam != "blad"}

    @property
    def bladnummer(self) -> int:
        """Return which page, from 1; what is no number is the first."""
        return max(1, int(self.blad)) if self.blad.isdecimal() and len(self.blad) < 6 else 1


def lees_vraag(gegevens: Mapping[str, Any]) -> Werklijstvraag:
    """Read a question from an address or a form; what is unknown is left out."""
    ruw = {veld.name: str(gegevens.get(veld.name, ""))[:60] for veld in fields(Werklijstvraag)}
    wet = ruw["wet"] if ruw["wet"] in Wet.values else ""
    soort = ruw["soort"] if ruw["soort"] in SOORTEN else ""
    stand = ruw["stand"] if ruw["stand"] in STANDEN else ""
    return Werklijstvraag(ruw["van"] or MIJ, ruw["team"], wet, soort, stand, ruw["blad"])


@dataclass(frozen=True, slots=True)
class Werkrij:
    """One household with a team: what comes first, and the least of who and where."""

    casus: Any
    eerst: Werk | None
    meer: int
    is_nieuw: bool
    ziet_fase: bool

    @property
    def huishouden_id(self) -> UUID:
        """The household it is about: by this the list is written in the logboek."""
        pk: UUID = self.casus.huishouden_id
        return pk

    @property
    def keuze(self) -> str:
        """What the box in front of the row sends: the casus, and with whom it was when it was shown."""
        return f"{self.casus.pk}:{self.casus.behandelaar_id or ''}"

    @property
    def fase(self) -> str:
        """Return the phase, for who sees the contacts."""
        return str(CasusStatus(self.casus.status).label) if self.ziet_fase else ""

    @property
    def wet(self) -> str:
        """Return the law of what comes first."""
        code = self.eerst.regel.wet if self.eerst else ""
        return str(Wet(code).label) if code and code != Wet.GEEN else ""


@dataclass(frozen=True, slots=True)
class Werklijst:
    """One page, with how many there are in all and which pages lie around it."""

    rijen: Sequence[Werkrij]
    aantal: int
    vorige: str = ""
    volgende: str = ""

    @property
    def zin(self) -> str:
        """What a screen reader hears when the list changed."""
        return "1 huishouden" if self.aantal == 1 else f"{self.aantal} huishoudens"


def werklijst(
    gebruiker: Any,
    vraag: Werklijstvraag,
    *,
    mensen: Mapping[UUID, str],
    modules: frozenset[str],
    nu: datetime,
) -> Werklijst:
    """Return one page of the households with what comes first in each, the most urgent on top."""
    rijen = alle_rijen(gebruiker, vraag, mensen=mensen, modules=modules, nu=nu)
    begin = (vraag.bladnummer - 1) * PER_PAGINA
    getoond = rijen[begin : begin + PER_PAGINA]
    return Werklijst(
        getoond,
        len(rijen),
        vraag.adres(blad=str(vraag.bladnummer - 1)) if begin and rijen else "",
        vraag.adres(blad=str(vraag.bladnummer + 1)) if len(rijen) > begin + PER_PAGINA else "",
    )


def alle_rijen(
    gebruiker: Any,
    vraag: Werklijstvraag,
    *,
    mensen: Mapping[UUID, str],
    modules: frozenset[str],
    nu: datetime,
) -> list[Werkrij]:
    """Return every row of this question; a fixed number of queries, whatever the number of rows."""
    vandaag = localdate(nu)
    casussen = _casussen(gebruiker, vraag, mensen)
    zoek = Werkvraag(gebruiker, vandaag, mensen, _teams(gebruiker, vraag), modules, nu)
    per_casus = _per_casus(werk_van(zoek), casussen)
    rijen = [_rij(casus, per_casus.get(casus.pk, []), vraag) for casus in casussen]
    gekozen = [rij for rij in rijen if rij is not None and _past(rij, vraag, vandaag)]
    return sorted(gekozen, key=_plek)


def _teams(gebruiker: Any, vraag: Werklijstvraag) -> frozenset[UUID] | None:
    """Return whose work is looked for: that of a person or of the teams; one's own has no teams."""
    eigen = teams_van(gebruiker)
    if vraag.van == MIJ and not vraag.team:
        return None
    return frozenset({lees_id(vraag.team)}) & eigen if vraag.team else eigen


def _casussen(gebruiker: Any, vraag: Werklijstvraag, mensen: Mapping[UUID, str]) -> list[Any]:
    """Return the running casussen this question is about, as far as this person may know of them; one query."""
    mag = Q() if zaaifouten.staat_aan("werklijst_zonder_filter") else zichtbaar(gebruiker, "huishouden")
    ziet_contact = zichtbaar(gebruiker, "huishouden", categorie=Categorie.CONTACT, minstens=Mate.SAMENVATTING)
    casussen = Casus.objects.lopend().filter(mag)
    teams = _teams(gebruiker, vraag)
    if teams is not None:
        casussen = casussen.filter(team_id__in=list(teams))
    if vraag.van == MIJ:
        casussen = casussen.filter(behandelaar_id__in=list(mensen))
    elif vraag.van == NIEMAND:
        casussen = casussen.filter(behandelaar=None)
    elif vraag.van != TEAM:
        casussen = casussen.filter(behandelaar_id=lees_id(vraag.van))
    return list(
        casussen.annotate(
            is_nieuw=nog_te_bevestigen("pk"),
            ziet_contact=Exists(Casus.objects.filter(ziet_contact, pk=OuterRef("pk"))),
        )
        .select_related("huishouden", "team", "behandelaar")
        .order_by("begonnen_op", "id")[:HOOGSTENS]
    )


def _per_casus(werk: Sequence[Werk], casussen: Sequence[Any]) -> dict[UUID, list[Werk]]:
    """Return the work of each casus, in order; what hangs on the household alone goes to its first casus."""
    van_huishouden: dict[UUID, UUID] = {}
    for casus in casussen:
        van_huishouden.setdefault(casus.huishouden_id, casus.pk)
    bekend = {casus.pk for casus in casussen}
    per: dict[UUID, list[Werk]] = {}
    for werkje in werk:
        casus_id = werkje.regel.casus_id
        if casus_id not in bekend:
            casus_id = van_huishouden.get(werkje.huishouden_id) if casus_id is None else None
        if casus_id is not None:
            per.setdefault(casus_id, []).append(werkje)
    return per


def _rij(casus: Any, werk: list[Werk], vraag: Werklijstvraag) -> Werkrij | None:
    """Return a row, with only the work the filter asks for; None when it asks for work that is not there."""
    gekozen = [
        rij
        for rij in werk
        if (not vraag.wet or rij.regel.wet == vraag.wet)
        and (not vraag.soort or rij.regel.soort == vraag.soort)
    ]
    if (vraag.wet or vraag.soort) and not gekozen:
        return None
    eerst = gekozen[0] if gekozen else None
    return Werkrij(
        casus, eerst, max(0, len(werk) - 1), casus.is_nieuw and casus.ziet_contact, casus.ziet_contact
    )


def _past(rij: Werkrij, vraag: Werklijstvraag, vandaag: date) -> bool:
    eerst = rij.eerst
    match vraag.stand:
        case "":
            return True
        case "nieuw":
            return rij.is_nieuw
        case "niets":
            return eerst is None
        case _ if eerst is None:
            return False
        case "crisis":
            return eerst.is_crisis
        case "te_laat":
            return eerst.is_te_laat or (eerst.is_crisis and _is_voorbij(eerst, vandaag))
        case "gevaar":
            return eerst.in_gevaar
    over = (eerst.regel.uiterlijk - vandaag).days if eerst.regel.uiterlijk else None
    return over is not None and over <= DAGEN_WEEK


def _is_voorbij(werk: Werk, vandaag: date) -> bool:
    return werk.regel.uiterlijk is not None and werk.regel.uiterlijk < vandaag


def _plek(rij: Werkrij) -> tuple[int, date, date, str]:
    if rij.eerst is None:
        return (Risico.ZONDER_DAG + 1, date.max, rij.casus.begonnen_op, rij.casus.huishouden.sorteernaam)
    return (
        int(rij.eerst.risico),
        rij.eerst.regel.uiterlijk or date.max,
        rij.eerst.regel.begin or date.max,
        rij.casus.huishouden.sorteernaam,
    )
