"""Turns: whoever wants to try takes one first, so that a thousand tries at once are still ten (G18)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from keukentafel.errors import Refusal
from keukentafel.identity import geheim
from keukentafel.identity.kant import huidige_kant
from keukentafel.identity.rules.wachttijd import Slotregel, in_woorden, telt_opnieuw, wachttijd
from keukentafel.tenancy import huidige_gemeente_of_geen, in_platform, zaaifouten


class TeVaakGeprobeerd(Refusal):
    """The door is shut until `tot`; the sentence says how long that is."""

    def __init__(self, tot: datetime, at: datetime) -> None:
        super().__init__(
            f"Er is te vaak geprobeerd in te loggen. Wacht {in_woorden(tot - at)} en probeer het opnieuw. "
            "Je beheerder kan je account eerder openen."
        )
        self.tot = tot


def neem_beurt(soort: str, wat: str, *, at: datetime, regel: Slotregel) -> bool:
    """Use up one try before anything is checked; return True when it was the last for a while.

    Counted in the tables of this side only: another gemeente never waits (hazards H24).

    :raises TeVaakGeprobeerd: the door is shut; nothing may be checked now.
    """
    if zaaifouten.staat_aan("beurten_gedeeld") and huidige_gemeente_of_geen() is not None:
        with in_platform():
            return neem_beurt(soort, wat, at=at, regel=regel)
    model: Any = huidige_kant().inlogslot
    with transaction.atomic():
        slot, _ = model.objects.select_for_update().get_or_create(
            sleutel=_sleutel(soort, wat), defaults={"eerste_op": at, "laatste_op": at}
        )
        if slot.dicht_tot is not None and at < slot.dicht_tot:
            raise TeVaakGeprobeerd(slot.dicht_tot, at)
        if telt_opnieuw(slot.pogingen, slot.laatste_op, at, regel):
            slot.pogingen, slot.eerste_op = 0, at
        slot.pogingen += 1
        slot.laatste_op = at
        slot.dicht_tot = at + wachttijd(slot.pogingen, regel)
        slot.save()
        return bool(slot.pogingen >= regel.grens)


def check_open(soort: str, wat: str, *, at: datetime) -> None:
    """Look at a door without using up a turn.

    :raises TeVaakGeprobeerd: it is shut.
    """
    model: Any = huidige_kant().inlogslot
    tot = (
        model.objects.filter(sleutel=_sleutel(soort, wat), dicht_tot__gt=at)
        .values_list("dicht_tot", flat=True)
        .first()
    )
    if tot is not None:
        raise TeVaakGeprobeerd(tot, at)


def vergeet_beurten(soort: str, wat: str) -> None:
    """Begin counting again: the right answer came, or the administrator opened the door."""
    model: Any = huidige_kant().inlogslot
    model.objects.filter(sleutel=_sleutel(soort, wat)).delete()


def geef_beurt_terug(soort: str, wat: str) -> None:
    """Undo one turn: this try was right, and says nothing about the others of the same address."""
    model: Any = huidige_kant().inlogslot
    model.objects.filter(sleutel=_sleutel(soort, wat), pogingen__gt=0).update(
        pogingen=F("pogingen") - 1, dicht_tot=None
    )


def is_dicht(soort: str, wat: str, *, at: datetime, regel: Slotregel) -> bool:
    """Tell whether the door is shut because all tries were used up."""
    model: Any = huidige_kant().inlogslot
    slot = model.objects.filter(sleutel=_sleutel(soort, wat)).first()
    return slot is not None and slot.pogingen >= regel.grens and slot.dicht_tot > at


def _sleutel(soort: str, wat: str) -> str:
    return geheim.afdruk("beurt", f"{soort}|{wat}")
