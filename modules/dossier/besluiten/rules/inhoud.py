"""What a decision must say, and the print of exactly that (Awb 3:46, 3:47, 3:45)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from modules.dossier.besluiten.soorten import Besluitsoort
from modules.dossier.besluiten.woorden import VERLEENT, Relatie, Uitkomst, Vorm

VELDEN: Final = (
    "inwoner_id", "wet", "soort", "uitkomst", "aanvraag_op", "gevraagd", "grond", "overwegingen", "wat",
    "hoeveel", "vorm", "begin", "einde", "gevolgen", "bezwaarclausule", "relatie", "vervangt_id",
)  # fmt: skip
"""The columns that are the decision: what is not in here does not change what was decided."""

WAAROM: Final = "waarom"
"""The block of reasons that every kind of decision has, beside those of its law."""

VOORZIENING: Final = (
    "categorie", "product", "titel", "aanbieder_id", "vorm", "omvang", "eenheid", "frequentie",
    "bedrag_per_jaar", "begin", "einde",
)  # fmt: skip


def _plat(waarde: Any) -> Any:
    if isinstance(waarde, dict):
        return {str(naam): _plat(w) for naam, w in waarde.items()}
    if waarde is None or isinstance(waarde, int):
        return waarde
    return waarde.isoformat() if isinstance(waarde, date) else str(waarde)


def afdruk(beschikking: Any, toewijzingen: Iterable[Any]) -> str:
    """Return the print of the content of a decision and its provisions: another word, another print."""
    inhoud = {
        "besluit": {veld: _plat(getattr(beschikking, veld)) for veld in VELDEN},
        "hulp": [
            {veld: _plat(getattr(rij, veld)) for veld in VOORZIENING}
            for rij in sorted(toewijzingen, key=lambda rij: (rij.volgorde, str(rij.pk)))
        ],
    }
    tekst = json.dumps(inhoud, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(tekst.encode()).hexdigest()


def uitkomsten_van(soort: Besluitsoort | None, relatie: str) -> list[Uitkomst]:
    """Return the outcomes that a decision of this kind may have; one about an earlier decision has others."""
    if relatie == Relatie.TREKT_IN:
        return [Uitkomst.INGETROKKEN]
    if relatie in (Relatie.HERZIET, Relatie.VERBETERT):
        return [Uitkomst.HERZIEN, Uitkomst.AFGEWEZEN]
    if soort is not None and soort.uitkomsten:
        return [Uitkomst(code) for code in soort.uitkomsten]
    return [Uitkomst.TOEGEKEND, Uitkomst.DEELS, Uitkomst.AFGEWEZEN]


@dataclass(frozen=True, slots=True)
class Gemis:
    """What a decision does not say yet: a sentence, and the field where it belongs."""

    tekst: str
    veld: str


def wat_mist(
    *,
    soort: Besluitsoort,
    uitkomst: str,
    grond: str,
    overwegingen: Mapping[str, str],
    wat: str,
    gevolgen: str,
    begin: date | None,
    vormen: Sequence[str],
) -> list[Gemis]:
    """Return what is missing before this may be decided. `vormen`: the form of each provision.

    Awb 3:46: a decision rests on reasons that carry it; 3:47 lid 1: it says them, lid 2: with the
    article it rests on. A pgb says what it asks of the person (domain 4.5).
    """
    if not uitkomst:
        return [Gemis("Kies wat het besluit is: toegekend, deels toegekend of afgewezen.", "uitkomst")]
    gemist = []
    if not grond.strip():
        gemist.append(Gemis("Noem het artikel waar het besluit op rust (Awb artikel 3:47 lid 2).", "grond"))
    if not wat.strip():
        gemist.append(Gemis("Schrijf in gewone woorden wat het besluit is.", "wat"))
    gemist += _redenen(soort, uitkomst, overwegingen)
    return [*gemist, *_hulp(uitkomst, vormen, begin, gevolgen, met_hulp=soort.met_hulp)]


def _redenen(soort: Besluitsoort, uitkomst: str, overwegingen: Mapping[str, str]) -> list[Gemis]:
    gemist = [
        Gemis(f"Schrijf bij “{blok.titel}” op wat je hebt gewogen.{_bron(blok.artikel)}", f"o_{blok.code}")
        for blok in soort.overwegingen
        if _hoort_erbij(soort, blok, uitkomst) and not overwegingen.get(blok.code, "").strip()
    ]
    if not gemist and not any(tekst.strip() for tekst in overwegingen.values()):
        return [Gemis("Schrijf op waarom je dit besluit (Awb artikel 3:46).", f"o_{WAAROM}")]
    return gemist


def _hulp(
    uitkomst: str, vormen: Sequence[str], begin: date | None, gevolgen: str, *, met_hulp: bool
) -> list[Gemis]:
    gemist = []
    if uitkomst in VERLEENT:
        if not vormen and met_hulp:
            gemist.append(Gemis("Voeg de hulp toe die iemand krijgt.", "titel"))
        if begin is None:
            wat = "de hulp begint" if met_hulp else "dit ingaat"
            gemist.append(Gemis(f"Vul in wanneer {wat}.", "begin"))
        if Vorm.PGB in vormen and not gevolgen.strip():
            gemist.append(
                Gemis("Schrijf op wat een persoonsgebonden budget van de inwoner vraagt.", "gevolgen")
            )
    elif vormen:
        gemist.append(
            Gemis("Bij dit besluit hoort geen hulp. Haal de hulp weg of kies een ander besluit.", "uitkomst")
        )
    if uitkomst == Uitkomst.INGETROKKEN and begin is None:
        gemist.append(Gemis("Vul in vanaf welke dag het eerdere besluit niet meer geldt.", "begin"))
    return gemist


def _bron(artikel: str) -> str:
    return f" ({artikel})" if artikel else ""


def _hoort_erbij(soort: Besluitsoort, blok: Any, uitkomst: str) -> bool:
    in_volgorde = uitkomst == Uitkomst.AFGEWEZEN and blok.code in soort.afwijzingsvolgorde
    return uitkomst in blok.verplicht_bij or in_volgorde


def bezwaarclausule(gemeente: str, weken: int) -> str:
    """Return how somebody objects: within how long, where, and what to write (Awb 3:45 and 6:5).

    The text has no date in it: the weeks begin the day after the decision was sent (6:8), and that day
    is only known when it leaves.
    """
    return (
        f"Bent u het niet eens met dit besluit? Dan kunt u bezwaar maken. Doe dat binnen {weken} weken. "
        "Die weken beginnen op de dag nadat wij dit besluit hebben verstuurd. "
        f"Stuur een brief naar het college van burgemeester en wethouders van {gemeente}. "
        "Schrijf in de brief uw naam en adres, de datum, tegen welk besluit u bezwaar maakt en waarom. "
        "Zet uw handtekening eronder. Iemand anders mag dit ook voor u doen. Bezwaar maken kost niets."
    )


def beroepsclausule(weken: int) -> str:
    """Return how somebody goes to court after a decision on an objection (Awb 3:45, 7:12, 8:1)."""
    return (
        f"Bent u het niet eens met dit besluit? Dan kunt u binnen {weken} weken in beroep bij de rechtbank. "
        "Die weken beginnen op de dag nadat wij dit besluit hebben verstuurd. "
        "Hoe dat gaat, leest u op rechtspraak.nl. De rechtbank vraagt geld voor een beroep."
    )
