"""What makes a plan a plan (domain 3.3; F043)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from keukentafel.values.bevinding import Bevinding, Ernst
from modules.dossier.rules.maanden import plus_maanden
from modules.inrichting.codelijsten import InstemmingUitkomst, Wie

KORT_MAANDEN: Final = 3


@dataclass(frozen=True, slots=True)
class Doel:
    """A goal, with whether it belongs to a problem and how many results it has."""

    sleutel: object
    titel: str
    heeft_probleem: bool
    resultaten: int


@dataclass(frozen=True, slots=True)
class Resultaat:
    """How people notice that it worked."""

    sleutel: object
    omschrijving: str
    indicator: str
    streefdatum: date | None


@dataclass(frozen=True, slots=True)
class Actie:
    """What somebody does. It leads to a result, or hangs loose."""

    sleutel: object
    wat: str
    wie: str
    heeft_resultaat: bool
    wanneer: date | None = None


@dataclass(frozen=True, slots=True)
class Instemming:
    """What one person says about the plan, with own words where that person thinks otherwise."""

    sleutel: object
    naam: str
    uitkomst: str = InstemmingUitkomst.NIET_GEVRAAGD
    woorden: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The layers of a plan below its problems. A form-free plan has only results and actions."""

    doelen: Sequence[Doel]
    resultaten: Sequence[Resultaat]
    acties: Sequence[Actie]
    evaluatie_op: date | None = None


def telt_als_plan(plan: Plan) -> bool:
    """Return whether it counts: at least one result and one action, in whatever form it was made."""
    return bool(plan.resultaten and plan.acties)


def controleer_lagen(plan: Plan, *, vandaag: date) -> tuple[Bevinding, ...]:
    """Return where the layers do not hang together. Only remarks: a plan in the making is never blocked."""
    bevindingen = [
        *(
            _let_op(f"Bij welk probleem hoort het doel {doel.titel}?", "doel")
            for doel in plan.doelen
            if not doel.heeft_probleem
        ),
        *(
            _let_op(f"Waaraan merkt u dat {doel.titel} gelukt is?", "doel")
            for doel in plan.doelen
            if not doel.resultaten
        ),
        *(bevinding for resultaat in plan.resultaten for bevinding in _resultaat(resultaat)),
        *(
            _let_op(f"Deze actie leidt nog nergens toe: {actie.wat}. Kies een resultaat.", "actie")
            for actie in plan.acties
            if not actie.heeft_resultaat
        ),
    ]
    return (*bevindingen, *_looptijd(plan.resultaten, vandaag))


def controleer_afspreken(plan: Plan, instemmingen: Iterable[Instemming]) -> tuple[Bevinding, ...]:
    """Return what stands in the way of agreeing on the plan.

    It needs a result and an action, and of every person either agreement or what that person
    thinks instead. Disagreement never blocks: it is recorded and printed.
    """
    bevindingen = []
    if not plan.resultaten:
        bevindingen.append(Bevinding("Schrijf op waaraan u merkt dat het gelukt is.", "resultaten"))
    if not plan.acties:
        bevindingen.append(Bevinding("Schrijf op wie wat gaat doen.", "acties"))
    if plan.evaluatie_op is None:
        bevindingen.append(Bevinding("Kies wanneer jullie samen terugkijken.", "evaluatie_op"))
    return (
        *bevindingen,
        *(bevinding for instemming in instemmingen for bevinding in _instemming(instemming)),
    )


@dataclass(frozen=True, slots=True)
class WieVerdeling:
    """How the actions are shared between the household, its network and professionals."""

    zelf: int
    netwerk: int
    professional: int

    @property
    def totaal(self) -> int:
        """All actions."""
        return self.zelf + self.netwerk + self.professional

    @property
    def eigen_aandeel(self) -> int:
        """The share in percent that no professional does; zero without actions."""
        return 0 if self.totaal == 0 else round((self.zelf + self.netwerk) * 100 / self.totaal)

    @property
    def zin(self) -> str:
        """The sharing in words."""
        if self.totaal == 0:
            return "Er zijn nog geen acties."
        delen = ((self.zelf, "zelf"), (self.netwerk, "netwerk"), (self.professional, "professional"))
        acties = "1 actie" if self.totaal == 1 else f"{self.totaal} acties"
        return f"{acties}: {', '.join(f'{aantal} {wie}' for aantal, wie in delen if aantal)}."


def wie_verdeling(wie: Iterable[str]) -> WieVerdeling:
    """Count who does the actions."""
    lijst = list(wie)
    return WieVerdeling(lijst.count(Wie.ZELF), lijst.count(Wie.NETWERK), lijst.count(Wie.PROFESSIONAL))


def is_kort(streefdatum: date, vandaag: date) -> bool:
    """Return whether a result is near: within three months."""
    return streefdatum <= plus_maanden(vandaag, KORT_MAANDEN)


def controleer_wie(wie: str, *, inwoner: str = "de inwoner") -> tuple[Bevinding, ...]:
    """Return that an action has no owner kind; `inwoner` is the word of the gemeente with its article."""
    if wie in Wie.values:
        return ()
    return (
        Bevinding(f"Kies wie deze actie doet: {inwoner}, iemand uit het netwerk of een professional.", "wie"),
    )


def _resultaat(resultaat: Resultaat) -> tuple[Bevinding, ...]:
    bevindingen = []
    if not resultaat.indicator.strip():
        bevindingen.append(_let_op(f"Hoe zien we dat dit gelukt is: {resultaat.omschrijving}?", "indicator"))
    if resultaat.streefdatum is None:
        bevindingen.append(_let_op(f"Wanneer is dit klaar: {resultaat.omschrijving}?", "streefdatum"))
    return tuple(bevindingen)


def _looptijd(resultaten: Iterable[Resultaat], vandaag: date) -> tuple[Bevinding, ...]:
    kort = [is_kort(resultaat.streefdatum, vandaag) for resultaat in resultaten if resultaat.streefdatum]
    if len(kort) < 2 or len(set(kort)) == 2:
        return ()
    if kort[0]:
        return (_let_op("Alle resultaten zijn al gauw klaar. Is er ook iets voor later?", "streefdatum"),)
    return (_let_op("Alle resultaten zijn pas later klaar. Is er ook iets wat snel lukt?", "streefdatum"),)


def _instemming(instemming: Instemming) -> tuple[Bevinding, ...]:
    if instemming.uitkomst == InstemmingUitkomst.NIET_GEVRAAGD:
        return (Bevinding(f"Vraag {instemming.naam} wat die van het plan vindt.", "instemming"),)
    denkt_anders = instemming.uitkomst in (InstemmingUitkomst.DEELS, InstemmingUitkomst.ANDERS)
    if denkt_anders and not instemming.woorden.strip():
        return (Bevinding(f"Schrijf op waar {instemming.naam} anders over denkt.", "instemming"),)
    return ()


def _let_op(text: str, veld: str) -> Bevinding:
    return Bevinding(text, veld, Ernst.LET_OP)
