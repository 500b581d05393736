"""The timeline of a household: newest first, by kind, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from modules.dossier.actions.notitie import VERS
from modules.dossier.models import Huishouden, TijdlijnGroep, Tijdlijnregel
from modules.dossier.queries.bladwijzer import lees_grens

PER_KEER = 12
FILTERS = (
    ("", "Alles"),
    (TijdlijnGroep.CONTACT.value, "Contact"),
    (TijdlijnGroep.AFSPRAAK.value, "Afspraken"),
    (TijdlijnGroep.BESLUIT.value, "Besluiten"),
)
# Where the row leads that an event tells of: object_soort -> route that takes its id.
ROUTES = {"melding": "dossier:melding", "signaal": "dossier:signaal", "gesprek": "dossier:gesprek"}


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One event as the page shows it; a fresh own note can be taken back."""

    id: UUID
    titel: str
    tekst: str
    gebeurd_op: datetime
    door: str
    icoon: str
    route: str
    object_id: UUID | None
    terug_te_nemen: bool


@dataclass(frozen=True, slots=True)
class Tijdlijn:
    """A page of the timeline. `ouder` is where the next page begins, empty at the end."""

    gebeurtenissen: Sequence[Gebeurtenis]
    groep: str
    ouder: str


def tijdlijn_van(
    huishouden: Huishouden, *, gebruiker: Any, nu: datetime, groep: str = "", voor: str = ""
) -> Tijdlijn:
    """Return the newest events, or those before `voor` (moment and id of the last one shown); one query."""
    rijen = Tijdlijnregel.objects.filter(huishouden=huishouden)
    groep = groep if groep in TijdlijnGroep.values else ""
    if groep:
        rijen = rijen.filter(groep=groep)
    grens = lees_grens(voor)
    if grens is not None:
        moment, regel_id = grens
        rijen = rijen.filter(gebeurd_op__lte=moment).filter(
            Q(gebeurd_op__lt=moment) | Q(gebeurd_op=moment, pk__lt=regel_id)
        )
    gelezen = list(rijen.order_by("-gebeurd_op", "-id")[: PER_KEER + 1])
    getoond = gelezen[:PER_KEER]
    ouder = _grens(getoond[-1]) if len(gelezen) > PER_KEER else ""
    return Tijdlijn([_gebeurtenis(rij, gebruiker, nu) for rij in getoond], groep, ouder)


def _gebeurtenis(rij: Tijdlijnregel, gebruiker: Any, nu: datetime) -> Gebeurtenis:
    is_verse_notitie = (
        rij.object_soort == "contactnotitie"
        and rij.door_naam == gebruiker.naam
        and rij.gebeurd_op <= nu
        and nu - rij.gebeurd_op <= VERS
    )
    return Gebeurtenis(
        id=rij.pk,
        titel=rij.titel,
        tekst=rij.tekst,
        gebeurd_op=rij.gebeurd_op,
        door=rij.door_naam,
        icoon=rij.icoon,
        route=ROUTES.get(rij.object_soort, ""),
        object_id=rij.object_id,
        terug_te_nemen=is_verse_notitie,
    )


def _grens(rij: Tijdlijnregel) -> str:
    return f"{rij.gebeurd_op.isoformat()}_{rij.pk}"
