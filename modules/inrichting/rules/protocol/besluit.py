"""The one decision: function AND secrecy AND involved (domain 5.3), with its reason in words.

Everything that shows or hides data asks here: pages through `modules.dossier.zicht`, lists through the
SQL that is made of the same cells, the public page through the same matrix.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from keukentafel.values.datum_tekst import datum
from modules.inrichting.rules.protocol.matrix import Cel, Matrix
from modules.inrichting.rules.protocol.woorden import Categorie, Functie, Mate, Moment, Voorwaarde

NIET_BETROKKEN: Final = "Je ziet dit niet: je bent niet betrokken bij dit gezin."
GEEN_FUNCTIE: Final = "Je ziet dit niet: je hebt geen functie in het informatieprotocol."
GEEN_GEHEIM: Final = (
    "Je ziet dit niet: je beroepsgeheim is niet vastgelegd. Vraag je beheerder om dat bij je functie te doen."
)


_VULT_EEN_CEL: Final = ("toestemming", "gevaar")


@dataclass(frozen=True, slots=True)
class Lezer:
    """Who looks, as far as the decision needs it."""

    functies: frozenset[Functie]
    heeft_geheimhouding: bool = False
    registraties: frozenset[str] = frozenset()
    is_betrokken: bool = False
    verlopen: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grond:
    """A recorded ground on one household: consent, danger, a granted request, an emergency."""

    soort: str
    categorieen: frozenset[Categorie]
    mate: Mate = Mate.ALLES
    schrijft: bool = False
    tekst: str = ""
    id: str = ""
    is_persoonlijk: bool = False  # given to this person by name, so being involved is not asked again
    functie: Functie | None = None  # given to everybody with this function who is involved


@dataclass(frozen=True, slots=True)
class Oordeel:
    """The outcome for one category. `reden` is always a sentence that the screen can show."""

    categorie: Categorie
    mate: Mate
    schrijft: bool
    reden: str
    grond: str = ""
    alleen_eigen: bool = False
    ook_eigen: bool = False  # and everything of what somebody wrote himself
    wet: str = ""
    versie: int = 0
    functie: Functie | None = None
    grond_id: str = ""
    is_nood: bool = False

    @property
    def mag(self) -> bool:
        """Whether everything may be read."""
        return self.mate is Mate.ALLES

    @property
    def iets(self) -> bool:
        """Whether anything is shown at all, if only that it exists."""
        return self.mate is not Mate.NIETS

    @property
    def kort(self) -> bool:
        """Whether at least a summary may be read."""
        return self.mate >= Mate.SAMENVATTING

    @property
    def _gewicht(self) -> tuple[bool, int, bool, bool]:
        return (self.iets and not self.alleen_eigen, int(self.mate), not self.wet, self.schrijft)


def beslis(
    matrix: Matrix, *, lezer: Lezer, categorie: Categorie, moment: Moment, gronden: Iterable[Grond] = ()
) -> Oordeel:
    """Say what this person sees of this category at this moment, on what ground, and why.

    The best outcome over the functions of the reader holds; a granted emergency opens A to K for reading.
    """
    gronden = tuple(gronden)
    if categorie is not Categorie.WERKAANTEKENINGEN:
        nood = next((grond for grond in gronden if grond.soort == "nood"), None)
    else:
        nood = None
    oordelen = [
        _per_functie(matrix, functie, lezer, categorie, moment, gronden)
        for functie in Functie
        if functie in lezer.functies
    ]
    beste = beste_van(oordelen) if oordelen else None
    if nood is not None and (beste is None or beste.mate is not Mate.ALLES or beste.alleen_eigen):
        return Oordeel(
            categorie,
            Mate.ALLES,
            schrijft=False,
            reden="Je ziet dit door noodtoegang. Die wordt achteraf bekeken.",
            grond=nood.tekst,
            versie=matrix.versie,
            functie=beste.functie if beste else None,
            grond_id=nood.id,
            is_nood=True,
        )
    if categorie is Categorie.IDENTITEIT and (beste is None or not beste.iets):
        over_wie = next((g for g in gronden if g.is_persoonlijk and g.soort in _VULT_EEN_CEL), None)
        if over_wie is not None:
            return Oordeel(
                categorie,
                Mate.ALLES,
                schrijft=False,
                reden="Je ziet dit: over wie het gaat, hoort bij wat met jou is gedeeld.",
                grond=over_wie.tekst,
                versie=matrix.versie,
                functie=beste.functie if beste else None,
                grond_id=over_wie.id,
            )
    if beste is None:
        return weiger(matrix, categorie, GEEN_FUNCTIE)
    return beste


def beste_van(oordelen: Sequence[Oordeel]) -> Oordeel:
    """Return the outcome that shows the most; for somebody who looks in more than one way. At least one.

    What is somebody's own never hides what he may see of others: it is added as `ook_eigen`.
    """
    beste = max(oordelen, key=lambda oordeel: oordeel._gewicht)  # noqa: SLF001 -- own class
    if not beste.alleen_eigen and any(oordeel.iets and oordeel.alleen_eigen for oordeel in oordelen):
        return replace(beste, ook_eigen=True)
    return beste


def weiger(matrix: Matrix, categorie: Categorie, reden: str, functie: Functie | None = None) -> Oordeel:
    """Return a refusal with its reason."""
    return Oordeel(categorie, Mate.NIETS, schrijft=False, reden=reden, versie=matrix.versie, functie=functie)


def _per_functie(
    matrix: Matrix,
    functie: Functie,
    lezer: Lezer,
    categorie: Categorie,
    moment: Moment,
    gronden: tuple[Grond, ...],
) -> Oordeel:
    cel = matrix.cel(functie, categorie, moment)
    if cel is None:
        return weiger(matrix, categorie, _geen_cel(matrix, functie, categorie, moment), functie)
    reden = _geheim_of_register(cel, lezer)
    if reden:
        return weiger(matrix, categorie, reden, functie)
    if cel.voorwaarde is Voorwaarde.BETROKKEN and not lezer.is_betrokken:
        return weiger(matrix, categorie, NIET_BETROKKEN, functie)
    grond = None
    if cel.voorwaarde is Voorwaarde.GROND:
        grond = _passende(gronden, categorie, lezer, functie)
        if grond is None:
            return weiger(matrix, categorie, _zonder_grond(categorie, lezer), functie)
    return Oordeel(
        categorie,
        min(cel.mate, grond.mate) if grond else cel.mate,
        schrijft=cel.schrijft and (grond is None or grond.schrijft),
        reden=_toegestaan(functie, cel, grond),
        grond=(grond.tekst if grond else "") or cel.grond,
        alleen_eigen=cel.voorwaarde is Voorwaarde.EIGEN,
        ook_eigen=cel.voorwaarde is Voorwaarde.EIGEN,
        wet=cel.wet,
        versie=matrix.versie,
        functie=functie,
        grond_id=grond.id if grond else "",
    )


def _passende(
    gronden: tuple[Grond, ...], categorie: Categorie, lezer: Lezer, functie: Functie
) -> Grond | None:
    passend = [
        grond
        for grond in gronden
        if grond.soort in _VULT_EEN_CEL
        and categorie in grond.categorieen
        and (grond.is_persoonlijk or (lezer.is_betrokken and grond.functie in (None, functie)))
    ]
    return max(passend, key=lambda grond: (grond.mate, grond.schrijft)) if passend else None


def _geheim_of_register(cel: Cel, lezer: Lezer) -> str:
    if cel.vraagt_geheimhouding and not lezer.heeft_geheimhouding:
        return GEEN_GEHEIM
    if cel.registratie and cel.registratie not in lezer.registraties:
        dag = lezer.verlopen.get(cel.registratie)
        wat = f"verlopen op {datum(dag)}" if dag else "niet vastgelegd"
        return f"Je ziet dit niet: je registratie bij {cel.registratie} is {wat}."
    return ""


def _geen_cel(matrix: Matrix, functie: Functie, categorie: Categorie, moment: Moment) -> str:
    if matrix.cellen_van(functie, categorie):
        return f"Je ziet dit niet: als {_naam(functie)} zie je “{categorie.label}” niet in de fase {moment.label}."
    return f"Je ziet dit niet: “{categorie.label}” hoort niet bij de taak van een {_naam(functie)}."


def _zonder_grond(categorie: Categorie, lezer: Lezer) -> str:
    if not lezer.is_betrokken:
        return NIET_BETROKKEN
    return f"Je ziet dit niet: voor “{categorie.label}” is toestemming of een andere vastgelegde grond nodig."


def _toegestaan(functie: Functie, cel: Cel, grond: Grond | None) -> str:
    if cel.voorwaarde is Voorwaarde.EIGEN:
        return "Je ziet hier alleen wat je zelf schreef of zelf doet."
    wat = "Je ziet dit" if cel.mate is Mate.ALLES else f"Je ziet {cel.mate.label}"
    waarom = {
        Voorwaarde.ALTIJD: f"dat hoort bij de taak van een {_naam(functie)}",
        Voorwaarde.BETROKKEN: f"je bent als {_naam(functie)} betrokken bij dit gezin",
        Voorwaarde.GROND: "daar is een vastgelegde grond voor",
    }[cel.voorwaarde]
    return f"{wat}: {waarom}."


def _naam(functie: Functie) -> str:
    naam = str(functie.label)
    return naam if naam.startswith("Wmo") else naam[:1].lower() + naam[1:]
