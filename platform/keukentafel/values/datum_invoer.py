"""Dates as people type them, and as spreadsheets keep them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from keukentafel.values.datum_tekst import MAANDEN, MAANDEN_KORT, WEEKDAGEN, datum
from keukentafel.values.ongeldig import OngeldigeWaarde

VROEGSTE_JAAR: Final = 1880
LAATSTE_JAAR: Final = 2100
JAREN_VOORUIT: Final = 20  # a year of two digits lies at most so far ahead of today

UITLEG_JAAR: Final = (
    "Schrijf je het jaar met twee cijfers, dan kiezen we het jaar dat het dichtst bij nu past: "
    f"hooguit {JAREN_VOORUIT} jaar vooruit, en een geboortedatum nooit in de toekomst. "
    "Schrijf je geen jaar, dan kiezen we de dag die het dichtst bij vandaag ligt."
)
VOORBEELD: Final = "Schrijf de datum zoals 24-11-2026 of 24 november 2026."

_RELATIEF = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "morgen": 1, "overmorgen": 2}
_MAANDNUMMER = (
    {naam: nummer for nummer, naam in enumerate(MAANDEN, 1)}
    | {naam: nummer for nummer, naam in enumerate(MAANDEN_KORT, 1)}
    | {"maa": 3, "mar": 3, "may": 5, "sept": 9, "oct": 10}
)
_WEEKDAG = {naam: nummer for nummer, naam in enumerate(WEEKDAGEN)} | {
    naam[:2]: nummer for nummer, naam in enumerate(WEEKDAGEN)
}
_ISO = re.compile(r"(?P<jaar>\d{4})-(?P<maand>\d{1,2})-(?P<dag>\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?")
_CIJFERS = re.compile(
    r"(?P<dag>\d{1,2})\s*[-/. ]\s*(?P<maand>\d{1,2})(?:\s*[-/. ]\s*(?P<jaar>\d{4}|\d{2}))?"
    r"(?: \d{1,2}:\d{2}.*)?"
)
_WOORDEN = re.compile(r"(?P<dag>\d{1,2})[\s.-]*(?P<maand>[a-z]+)\.?[\s.-]*(?P<jaar>\d{4}|'?\d{2})?")
_AANEEN = re.compile(r"\d{8}")


class OngeldigeDatum(OngeldigeWaarde):
    """Refuse what was typed as a date."""


def lees_datum(tekst: str, *, vandaag: date, geboorte: bool = False) -> date:
    """Return the day somebody typed.

    Takes `24-11-2026`, `24/11/26`, `24.11.2026`, `24 nov`, `di 24 november 2026`, `24112026`,
    `2026-11-24`, `20261124`, `vandaag`, `morgen`, `gisteren`. The day always comes before the
    month. How a missing or short year is filled in stands in `UITLEG_JAAR`. With `geboorte` the
    year may not be missing and the day may not lie after `vandaag`.

    :raises OngeldigeDatum: with the sentence that says what to change.
    """
    schoon = re.sub(r"\s+", " ", tekst.replace("\u00a0", " ")).strip().lower().rstrip(".,")
    if not schoon:
        raise OngeldigeDatum("Vul een datum in.")
    if schoon in _RELATIEF:
        gelezen = vandaag + timedelta(days=_RELATIEF[schoon])
    else:
        weekdag, rest = _zonder_weekdag(schoon)
        gelezen = _op_de_kalender(rest, vandaag=vandaag, geboorte=geboorte)
        _zelfde_weekdag(gelezen, weekdag)
    return _aannemelijk(gelezen, vandaag=vandaag, geboorte=geboorte)


def datum_uit_excel(getal: float, *, vanaf_1904: bool = False) -> date:
    """Return the day behind the serial number of a spreadsheet; a part of a day is dropped.

    Excel counts 29 February 1900, which never was: number 60 is refused and the numbers below
    it lie one day later than a plain count says. `vanaf_1904` is the other date system of XLSX.

    :raises OngeldigeDatum: the number stands for no plausible day.
    """
    nummer = int(getal)
    if vanaf_1904:
        begin = date(1904, 1, 1)
    else:
        begin = date(1899, 12, 31) if nummer < 60 else date(1899, 12, 30)
    laatste = (date(LAATSTE_JAAR, 12, 31) - begin).days
    if not 0 < nummer <= laatste or (nummer == 60 and not vanaf_1904):
        raise OngeldigeDatum(f"Het getal {nummer} is geen datum. {VOORBEELD}")
    return begin + timedelta(days=nummer)


def _zonder_weekdag(tekst: str) -> tuple[int | None, str]:
    eerste, _, rest = tekst.partition(" ")
    weekdag = _WEEKDAG.get(eerste.rstrip(".,"))
    return (None, tekst) if weekdag is None or not rest else (weekdag, rest)


def _op_de_kalender(tekst: str, *, vandaag: date, geboorte: bool) -> date:
    if _AANEEN.fullmatch(tekst):
        return _aaneen(tekst)
    vorm = _ISO.fullmatch(tekst) or _CIJFERS.fullmatch(tekst) or _WOORDEN.fullmatch(tekst)
    if vorm is None:
        raise OngeldigeDatum(f"Deze datum kunnen we niet lezen. {VOORBEELD}")
    dag, maand = int(vorm["dag"]), _maand(vorm["maand"])
    if vorm["jaar"] is None:
        return _zonder_jaar(dag, maand, vandaag=vandaag, geboorte=geboorte)
    if len(vorm["jaar"].lstrip("'")) == 4:
        return _dag(int(vorm["jaar"]), maand, dag)
    return _dag(_eeuw(int(vorm["jaar"].lstrip("'")), maand, dag, vandaag, geboorte=geboorte), maand, dag)


def _aaneen(cijfers: str) -> date:
    jaar_voorop = VROEGSTE_JAAR <= int(cijfers[:4]) <= LAATSTE_JAAR and 1 <= int(cijfers[4:6]) <= 12
    if jaar_voorop:
        return _dag(int(cijfers[:4]), int(cijfers[4:6]), int(cijfers[6:]))
    return _dag(int(cijfers[4:]), int(cijfers[2:4]), int(cijfers[:2]))


def _maand(tekst: str) -> int:
    if tekst.isdigit():
        return int(tekst)
    if tekst not in _MAANDNUMMER:
        raise OngeldigeDatum(f"De maand {tekst} kennen we niet. {VOORBEELD}")
    return _MAANDNUMMER[tekst]


def _eeuw(jaar: int, maand: int, dag: int, vandaag: date, *, geboorte: bool) -> int:
    grens = vandaag.year + (0 if geboorte else JAREN_VOORUIT)
    voluit = grens - (grens - jaar) % 100
    in_de_toekomst = (voluit, maand, dag) > (vandaag.year, vandaag.month, vandaag.day)
    return voluit - 100 if geboorte and in_de_toekomst else voluit


def _zonder_jaar(dag: int, maand: int, *, vandaag: date, geboorte: bool) -> date:
    if geboorte:
        raise OngeldigeDatum("Zet het jaar bij de geboortedatum, zoals 24-11-1958.")
    kandidaten = []
    for jaar in (vandaag.year, vandaag.year + 1, vandaag.year - 1):
        try:
            kandidaten.append(date(jaar, maand, dag))
        except ValueError:
            continue
    if not kandidaten:
        return _dag(vandaag.year, maand, dag)
    return min(kandidaten, key=lambda kandidaat: abs((kandidaat - vandaag).days))


def _dag(jaar: int, maand: int, dag: int) -> date:
    if maand > 12 and dag <= 12:
        raise OngeldigeDatum(f"Maand {maand} bestaat niet. Schrijf eerst de dag en dan de maand.")
    if not 1 <= maand <= 12:
        raise OngeldigeDatum(f"Maand {maand} bestaat niet. {VOORBEELD}")
    try:
        return date(jaar, maand, dag)
    except ValueError:
        raise OngeldigeDatum(_bestaat_niet(jaar, maand, dag)) from None


def _bestaat_niet(jaar: int, maand: int, dag: int) -> str:
    return f"{dag} {MAANDEN[maand - 1]} {jaar} bestaat niet. Kijk of de dag klopt."


def _zelfde_weekdag(gelezen: date, weekdag: int | None) -> None:
    if weekdag is not None and gelezen.weekday() != weekdag:
        echt = WEEKDAGEN[gelezen.weekday()]
        raise OngeldigeDatum(f"{datum(gelezen)} is een {echt}, geen {WEEKDAGEN[weekdag]}. Kies wat er klopt.")


def _aannemelijk(gelezen: date, *, vandaag: date, geboorte: bool) -> date:
    if geboorte and gelezen > vandaag:
        raise OngeldigeDatum(
            f"De geboortedatum ({datum(gelezen)}) ligt in de toekomst. Kijk of het jaar klopt."
        )
    if not VROEGSTE_JAAR <= gelezen.year <= LAATSTE_JAAR:
        raise OngeldigeDatum(f"Het jaar {gelezen.year} kan niet kloppen. Kijk of het jaar goed staat.")
    return gelezen
