"""The invoices of a month: which can go out, which need a look, which miss something, which went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from billing.actions.betaling import TEGEN
from billing.models import Betaalwijze, Factuur, Soort
from billing.queries import Dossier
from billing.rules.btw import btw_op
from billing.rules.concept import Concept, maak_concept
from billing.rules.prijs import PrijsOnbekend
from billing.rules.termijnen import termijnen, verrekenen_vanaf, volgende_maand
from keukentafel.values.datum_tekst import datum

STANDEN = {
    "klaar": ("Klaar om te versturen", "goed"),
    "controleren": ("Controleren", "let_op"),
    "niet_begonnen": ("Nog niet begonnen", "rustig"),
    "weg": ("Weg zonder einddatum", "let_op"),
    "verstuurd": ("Verstuurd", "neutraal"),
}
"""Where an invoice stands: its words and its colour."""


def eerste_van(dag: date) -> date:
    """Return the first day of the month of a day."""
    return dag.replace(day=1)


def concept_van(dossier: Dossier, *, maand: date) -> Concept:
    """Return what is to be billed to a contract up to and including a month.

    :raises PrijsOnbekend: a price or a number of inhabitants is missing.
    """
    contract, vanaf = dossier.contract, verrekenen_vanaf(maand)
    assert dossier.vanaf <= vanaf  # what was billed and is not read would be billed again
    laatste_dag = volgende_maand(maand) - timedelta(days=1)
    lijst = termijnen(
        begin=contract.begin,
        einde=contract.einde,
        periode=contract.factuurperiode,
        t_m=laatste_dag,
        gefactureerd={regel.termijn for regel in dossier.geboekt},
        vanaf=vanaf,
    )
    return maak_concept(
        feiten=dossier.feiten,
        termijnen=lijst,
        geboekt=[regel for regel in dossier.geboekt if regel.termijn.van >= vanaf],
        startkosten=dossier.startkosten_over if contract.begin <= laatste_dag else 0,
        btw_honderdsten=btw_op(maand),
    )


@dataclass(frozen=True, slots=True)
class Maandregel:
    """One contract in one month."""

    dossier: Dossier
    stand: str
    concept: Concept | None = None
    mist: str = ""
    facturen: tuple[Factuur, ...] = ()

    @property
    def label(self) -> str:
        """The stand in words."""
        return STANDEN[self.stand][0]

    @property
    def niveau(self) -> str:
        """The stand as a colour."""
        return STANDEN[self.stand][1]

    @property
    def waarom(self) -> str:
        """Why it stands there: what is missing, or what changed."""
        if self.mist or self.concept is None:
            return self.mist
        return " ".join(opmerking.tekst for opmerking in self.concept.opmerkingen)

    @property
    def bedrag(self) -> int:
        """What it comes to without VAT: of the preview, or else of what went out; nothing while nobody knows."""
        if self.stand == "weg":
            return 0
        if self.concept is not None:
            return self.concept.subtotaal
        return sum(factuur.subtotaal_centen for factuur in self.facturen)


def maandregel(dossier: Dossier, *, maand: date, heeft_afzender: bool) -> Maandregel | None:
    """Return where a contract stands in a month; None when that month has nothing to do with it."""
    facturen = tuple(rij for rij in dossier.facturen if rij.maand == maand)
    if dossier.weg_sinds is not None:
        return _weg(dossier, facturen, maand=maand, weg_sinds=dossier.weg_sinds)
    try:
        concept = concept_van(dossier, maand=maand)
    except PrijsOnbekend as fout:
        return Maandregel(dossier, "niet_begonnen", mist=str(fout), facturen=facturen)
    if not concept.regels:
        return Maandregel(dossier, "verstuurd", facturen=facturen) if facturen else None
    if not heeft_afzender:
        mist = "De gegevens van de leverancier ontbreken nog."
        return Maandregel(dossier, "niet_begonnen", concept, mist, facturen)
    gezien = (maand, concept.vingerafdruk) in dossier.nagekeken
    stand = "controleren" if concept.vraagt_blik and not gezien else "klaar"
    return Maandregel(dossier, stand, concept, facturen=facturen)


def _weg(
    dossier: Dossier, facturen: tuple[Factuur, ...], *, maand: date, weg_sinds: date
) -> Maandregel | None:
    """Return where a contract without an end stands of a gemeente that left: somebody notes the end first."""
    try:
        te_doen = bool(concept_van(dossier, maand=maand).regels)
    except PrijsOnbekend:
        te_doen = True
    if not te_doen and facturen:
        return Maandregel(dossier, "verstuurd", facturen=facturen)
    if not te_doen and maand < eerste_van(weg_sinds):
        return None
    zin = f"Haar laatste dag was {datum(weg_sinds)}. Het contract heeft nog geen laatste dag."
    return Maandregel(dossier, "weg", mist=zin, facturen=facturen)


def maandregels(dossiers: Iterable[Dossier], *, maand: date, heeft_afzender: bool) -> list[Maandregel]:
    """Return every contract that has something to bill, or was billed, in a month."""
    alle = (maandregel(dossier, maand=maand, heeft_afzender=heeft_afzender) for dossier in dossiers)
    return [regel for regel in alle if regel is not None]


@dataclass(frozen=True, slots=True)
class Groep:
    """The contracts that stand the same in a month."""

    stand: str
    regels: tuple[Maandregel, ...]

    @property
    def label(self) -> str:
        """The stand in words."""
        return STANDEN[self.stand][0]

    @property
    def niveau(self) -> str:
        """The stand as a colour."""
        return STANDEN[self.stand][1]

    @property
    def bedrag(self) -> int:
        """The sum of the group, without VAT."""
        return sum(regel.bedrag for regel in self.regels)


def groepen(regels: Iterable[Maandregel]) -> list[Groep]:
    """Group a month by where its invoices stand; empty groups stay, so that the page is always the same.

    Only the group of who left without an end is there when somebody did.
    """
    lijst = list(regels)
    alle = [Groep(stand, tuple(regel for regel in lijst if regel.stand == stand)) for stand in STANDEN]
    return [groep for groep in alle if groep.regels or groep.stand != "weg"]


@dataclass(frozen=True, slots=True)
class Rekeningregel:
    """A line of a statement: what was billed or paid, and the balance after it."""

    dag: date
    wat: str
    factuur: Factuur
    bedrag: int
    saldo: int


def rekening_van(facturen: Iterable[Factuur]) -> list[Rekeningregel]:
    """Return everything billed and paid in order of day, newest first; the balance is what is still open."""
    posten = []
    for factuur in facturen:
        wat = f"{Soort(factuur.soort).label} {factuur.nummer}"
        posten.append((factuur.factuurdatum, 0, factuur.nummer, wat, factuur, factuur.totaal_centen))
        for betaling in factuur.betalingen.all():
            is_tegen = betaling.kenmerk.startswith(TEGEN)
            soort = "Boeking teruggedraaid" if is_tegen else Betaalwijze(betaling.wijze).label
            wie = f"{soort} voor {factuur.nummer}"
            posten.append((betaling.ontvangen_op, 1, betaling.kenmerk, wie, factuur, -betaling.bedrag_centen))
    saldo, regels = 0, []
    for dag, _, _, wat, factuur, bedrag in sorted(posten, key=lambda post: post[:3]):
        saldo += bedrag
        regels.append(Rekeningregel(dag, wat, factuur, bedrag, saldo))
    return regels[::-1]
