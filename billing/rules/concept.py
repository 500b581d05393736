"""The next invoice of a contract: what is due for every period so far, less what was billed for it.

So a module that came in the middle of a year, a number of inhabitants that came late, and a contract that
stops are all the same thing: the difference, in lines that say where it comes from.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from billing.rules import woorden
from billing.rules.afronding import procent
from billing.rules.prijs import Prijsfeiten, Stuk, stukken
from billing.rules.termijnen import Termijn
from billing.rules.woorden import Opmerking


@dataclass(frozen=True, slots=True)
class Geboekt:
    """A line that was billed before, of an invoice that was not credited."""

    module: str
    termijn: Termijn
    bedrag: int
    is_correctie: bool
    gegevens: str = "[]"

    @property
    def stukken(self) -> list[Stuk]:
        """What it was reckoned with, as kept in JSON; read only where something differs."""
        return [Stuk.uit_gegeven(self.module, gegeven) for gegeven in json.loads(self.gegevens)]


@dataclass(frozen=True, slots=True)
class Conceptregel:
    """A line of an invoice to be."""

    soort: str
    omschrijving: str
    reden: str
    bruto: int
    korting: int = 0
    module: str = ""
    termijn: Termijn | None = None
    van: date | None = None
    tot: date | None = None
    grondslag: Mapping[str, Any] = field(default_factory=dict)

    @property
    def bedrag(self) -> int:
        """What the line comes to, without VAT."""
        return self.bruto - self.korting


@dataclass(frozen=True, slots=True)
class Concept:
    """A whole invoice to be. Without lines there is nothing to bill."""

    regels: tuple[Conceptregel, ...]
    btw_honderdsten: int
    opmerkingen: tuple[Opmerking, ...] = ()

    @property
    def subtotaal(self) -> int:
        """The sum of the lines."""
        return sum(regel.bedrag for regel in self.regels)

    @property
    def btw(self) -> int:
        """The VAT, once over the sum of the lines, as EN 16931 asks (BR-CO-17)."""
        return procent(self.subtotaal, self.btw_honderdsten)

    @property
    def totaal(self) -> int:
        """What is to be paid; below zero it is a credit note."""
        return self.subtotaal + self.btw

    @property
    def is_credit(self) -> bool:
        """Whether money goes back."""
        return self.subtotaal < 0

    @property
    def vraagt_blik(self) -> bool:
        """Whether a person has to look before it goes out."""
        return any(opmerking.kijken for opmerking in self.opmerkingen)

    @property
    def vingerafdruk(self) -> str:
        """Return a hash of everything on it: another amount, another reason, another fingerprint."""
        delen = [
            [regel.soort, regel.omschrijving, regel.reden, regel.bruto, regel.korting]
            for regel in self.regels
        ]
        tekst = json.dumps([delen, self.btw_honderdsten, [o.tekst for o in self.opmerkingen]])
        return hashlib.sha256(tekst.encode()).hexdigest()


def maak_concept(
    *,
    feiten: Prijsfeiten,
    termijnen: Iterable[Termijn],
    geboekt: Iterable[Geboekt],
    startkosten: int,
    btw_honderdsten: int,
) -> Concept:
    """Return the invoice that makes everything billed equal to everything due in these periods.

    `startkosten` is what is still due of them.

    :raises PrijsOnbekend: a price or a number of inhabitants is missing.
    """
    lijst, per_termijn = list(termijnen), _per_termijn(geboekt)
    klopt = _wat_klopt(feiten, lijst, per_termijn)
    laatste = max(per_termijn, default=None)
    regels: list[Conceptregel] = []
    opmerkingen: list[Opmerking] = []
    if startkosten:
        regels.append(Conceptregel("startkosten", "Startkosten, eenmalig", woorden.START, startkosten))
    for vorige, termijn in zip([None, *lijst], lijst, strict=False):
        if termijn in klopt:
            continue
        nu = stukken(feiten, termijn.van, termijn.tot)
        if termijn in per_termijn:
            regels += _verschil(termijn, nu, per_termijn[termijn])
            continue
        regels += [_abonnement(termijn, stuk) for stuk in nu if stuk.bedrag or stuk.bruto]
        vorig = stukken(feiten, vorige.van, vorige.tot) if vorige else []
        opmerkingen += woorden.wat_is_anders(vorig, nu, feiten)
        if laatste is not None and termijn < laatste:
            opmerkingen.append(woorden.ALSNOG)
    if any(regel.soort == "correctie" for regel in regels):
        opmerkingen.append(woorden.VERREKENING)
    return Concept(tuple(regels), btw_honderdsten, tuple(dict.fromkeys(opmerkingen)) if regels else ())


def _per_termijn(geboekt: Iterable[Geboekt]) -> dict[Termijn, list[Geboekt]]:
    per: dict[Termijn, list[Geboekt]] = {}
    for regel in geboekt:
        per.setdefault(regel.termijn, []).append(regel)
    return per


def _wat_klopt(
    feiten: Prijsfeiten, lijst: list[Termijn], per_termijn: Mapping[Termijn, list[Geboekt]]
) -> set[Termijn]:
    """Return the billed periods that need no second look: their year comes to what was billed, per module.

    The parts of a year add up to its price wherever it is cut, so a year of months is one sum and not twelve.
    """
    klopt: set[Termijn] = set()
    for reeks in _reeksen([termijn for termijn in lijst if termijn in per_termijn]):
        over: Counter[str] = Counter()
        for stuk in stukken(feiten, reeks[0].van, reeks[-1].tot):
            over[stuk.module] += stuk.bedrag
        for termijn in reeks:
            for regel in per_termijn[termijn]:
                over[regel.module] -= regel.bedrag
        if not any(over.values()):
            klopt.update(reeks)
    return klopt


def _reeksen(lijst: list[Termijn]) -> list[list[Termijn]]:
    """Return periods in rows that follow each other without a gap inside one calendar year."""
    reeksen: list[list[Termijn]] = []
    for termijn in lijst:
        vorige = reeksen[-1][-1] if reeksen else None
        if vorige is not None and vorige.tot == termijn.van and vorige.van.year == termijn.van.year:
            reeksen[-1].append(termijn)
        else:
            reeksen.append([termijn])
    return reeksen


def _abonnement(termijn: Termijn, stuk: Stuk) -> Conceptregel:
    return Conceptregel(
        soort="abonnement",
        omschrijving=woorden.omschrijving(stuk.module, stuk.van, stuk.tot),
        reden=woorden.waarom(stuk, termijn),
        bruto=stuk.bruto,
        korting=stuk.korting,
        module=stuk.module,
        termijn=termijn,
        van=stuk.van,
        tot=stuk.tot,
        grondslag={"stukken": [stuk.als_gegeven()]},
    )


def _verschil(termijn: Termijn, nu: list[Stuk], oud: list[Geboekt]) -> list[Conceptregel]:
    regels = []
    for module in sorted({stuk.module for stuk in nu} | {regel.module for regel in oud}):
        hoort = [stuk for stuk in nu if stuk.module == module]
        stond = [regel for regel in oud if regel.module == module]
        bedrag = sum(stuk.bedrag for stuk in hoort) - sum(regel.bedrag for regel in stond)
        if bedrag:
            regels.append(_correctie(termijn, module, bedrag, hoort, _laatste(stond)))
    return regels


def _laatste(stond: list[Geboekt]) -> list[Stuk]:
    """Return the pieces that were billed last: a settlement holds all of them, as they then were."""
    correcties = [regel for regel in stond if regel.is_correctie]
    bron = correcties[-1:] or stond
    return [stuk for regel in bron for stuk in regel.stukken]


def _correctie(
    termijn: Termijn, module: str, bedrag: int, hoort: list[Stuk], stond: list[Stuk]
) -> Conceptregel:
    return Conceptregel(
        soort="correctie",
        omschrijving=woorden.omschrijving_verrekening(module, termijn.van, termijn.tot),
        reden=woorden.waarom_anders(hoort, stond, termijn),
        bruto=bedrag,
        module=module,
        termijn=termijn,
        van=termijn.van,
        tot=termijn.tot,
        grondslag={"stukken": [stuk.als_gegeven() for stuk in hoort]},
    )
