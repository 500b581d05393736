"""The phases of a casus: where it may go, and what the bar shows (domain 3.1; ux 7.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from keukentafel.values.bevinding import Bevinding
from modules.inrichting.codelijsten import CasusStatus
from modules.inrichting.rules.stappen import Stap

VOLGORDE: Final = (
    CasusStatus.NIEUW,
    CasusStatus.IN_CONTACT,
    CasusStatus.ANALYSE,
    CasusStatus.PLAN,
    CasusStatus.ONDERSTEUNING,
    CasusStatus.EVALUATIE,
    CasusStatus.MONITORING,
)
EINDE: Final = frozenset({CasusStatus.AFGESLOTEN, CasusStatus.OVERGEDRAGEN})


class Stand(StrEnum):
    """Where a part of the bar stands."""

    KLAAR = "klaar"
    NU = "nu"
    STRAKS = "straks"


@dataclass(frozen=True, slots=True)
class Fase:
    """One part of the bar of phases."""

    sleutel: str
    label: str
    stand: Stand


@dataclass(frozen=True, slots=True)
class StapOpDeLijn:
    """One step on the line of the variant, with where it stands."""

    stap: Stap
    stand: Stand


_FASEN: Final = (
    ("analyse", "Analyse", (CasusStatus.NIEUW, CasusStatus.IN_CONTACT, CasusStatus.ANALYSE)),
    ("plan", "Plan", (CasusStatus.PLAN,)),
    ("ondersteuning", "Ondersteuning", (CasusStatus.ONDERSTEUNING,)),
    ("evaluatie", "Evaluatie", (CasusStatus.EVALUATIE,)),
    ("waakvlam", "Waakvlam", (CasusStatus.MONITORING,)),
)
# From which status on a step of a line is the one people work on.
_STATUS_VAN_STAP: Final[Mapping[str, CasusStatus]] = MappingProxyType(
    {
        "signaal": CasusStatus.NIEUW,
        "aanmelding": CasusStatus.NIEUW,
        "overdracht": CasusStatus.NIEUW,
        "melding": CasusStatus.NIEUW,
        "gesprek": CasusStatus.IN_CONTACT,
        "casusoverleg": CasusStatus.IN_CONTACT,
        "analyse": CasusStatus.IN_CONTACT,
        "onderzoek": CasusStatus.IN_CONTACT,
        "verslag": CasusStatus.PLAN,
        "plan": CasusStatus.PLAN,
        "aanvraag": CasusStatus.ONDERSTEUNING,
        "besluit": CasusStatus.ONDERSTEUNING,
        "netwerk_versterking": CasusStatus.ONDERSTEUNING,
        "ondersteuning": CasusStatus.ONDERSTEUNING,
        "afstemming": CasusStatus.ONDERSTEUNING,
        "evaluatie": CasusStatus.EVALUATIE,
        "waakvlam": CasusStatus.MONITORING,
    }
)

_STATUSSEN_VAN_STAP: Final[Mapping[str, tuple[CasusStatus, ...]]] = MappingProxyType(
    {
        "signaal": (CasusStatus.NIEUW,),
        "eropaf_rooster": (CasusStatus.NIEUW,),
        "melding_onderzoek": (CasusStatus.NIEUW, CasusStatus.IN_CONTACT, CasusStatus.ANALYSE),
        "vraagverheldering": (CasusStatus.IN_CONTACT, CasusStatus.ANALYSE),
        "zrm_start": (CasusStatus.IN_CONTACT, CasusStatus.ANALYSE),
        "participatieladder": (CasusStatus.IN_CONTACT, CasusStatus.ANALYSE),
        "plan": (CasusStatus.PLAN,),
        "beschikking": (CasusStatus.ONDERSTEUNING,),
        "ondersteuning": (CasusStatus.ONDERSTEUNING,),
        "evaluatie": (CasusStatus.EVALUATIE,),
        "zrm_eind": (CasusStatus.EVALUATIE,),
        "waakvlam": (CasusStatus.MONITORING,),
    }
)


def status_van_stap(sleutel: str) -> CasusStatus:
    """Return from which status on a step of a line is the one people work on.

    :raises KeyError: no line has the step.
    """
    return _STATUS_VAN_STAP[sleutel]


def statussen_van_stap(stap: str) -> tuple[CasusStatus, ...]:
    """Return in which statuses a casus stands at a step key of the domain (`plan`, `waakvlam`, …).

    A step key that runs beside the phases (`zrm_tussen`, `regie`) belongs to none of them.
    """
    return _STATUSSEN_VAN_STAP.get(stap, ())


def overgangen(van: CasusStatus) -> tuple[CasusStatus, ...]:
    """Return where a casus may go: any other phase, handing over or closing; from its end nowhere.

    Phases may overlap, and in a crisis help comes before the plan, so no phase is locked.
    """
    if van in EINDE:
        return ()
    return (*(status for status in VOLGORDE if status != van and status != CasusStatus.NIEUW), *sorted(EINDE))


def controleer_overgang(van: CasusStatus, naar: CasusStatus) -> tuple[Bevinding, ...]:
    """Return why a casus cannot go there; empty when it can, or when it is there already."""
    if van == naar or naar in overgangen(van):
        return ()
    if van in EINDE:
        return (
            Bevinding(
                "De hulp aan dit huishouden is gestopt. Begin opnieuw voor een nieuwe vraag.", "status"
            ),
        )
    return (Bevinding("Terug naar nieuw kan niet. Er is al gewerkt aan deze vraag.", "status"),)


def plan_ontbreekt_na_crisis(van: CasusStatus, naar: CasusStatus, *, heeft_plan: bool) -> bool:
    """Return whether help began without a plan: then a plan is due two weeks later (F054)."""
    voor_het_plan = (CasusStatus.NIEUW, CasusStatus.IN_CONTACT, CasusStatus.ANALYSE, CasusStatus.PLAN)
    return naar == CasusStatus.ONDERSTEUNING and van in voor_het_plan and not heeft_plan


def faselijn(status: CasusStatus) -> tuple[Fase, ...]:
    """Return the bar of phases: Analyse, Plan, Ondersteuning, Evaluatie, Waakvlam."""
    nu = next((plek for plek, (_, _, statussen) in enumerate(_FASEN) if status in statussen), len(_FASEN))
    return tuple(Fase(sleutel, label, _stand(plek, nu)) for plek, (sleutel, label, _) in enumerate(_FASEN))


def staplijn(
    stappen: Iterable[Stap], status: CasusStatus, *, klaar: Iterable[str] = ()
) -> tuple[StapOpDeLijn, ...]:
    """Return the line of steps of a dossier with where each stands.

    Steps of earlier phases are done. Within a phase the steps named in `klaar` are done and the
    first other one is now; a phase whose steps are all done shows no step as now.
    """
    gedaan = set(klaar)
    lijn = list(stappen)
    eerder = {stap.sleutel for stap in lijn if _rang(stap) < _rang_van(status)}
    bezig = [stap for stap in lijn if _rang(stap) == _rang_van(status) and stap.sleutel not in gedaan]
    nu = bezig[0].sleutel if bezig else None
    return tuple(
        StapOpDeLijn(
            stap,
            Stand.NU
            if stap.sleutel == nu
            else Stand.KLAAR
            if stap.sleutel in eerder | gedaan
            else Stand.STRAKS,
        )
        for stap in lijn
    )


def _stand(plek: int, nu: int) -> Stand:
    if plek == nu:
        return Stand.NU
    return Stand.KLAAR if plek < nu else Stand.STRAKS


def _rang(stap: Stap) -> int:
    return VOLGORDE.index(_STATUS_VAN_STAP[stap.sleutel])


def _rang_van(status: CasusStatus) -> int:
    if status in EINDE:
        return len(VOLGORDE)
    if status == CasusStatus.ANALYSE:  # the talk and the analysis are one step on every line
        return VOLGORDE.index(CasusStatus.IN_CONTACT)
    return VOLGORDE.index(status)
