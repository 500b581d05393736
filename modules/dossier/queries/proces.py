"""What was asked last, which steps the law adds, and which terms run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keukentafel.components.care import Processtap
from keukentafel.components.words import datum_kort_tekst
from modules.dossier.models import Casus, Melding, MeldingSoort, Termijn
from modules.dossier.wetten import wetten
from modules.inrichting.codelijsten import TermijnStatus


@dataclass(frozen=True, slots=True)
class Proces:
    """The panel of a running request: its title, its steps, its terms."""

    melding: Melding
    titel: str
    stappen: Sequence[Processtap]
    termijnen: Sequence[Termijn]


def proces_van(casus: Casus | None, vandaag: date) -> Proces | None:
    """Return the newest open request of a casus with its steps; two queries."""
    if casus is None:
        return None
    melding = casus.meldingen.filter(is_afgehandeld=False).order_by("-ontvangen_op", "-id").first()
    if melding is None:
        return None
    termijnen = list(casus.termijnen.exclude(status=TermijnStatus.VERVALLEN).order_by("einde", "id"))
    return Proces(
        melding=melding,
        titel=titel_van(melding, vandaag),
        stappen=stappen_van(melding, termijnen, vandaag),
        termijnen=[termijn for termijn in termijnen if termijn.gehaald_op is None],
    )


def titel_van(melding: Melding, vandaag: date) -> str:
    """Return the name of a request: `Wmo-melding van 20 oktober`."""
    wet = wetten.get(melding.wet)
    soort = str(MeldingSoort(melding.soort).label)
    naam = f"{wet.naam}-{soort.lower()}" if wet else soort
    dag = datum_kort_tekst(melding.ontvangen_op, vandaag)[3:]
    return f"{naam} van {dag}"


def stappen_van(melding: Melding, termijnen: Sequence[Termijn], vandaag: date) -> list[Processtap]:
    """Return the steps of the law, or those of its terms when the law names none."""
    wet = wetten.get(melding.wet)
    eigen = getattr(wet, "processtappen", None)
    if eigen is not None:
        return list(eigen(melding, termijnen, vandaag))
    van_melding = [termijn for termijn in termijnen if termijn.melding_id == melding.pk]
    eerste = next((termijn for termijn in van_melding if termijn.gehaald_op is None), None)
    binnen = Processtap(
        str(MeldingSoort(melding.soort).label),
        "klaar",
        f"ontvangen op {datum_kort_tekst(melding.ontvangen_op, vandaag)[3:]}",
    )
    return [binnen, *(_stap(termijn, termijn is eerste, vandaag) for termijn in van_melding)]


def _stap(termijn: Termijn, is_eerste: bool, vandaag: date) -> Processtap:
    if termijn.gehaald_op is not None:
        return Processtap(termijn.titel, "klaar", f"op {datum_kort_tekst(termijn.gehaald_op, vandaag)[3:]}")
    uiterlijk = f"uiterlijk {datum_kort_tekst(termijn.einde, vandaag)[3:]}"
    return Processtap(termijn.titel, "nu" if is_eerste else "straks", uiterlijk, uiterlijk=termijn.einde)
