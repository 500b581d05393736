"""The parts of the inrichting itself. The floors above hand in theirs in their `AppConfig.ready()`."""

from __future__ import annotations

from keukentafel.errors import Refusal
from keukentafel.identity.instellingen import SessieInstellingen
from modules.inrichting.configuratie.deel import delen
from modules.inrichting.configuratie.delen.begrippen import BegrippenDeel
from modules.inrichting.configuratie.delen.huisstijl import HuisstijlDeel
from modules.inrichting.configuratie.delen.modules import ModulesDeel
from modules.inrichting.configuratie.delen.protocol import ProtocolDeel
from modules.inrichting.configuratie.delen.sectie import SectieDeel
from modules.inrichting.configuratie.delen.teammodel import TeammodelDeel


class SessieKanNiet(Refusal):
    text = "Kies 5 tot 60 minuten rust, hoogstens 12 uur, en een waarschuwing die eerder komt dan het einde."


def _controleer_sessie(keuzes: SessieInstellingen) -> None:
    rust, waarschuwing = keuzes.inactief_minuten, keuzes.waarschuwing_minuten
    if not (5 <= rust <= 60 and 1 <= keuzes.absoluut_uren <= 12 and 1 <= waarschuwing < rust):
        raise SessieKanNiet


def register() -> None:
    """Hand them in."""
    for deel in (ModulesDeel(), BegrippenDeel(), TeammodelDeel(), ProtocolDeel(), HuisstijlDeel()):
        delen.registreer(deel)
    delen.registreer(
        SectieDeel(
            SessieInstellingen,
            "sessie",
            "Ingelogd blijven",
            {
                "inactief_minuten": "Uitloggen na minuten rust",
                "absoluut_uren": "Uitloggen na uren",
                "waarschuwing_minuten": "Minuten van tevoren waarschuwen",
            },
            controleer=_controleer_sessie,
        )
    )
