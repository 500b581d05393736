"""Find what identifies somebody else in a text, and put a word in its place (AVG 15 lid 4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

_KORTSTE_NAAM: Final = 3
_GEWOON: Final = frozenset(
    [
        "van",
        "de",
        "den",
        "der",
        "het",
        "ten",
        "ter",
        "aan",
        "bij",
        "oma",
        "opa",
        "mam",
        "pap",
        "vader",
        "moeder",
        "ouder",
        "ouders",
        "broer",
        "zus",
        "zoon",
        "dochter",
        "tante",
        "oom",
        "vriend",
        "vriendin",
        "buurvrouw",
        "buurman",
        "buren",
        "buur",
        "school",
        "huisarts",
        "wijkbeheerder",
        "intern",
        "begeleider",
        "praktijk",
        "maatje",
        "vrijwilliger",
        "collega",
        "kerk",
        "moskee",
        "club",
        "vereniging",
        "stichting",
        "een",
        "iemand",
        "bewoner",
        "mevrouw",
        "meneer",
        "heer",
        "familie",
        "ex",
        "partner",
        "politie",
        "corporatie",
        "buurthuis",
        "juf",
        "meester",
        "docent",
        "coach",
        "thuiszorg",
        "wijkagent",
        "verhuurder",
        "werkgever",
    ]
)
"""Words that say what somebody is, not who."""
_NUMMER: Final = re.compile(r"(?<!\d)(?:\+31|0)[\s.-]?(?:\d[\s.-]?){8}\d(?!\d)|(?<![\d])\d{9}(?!\d)")
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Ander:
    """Somebody else: the words that point to this person, and what is written instead."""

    woorden: tuple[str, ...]
    wordt: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a text; `wordt` is what a copy says instead, empty for text that stays."""

    tekst: str
    wordt: str = ""


def naamdelen(naam: str, zonder: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the whole name and the parts of it that point to somebody.

    Short words, words that say what somebody is, and those in `zonder` (places, organisations) do not.
    """
    delen = [naam.strip(), *re.split(r"[\s,/]+", naam)]
    schoon = (deel.strip(".,;:()'\"") for deel in delen)
    return tuple(
        dict.fromkeys(deel for deel in schoon if len(deel) >= _KORTSTE_NAAM and deel.lower() not in _GEWOON)
    )


@dataclass(frozen=True)
class Schoner:
    """Replaces what points to others in texts of one copy. `eigen` are words of the person: they stay."""

    anderen: tuple[Ander, ...]
    eigen: frozenset[str] = frozenset()
    eigen_nummers: frozenset[str] = frozenset()
    _tabel: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def voor(cls, anderen: Iterable[Ander], *, eigen: Iterable[str], eigen_nummers: Iterable[str]) -> Schoner:
        """Make one. A word that is also of the person itself is nobody else's."""
        return cls(
            tuple(anderen),
            frozenset(woord.lower() for woord in eigen if woord),
            frozenset(re.sub(r"\D", "", nummer)[-9:] for nummer in eigen_nummers if nummer),
        )

    def fragmenten(self, tekst: str) -> list[Fragment]:
        """Return the text in parts: what stays, and what is replaced."""
        delen, vanaf = [], 0
        for gevonden in self._patroon().finditer(tekst):
            wordt = self._wordt(gevonden.group())
            if not wordt:
                continue
            if gevonden.start() > vanaf:
                delen.append(Fragment(tekst[vanaf : gevonden.start()]))
            delen.append(Fragment(gevonden.group(), wordt))
            vanaf = gevonden.end()
        if vanaf < len(tekst):
            delen.append(Fragment(tekst[vanaf:]))
        return delen

    def raakt(self, waarde: Any) -> bool:
        """Whether something in this value points to somebody else."""
        if isinstance(waarde, str):
            return any(deel.wordt for deel in self.fragmenten(waarde))
        if isinstance(waarde, Mapping):
            return any(self.raakt(deel) for deel in waarde.values())
        return isinstance(waarde, list) and any(self.raakt(deel) for deel in waarde)

    def vervang(self, waarde: Any) -> Any:
        """Return the value with every such part replaced, also inside lists and objects."""
        if isinstance(waarde, str):
            return "".join(deel.wordt or deel.tekst for deel in self.fragmenten(waarde))
        if isinstance(waarde, Mapping):
            return {naam: self.vervang(deel) for naam, deel in waarde.items()}
        return [self.vervang(deel) for deel in waarde] if isinstance(waarde, list) else waarde

    def _wordt(self, gevonden: str) -> str:
        if "@" in gevonden:
            return "" if gevonden.lower() in self.eigen else "[e-mailadres van iemand anders]"
        cijfers = re.sub(r"\D", "", gevonden)
        if len(cijfers) >= 9 and not any(teken.isalpha() for teken in gevonden):
            return "" if cijfers[-9:] in self.eigen_nummers else "[nummer van iemand anders]"
        return self._woorden().get(gevonden.lower(), "")

    def _woorden(self) -> dict[str, str]:
        if not self._tabel:
            for ander in self.anderen:
                for woord in ander.woorden:
                    if woord.lower() not in self.eigen:
                        self._tabel.setdefault(woord.lower(), ander.wordt)
        return self._tabel

    def _patroon(self) -> re.Pattern[str]:
        woorden = sorted(self._woorden(), key=len, reverse=True)
        namen = "|".join(re.escape(woord) for woord in woorden)
        delen = [_MAIL.pattern, _NUMMER.pattern, *([rf"(?<!\w)(?:{namen})(?!\w)"] if namen else [])]
        return re.compile("|".join(delen), re.IGNORECASE)
