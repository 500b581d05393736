"""How a hulpvraag goes on: its stands, what may follow on what, and which terms run with it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from modules.inrichting.codelijsten import VerwijzerJeugd
from modules.jeugd.woorden import Stand

ZONDER_BESLUIT: Final = frozenset(
    {
        VerwijzerJeugd.HUISARTS,
        VerwijzerJeugd.MEDISCH_SPECIALIST,
        VerwijzerJeugd.JEUGDARTS,
        VerwijzerJeugd.GI,
        VerwijzerJeugd.RECHTER_OM,
    }
)
"""Who lets a child in without a decision of the gemeente (Jeugdwet 2.6 lid 1 g, and 3.5)."""

_ARTIKEL: Final = {
    VerwijzerJeugd.HUISARTS: "Jeugdwet, artikel 2.6 lid 1 onder g",
    VerwijzerJeugd.MEDISCH_SPECIALIST: "Jeugdwet, artikel 2.6 lid 1 onder g",
    VerwijzerJeugd.JEUGDARTS: "Jeugdwet, artikel 2.6 lid 1 onder g",
    VerwijzerJeugd.GI: "Jeugdwet, artikel 3.5",
    VerwijzerJeugd.RECHTER_OM: "Jeugdwet, artikel 2.4 lid 2",
    VerwijzerJeugd.GEMEENTE: "Jeugdwet, artikel 2.3",
}


class Gebeurtenis(StrEnum):
    """What people do with a hulpvraag."""

    BEGIN_GESPREK = "begin_gesprek"
    VRAAG_AAN = "vraag_aan"
    BESLUIT = "besluit"
    WIJS_TOE = "wijs_toe"
    ROND_AF = "rond_af"
    TREK_IN = "trek_in"
    HEROPEN = "heropen"


@dataclass(frozen=True, slots=True)
class Verloop:
    """Where a hulpvraag is. `heeft_besluit` remembers that the gemeente decided; `verwijzer` who let in."""

    verwijzer: str
    stand: Stand = Stand.BINNEN
    heeft_besluit: bool = False
    is_toegekend: bool = False

    @property
    def vraagt_besluit(self) -> bool:
        """Whether help needs a decision of the gemeente first."""
        return self.verwijzer not in ZONDER_BESLUIT

    @property
    def is_klaar(self) -> bool:
        """Whether nothing more is asked."""
        return self.stand in (Stand.AFGEROND, Stand.INGETROKKEN)


_MAG: Final[dict[Gebeurtenis, frozenset[Stand]]] = {
    Gebeurtenis.BEGIN_GESPREK: frozenset({Stand.BINNEN}),
    Gebeurtenis.VRAAG_AAN: frozenset({Stand.BINNEN, Stand.GESPREK}),
    Gebeurtenis.BESLUIT: frozenset({Stand.AANVRAAG}),
    Gebeurtenis.WIJS_TOE: frozenset({Stand.BINNEN, Stand.GESPREK, Stand.BESLOTEN}),
    Gebeurtenis.ROND_AF: frozenset({Stand.BINNEN, Stand.GESPREK, Stand.BESLOTEN, Stand.HULP}),
    Gebeurtenis.TREK_IN: frozenset({Stand.BINNEN, Stand.GESPREK, Stand.AANVRAAG}),
    Gebeurtenis.HEROPEN: frozenset({Stand.AFGEROND, Stand.INGETROKKEN}),
}
_NAAR: Final = {
    Gebeurtenis.BEGIN_GESPREK: Stand.GESPREK,
    Gebeurtenis.VRAAG_AAN: Stand.AANVRAAG,
    Gebeurtenis.BESLUIT: Stand.BESLOTEN,
    Gebeurtenis.WIJS_TOE: Stand.HULP,
    Gebeurtenis.ROND_AF: Stand.AFGEROND,
    Gebeurtenis.TREK_IN: Stand.INGETROKKEN,
    Gebeurtenis.HEROPEN: Stand.GESPREK,
}
_WEIGER: Final = {
    Gebeurtenis.BEGIN_GESPREK: "Het gesprek is al begonnen.",
    Gebeurtenis.VRAAG_AAN: "Aanvragen kan alleen voordat er een aanvraag of besluit is.",
    Gebeurtenis.BESLUIT: "Besluiten kan alleen op een aanvraag. Leg eerst de aanvraag vast.",
    Gebeurtenis.WIJS_TOE: "Hulp laten beginnen kan nu niet.",
    Gebeurtenis.ROND_AF: "Er loopt een aanvraag. Besluit daar eerst over, of trek de aanvraag in.",
    Gebeurtenis.TREK_IN: "Intrekken kan alleen zolang er geen besluit is.",
    Gebeurtenis.HEROPEN: "Deze hulpvraag is niet afgerond.",
}


def waarom_niet(verloop: Verloop, gebeurtenis: Gebeurtenis) -> str:
    """Return why something cannot be done now; empty when it can."""
    if verloop.stand not in _MAG[gebeurtenis]:
        if verloop.is_klaar:
            return "Deze hulpvraag is klaar. Open haar opnieuw als er nog iets nodig is."
        return _WEIGER[gebeurtenis]
    if gebeurtenis is Gebeurtenis.VRAAG_AAN and not verloop.vraagt_besluit:
        return f"Na deze verwijzing is geen besluit van de gemeente nodig ({artikel(verloop.verwijzer)})."
    if gebeurtenis is Gebeurtenis.WIJS_TOE and verloop.vraagt_besluit and not verloop.is_toegekend:
        return "Zonder besluit van de gemeente kan de hulp niet beginnen. Leg eerst de aanvraag en het besluit vast."
    return ""


def stap(verloop: Verloop, gebeurtenis: Gebeurtenis, *, toegekend: bool = False) -> Verloop:
    """Return where a hulpvraag is after something was done.

    :raises ValueError: it cannot be done now; ask `waarom_niet` first.
    """
    reden = waarom_niet(verloop, gebeurtenis)
    if reden:
        raise ValueError(reden)
    verder = replace(verloop, stand=_NAAR[gebeurtenis])
    if gebeurtenis is Gebeurtenis.BESLUIT:
        return replace(verder, heeft_besluit=True, is_toegekend=toegekend)
    if gebeurtenis is Gebeurtenis.HEROPEN:
        return replace(verder, heeft_besluit=False, is_toegekend=False)
    return verder


def kan(verloop: Verloop) -> tuple[Gebeurtenis, ...]:
    """Return what can be done now."""
    return tuple(gebeurtenis for gebeurtenis in Gebeurtenis if not waarom_niet(verloop, gebeurtenis))


def lopende_termijnen(verloop: Verloop) -> frozenset[str]:
    """Return which terms run in this stand: the first contact, and the decision on an aanvraag (Awb 4:13)."""
    if verloop.stand is Stand.BINNEN:
        return frozenset({"eerste_contact"})
    return frozenset({"jeugd_beslissing"}) if verloop.stand is Stand.AANVRAAG else frozenset()


def artikel(verwijzer: str) -> str:
    """Return by which article somebody may let a child in."""
    return _ARTIKEL[VerwijzerJeugd(verwijzer)]


def verwijzing_klopt(
    verwijzer: str, *, naam: str, organisatie: str, op: object
) -> tuple[tuple[str, str], ...]:
    """Return what a referral misses, as (field, sentence): a day, a person and an organisation."""
    if verwijzer not in ZONDER_BESLUIT:
        return ()
    mist = []
    if not naam.strip():
        mist.append(("verwijzer_naam", "Vul in wie heeft verwezen."))
    if not organisatie.strip():
        mist.append(("verwijzer_organisatie", "Vul in van welke praktijk of organisatie de verwijzing komt."))
    if op is None:
        mist.append(("verwezen_op", "Vul in op welke dag is verwezen."))
    return tuple(mist)
