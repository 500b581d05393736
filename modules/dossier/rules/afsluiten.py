"""Ending the help with a reason (domain 3.1, 3.7; F058)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from keukentafel.values.bevinding import Bevinding, Ernst
from modules.inrichting.codelijsten import Afsluitreden
from modules.inrichting.rules.instellingsoort import Keuze

ZONDER_BERICHT: Final = frozenset({Afsluitreden.OVERLEDEN, Afsluitreden.GEEN_CONTACT})
ZONDER_METING: Final = frozenset(
    {Afsluitreden.OVERLEDEN, Afsluitreden.GEEN_CONTACT, Afsluitreden.VERHUISD, Afsluitreden.NIET_PASSEND}
)


@dataclass(frozen=True, slots=True)
class Slot:
    """What is known when somebody closes: the form, and the stand of the dossier."""

    reden: str
    toelichting: str = ""
    geprobeerd: str = ""
    tweede_blik: str = ""
    tweede_blik_door: Any = None
    door: Any = None
    oordeel: str = ""
    waarom_toch: str = ""
    zonder_blik_door: Any = None
    zonder_blik_omdat: str = ""
    is_geinformeerd: bool = False
    heeft_eindmeting: bool = False
    open_acties: int = 0


def controleer_afsluiting(slot: Slot, *, eindmeting: Keuze = Keuze.O) -> tuple[Bevinding, ...]:
    """Return what is missing before the help ends, and what to look at.

    When a household turns help down, closing asks what was tried and a second view by a
    colleague: people who "do not want" often were not asked in a way that fits. The team leader may
    decide without that view, with a reason. `eindmeting` is what the team chose for the step `zrm_eind`.
    """
    if slot.reden not in Afsluitreden.values:
        return (Bevinding("Kies waarom de hulp stopt.", "reden"),)
    reden = Afsluitreden(slot.reden)
    return (
        *_afgezien(slot, reden),
        *_bericht(slot, reden),
        *_meting(slot, reden, eindmeting),
        *_open_acties(slot),
    )


def stelt_vraag_van_geprobeerd(reden: str) -> bool:
    """Return whether the form shows the questions of F058."""
    return reden == Afsluitreden.AFGEZIEN


def _afgezien(slot: Slot, reden: Afsluitreden) -> tuple[Bevinding, ...]:
    if reden != Afsluitreden.AFGEZIEN:
        return ()
    bevindingen = []
    if not slot.geprobeerd.strip():
        bevindingen.append(Bevinding("Schrijf op wat er is geprobeerd.", "geprobeerd"))
    if slot.zonder_blik_door is not None:
        return (*bevindingen, *_zonder_blik(slot))
    if slot.tweede_blik_door is None:
        bevindingen.append(
            Bevinding("Vraag een collega om mee te kijken en kies wie dat deed.", "tweede_blik_door")
        )
    elif slot.tweede_blik_door == slot.door:
        bevindingen.append(
            Bevinding("Kies een andere collega. Je kunt niet zelf meekijken.", "tweede_blik_door")
        )
    if not slot.tweede_blik.strip():
        bevindingen.append(Bevinding("Schrijf op wat je collega ervan vindt.", "tweede_blik"))
    if slot.oordeel == "anders" and not slot.waarom_toch.strip():
        bevindingen.append(
            Bevinding(
                "Je collega wil eerst iets anders proberen. Schrijf op waarom de hulp toch stopt.",
                "waarom_toch",
            )
        )
    return tuple(bevindingen)


def _zonder_blik(slot: Slot) -> tuple[Bevinding, ...]:
    if slot.zonder_blik_door == slot.door:
        return (
            Bevinding("Jij stelde dit zelf voor. Laat een andere teamleider beslissen.", "zonder_blik_omdat"),
        )
    if not slot.zonder_blik_omdat.strip():
        return (Bevinding("Schrijf op waarom de hulp stopt zonder tweede blik.", "zonder_blik_omdat"),)
    return ()


def _bericht(slot: Slot, reden: Afsluitreden) -> tuple[Bevinding, ...]:
    if slot.is_geinformeerd or reden in ZONDER_BERICHT:
        return ()
    return (Bevinding("Vul in wanneer het huishouden weet dat de hulp stopt.", "inwoner_geinformeerd_op"),)


def _meting(slot: Slot, reden: Afsluitreden, eindmeting: Keuze) -> tuple[Bevinding, ...]:
    if slot.heeft_eindmeting or reden in ZONDER_METING or eindmeting == Keuze.N:
        return ()
    ernst = Ernst.FOUT if eindmeting == Keuze.J and not slot.toelichting.strip() else Ernst.LET_OP
    return (
        Bevinding(
            "Er is nog geen meting van zelfredzaamheid aan het eind. Doe die eerst, of schrijf waarom het niet lukt.",
            "toelichting",
            ernst,
        ),
    )


def _open_acties(slot: Slot) -> tuple[Bevinding, ...]:
    if slot.open_acties == 0:
        return ()
    aantal = "1 actie staat" if slot.open_acties == 1 else f"{slot.open_acties} acties staan"
    return (Bevinding(f"{aantal} nog open. Rond af of zet op niet meer nodig.", "acties", Ernst.LET_OP),)
