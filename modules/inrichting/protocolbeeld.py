"""The matrix as a screen shows it: groups of columns, rows, and in each cell what it says and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from modules.inrichting.models import Informatieprotocol
from modules.inrichting.models.protocol import ProtocolStatus
from modules.inrichting.rules.protocol import Categorie, Cel, Functie, Mate, Matrix, standaardmatrix
from modules.inrichting.rules.protocol_controle import Melding, Weegt, controleer, is_antwoord
from modules.inrichting.rules.protocol_verschil import Celverschil, verschillen
from modules.inrichting.rules.protocol_woorden import (
    BEROEPEN,
    FUNCTIES,
    INHOUD,
    INZAGE,
    Beroep,
    cellen_in_woorden,
    momenten_kort,
    voorwaarde_kort,
)

GROEPEN: dict[str, tuple[str, tuple[Functie, ...]]] = {
    "team": ("In het wijkteam", FUNCTIES[:6]),
    "rondom": ("Rondom het team", FUNCTIES[6:]),
    "alles": ("Alle functies", FUNCTIES),
}


@dataclass(frozen=True, slots=True)
class Deel:
    """What one cell says at some moments."""

    cel: Cel

    @property
    def inzage(self) -> str:
        """The key of the component `inzage`."""
        return INZAGE[self.cel.mate]

    @property
    def voorwaarde(self) -> str:
        """The condition in a few words; nothing where nothing is seen."""
        return voorwaarde_kort(self.cel.voorwaarde) if self.cel.mate else ""

    @property
    def extra(self) -> tuple[str, ...]:
        """What else the cell asks for."""
        extra = ["met beroepsgeheim"] * self.cel.vraagt_geheimhouding
        extra += [f"met {self.cel.registratie}-registratie"] * bool(self.cel.registratie)
        extra += [f"alleen wet {self.cel.wet}"] * bool(self.cel.wet)
        momenten = momenten_kort(self.cel.momenten)
        return (*extra, *([f"bij {momenten}"] if momenten else ()))


@dataclass(frozen=True, slots=True)
class Celbeeld:
    """One cell on the screen."""

    functie: Functie
    categorie: Categorie
    cellen: tuple[Cel, ...]
    was: str
    is_gewijzigd: bool
    meldingen: tuple[Melding, ...]

    @property
    def plek(self) -> str:
        """The name of the cell in ids and anchors."""
        return f"{self.functie.value}-{self.categorie.value}"

    @property
    def delen(self) -> tuple[Deel, ...]:
        """What it says; one part `niets` without cells."""
        return tuple(Deel(cel) for cel in self.cellen) or (Deel(Cel(Mate.NIETS)),)

    @property
    def fouten(self) -> tuple[Melding, ...]:
        """What cannot stay so."""
        return tuple(melding for melding in self.meldingen if melding.is_fout)

    @property
    def vragen(self) -> tuple[Melding, ...]:
        """What wants an answer."""
        return tuple(melding for melding in self.meldingen if not melding.is_fout)


@dataclass(frozen=True, slots=True)
class Rij:
    """One category with its cells."""

    categorie: Categorie
    cellen: tuple[Celbeeld, ...]

    @property
    def inhoud(self) -> str:
        """What belongs to it."""
        return INHOUD[self.categorie]


@dataclass(frozen=True, slots=True)
class Matrixbeeld:
    """A matrix with its headings."""

    functies: tuple[Functie, ...]
    rijen: tuple[Rij, ...]

    @property
    def beroepen(self) -> tuple[tuple[Beroep, int], ...]:
        """The kinds of profession above the columns, each with its width."""
        return tuple(
            (beroep, len(list(deel))) for beroep, deel in groupby(self.functies, BEROEPEN.__getitem__)
        )


def beeld(
    matrix: Matrix, *, naast: Matrix, meldingen: Iterable[Melding], functies: Sequence[Functie]
) -> Matrixbeeld:
    """Return the matrix for some columns, with what differs from `naast` marked."""
    per_plek: dict[str, list[Melding]] = {}
    for melding in meldingen:
        per_plek.setdefault(melding.plek, []).append(melding)
    rijen = tuple(
        Rij(c, tuple(_cel(matrix, naast, f, c, per_plek.get(f"{f.value}-{c.value}", ())) for f in functies))
        for c in Categorie
    )
    return Matrixbeeld(tuple(functies), rijen)


def celbeeld(
    matrix: Matrix, *, naast: Matrix, meldingen: Iterable[Melding], functie: Functie, categorie: Categorie
) -> Celbeeld:
    """Return one cell."""
    hier = [m for m in meldingen if m.functie is functie and m.categorie is categorie]
    return _cel(matrix, naast, functie, categorie, hier)


def _cel(
    matrix: Matrix, naast: Matrix, functie: Functie, categorie: Categorie, meldingen: Sequence[Melding]
) -> Celbeeld:
    hier, daar = matrix.cellen_van(functie, categorie), naast.cellen_van(functie, categorie)
    return Celbeeld(
        functie, categorie, hier, cellen_in_woorden(daar), set(hier) != set(daar), tuple(meldingen)
    )


@dataclass(frozen=True, slots=True)
class Stand:
    """The versions the screens are about: in force, and the one that is on its way."""

    geldig: Informatieprotocol | None
    onderweg: Informatieprotocol | None
    nu: Matrix

    @property
    def concept(self) -> Informatieprotocol | None:
        """The version that may be changed."""
        return self.onderweg if self.onderweg and self.onderweg.is_concept else None

    @property
    def wacht(self) -> Informatieprotocol | None:
        """The version that waits for the privacyfunctionaris."""
        return self.onderweg if self.onderweg and self.onderweg.wacht else None

    @property
    def gepland(self) -> Informatieprotocol | None:
        """The approved version that waits for its day."""
        is_gepland = self.onderweg and self.onderweg.status == ProtocolStatus.GEPLAND
        return self.onderweg if is_gepland else None

    @property
    def straks(self) -> Matrix:
        """What the version on its way says, or what is in force."""
        return self.onderweg.matrix if self.onderweg else self.nu

    @property
    def versie(self) -> int:
        """The version of the concept; 0 when there is none."""
        return self.concept.versie if self.concept else 0

    @property
    def standaard(self) -> Matrix:
        """What the gemeente would start with."""
        bron = self.onderweg or self.geldig
        return standaardmatrix(bron.variant if bron and bron.variant else "team")

    def meldingen(self) -> tuple[Melding, ...]:
        """Return what is wrong with the version on its way, and what it asks."""
        return controleer(self.straks, self.standaard)

    def verschillen(self) -> tuple[Celverschil, ...]:
        """Return what differs between what is in force and what is on its way."""
        return verschillen(self.nu, self.straks)


@dataclass(frozen=True, slots=True)
class Vraagstand:
    """A finding with the answer that stands by it."""

    melding: Melding
    antwoord: str

    @property
    def is_beantwoord(self) -> bool:
        """Whether the answer is a reason."""
        return self.melding.is_fout is False and is_antwoord(self.antwoord)

    @property
    def voor_fg(self) -> bool:
        """Whether the privacyfunctionaris has to agree in words."""
        return self.melding.weegt is Weegt.FG


def lees_stand(nu: Matrix) -> Stand:
    """Read the version in force and the one on its way in one query. `nu` is what requests decide with."""
    rijen = Informatieprotocol.objects.exclude(status=ProtocolStatus.VERVALLEN).select_related(
        "gewijzigd_door", "ingediend_door", "beoordeeld_door", "op_basis_van"
    )
    geldig = onderweg = None
    for rij in rijen:
        if rij.status == ProtocolStatus.GELDIG:
            geldig = rij
        else:
            onderweg = rij
    return Stand(geldig, onderweg, nu)
