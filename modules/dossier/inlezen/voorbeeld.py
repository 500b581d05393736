"""Make an invented caseload, as another system would export it: with or without the mess.

Everybody in it is invented. A BSN is only ever one of the range for tests (99999xxxx) and given out once;
when the range is used up, the BSN stays empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from stdnum.nl import bsn as elfproef

from modules.dossier.inlezen.voorbeeld_rommel import Rommel
from modules.dossier.inlezen.voorbeeld_woorden import (
    ACHTERNAMEN,
    BRONNEN,
    MEDEWERKERS,
    NOTITIES,
    ONDERWERPEN,
    STANDEN,
    STRATEN,
    TEAMS,
    VOORNAMEN,
    WETTEN,
)

KOPPEN = (
    "Dossiernr.",
    "Achternaam",
    "Tussenvoegsel",
    "Voornaam",
    "Voorletters",
    "M/V",
    "Geb.datum",
    "BSN",
    "Rol in gezin",
    "Gezag",
    "Straatnaam",
    "Huisnr",
    "Toev.",
    "Postcode",
    "Woonplaats",
    "Mobiel",
    "E-mail",
    "Geheim adres",
    "Team",
    "Regisseur",
    "Startdatum",
    "Status",
    "Wet",
    "Soort melding",
    "Datum melding",
    "Aangemeld door",
    "Laatste contact",
    "Opmerkingen",
)
KOLOM = {kop: index for index, kop in enumerate(KOPPEN)}
_GROOTTES = (1, 2, 2, 3, 4)  # 2.4 persons to a household, as in the country
Waarde = str | int | date | None


@dataclass(slots=True)
class Voorraad:
    """The BSNs of the test range, in an order of their own; empty when used up."""

    nummers: list[str] = field(default_factory=list)
    tekort: int = 0

    @classmethod
    def nieuw(cls, toeval: Random) -> "Voorraad":
        """Return all numbers 99999xxxx that pass the 11-proef, shuffled."""
        nummers = [nummer for getal in range(10_000) if elfproef.is_valid(nummer := f"99999{getal:04d}")]
        toeval.shuffle(nummers)
        return cls(nummers)

    def neem(self) -> str:
        """Return a BSN that nobody in the file has yet, or nothing."""
        if self.nummers:
            return self.nummers.pop()
        self.tekort += 1
        return ""


@dataclass(slots=True)
class Caseload:
    """An invented caseload; iterate `rijen` once, then `zonder_bsn` tells how many had to go without."""

    huishoudens: int
    seed: int
    vandaag: date
    rommel: bool = True
    plaats: str = "Lindewaard"
    zonder_bsn: int = 0

    def rijen(self) -> Iterator[list[Waarde]]:
        """Give the rows under `KOPPEN`, one person a row. The same seed and day give the same rows."""
        toeval = Random(self.seed)  # noqa: S311 -- invented people, no secret
        voorraad = Voorraad.nieuw(toeval)
        rommel = Rommel(toeval, KOLOM, self.vandaag)
        groottes = [_GROOTTES[index % len(_GROOTTES)] for index in range(self.huishoudens)]
        toeval.shuffle(groottes)
        for index, grootte in enumerate(groottes):
            rijen = _huishouden(toeval, voorraad, index, grootte, self.vandaag, self.plaats)
            yield from rommel.maak(rijen) if self.rommel else rijen
        self.zonder_bsn = voorraad.tekort


def _huishouden(
    toeval: Random, voorraad: Voorraad, index: int, grootte: int, vandaag: date, plaats: str
) -> list[list[Waarde]]:
    voorvoegsel, achternaam = toeval.choice(ACHTERNAMEN)
    straat, cijfers, letters = STRATEN[index % len(STRATEN)]
    start = vandaag - timedelta(days=toeval.randint(5, 1400))
    gedeeld: dict[str, Waarde] = {
        "Dossiernr.": f"{2019 + index % 7}-{index + 1:05d}",
        "Straatnaam": straat,
        "Huisnr": 1 + index // len(STRATEN),
        "Toev.": toeval.choice(("", "", "", "a", "b", "bis")),
        "Postcode": f"{cijfers} {letters}",
        "Woonplaats": plaats,
        "Geheim adres": "ja" if toeval.random() < 0.01 else "nee",
        "Team": TEAMS[index % len(TEAMS)],
        "Regisseur": toeval.choice(MEDEWERKERS),
        "Startdatum": start,
        "Status": toeval.choice(STANDEN),
        "Wet": toeval.choice(WETTEN),
        "Soort melding": toeval.choice(ONDERWERPEN),
        "Datum melding": start - timedelta(days=toeval.randint(0, 20)),
        "Aangemeld door": toeval.choice(BRONNEN),
        "Laatste contact": start + timedelta(days=toeval.randint(0, max(0, (vandaag - start).days))),
    }
    rijen = []
    for nummer in range(grootte):
        eigen = _persoon(toeval, voorraad, nummer, grootte, vandaag, achternaam if nummer != 1 else "")
        if not eigen["Achternaam"]:
            eigen["Tussenvoegsel"], eigen["Achternaam"] = toeval.choice(ACHTERNAMEN)
        else:
            eigen["Tussenvoegsel"] = voorvoegsel
        eigen["Opmerkingen"] = toeval.choice(NOTITIES) if nummer == 0 else ""
        rijen.append([(gedeeld | eigen).get(kop, "") for kop in KOPPEN])
    return rijen


def _persoon(
    toeval: Random, voorraad: Voorraad, nummer: int, grootte: int, vandaag: date, achternaam: str
) -> dict[str, Waarde]:
    is_kind = nummer >= 2 or (nummer == 1 and grootte == 2 and toeval.random() < 0.35)
    geslacht = toeval.choice(("M", "V"))
    voornaam = toeval.choice(VOORNAMEN[geslacht])
    leeftijd = toeval.randint(1, 17) if is_kind else toeval.randint(24, 84 if grootte <= 2 else 52)
    return {
        "Achternaam": achternaam,
        "Voornaam": voornaam,
        "Voorletters": f"{voornaam[0]}.",
        "M/V": geslacht,
        "Geb.datum": vandaag - timedelta(days=leeftijd * 365 + toeval.randint(1, 364)),
        "BSN": voorraad.neem(),
        "Rol in gezin": "kind" if is_kind else ("hoofdpersoon" if nummer == 0 else "partner"),
        "Gezag": "",
        "Mobiel": "" if is_kind else f"06{toeval.randint(10_000_000, 89_999_999)}",
        "E-mail": ""
        if is_kind or toeval.random() < 0.4
        else f"{voornaam.lower()}.{toeval.randint(10, 9999)}@voorbeeld.nl",
    }
