"""The timeline of a household: newest first, by kind, a page at a time, and only what the reader may see.

What may be read whole comes with its text, what may be read in short with its title, and of the rest
only how many lines there are. A work note (L) is for who wrote it, whatever a protocol says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from keukentafel.tenancy import zaaifouten
from modules.dossier.actions.notitie import VERS
from modules.dossier.models import Huishouden, TijdlijnGroep, Tijdlijnregel
from modules.dossier.queries.bladwijzer import lees_grens
from modules.dossier.zicht import MIJN
from modules.dossier.zicht.routes import mag_route
from modules.inrichting.rules.protocol import Categorie, Mate

PER_KEER = 12
FILTERS = (
    ("", "Alles"),
    (TijdlijnGroep.CONTACT.value, "Contact"),
    (TijdlijnGroep.AFSPRAAK.value, "Afspraken"),
    (TijdlijnGroep.BESLUIT.value, "Besluiten"),
)
_ZONDER_LABEL = frozenset({Categorie.CONTACT, Categorie.PLAN, Categorie.HUISHOUDEN, Categorie.LEEFGEBIEDEN})
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
    waarover: str = ""
    is_van_mij: bool = False


@dataclass(frozen=True, slots=True)
class Tijdlijn:
    """A page of the timeline. `ouder` is where the next page begins, empty at the end.

    `dicht` says of how many more lines only is shown that they are there.
    """

    gebeurtenissen: Sequence[Gebeurtenis]
    groep: str
    ouder: str
    dicht: Sequence[str] = ()


def zichtbare_regels(zicht: Any, gebruiker_id: UUID) -> Q:
    """Return the filter for lines of which at least the title may be read; every reader of lines asks here."""
    if zaaifouten.staat_aan("tijdlijn_zonder_filter"):
        return Q()
    letters = [
        oordeel.categorie.value
        for oordeel in zicht
        if oordeel.kort and not oordeel.alleen_eigen and not oordeel.wet and oordeel.categorie != MIJN
    ]
    van_mij = [*zicht.eigen(), *([MIJN.value] if zicht.oordeel(MIJN).iets else [])]
    return Q(categorie__in=letters) | Q(categorie__in=van_mij, eigenaar_id=gebruiker_id)


def gesloten_regels(zicht: Any) -> list[str]:
    """Return the letters of which only is shown how many lines there are."""
    return [letter for letter in zicht.bestaat() if letter != MIJN and letter not in zicht.eigen()]


def tijdlijn_van(
    huishouden: Huishouden, *, gebruiker: Any, nu: datetime, groep: str = "", voor: str = ""
) -> Tijdlijn:
    """Return the newest events, or those before `voor` (moment and id of the last one shown).

    One query, and one more when there is something of which only may be told that it is there.
    """
    alle = Tijdlijnregel.objects.filter(huishouden=huishouden)
    groep = groep if groep in TijdlijnGroep.values else ""
    if groep:
        alle = alle.filter(groep=groep)
    rijen = alle.filter(zichtbare_regels(huishouden.zicht, gebruiker.pk))
    grens = lees_grens(voor)
    if grens is not None:
        moment, regel_id = grens
        rijen = rijen.filter(gebeurd_op__lte=moment).filter(
            Q(gebeurd_op__lt=moment) | Q(gebeurd_op=moment, pk__lt=regel_id)
        )
    gelezen = list(rijen.order_by("-gebeurd_op", "-id")[: PER_KEER + 1])
    getoond = gelezen[:PER_KEER]
    ouder = _grens(getoond[-1]) if len(gelezen) > PER_KEER else ""
    gebeurtenissen = [_gebeurtenis(rij, huishouden.zicht, gebruiker, nu) for rij in getoond]
    return Tijdlijn(gebeurtenissen, groep, ouder, _dicht(alle, gesloten_regels(huishouden.zicht)))


def _dicht(rijen: Any, letters: Sequence[str]) -> list[str]:
    """Return `2 regels over gezondheid` per kind of data; no query when nothing is closed like that."""
    if not letters:
        return []
    tellingen = rijen.filter(categorie__in=letters).values_list("categorie").annotate(n=Count("pk"))
    return [
        f"{aantal} {'regel' if aantal == 1 else 'regels'} over {str(Categorie(letter).label).lower()}"
        for letter, aantal in tellingen.order_by("categorie")
    ]


def _gebeurtenis(rij: Tijdlijnregel, zicht: Any, gebruiker: Any, nu: datetime) -> Gebeurtenis:
    met_tekst = zicht.mate(rij.categorie) is Mate.ALLES or zaaifouten.staat_aan("tijdlijn_zonder_filter")
    is_verse_notitie = (
        rij.object_soort == "contactnotitie"
        and rij.eigenaar_id == gebruiker.pk
        and rij.gebeurd_op <= nu
        and nu - rij.gebeurd_op <= VERS
    )
    route = ROUTES.get(rij.object_soort, "")
    return Gebeurtenis(
        id=rij.pk,
        titel=rij.titel,
        tekst=rij.tekst if met_tekst else "",
        gebeurd_op=rij.gebeurd_op,
        door=rij.door_naam,
        icoon=rij.icoon,
        route=route if route and mag_route(gebruiker, zicht, route) else "",
        object_id=rij.object_id,
        terug_te_nemen=is_verse_notitie,
        waarover="" if rij.categorie in _ZONDER_LABEL else str(Categorie(rij.categorie).label),
        is_van_mij=rij.categorie == MIJN,
    )


def _grens(rij: Tijdlijnregel) -> str:
    return f"{rij.gebeurd_op.isoformat()}_{rij.pk}"
