"""The part of the configuration file with the hours, days and limits of access."""

from __future__ import annotations

from keukentafel.errors import Refusal
from modules.dossier.toegang.actions.instellingen import StandaardTeLang, StopOnderReden
from modules.dossier.toegang.forms.instellingen import GETALLEN
from modules.dossier.toegang.instellingen import ToegangInstellingen
from modules.inrichting.configuratie.deel import delen
from modules.inrichting.configuratie.delen.sectie import SectieDeel


class BuitenDeGrenzen(Refusal):
    """A number that nobody may choose."""


def _controleer(keuzes: ToegangInstellingen) -> None:
    for naam, (label, laagst, hoogst, _) in GETALLEN.items():
        if not laagst <= getattr(keuzes, naam) <= hoogst:
            raise BuitenDeGrenzen(f"{label}: kies een getal van {laagst} tot en met {hoogst}.")
    if keuzes.drempel_stop <= keuzes.drempel_veel:
        raise StopOnderReden
    if keuzes.verzoek_dagen > keuzes.verzoek_dagen_hoogstens:
        raise StandaardTeLang


def register() -> None:
    """Hand the part in."""
    labels = {naam: label for naam, (label, *_) in GETALLEN.items()}
    delen.registreer(
        SectieDeel(ToegangInstellingen, "toegang", "Toegang tot dossiers", labels, controleer=_controleer)
    )
