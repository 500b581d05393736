"""`Termijnen` in numbers: what runs, nearly late and late, per law, team, owner and cause (F066).

Every number opens its list. Owners stand in the order of their name: it is no league table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from modules.dossier.access import teams_van, termijnen_zichtbaar
from modules.dossier.models import Termijn
from modules.dossier.models.termijn import einde_voorbij
from modules.dossier.queries.termijnen import (
    GEEN,
    NIEMAND,
    Termijnvraag,
    binnen,
    filter_termijnen,
    op_stand,
)
from modules.dossier.wetten import wetten
from modules.inrichting.codelijsten import OverschrijdingOorzaak, TermijnStatus, Wet

KOLOMMEN = (("loopt", "Loopt"), ("week", "Binnen 7 dagen"), ("te_laat", "Te laat"), ("stil", "Staat stil"))
LANGST = 5


@dataclass(frozen=True, slots=True)
class Vak:
    """A number, and the list it counts."""

    stand: str
    label: str
    aantal: int
    url: str


@dataclass(frozen=True, slots=True)
class Regel:
    """One law, team or owner with its numbers."""

    label: str
    vakken: list[Vak]


@dataclass(frozen=True, slots=True)
class Tabel:
    """The same numbers cut one way."""

    kop: str
    kolom: str
    id: str
    regels: list[Regel]


@dataclass(frozen=True, slots=True)
class Overzicht:
    """All numbers of the terms that somebody sees of the own teams."""

    totaal: list[Vak]
    langst: list[Termijn]
    tabellen: list[Tabel]
    oorzaken: list[Vak]

    @property
    def is_leeg(self) -> bool:
        """Whether nothing runs and nothing was late."""
        return not (any(vak.aantal for vak in self.totaal) or self.oorzaken)


Telling = Mapping[str, Any]


def overzicht(gebruiker: Any, *, nu: date, basis: str) -> Overzicht:
    """Return the numbers of the teams of `gebruiker`; three queries."""
    vraag = Termijnvraag(van="team")
    rijen = _tel(_lopend(gebruiker), nu)
    oorzaken = _oorzaken(gebruiker, nu, basis)
    return Overzicht(
        totaal=_vakken(rijen, vraag, basis),
        langst=_langst(gebruiker, nu),
        tabellen=[
            _tabel("Per wet", "Wet", "p-wet", rijen, _wet, lambda rij: {"wet": rij["wet"] or GEEN}, vraag, basis),
            _tabel(
                "Per team", "Team", "p-team", rijen, lambda rij: rij["casus__team__naam"] or "Zonder team",
                lambda rij: {"team": str(rij["casus__team_id"] or "")}, vraag, basis,
            ),
            _tabel(
                "Van wie", "Medewerker", "p-wie", rijen, lambda rij: rij["eigenaar__naam"] or "Nog niemand",
                lambda rij: {"wie": str(rij["eigenaar_id"] or NIEMAND)}, vraag, basis,
            ),
        ],
        oorzaken=oorzaken,
    )  # fmt: skip


def _van_mijn_teams(gebruiker: Any) -> QuerySet[Any]:
    return Termijn.objects.filter(
        termijnen_zichtbaar(gebruiker), casus__team_id__in=list(teams_van(gebruiker))
    ).exclude(sleutel__in=wetten.vensters)


def _lopend(gebruiker: Any) -> QuerySet[Any]:
    lopend = (TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT)
    return _van_mijn_teams(gebruiker).filter(status__in=lopend)


def _tel(termijnen: QuerySet[Any], nu: date) -> list[Telling]:
    """Count per law, team and owner at once; one query."""
    loopt = Q(status=TermijnStatus.LOOPT)
    return list(
        termijnen.order_by()
        .values("wet", "casus__team_id", "casus__team__naam", "eigenaar_id", "eigenaar__naam")
        .annotate(
            loopt=Count("pk", filter=loopt),
            week=Count("pk", filter=loopt & binnen(7, nu)),
            te_laat=Count("pk", filter=loopt & einde_voorbij(nu)),
            stil=Count("pk", filter=Q(status=TermijnStatus.OPGESCHORT)),
        )
    )


def _vakken(rijen: list[Telling], vraag: Termijnvraag, basis: str, **filters: str) -> list[Vak]:
    return [
        Vak(stand, label, sum(rij[stand] for rij in rijen), vraag.adres(basis, stand=stand, **filters))
        for stand, label in KOLOMMEN
    ]


def _tabel(
    kop: str,
    kolom: str,
    id: str,
    rijen: list[Telling],
    naam: Callable[[Telling], str],
    filters: Callable[[Telling], dict[str, str]],
    vraag: Termijnvraag,
    basis: str,
) -> Tabel:
    groepen: dict[tuple[str, tuple[tuple[str, str], ...]], list[Telling]] = defaultdict(list)
    for rij in rijen:
        groepen[naam(rij), tuple(filters(rij).items())].append(rij)
    return Tabel(
        kop,
        kolom,
        id,
        [
            Regel(label, _vakken(groep, vraag, basis, **dict(sleutel)))
            for (label, sleutel), groep in sorted(groepen.items())
        ],
    )


def _wet(rij: Telling) -> str:
    return str(Wet(rij["wet"]).label) if rij["wet"] else "Afspraken zonder wet"


def _langst(gebruiker: Any, nu: date) -> list[Termijn]:
    """Return what is late, who waits longest on top; one query."""
    laat = op_stand(_van_mijn_teams(gebruiker), "te_laat", nu)
    return list(laat.select_related("huishouden", "eigenaar").order_by("begin", "id")[:LANGST])


def _oorzaken(gebruiker: Any, nu: date, basis: str) -> list[Vak]:
    """Return why terms of the last 90 days were finished late, most first; one query."""
    vraag = Termijnvraag(van="team", stand="laat_klaar")
    rijen = (
        filter_termijnen(gebruiker, vraag, nu)
        .order_by()
        .values(code=F("oorzaak"))
        .annotate(aantal=Count("pk"))
        .order_by("-aantal", "code")
    )
    return [
        Vak(
            "laat_klaar",
            str(OverschrijdingOorzaak(rij["code"]).label) if rij["code"] else "Nog geen oorzaak gekozen",
            rij["aantal"],
            vraag.adres(basis, oorzaak=rij["code"] or GEEN),
        )
        for rij in rijen
    ]
