"""Wie keek mee: every visit and change of a household, in words (Wmo 5.1.1, AVG 15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime

from keukentafel.audit import Doel
from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Huishouden
from modules.dossier.queries.bladwijzer import lees_grens

LEEST_PER_KEER = 200
_WERKWOORD = {
    "C": "schreef iets op",
    "R": "keek",
    "U": "wijzigde iets",
    "D": "haalde iets weg",
    "E": "voerde iets uit",
}
_BIJZONDER = {
    "dossier.inwoner.bsn_getoond": "bekeek een BSN",
    "dossier.notitie.geplaatst": "schreef een notitie",
    "dossier.notitie.teruggenomen": "nam een notitie terug",
    "dossier.melding.geregistreerd": "nam een melding aan",
    "dossier.huishouden.gemaakt": "maakte dit huishouden aan",
    "dossier.huishouden.gewijzigd": "wijzigde gegevens van het huishouden",
    "dossier.inwoner.toegevoegd": "voegde een persoon toe",
    "dossier.inwoner.gewijzigd": "wijzigde gegevens van een persoon",
    "dossier.casus.toegewezen": "wees het huishouden toe",
}


@dataclass(frozen=True, slots=True)
class Bezoek:
    """What one person did on one day for one purpose."""

    naam: str
    rol: str
    dag: date
    wat: str
    doel: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Bezoeken:
    """A page of visits. `ouder` is where the next page begins, empty at the end."""

    rijen: Sequence[Bezoek]
    ouder: str


def wie_keek_mee(huishouden: Huishouden, *, alleen_kijken: bool = False, voor: str = "") -> Bezoeken:
    """Return who did what, newest first, the same thing on the same day once; one query."""
    regels = Logboekregel.objects.filter(huishouden_id=huishouden.pk)
    if alleen_kijken:
        regels = regels.filter(soort="R")
    grens = lees_grens(voor)
    if grens is not None:
        moment, regel_id = grens
        regels = regels.filter(tijdstip__lte=moment).filter(
            Q(tijdstip__lt=moment) | Q(tijdstip=moment, pk__lt=regel_id)
        )
    gelezen = list(regels.order_by("-tijdstip", "-id")[: LEEST_PER_KEER + 1])
    getoond = gelezen[:LEEST_PER_KEER]
    ouder = f"{getoond[-1].tijdstip.isoformat()}_{getoond[-1].pk}" if len(gelezen) > LEEST_PER_KEER else ""
    return Bezoeken(_samen(getoond), ouder)


def _samen(regels: Sequence[Any]) -> list[Bezoek]:
    tellingen: dict[tuple[str, str, date, str, str], int] = {}
    for regel in regels:
        sleutel = (
            regel.gebruiker_naam or "Keukentafel zelf",
            _rollen(regel.rollen),
            localtime(regel.tijdstip).date(),
            _BIJZONDER.get(regel.gebeurtenis, _WERKWOORD.get(regel.soort, "keek")),
            str(Doel(regel.doel).label) if regel.doel else "",
        )
        tellingen[sleutel] = tellingen.get(sleutel, 0) + 1
    return [Bezoek(*sleutel, aantal) for sleutel, aantal in tellingen.items()]


def _rollen(rollen: str) -> str:
    bekend = [str(Rol(rol).label) for rol in rollen.split(",") if rol in Rol.values]
    return ", ".join(bekend)
