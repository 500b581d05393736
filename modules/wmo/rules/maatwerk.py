"""When there is maatwerk: the order in which help is looked at, and the pgb (Wmo 2015, art. 2.3.5 and 2.3.6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from keukentafel.values.bevinding import Bevinding


@dataclass(frozen=True, slots=True)
class Trede:
    """One kind of help in the order of art. 2.3.5 lid 3, with its heading and its sentence in a decision."""

    code: str
    titel: str
    vraag: str


VOLGORDE: Final = (
    Trede("eigen_kracht", "Eigen kracht", "Wat kan iemand zelf?"),
    Trede("gebruikelijke_hulp", "Gebruikelijke hulp", "Wat doen huisgenoten gewoonlijk voor elkaar?"),
    Trede("mantelzorg", "Mantelzorg", "Wat doet de mantelzorger, en houdt die het vol?"),
    Trede("netwerk", "Netwerk", "Wat doen familie, vrienden en buren?"),
    Trede("algemeen", "Wat er voor iedereen is", "Welke algemene voorziening past, en is die er nu?"),
    Trede("maatwerk", "Maatwerk", "Wat is er dan nog nodig?"),
)
TREDEN: Final[Mapping[str, Trede]] = {trede.code: trede for trede in VOLGORDE}
VOOR_MAATWERK: Final = tuple(trede.code for trede in VOLGORDE[:-1])


@dataclass(frozen=True, slots=True)
class Weging:
    """What was found at one step: the words, and whether it solves the whole question."""

    tekst: str = ""
    volstaat: bool = False


def beoordeel_volgorde(wegingen: Mapping[str, Weging], *, is_toegekend: bool) -> tuple[Bevinding, ...]:
    """Return what is missing in the weighing (art. 2.3.5 lid 3).

    Maatwerk needs every lighter step weighed and found not enough, and what is needed then. A rejection
    needs the steps up to the one that is enough; one has to be, for else there is no ground to refuse.
    """
    if is_toegekend:
        leeg = [code for code in VOOR_MAATWERK if not _tekst(wegingen, code)]
        te_veel = [code for code in VOOR_MAATWERK if wegingen.get(code, Weging()).volstaat]
        if te_veel:
            titel = TREDEN[te_veel[0]].titel
            return (
                Bevinding(
                    f"Bij {titel} staat dat dit genoeg is. Dan is maatwerk niet nodig. "
                    "Wijs af, of zeg dat het niet genoeg is.",
                    te_veel[0],
                ),
            )
        if not leeg and not _tekst(wegingen, VOLGORDE[-1].code):
            return (Bevinding("Schrijf op wat er dan nog nodig is.", VOLGORDE[-1].code),)
        return tuple(_leeg(code) for code in leeg)
    genoeg = next((code for code in VOOR_MAATWERK if wegingen.get(code, Weging()).volstaat), None)
    if genoeg is None:
        return (
            Bevinding(
                "Kies welke hulp genoeg is. Zonder dat kun je niet afwijzen (Wmo artikel 2.3.5 lid 3).",
                VOOR_MAATWERK[0],
            ),
        )
    tot = VOOR_MAATWERK[: VOOR_MAATWERK.index(genoeg) + 1]
    return tuple(_leeg(code) for code in tot if not _tekst(wegingen, code))


def _tekst(wegingen: Mapping[str, Weging], code: str) -> str:
    return wegingen.get(code, Weging()).tekst.strip()


def _leeg(code: str) -> Bevinding:
    return Bevinding(f"Schrijf op wat {TREDEN[code].titel.lower()} oplost en wat niet.", code)


@dataclass(frozen=True, slots=True)
class Pgb:
    """What art. 2.3.6 lid 2 asks for a budget: able, motivated, safe; each with the reason in words."""

    bekwaam: bool | None = None
    bekwaam_tekst: str = ""
    motivering: str = ""
    veilig: bool | None = None
    veilig_tekst: str = ""


def beoordeel_pgb(pgb: Pgb, *, is_toegekend: bool = True) -> tuple[Bevinding, ...]:
    """Return what stands in the way of a pgb (art. 2.3.6 lid 2).

    All three have to be answered with words. Awarding it asks three times yes.
    """
    gemist = []
    if pgb.bekwaam is None or not pgb.bekwaam_tekst.strip():
        gemist.append(
            Bevinding("Schrijf op of de inwoner, alleen of met hulp, een pgb kan beheren.", "pgb_bekwaam")
        )
    elif not pgb.bekwaam and is_toegekend:
        gemist.append(Bevinding("De inwoner kan een pgb niet beheren. Kies hulp in natura.", "pgb_bekwaam"))
    if not pgb.motivering.strip():
        gemist.append(Bevinding("Schrijf op waarom de inwoner zelf een pgb wil.", "pgb_motivering"))
    if pgb.veilig is None or not pgb.veilig_tekst.strip():
        gemist.append(Bevinding("Schrijf op of de hulp uit het pgb veilig is en goed genoeg.", "pgb_veilig"))
    elif not pgb.veilig and is_toegekend:
        gemist.append(
            Bevinding("De hulp uit het pgb is niet veilig of goed genoeg. Kies hulp in natura.", "pgb_veilig")
        )
    return tuple(gemist)


@dataclass(frozen=True, slots=True)
class Keuze:
    """Which provider somebody chose (F070): whether a choice was offered, and what belief or culture asks."""

    aangeboden: bool = False
    aanbieder: str = ""
    reden_een: str = ""
    wens_soort: str = ""
    wens: str = ""
    wens_antwoord: str = ""


def beoordeel_keuze(keuze: Keuze, *, aantal_aanbieders: int) -> tuple[Bevinding, ...]:
    """Return what is missing in the choice (art. 2.3.5 lid 5: attuned to belief and culture).

    One provider may be offered, when the reason is told. A wish about belief or culture needs an answer.
    """
    gemist = []
    if not keuze.aanbieder:
        gemist.append(Bevinding("Kies welke aanbieder de hulp geeft.", "aanbieder"))
    if not keuze.aangeboden and aantal_aanbieders > 1 and not keuze.reden_een.strip():
        gemist.append(
            Bevinding("Schrijf op waarom de inwoner niet tussen aanbieders kon kiezen.", "reden_een")
        )
    if keuze.wens_soort and not keuze.wens.strip():
        gemist.append(Bevinding("Schrijf op wat de inwoner wil vanwege geloof, cultuur of taal.", "wens"))
    if keuze.wens.strip() and not keuze.wens_antwoord.strip():
        gemist.append(Bevinding("Schrijf op hoe je rekening houdt met geloof of cultuur.", "wens_antwoord"))
    return tuple(gemist)
