"""Who has to agree, from age, gezag and representation, with the reason (domain.md 5.4). Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from modules.dossier.delen.woorden import Antwoord, Hoedanigheid, Kaderwet, ToestemmingStand, Uitzondering
from modules.dossier.rules.maanden import plus_maanden
from modules.inrichting.codelijsten import GezagSoort, VertegenwoordigerSoort

MET_GEZAG: Final = frozenset({GezagSoort.OUDER, GezagSoort.VOOGD, GezagSoort.GI, "gezag"})
"""Kinds of holder that decide for a child; files that were read in say `gezag`."""

_VOLGORDE: Final = (
    VertegenwoordigerSoort.CURATOR,
    VertegenwoordigerSoort.MENTOR,
    VertegenwoordigerSoort.VOOGD,
    VertegenwoordigerSoort.BEWINDVOERDER,
    VertegenwoordigerSoort.GEMACHTIGDE,
)
ALLEEN_GELD: Final = "G"


@dataclass(frozen=True, slots=True)
class Mens:
    """Somebody as far as this rule needs it."""

    naam: str
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Houder:
    """Somebody in the register of gezag over a child, or a parent who has none."""

    mens: Mens
    soort: str


@dataclass(frozen=True, slots=True)
class Namens:
    """Somebody who acts for a person."""

    naam: str
    soort: str


@dataclass(frozen=True, slots=True)
class Gever:
    """One who has to answer, and as what."""

    mens: Mens
    hoedanigheid: Hoedanigheid
    noot: str = ""


@dataclass(frozen=True, slots=True)
class WieGeeft:
    """Who answer, why, and until which day that holds. `fout` says why nobody can be asked now."""

    gevers: tuple[Gever, ...] = ()
    reden: str = ""
    artikel: str = ""
    grond_tot: date | None = None
    fout: str = ""
    let_op: tuple[str, ...] = ()

    @property
    def grond(self) -> str:
        """The reason with its article, as it is kept with the consent."""
        return f"{self.reden} ({self.artikel})" if self.artikel else self.reden


def leeftijd_op(geboren: date, dag: date) -> int:
    """Return the age in whole years."""
    return dag.year - geboren.year - ((dag.month, dag.day) < (geboren.month, geboren.day))


def verjaardag(geboren: date, jaren: int) -> date:
    """Return the day somebody becomes `jaren`; born on 29 February counts on 28 February or the day itself."""
    return plus_maanden(geboren, jaren * 12)


def wie_geeft(
    *,
    persoon: Mens,
    geboren: date | None,
    dag: date,
    kaderwet: str,
    houders: Sequence[Houder] = (),
    namens: Sequence[Namens] = (),
    kan_zelf: bool = True,
    uitzondering: str = "",
    categorieen: Collection[str] = (),
) -> WieGeeft:
    """Return who must agree on `dag`.

    Jeugdwet 7.3.4, 7.3.5 and 7.3.15: under 12 the parents with gezag, 12 to 15 the youth and the
    parents, from 16 alone. Wmo 5.3.2 and 5.1.1: from 12 oneself, when able. From 18 oneself, or who
    decides for a person who cannot. Parents without gezag never decide (BW 1:377c).
    """
    if geboren is None:
        return WieGeeft(
            fout=f"Vul eerst de geboortedatum van {persoon.naam} in. Daarvan hangt af wie mag beslissen."
        )
    leeftijd = leeftijd_op(geboren, dag)
    if leeftijd >= 18:
        return _volwassen(persoon, namens, kan_zelf, categorieen)
    gezag = [houder.mens for houder in houders if houder.soort in MET_GEZAG]
    let_op = _let_op(persoon, houders, gezag)
    if leeftijd >= 16 and kan_zelf:
        return WieGeeft(
            (_zelf(persoon),), f"{persoon.naam} is {leeftijd} jaar en beslist zelf.", _zelf_artikel(kaderwet)
        )
    if kaderwet == Kaderwet.WMO and leeftijd >= 12 and kan_zelf:
        return WieGeeft(
            (_zelf(persoon),),
            f"{persoon.naam} is {leeftijd} jaar en beslist bij de Wmo zelf vanaf 12 jaar.",
            "Wmo 2015, artikel 5.3.2",
            verjaardag(geboren, 16),
            let_op=let_op,
        )
    if kaderwet == Kaderwet.JEUGD and leeftijd >= 12 and kan_zelf and uitzondering in _UITZONDERING:
        return WieGeeft(
            (_zelf(persoon),),
            f"{persoon.naam} is {leeftijd} jaar en beslist nu alleen: {_UITZONDERING[uitzondering]}.",
            "Jeugdwet, artikel 7.3.4 lid 2",
            verjaardag(geboren, 16),
            let_op=let_op,
        )
    if not gezag:
        return WieGeeft(
            fout=f"Leg eerst vast wie gezag heeft over {persoon.naam}. Zonder gezag mag niemand hier beslissen.",
            let_op=let_op,
        )
    ouders = tuple(Gever(mens, Hoedanigheid.GEZAG) for mens in gezag)
    if leeftijd < 12:
        artikel = "Jeugdwet, artikel 7.3.15" if kaderwet == Kaderwet.JEUGD else "Wmo 2015, artikel 5.3.2"
        return WieGeeft(
            ouders,
            f"{persoon.naam} is {leeftijd} jaar: {_wie(gezag)} met gezag {_beslist(gezag)}.",
            artikel,
            verjaardag(geboren, 12),
            let_op=let_op,
        )
    if not kan_zelf:
        return WieGeeft(
            ouders,
            f"{persoon.naam} kan dit nu niet zelf overzien: {_wie(gezag)} met gezag {_beslist(gezag)}.",
            "Jeugdwet, artikel 7.3.15 lid 2" if kaderwet == Kaderwet.JEUGD else "Wmo 2015, artikel 5.3.2",
            verjaardag(geboren, 18 if leeftijd >= 16 else 16),
            let_op=let_op,
        )
    return WieGeeft(
        (_zelf(persoon), *ouders),
        f"{persoon.naam} is {leeftijd} jaar: {persoon.naam} en {_wie(gezag)} met gezag beslissen samen.",
        "Jeugdwet, artikel 7.3.4",
        verjaardag(geboren, 16),
        let_op=let_op,
    )


_UITZONDERING: Final[Mapping[str, str]] = {
    Uitzondering.NADEEL: "zonder deze stap is er ernstig nadeel",
    Uitzondering.WENS: "de jongere blijft dit weloverwogen willen",
}


def _zelf(persoon: Mens) -> Gever:
    return Gever(persoon, Hoedanigheid.ZELF)


def _zelf_artikel(kaderwet: str) -> str:
    return "Jeugdwet, artikel 7.3.5" if kaderwet == Kaderwet.JEUGD else "Wmo 2015, artikel 5.3.2"


def _wie(mensen: Sequence[Mens]) -> str:
    return "beide ouders" if len(mensen) == 2 else ("de ouder" if len(mensen) == 1 else "iedereen")


def _beslist(mensen: Sequence[Mens]) -> str:
    return "beslist" if len(mensen) == 1 else "beslissen"


def _let_op(persoon: Mens, houders: Sequence[Houder], gezag: Sequence[Mens]) -> tuple[str, ...]:
    zinnen = []
    if len(gezag) == 1:
        zinnen.append(
            f"Er staat één persoon met gezag over {persoon.naam}. Kijk in het gezagsregister of dat klopt."
        )
    zinnen += [
        f"{houder.mens.naam} heeft geen gezag: beslist niet mee en krijgt alleen feitelijke informatie "
        "(BW 1:377c)."
        for houder in houders
        if houder.soort == GezagSoort.OUDER_ZONDER_GEZAG
    ]
    return tuple(zinnen)


def _volwassen(
    persoon: Mens, namens: Sequence[Namens], kan_zelf: bool, categorieen: Collection[str]
) -> WieGeeft:
    curator = next((rij for rij in namens if rij.soort == VertegenwoordigerSoort.CURATOR), None)
    if kan_zelf and curator is None:
        return WieGeeft((_zelf(persoon),), f"{persoon.naam} is volwassen en beslist zelf.")
    mag = [rij for rij in namens if _mag(rij, categorieen)]
    if not mag:
        return WieGeeft(
            fout=f"Niemand mag nu namens {persoon.naam} beslissen. Leg vast wie dat mag, of wacht tot "
            f"{persoon.naam} het zelf kan."
        )
    wie = min(mag, key=lambda rij: _VOLGORDE.index(VertegenwoordigerSoort(rij.soort)))
    soort = str(VertegenwoordigerSoort(wie.soort).label).lower()
    return WieGeeft(
        (Gever(Mens(wie.naam), Hoedanigheid.VERTEGENWOORDIGER, soort),),
        f"{wie.naam} beslist als {soort} namens {persoon.naam}.",
        let_op=(f"Vertel {persoon.naam} wel wat er gebeurt, en vraag wat {persoon.naam} ervan vindt.",),
    )


def _mag(rij: Namens, categorieen: Collection[str]) -> bool:
    """A bewindvoerder decides about money and nothing else."""
    if rij.soort not in VertegenwoordigerSoort.values:
        return False
    return rij.soort != VertegenwoordigerSoort.BEWINDVOERDER or set(categorieen) == {ALLEEN_GELD}


def mag_meer_dan_feiten(soort: str) -> bool:
    """Tell whether a parent may hear more than facts: one without gezag may not (BW 1:377c)."""
    return soort in MET_GEZAG


def uitslag(antwoorden: Collection[str]) -> ToestemmingStand:
    """Return what the answers together make: one no is no, and all must say yes."""
    if not antwoorden:
        return ToestemmingStand.GEVRAAGD
    if Antwoord.NEE in antwoorden:
        return ToestemmingStand.GEWEIGERD
    if all(antwoord == Antwoord.JA for antwoord in antwoorden):
        return ToestemmingStand.GEGEVEN
    return ToestemmingStand.GEVRAAGD


def zijn_het_oneens(antwoorden: Collection[str]) -> bool:
    """Tell whether one said yes and another no."""
    return Antwoord.NEE in antwoorden and Antwoord.JA in antwoorden
