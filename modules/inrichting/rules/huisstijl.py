"""From two colours to the basis tokens of a gemeente, and the contrast of every pair (P15).

Pure. The chosen colours are used as they are where they carry the identity (buttons, stripe,
logo); everything around them is computed to be readable. What cannot be readable with these
colours is refused before publishing: text below 4.5:1, borders, marks and focus below 3:1
(WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from modules.inrichting.rules.kleur import Oklch, contrast, lees_hex, oklch

TEKST: Final = 4.5
RAND: Final = 3.0
MARGE: Final = 0.1

Weergave = Literal["licht", "donker"]
Tokens = dict[str, str]

LETTERTYPEN: Final[dict[str, tuple[str, str]]] = {
    "source_sans": (
        "Source Sans",
        '"Source Sans 3 Variable", "Source Sans 3", "Segoe UI", system-ui, sans-serif',
    ),
    "systeem": ("Letter van het apparaat", 'system-ui, "Segoe UI", Roboto, Arial, sans-serif'),
    "georgia": ("Georgia (met schreef)", 'Georgia, "Times New Roman", serif'),
}
"""Key, name on screen and the CSS value. Nothing is fetched from elsewhere."""

RADII: Final[dict[int, tuple[str, int, int]]] = {
    0: ("Recht", 0, 0),
    2: ("Een beetje rond", 2, 3),
    4: ("Rond", 4, 8),
    6: ("Heel rond", 6, 12),
}
"""Choice, name on screen, small and medium radius in px."""


@dataclass(frozen=True, slots=True)
class Keuze:
    """What a gemeente chooses; the rest follows."""

    merk: str
    actie: str
    radius: int = 4
    lettertype: str = "source_sans"


@dataclass(frozen=True, slots=True)
class Paar:
    """Two tokens that stand on each other, what they measure and what they need."""

    naam: str
    weergave: Weergave
    voor: str
    achter: str
    gemeten: float
    nodig: float

    @property
    def is_goed(self) -> bool:
        """Whether people can read or see this."""
        return self.gemeten >= self.nodig


@dataclass(frozen=True, slots=True)
class Ontwerp:
    """The computed house style: tokens for light and dark, and every pair measured."""

    licht: Tokens
    donker: Tokens
    paren: tuple[Paar, ...]

    @property
    def fouten(self) -> tuple[Paar, ...]:
        """The pairs that forbid publishing."""
        return tuple(paar for paar in self.paren if not paar.is_goed)

    @property
    def is_publiceerbaar(self) -> bool:
        """Whether every pair can be read."""
        return not self.fouten


def ontwerp(keuze: Keuze) -> Ontwerp:
    """Compute the whole house style of `keuze`.

    :raises GeenKleur: when a colour is not six hex digits.
    """
    merk, actie = lees_hex(keuze.merk), lees_hex(keuze.actie)
    licht = _licht(merk, actie) | _vorm(keuze)
    donker = _donker(merk, actie)
    paren = (*_meet("licht", licht), *_meet("donker", donker))
    return Ontwerp(licht, donker, paren)


def css(ontwerp_: Ontwerp) -> str:
    """Return the stylesheet: basis tokens only, so no gemeente can reach past the contract."""
    licht = _blok(":root", ontwerp_.licht)
    donker = _blok('[data-color-scheme="dark"]', ontwerp_.donker)
    apparaat = _blok('[data-color-scheme="auto"]', ontwerp_.donker)
    return f"{licht}{donker}@media (prefers-color-scheme: dark) {{\n{apparaat}}}\n"


def dichtstbijzijnd(kleur: str) -> str:
    """Return the colour nearest to `kleur` that passes as button and as brand colour."""
    begin = oklch(lees_hex(kleur))
    for stap in range(100):
        poging = replace(begin, licht=max(0.0, begin.licht - stap * 0.01)).hex()
        if ontwerp(Keuze(poging, poging)).is_publiceerbaar:
            return poging
    raise AssertionError("black is always readable on paper")


def _vorm(keuze: Keuze) -> Tokens:
    _, klein, middel = RADII.get(keuze.radius, RADII[4])
    _, letter = LETTERTYPEN.get(keuze.lettertype, LETTERTYPEN["source_sans"])
    return {
        "text-font-family-default": letter,
        "border-radius-sm": f"{klein}px",
        "border-radius-md": f"{middel}px",
    }


def _papier(merk: Oklch) -> float:
    """Return the hue of the greys: warm beside green and petrol, otherwise that of the brand."""
    return 80.0 if 100 < merk.tint < 235 else merk.tint


def _licht(merk_hex: str, actie_hex: str) -> Tokens:
    merk, actie = oklch(merk_hex), oklch(actie_hex)
    grijs = _papier(merk)
    t = {
        "color-default-bg-document": Oklch(1, 0, grijs).hex(),
        "color-default-bg-subtle": Oklch(0.967, 0.004, grijs).hex(),
        "color-default-bg-default": Oklch(0.943, 0.007, grijs).hex(),
        "color-default-bg-hover": Oklch(0.917, 0.009, grijs).hex(),
        "color-default-bg-active": Oklch(0.88, 0.011, grijs).hex(),
        "color-default-border-subtle": Oklch(0.895, 0.01, grijs).hex(),
        "color-default-border-default": Oklch(0.57, 0.016, grijs).hex(),
        "color-default-border-hover": Oklch(0.44, 0.016, grijs).hex(),
        "color-default-color-subtle": Oklch(0.45, 0.016, grijs).hex(),
        "color-default-color-default": Oklch(0.335, 0.014, grijs).hex(),
        "color-default-color-document": Oklch(0.235, 0.012, grijs).hex(),
    }
    grond = (t["color-default-bg-document"], t["color-default-bg-subtle"])
    t |= _reeks("accent-1", merk, {"bg-subtle": (0.967, 0.014), "bg-default": (0.925, 0.026)})
    t |= _reeks("action-1", actie, {"bg-hover": (0.945, 0.02), "bg-active": (0.905, 0.03)})
    t["color-selected-bg-default"] = t["color-accent-1-bg-subtle"]
    t["color-accent-1-border-default"] = _donkerder(_rand(merk), grond, RAND)
    t["color-action-1-border-default"] = _donkerder(
        _rand(actie), (*grond, t["color-action-1-bg-hover"]), RAND
    )
    op_accent = (*grond, t["color-accent-1-bg-subtle"], t["color-accent-1-bg-default"])
    t["color-accent-1-color-default"] = _donkerder(_max(merk, 0.48), op_accent, TEKST)
    op_actie = (*grond, t["color-default-bg-default"], t["color-action-1-bg-active"])
    for naam, licht in (("default", 0.48), ("hover", 0.38), ("active", 0.3)):
        t[f"color-action-1-color-{naam}"] = _donkerder(_max(actie, licht), op_actie, TEKST)
    t["color-accent-1-inverse-bg-default"] = merk_hex
    t["color-accent-1-inverse-color-default"] = _letter_op((merk_hex,))
    knop = (actie_hex, _dieper(actie, 0.07), _dieper(actie, 0.13))
    letter = _letter_op(knop)
    if letter != _WIT:  # dark letters: a pressed button goes lighter, or the letters drown
        knop = (actie_hex, _dieper(actie, -0.05), _dieper(actie, -0.09))
    for naam, kleur in zip(("default", "hover", "active"), knop, strict=True):
        t[f"color-action-1-inverse-bg-{naam}"] = kleur
    t["color-action-1-inverse-color-default"] = letter
    return t


def _donker(merk_hex: str, actie_hex: str) -> Tokens:
    merk, actie = oklch(merk_hex), oklch(actie_hex)
    grijs = 240.0
    t = {
        "color-default-bg-document": Oklch(0.249, 0.006, grijs).hex(),
        "color-default-bg-subtle": Oklch(0.212, 0.005, grijs).hex(),
        "color-default-bg-default": Oklch(0.297, 0.008, grijs).hex(),
        "color-default-bg-hover": Oklch(0.337, 0.009, grijs).hex(),
        "color-default-bg-active": Oklch(0.379, 0.01, grijs).hex(),
        "color-default-border-subtle": Oklch(0.364, 0.01, grijs).hex(),
        "color-default-border-default": Oklch(0.675, 0.012, grijs).hex(),
        "color-default-border-hover": Oklch(0.802, 0.01, grijs).hex(),
        "color-default-color-subtle": Oklch(0.785, 0.01, grijs).hex(),
        "color-default-color-default": Oklch(0.891, 0.006, grijs).hex(),
        "color-default-color-document": Oklch(0.961, 0.003, grijs).hex(),
    }
    t |= _reeks("accent-1", merk, {"bg-subtle": (0.272, 0.02), "bg-default": (0.328, 0.032)})
    t |= _reeks("action-1", actie, {"bg-hover": (0.328, 0.032), "bg-active": (0.372, 0.036)})
    t["color-selected-bg-default"] = t["color-accent-1-bg-subtle"]
    vlak = tuple(waarde for sleutel, waarde in t.items() if "-bg-" in sleutel)
    t["color-accent-1-border-default"] = _lichter(_rustig(merk, 0.66), vlak, RAND)
    t["color-action-1-border-default"] = _lichter(_rustig(actie, 0.66), vlak, RAND)
    t["color-accent-1-color-default"] = _lichter(_rustig(merk, 0.82), vlak, TEKST)
    for naam, licht in (("default", 0.82), ("hover", 0.89), ("active", 0.945)):
        kleur = _lichter(_rustig(actie, licht), vlak, TEKST)
        t[f"color-action-1-color-{naam}"] = kleur
        t[f"color-action-1-inverse-bg-{naam}"] = kleur
    t["color-accent-1-inverse-bg-default"] = t["color-accent-1-color-default"]
    inkt = Oklch(0.23, min(actie.chroma, 0.03), actie.tint).hex()
    t["color-action-1-inverse-color-default"] = inkt
    t["color-accent-1-inverse-color-default"] = inkt
    return t


_WIT: Final = Oklch(1, 0, 0).hex()
_INKT: Final = Oklch(0.16, 0.0, 0).hex()


def _letter_op(vlakken: Iterable[str]) -> str:
    """Return white when it reads on all `vlakken`, otherwise ink."""
    return _WIT if all(contrast(_WIT, vlak) >= TEKST for vlak in vlakken) else _INKT


def _reeks(naam: str, kleur: Oklch, vlakken: dict[str, tuple[float, float]]) -> Tokens:
    return {
        f"color-{naam}-{deel}": Oklch(licht, min(kleur.chroma, chroma), kleur.tint).hex()
        for deel, (licht, chroma) in vlakken.items()
    }


def _max(kleur: Oklch, licht: float) -> Oklch:
    return replace(kleur, licht=min(kleur.licht, licht))


def _rand(kleur: Oklch) -> Oklch:
    return Oklch(0.58, min(kleur.chroma, 0.12), kleur.tint)


def _rustig(kleur: Oklch, licht: float) -> Oklch:
    return Oklch(licht, min(kleur.chroma, 0.09), kleur.tint)


def _dieper(kleur: Oklch, stap: float) -> str:
    return replace(kleur, licht=min(1.0, max(0.0, kleur.licht - stap))).hex()


def _donkerder(kleur: Oklch, vlakken: Iterable[str], nodig: float) -> str:
    return _tot_leesbaar(kleur, tuple(vlakken), nodig, stap=-0.01)


def _lichter(kleur: Oklch, vlakken: Iterable[str], nodig: float) -> str:
    return _tot_leesbaar(kleur, tuple(vlakken), nodig, stap=0.01)


def _tot_leesbaar(kleur: Oklch, vlakken: tuple[str, ...], nodig: float, *, stap: float) -> str:
    for _ in range(100):
        poging = kleur.hex()
        if all(contrast(poging, vlak) >= nodig + MARGE for vlak in vlakken):
            return poging
        kleur = replace(kleur, licht=min(1.0, max(0.0, kleur.licht + stap)))
    return kleur.hex()


_TEKSTPAREN: Final = (
    ("Tekst op wit papier", "default-color-document", "default-bg-document"),
    ("Tekst op de pagina", "default-color-document", "default-bg-subtle"),
    ("Grijze tekst op de pagina", "default-color-subtle", "default-bg-subtle"),
    ("Grijze tekst op een vlak", "default-color-subtle", "default-bg-default"),
    ("Link op papier", "action-1-color-default", "default-bg-document"),
    ("Link op de pagina", "action-1-color-default", "default-bg-subtle"),
    ("Aangewezen link", "action-1-color-hover", "action-1-bg-hover"),
    ("Ingedrukte link", "action-1-color-active", "action-1-bg-active"),
    ("Letters op een knop", "action-1-inverse-color-default", "action-1-inverse-bg-default"),
    ("Letters op een aangewezen knop", "action-1-inverse-color-default", "action-1-inverse-bg-hover"),
    ("Letters op een ingedrukte knop", "action-1-inverse-color-default", "action-1-inverse-bg-active"),
    ("Letters op de hoofdkleur", "accent-1-inverse-color-default", "accent-1-inverse-bg-default"),
    ("Hoofdkleur als tekst", "accent-1-color-default", "accent-1-bg-default"),
    ("Gekozen regel", "accent-1-color-default", "selected-bg-default"),
)
_RANDPAREN: Final = (
    ("Knop op papier", "action-1-inverse-bg-default", "default-bg-document"),
    ("Knop op de pagina", "action-1-inverse-bg-default", "default-bg-subtle"),
    ("Rand van een knop", "action-1-border-default", "default-bg-subtle"),
    ("Rand van een invoerveld", "default-border-default", "default-bg-document"),
    ("Rand van een gekozen kaart", "accent-1-border-default", "default-bg-subtle"),
    ("Streep en logo in de hoofdkleur", "accent-1-inverse-bg-default", "default-bg-document"),
)


def _meet(weergave: Weergave, tokens: Tokens) -> list[Paar]:
    rijen = [(*paar, TEKST) for paar in _TEKSTPAREN] + [(*paar, RAND) for paar in _RANDPAREN]
    return [
        Paar(
            naam,
            weergave,
            kleur := tokens[f"color-{voor}"],
            vlak := tokens[f"color-{achter}"],
            round(contrast(kleur, vlak), 2),
            nodig,
        )
        for naam, voor, achter, nodig in rijen
    ]


def _blok(selector: str, tokens: Tokens) -> str:
    regels = "".join(f"  --basis-{naam}: {waarde};\n" for naam, waarde in sorted(tokens.items()))
    return f"{selector} {{\n{regels}}}\n"
