"""The kinds of letters there are: each law registers its own in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from keukentafel.errors import Refusal
from modules.inrichting.rules.protocol import Categorie

Bijwerker = Callable[[Any, Any, datetime], None]
Poster = Callable[[Any, date, Any, datetime], None]


@dataclass(frozen=True, slots=True)
class Veld:
    """A field that the text may name as `{{ naam }}`.

    `velden`: what a row of this list holds. `is_nodig`: a letter without it is not sent.
    `eigen_woorden`: said by the resident, and so never scored nor changed by the house. `met_opmaak`: a
    text of the house itself, whose headings stay headings.
    """

    naam: str
    uitleg: str
    voorbeeld: Any
    velden: tuple[Veld, ...] = ()
    is_nodig: bool = True
    eigen_woorden: bool = False
    met_opmaak: bool = False


@dataclass(frozen=True, slots=True)
class Standaardtekst:
    """The text that comes with the product, before a gemeente writes its own."""

    onderwerp: str
    tekst: str
    samenvatting: str = ""


@dataclass(frozen=True, slots=True)
class Briefsoort:
    """One kind of letter. `verplicht` names the fields without which a text is never published.

    `module`: code of the law that must be on; empty for all. `uit_dossier(huishouden, inwoner)` gives
    what can be filled in from the dossier by itself.
    """

    code: str
    titel: str
    standaard: Standaardtekst
    velden: tuple[Veld, ...] = ()
    verplicht: tuple[str, ...] = ()
    categorie: str = Categorie.CONTACT.value
    uitleg: str = ""
    module: str = ""
    zelf_te_maken: bool = False
    uit_dossier: Callable[[Any, Any], Mapping[str, object]] | None = None


class OnbekendeSoort(Refusal):
    text = "Deze soort brief bestaat niet."


class Soorten:
    """The registry. A code is registered once; a test makes its own."""

    def __init__(self) -> None:
        self._soorten: dict[str, Briefsoort] = {}
        self._verzending: dict[str, list[Bijwerker]] = {}
        self._posten: dict[str, list[Poster]] = {}

    def registreer(self, soort: Briefsoort) -> None:
        """Add a kind of letter.

        :raises ValueError: the code was taken, it is about class L, or a mandatory field is unknown.
        """
        if soort.code in self._soorten:
            raise ValueError(f"De briefsoort {soort.code} is al geregistreerd.")
        if soort.categorie == Categorie.WERKAANTEKENINGEN:
            raise ValueError("Een brief gaat nooit over eigen werkaantekeningen (klasse L).")
        onbekend = set(soort.verplicht) - {veld.naam for veld in soort.velden}
        if onbekend:
            raise ValueError(
                f"De briefsoort {soort.code} verplicht velden die er niet zijn: {sorted(onbekend)}"
            )
        self._soorten[soort.code] = soort

    def bij_verzending(self, code: str, functie: Bijwerker) -> None:
        """Call `functie(brief, by, at)` when a letter of this kind is sent, in the same transaction."""
        self._verzending.setdefault(code, []).append(functie)

    def bij_posten(self, code: str, functie: Poster) -> None:
        """Call `functie(brief, op, by, at)` when a letter was really posted, on `op`, in that transaction."""
        self._posten.setdefault(code, []).append(functie)

    def verzonden(self, brief: Any, by: Any, at: datetime) -> None:
        """Tell whoever asked that this letter was sent."""
        for functie in self._verzending.get(brief.soort, ()):
            functie(brief, by, at)

    def gepost(self, brief: Any, op: date, by: Any, at: datetime) -> None:
        """Tell whoever asked that this letter left the building."""
        for functie in self._posten.get(brief.soort, ()):
            functie(brief, op, by, at)

    def van(self, code: str) -> Briefsoort:
        """Return the kind with this code.

        :raises OnbekendeSoort: there is none.
        """
        if code not in self._soorten:
            raise OnbekendeSoort
        return self._soorten[code]

    def titel(self, code: str) -> str:
        """Return what a kind is called; of one that left the product, its code."""
        return self._soorten[code].titel if code in self._soorten else code.replace("_", " ")

    def alle(self, modules: frozenset[str] | None = None) -> list[Briefsoort]:
        """Return every kind, by title; with `modules` only of laws that are on."""
        gekozen = (
            soort
            for soort in self._soorten.values()
            if modules is None or not soort.module or soort.module in modules
        )
        return sorted(gekozen, key=lambda soort: soort.titel)


soorten = Soorten()
registreer = soorten.registreer
bij_verzending = soorten.bij_verzending
bij_posten = soorten.bij_posten
