"""Something taken over from a file, and a template in the library."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from keukentafel.tenancy import in_platform
from modules.inrichting.bibliotheek.models import Inrichtingsjabloon, Sjabloonstand
from modules.inrichting.configuratie.actions.inname import Bron, lees_alles, take_in, try_out
from modules.inrichting.configuratie.bestand import schrijf
from modules.inrichting.configuratie.models import Configuratieinname, Innamesoort
from modules.inrichting.werkdocumenten.actions.werkdocument import change_werkdocument, make_werkdocument
from modules.inrichting.werkdocumenten.models import Werkdocument

BEGRIPPEN = {"inwoner": {"enkelvoud": "bewoner", "meervoud": "bewoners", "lidwoord": "de"}}


def maak_inname(door: Any) -> Configuratieinname:
    """Take other words over from a file."""
    nu, inhoud = timezone.now(), {"begrippen": BEGRIPPEN}
    if lees_alles()["begrippen"] == BEGRIPPEN:
        inhoud = {"begrippen": {}}
    stand = try_out(inhoud=inhoud, by=door, at=nu).stand
    bron = Bron(Innamesoort.BESTAND, "inrichting.yaml (Hoogmeren)")
    return take_in(inhoud=inhoud, keuze=frozenset(inhoud), bron=bron, stand=stand, by=door, at=nu)


def maak_inrichtingsjabloon(_door: Any) -> Inrichtingsjabloon:
    """Put a template in the library, of words that nobody here uses."""
    nu = timezone.now()
    woorden = {"plan": {"enkelvoud": "gezinsplan", "meervoud": "gezinsplannen", "lidwoord": "het"}}
    bestand = schrijf(gemeente="Hoogmeren", cbs_code="GM9002", delen={"begrippen": woorden}, at=nu)
    with in_platform():
        rij: Inrichtingsjabloon
        rij, nieuw = Inrichtingsjabloon.objects.get_or_create(
            naam="Klein en dichtbij", stand=Sjabloonstand.GEPUBLICEERD,
            defaults={"omschrijving": "Voor een gemeente met één team.", "gemaakt_op": nu},
        )  # fmt: skip
        if nieuw:
            rij.versies.create(nummer=1, bestand=bestand, delen=["begrippen"], gemaakt_op=nu)
    return rij


def maak_werkdocument(door: Any, titel: str = "", tekst: str = "# Begin\n\n- Vraag door.\n") -> Werkdocument:
    """Write a quickscan of two versions."""
    nu, nummer = timezone.now(), Werkdocument.objects.count() + 1
    document = make_werkdocument(
        soort="quickscan", titel=titel or f"Quickscan {nummer}", tekst="## Eerst\n\nLuister.", by=door, at=nu
    )
    return change_werkdocument(
        document=document, versie=1, soort="quickscan", titel=document.titel, tekst=tekst, by=door, at=nu
    )
