"""Who may ask, by when there must be an answer, and what an answer needs (domain 5.4; AVG 12; Jeugdwet 7.3)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from keukentafel.values.bevinding import Bevinding, Ernst
from keukentafel.values.kalender import kalender_op
from modules.dossier.rules.leeftijd import leeftijd_op
from modules.dossier.rules.normen import norm_op
from modules.dossier.rules.termijnen import Berekening, bereken
from modules.inrichting.codelijsten import GezagSoort, VertegenwoordigerSoort, Wet

MET_GEZAG: Final = frozenset({GezagSoort.OUDER.value, GezagSoort.VOOGD.value, GezagSoort.GI.value, "gezag"})
_NORM_VERNIETIGING: Final = {
    Wet.WMO.value: "wmo_vernietigingsverzoek",
    Wet.JEUGD.value: "jeugd_vernietigingsverzoek",
}


@dataclass(frozen=True, slots=True)
class Wie:
    """The person it is about, and what the file says of who may act for that person."""

    geboren: date | None
    gezag: Collection[str] = ()
    vertegenwoordigers: Collection[str] = ()
    is_overleden: bool = False


def norm_van(soort: str, wet: str) -> str:
    """Return which norm a request runs under: destruction has three months in Wmo and Jeugdwet."""
    return _NORM_VERNIETIGING.get(wet, "avg_verzoek") if soort == "vernietiging" else "avg_verzoek"


def kan_verlengd(norm: str) -> bool:
    """Tell whether the law lets the term be extended: only the month of AVG 12 lid 3."""
    return norm == "avg_verzoek"


def termijn_van(norm: str, ontvangen_op: date, *, vandaag: date, verlengd: bool = False) -> Berekening:
    """Return when the answer is due; extended with the two months of AVG 12 lid 3 where that was told."""
    extra = (norm_op("avg_verzoek_verlenging", ontvangen_op).duur,) if verlengd else ()
    return bereken(
        ontvangen_op,
        norm_op(norm, ontvangen_op),
        kalender_op(ontvangen_op),
        vandaag=vandaag,
        verlengingen=extra,
    )


def controleer_verlenging(
    norm: str, uiterlijk: date, op: date, *, al_verlengd: bool
) -> tuple[Bevinding, ...]:
    """Return why the term cannot be extended; the resident must hear it within the first month."""
    if not kan_verlengd(norm):
        return (Bevinding("De wet geeft voor dit verzoek geen extra tijd.", "verlengd_omdat"),)
    if al_verlengd:
        return (Bevinding("De tijd is al een keer verlengd. Vaker mag niet.", "verlengd_omdat"),)
    if op > uiterlijk:
        zin = "De eerste maand is voorbij. Je kunt de tijd dan niet meer verlengen (AVG artikel 12 lid 3)."
        return (Bevinding(zin, "verlengd_omdat"),)
    return ()


def bezwaar_tot(besluit_bekend_op: date) -> date:
    """Return the last day to object to a decision on a request (UAVG 34; Awb 6:7, 6:8)."""
    return bereken(
        besluit_bekend_op,
        norm_op("bezwaar_indienen", besluit_bekend_op),
        kalender_op(besluit_bekend_op),
        vandaag=besluit_bekend_op,
    ).einde


def controleer_aanvrager(wie: Wie, *, aanvrager: str, machtiging: str, dag: date) -> tuple[Bevinding, ...]:
    """Return who may not ask (errors), and what to mind (remarks), by the age on the day it came in.

    Jeugdwet 7.3.15 (under 12), 7.3.4 (12 to 15), 7.3.5 (16 and over); Wmo 5.3.2; BW 1:377c.
    """
    leeftijd = leeftijd_op(wie.geboren, dag) if wie.geboren and wie.geboren <= dag else None
    zinnen = [*_overleden(wie)]
    match aanvrager:
        case "zelf":
            zinnen += _zelf(leeftijd)
        case "ouder":
            zinnen += _ouder(leeftijd, wie)
        case "vertegenwoordiger":
            zinnen += _vertegenwoordiger(wie)
        case "gemachtigde" if not machtiging:
            zinnen.append(Bevinding("Schrijf op welke machtiging je hebt gezien.", "machtiging"))
    return tuple(zinnen)


def _let_op(tekst: str) -> Bevinding:
    return Bevinding(tekst, "aanvrager", Ernst.LET_OP)


def _fout(tekst: str) -> Bevinding:
    return Bevinding(tekst, "aanvrager", Ernst.FOUT)


def _overleden(wie: Wie) -> list[Bevinding]:
    zin = "Deze persoon is overleden. De AVG geldt dan niet meer. Kijk of een nabestaande dit mag weten."
    return [_let_op(zin)] if wie.is_overleden else []


def _zelf(leeftijd: int | None) -> list[Bevinding]:
    if leeftijd is None:
        return [_let_op("De geboortedatum is niet bekend. Kijk of deze persoon dit zelf mag vragen.")]
    if leeftijd < 12:
        return [_fout("Een kind onder de 12 vraagt dit via een ouder met gezag (Jeugdwet artikel 7.3.15).")]
    if leeftijd < 16:
        return [_let_op("Tussen 12 en 16 jaar: kijk of deze jongere de gevolgen begrijpt.")]
    return []


def _ouder(leeftijd: int | None, wie: Wie) -> list[Bevinding]:
    if leeftijd is None:
        return [
            _fout(
                "De geboortedatum is niet bekend. Vul die eerst in: hij bepaalt of een ouder dit mag vragen."
            )
        ]
    if leeftijd >= 18:
        return [_fout("Deze persoon is 18 of ouder. Een ouder mag dit alleen vragen met een machtiging.")]
    if leeftijd >= 16:
        return [_fout("Vanaf 16 jaar vraagt de jongere dit zelf (Jeugdwet artikel 7.3.5).")]
    houders = [soort for soort in wie.gezag if soort in MET_GEZAG]
    if not houders:
        zin = (
            "In het dossier staat geen ouder met gezag. Een ouder zonder gezag krijgt alleen feiten, "
            "zoals over school en gezondheid (BW artikel 1:377c)."
        )
        return [_fout(zin)]
    zinnen = []
    if len(houders) > 1:
        zinnen.append(_let_op("Er is nog iemand met gezag. Zijn ze het niet eens, overleg dan eerst."))
    if leeftijd >= 12:
        zinnen.append(_let_op("Vanaf 12 jaar heeft de jongere een eigen stem. Vraag de jongere ook."))
    return zinnen


def _vertegenwoordiger(wie: Wie) -> list[Bevinding]:
    mag = {VertegenwoordigerSoort.CURATOR.value, VertegenwoordigerSoort.MENTOR.value, "voogd"}
    if mag & set(wie.vertegenwoordigers):
        return []
    if VertegenwoordigerSoort.BEWINDVOERDER.value in wie.vertegenwoordigers:
        return [
            _fout("Een bewindvoerder gaat alleen over geld. Vraag om een machtiging van de persoon zelf.")
        ]
    return [_fout("In het dossier staat geen curator of mentor. Leg eerst vast wie dat is.")]


def controleer_besluit(
    *, soort: str, besluit: str, gronden: Collection[str], motivering: str, wat_gedaan: str
) -> tuple[Bevinding, ...]:
    """Return what a decision still needs: a ground and a reason when it says no, what was done when it says yes."""
    zinnen = []
    if besluit in ("nee", "deels"):
        if not gronden:
            zinnen.append(Bevinding("Kies waarom het (deels) niet kan.", "weigergronden"))
        if not motivering.strip():
            zinnen.append(Bevinding("Leg in gewone woorden uit waarom.", "motivering"))
    if besluit in ("ja", "deels") and soort in ("correctie", "bezwaar") and not wat_gedaan.strip():
        zinnen.append(Bevinding("Schrijf op wat je hebt gedaan.", "wat_gedaan"))
    return tuple(zinnen)
