"""What was asked last, which steps the law adds, and which terms run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from keukentafel.components.care import Processtap
from modules.dossier.models import Casus, Melding, MeldingSoort, Termijn
from modules.dossier.processtappen import op_dag, uit_termijnen
from modules.dossier.wetten import wetten
from modules.inrichting.codelijsten import TermijnStatus
from modules.inrichting.rules.protocol import Categorie


@dataclass(frozen=True, slots=True)
class Proces:
    """The panel of a running request: its title, and its steps and terms for who may see those."""

    melding: Melding
    titel: str
    stappen: Sequence[Processtap]
    termijnen: Sequence[Termijn]


def proces_van(casus: Casus | None, vandaag: date, zicht: Any) -> Proces | None:
    """Return the newest open request of a casus, with its steps when terms may be seen; two queries."""
    if casus is None:
        return None
    melding = casus.meldingen.filter(is_afgehandeld=False).order_by("-ontvangen_op", "-id").first()
    if melding is None:
        return None
    if not ziet_besluiten(zicht, melding.wet):
        return Proces(melding, titel_van(melding, vandaag), [], [])
    termijnen = list(casus.termijnen.exclude(status=TermijnStatus.VERVALLEN).order_by("einde", "id"))
    return Proces(
        melding=melding,
        titel=titel_van(melding, vandaag),
        stappen=stappen_van(melding, termijnen, vandaag),
        termijnen=[termijn for termijn in termijnen if termijn.gehaald_op is None],
    )


def ziet_besluiten(zicht: Any, wet: str) -> bool:
    """Tell whether terms and provisions under this law may be seen: some see only those of one law."""
    oordeel = zicht.oordeel(Categorie.BESLUITEN)
    return bool(zicht.mag(Categorie.BESLUITEN) and oordeel.wet in ("", wet))


def titel_van(melding: Melding, vandaag: date) -> str:
    """Return the name of a request: `Wmo-melding van 20 oktober`."""
    wet = wetten.get(melding.wet)
    soort = str(MeldingSoort(melding.soort).label)
    naam = f"{wet.naam}-{soort.lower()}" if wet else soort
    return f"{naam} van {op_dag(localdate(melding.ontvangen_op), vandaag)}"


def stappen_van(melding: Melding, termijnen: Sequence[Termijn], vandaag: date) -> list[Processtap]:
    """Return the steps of the law the question falls under, or those of its terms."""
    wet = wetten.get(melding.wet)
    if wet is None:
        return uit_termijnen(melding, termijnen, vandaag)
    return list(wet.processtappen(melding, termijnen, vandaag))
