"""What others hang in the console: lines of the menu, panels of the overview, parts of a gemeente's page.

An upper floor (support, billing) registers itself here in its `AppConfig.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from tenants.console.rollen import IEDEREEN


@dataclass(frozen=True, slots=True)
class Menupunt:
    """A line of the console's menu; shown to who may ask for its route. `teller`: at most one query."""

    sleutel: str
    label: str
    route: str
    icoon: str
    volgorde: int
    groep: str = ""
    onderbalk: bool = False
    teller: Callable[[], int] | None = None


@dataclass(frozen=True, slots=True)
class Paneel:
    """A panel of the overview. `gegevens` gives the context of its template; None leaves it out."""

    sleutel: str
    sjabloon: str
    gegevens: Callable[[HttpRequest], dict[str, Any] | None]
    volgorde: int
    breed: bool = False
    rollen: frozenset[str] = IEDEREEN


@dataclass(frozen=True, slots=True)
class Gemeentedeel:
    """A part of the page of one gemeente: its own template, with what `gegevens` gives; None leaves it out."""

    sleutel: str
    kop: str
    sjabloon: str
    gegevens: Callable[[HttpRequest, Any], dict[str, Any] | None]
    volgorde: int
    rollen: frozenset[str] = IEDEREEN


@dataclass(frozen=True, slots=True)
class LetOp:
    """Why a gemeente needs a look: `niveau` is `let_op` or `gevaar`, `tekst` at most four words."""

    niveau: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Zindeel:
    """A part of the sentence on top of the overview: how many (a link), and what of them."""

    aantal: str
    vervolg: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Banner:
    """What everybody at the supplier must see first: `niveau` as of `{% callout %}` (info, let_op, fout)."""

    niveau: str
    kop: str
    tekst: str
    url: str = ""


menupunten: dict[str, Menupunt] = {}
panelen: dict[str, Paneel] = {}
gemeentedelen: dict[str, Gemeentedeel] = {}
let_op_bronnen: dict[str, Callable[[], dict[UUID, LetOp]]] = {}
tellers_per_gemeente: dict[str, Callable[[], dict[UUID, int]]] = {}
tellerlijsten: dict[str, str] = {}
"""What is counted per gemeente → the route of the list behind the number; it takes `?gemeente=<id>`."""
zinnen: dict[str, Callable[[], Zindeel | None]] = {}
banners: dict[str, Callable[[HttpRequest], Banner | None]] = {}
zoekers: dict[str, Callable[[str], list[tuple[str, str]]]] = {}


def _eenmaal(waar: dict[str, Any], sleutel: str, wat: Any) -> None:
    if sleutel in waar:
        raise ValueError(f"{sleutel} staat al in de console.")
    waar[sleutel] = wat


def registreer_menupunt(punt: Menupunt) -> None:
    """Hang a line in the menu; a second one with the same key is a mistake."""
    _eenmaal(menupunten, punt.sleutel, punt)


def registreer_paneel(paneel: Paneel) -> None:
    """Hang a panel in the overview."""
    _eenmaal(panelen, paneel.sleutel, paneel)


def registreer_gemeentedeel(deel: Gemeentedeel) -> None:
    """Hang a part in the page of a gemeente."""
    _eenmaal(gemeentedelen, deel.sleutel, deel)


def registreer_let_op(sleutel: str, bron: Callable[[], dict[UUID, LetOp]]) -> None:
    """Tell which gemeenten need a look, in one query."""
    _eenmaal(let_op_bronnen, sleutel, bron)


def registreer_teller(sleutel: str, teller: Callable[[], dict[UUID, int]], *, lijst: str = "") -> None:
    """Count something per gemeente (tickets), in one query; `lijst` is the route where the number leads."""
    _eenmaal(tellers_per_gemeente, sleutel, teller)
    tellerlijsten[sleutel] = lijst


def registreer_zin(sleutel: str, zin: Callable[[], Zindeel | None]) -> None:
    """Add a part to the sentence on top of the overview, in one query; None says nothing."""
    _eenmaal(zinnen, sleutel, zin)


def registreer_banner(sleutel: str, banner: Callable[[HttpRequest], Banner | None]) -> None:
    """Put something above every page (an incident), in one query; None shows nothing."""
    _eenmaal(banners, sleutel, banner)


def registreer_zoeker(sleutel: str, zoeker: Callable[[str], list[tuple[str, str]]]) -> None:
    """Let the search box find something: pairs of a text and an address, in one query."""
    _eenmaal(zoekers, sleutel, zoeker)
