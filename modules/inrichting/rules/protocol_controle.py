"""What is wrong with a protocol, and what has to be answered in words before it can hold (F078)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from modules.inrichting.rules.protocol import Categorie, Cel, Functie, Grondsoort, Mate, Matrix, Voorwaarde
from modules.inrichting.rules.protocol.woorden import AMBTENAAR
from modules.inrichting.rules.protocol_verschil import is_ruimer
from modules.inrichting.rules.protocol_woorden import BEROEPEN, Beroep, functienaam

KORTSTE_ANTWOORD: Final = 20
"""How many characters an answer needs at least: a reason, not a word."""


class Weegt(StrEnum):
    """How a finding weighs: it stops, it asks an answer of the gemeente, or of the FG as well."""

    FOUT = "fout"
    ANTWOORD = "antwoord"
    FG = "fg"


@dataclass(frozen=True, slots=True)
class Melding:
    """One finding at one cell. `sleutel` names it: an answer is kept under that name."""

    functie: Functie
    categorie: Categorie
    weegt: Weegt
    regel: str
    tekst: str

    @property
    def sleutel(self) -> str:
        """The name of this finding, the same in each version."""
        return f"{self.regel}:{self.plek}"

    @property
    def plek(self) -> str:
        """The name of the cell, as it stands in addresses and anchors."""
        return f"{self.functie.value}-{self.categorie.value}"

    @property
    def is_fout(self) -> bool:
        """Whether the protocol cannot be handed in with this."""
        return self.weegt is Weegt.FOUT


def controleer(matrix: Matrix, standaard: Matrix) -> tuple[Melding, ...]:
    """Return what does not fit, in the order of the matrix; faults of a cell before its questions.

    :param standaard: what the gemeente would start with. What it says already was weighed: no question
        is asked about a cell that opens nothing more.
    """
    gevonden: list[Melding] = []
    for functie in Functie:
        for categorie in Categorie:
            cellen = matrix.cellen_van(functie, categorie)
            hier = [*_fouten(functie, categorie, cellen)]
            if not any(melding.is_fout for melding in hier):
                hier += _vragen(matrix, standaard, functie, categorie)
            gevonden += hier
    return tuple(gevonden)


def is_antwoord(tekst: str) -> bool:
    """Tell whether this is a reason: longer than a word."""
    return len(" ".join(tekst.split())) >= KORTSTE_ANTWOORD


def onbeantwoord(meldingen: Iterable[Melding], antwoorden: dict[str, str]) -> tuple[Melding, ...]:
    """Return the questions that still want an answer of the gemeente."""
    return tuple(
        melding
        for melding in meldingen
        if melding.weegt is not Weegt.FOUT and not is_antwoord(antwoorden.get(melding.sleutel, ""))
    )


def _fouten(functie: Functie, categorie: Categorie, cellen: tuple[Cel, ...]) -> Iterator[Melding]:
    for regel, toets in _FOUTREGELS:
        teksten = [tekst for cel in cellen if (tekst := toets(functie, categorie, cel))]
        if teksten:
            yield Melding(functie, categorie, Weegt.FOUT, regel, teksten[0])


def _zonder_grond(functie: Functie, categorie: Categorie, cel: Cel) -> str:
    if cel.mate is Mate.NIETS or cel.grond.strip():
        return ""
    return (
        f"Er staat niet waarom een {functienaam(functie)} “{categorie.label}” mag zien. "
        "Vul een wetsartikel in, toestemming of gevaar."
    )


def _grond_past_niet(functie: Functie, categorie: Categorie, cel: Cel) -> str:
    if cel.grondsoort is Grondsoort.WET or cel.voorwaarde in (Voorwaarde.GROND, Voorwaarde.EIGEN):
        return ""
    wat = "toestemming" if cel.grondsoort is Grondsoort.TOESTEMMING else "gevaar"
    return (
        f"Deze cel rust op {wat}, maar een {functienaam(functie)} ziet “{categorie.label}” ook zonder dat "
        "die is vastgelegd. Kies ‘met toestemming of andere grond’, of noem een wet."
    )


def _schrijft_zonder_lezen(functie: Functie, categorie: Categorie, cel: Cel) -> str:
    if not cel.schrijft or cel.mate is Mate.ALLES:
        return ""
    return (
        f"Een {functienaam(functie)} mag hier schrijven en ziet niet alles van “{categorie.label}”. "
        "Wie schrijft, moet kunnen lezen wat er staat. Kies ‘alles’, of haal schrijven weg."
    )


def _geen_inhoud(functie: Functie, categorie: Categorie, cel: Cel) -> str:
    if BEROEPEN[functie] is not Beroep.GEEN_INHOUD or cel.mate is Mate.NIETS:
        return ""
    return f"{functie.label} ziet nooit wat in een dossier staat. Kies ‘niets’."


def _ruimer_dan_de_wet(functie: Functie, categorie: Categorie, cel: Cel) -> str:
    if cel.mate is Mate.NIETS:
        return ""
    if functie is Functie.PARTNER and cel.voorwaarde not in (Voorwaarde.GROND, Voorwaarde.EIGEN):
        return (
            "Een partner buiten het team ziet alleen wat met toestemming of een andere vastgelegde grond is "
            f"gedeeld, en het eigen signaal. Kies bij “{categorie.label}” een van die twee."
        )
    gevoelig = (
        Categorie.GEZONDHEID,
        Categorie.JUSTITIE,
        Categorie.GELD,
        Categorie.JEUGD,
        Categorie.VEILIGHEID,
    )
    if functie is Functie.AANBIEDER and categorie in gevoelig and cel.voorwaarde is not Voorwaarde.GROND:
        return (
            f"Een aanbieder ziet “{categorie.label}” alleen met toestemming of een andere vastgelegde grond "
            "(Wmo 2015, artikel 5.2.1; Jeugdwet, artikel 7.3.11)."
        )
    if functie is Functie.INLOOPPUNT:
        return _inlooppunt(categorie, cel)
    return ""


def _inlooppunt(categorie: Categorie, cel: Cel) -> str:
    if categorie in (Categorie.IDENTITEIT, Categorie.CONTACT):
        return ""
    weten = (Categorie.HUISHOUDEN, Categorie.PLAN, Categorie.BESLUITEN)
    if categorie in weten and cel.mate is Mate.BESTAAT:
        return ""
    hoogstens = "hoogstens dat het er is" if categorie in weten else "niets"
    return (
        f"Het inlooppunt neemt vragen aan en zet ze door. Daarvoor is van “{categorie.label}” {hoogstens} nodig "
        "(AVG, artikel 5 lid 1 onder c)."
    )


def _aantekeningen_van_een_ander(functie: Functie, categorie: Categorie, cel: Cel) -> str:
    if categorie is not Categorie.WERKAANTEKENINGEN or cel.voorwaarde is Voorwaarde.EIGEN:
        return ""
    if functie is not Functie.KLANTMANAGER_WI or cel.mate is Mate.NIETS:
        return ""
    return (
        "Een klantmanager Werk en Inkomen ziet nooit de werkaantekeningen van een hulpverlener. Een inwoner moet "
        "vrij kunnen praten. Kies ‘alleen eigen’."
    )


_FOUTREGELS: Final[tuple[tuple[str, Callable[[Functie, Categorie, Cel], str]], ...]] = (
    ("geen_inhoud", _geen_inhoud),
    ("zonder_grond", _zonder_grond),
    ("grond_past_niet", _grond_past_niet),
    ("schrijft_zonder_lezen", _schrijft_zonder_lezen),
    ("ruimer_dan_de_wet", _ruimer_dan_de_wet),
    ("aantekeningen_van_een_ander", _aantekeningen_van_een_ander),
)


def _vragen(matrix: Matrix, standaard: Matrix, functie: Functie, categorie: Categorie) -> Iterator[Melding]:
    ruimer = is_ruimer(standaard, matrix, functie, categorie)
    if functie is Functie.KLANTMANAGER_WI and ruimer:
        yield Melding(functie, categorie, Weegt.FG, "werk_en_inkomen", _WERK_EN_INKOMEN % categorie.label)
    if _botst(matrix, functie, categorie) and ruimer:
        tekst = _MELDPLICHT % (functienaam(functie), categorie.label)
        yield Melding(functie, categorie, Weegt.ANTWOORD, "meldplicht", tekst)
    if BEROEPEN[functie] is Beroep.INWONER:
        if is_ruimer(matrix, standaard, functie, categorie):
            tekst = _RECHT_OP_INZAGE % categorie.label
            yield Melding(functie, categorie, Weegt.ANTWOORD, "recht_op_inzage", tekst)
        return
    if not ruimer:
        return
    was, wordt = standaard.cellen_van(functie, categorie), matrix.cellen_van(functie, categorie)
    if _ooit(wordt, Voorwaarde.ALTIJD) and not _ooit(was, Voorwaarde.ALTIJD):
        tekst = _ZONDER_BETROKKEN % (functienaam(functie), categorie.label)
        yield Melding(functie, categorie, Weegt.ANTWOORD, "zonder_betrokken", tekst)
    if any(cel.vraagt_geheimhouding for cel in was) and not all(cel.vraagt_geheimhouding for cel in wordt):
        tekst = _ZONDER_GEHEIM % (functienaam(functie), categorie.label)
        yield Melding(functie, categorie, Weegt.ANTWOORD, "zonder_geheim", tekst)
    if any(cel.registratie for cel in was) and not all(cel.registratie for cel in wordt):
        tekst = _ZONDER_REGISTER % (functienaam(functie), categorie.label)
        yield Melding(functie, categorie, Weegt.ANTWOORD, "zonder_registratie", tekst)
    if categorie is Categorie.WERKAANTEKENINGEN and functie not in AMBTENAAR and _van_een_ander(wordt):
        tekst = _VAN_EEN_ANDER % functienaam(functie)
        yield Melding(functie, categorie, Weegt.ANTWOORD, "van_een_ander", tekst)


def _botst(matrix: Matrix, functie: Functie, categorie: Categorie) -> bool:
    """Whether an official who must report would read what a helper must keep silent (domain 5.1)."""
    geheim = (Categorie.GEZONDHEID, Categorie.JUSTITIE, Categorie.WERKAANTEKENINGEN)
    return (
        functie in AMBTENAAR and categorie in geheim and _van_een_ander(matrix.cellen_van(functie, categorie))
    )


def _van_een_ander(cellen: Iterable[Cel]) -> bool:
    return any(cel.mate >= Mate.SAMENVATTING and cel.voorwaarde is not Voorwaarde.EIGEN for cel in cellen)


def _ooit(cellen: Iterable[Cel], voorwaarde: Voorwaarde) -> bool:
    return any(cel.mate and cel.voorwaarde is voorwaarde for cel in cellen)


_WERK_EN_INKOMEN: Final = (
    "Een klantmanager Werk en Inkomen ziet nu meer van “%s” dan de standaard. Gewoonlijk is dat alleen of het "
    "BSN bekend is en welke hulp er loopt. De privacyfunctionaris moet hier apart mee instemmen. Waarom is dit nodig?"
)
_MELDPLICHT: Final = (
    "Een %s is ambtenaar en moet misbruik melden (Wetboek van Strafvordering, artikel 162). Een hulpverlener moet "
    "zwijgen over “%s” (Wetboek van Strafrecht, artikel 272). Hoe voorkomen jullie dat een inwoner hierdoor niet "
    "meer vrij kan praten?"
)
_RECHT_OP_INZAGE: Final = (
    "De inwoner ziet nu minder van “%s” dan de standaard. Inwoners hebben recht op inzage (AVG, artikel 15). "
    "Op welke weigeringsgrond rust dit?"
)
_ZONDER_BETROKKEN: Final = (
    "Een %s ziet nu “%s” van elk huishouden, ook zonder betrokken te zijn. Waarom is dat nodig voor de taak?"
)
_ZONDER_GEHEIM: Final = (
    "Een %s ziet nu “%s” ook zonder vastgelegd beroepsgeheim. Hoe is zwijgplicht dan geregeld?"
)
_ZONDER_REGISTER: Final = (
    "Een %s ziet nu “%s” ook zonder geldige registratie in het beroepsregister. Waarom kan dat?"
)
_VAN_EEN_ANDER: Final = (
    "Een %s ziet nu ook de werkaantekeningen van een ander. Die zijn bedoeld als geheugensteun voor de schrijver. "
    "Waarom is dat nodig?"
)
