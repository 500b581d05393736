"""All work of people or teams, from every source, in the order of risk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import zaaifouten
from modules.dossier.access import termijnen_zichtbaar, zichtbaar
from modules.dossier.models import Termijn
from modules.dossier.werk.bronnen.plan import HOOGSTENS
from modules.dossier.werk.rules.risico import Risico, Tijd, is_voorbij, risico, volgorde
from modules.dossier.werkbronnen import (
    Soort,
    Vervolg,
    Werkbron,
    Werkbronnen,
    Werkregel,
    Werkvraag,
    werkbronnen,
)
from modules.dossier.wetten import wetten
from modules.inrichting.codelijsten import TermijnStatus, Wet

_DOET: Final = frozenset({Rol.TEAMLID, Rol.REGISSEUR})
_HAAST: Final = frozenset({"wmo_spoed", "eerste_bezoek_acuut"})
"""Terms that only run when somebody is in danger now."""


@dataclass(frozen=True, slots=True)
class Werk:
    """One line with how urgent it is today, and for whom it is done when that is somebody else."""

    regel: Werkregel
    risico: Risico
    voor: str = ""

    @property
    def huishouden_id(self) -> UUID:
        """The household it is about: by this the page is written in the logboek."""
        return self.regel.huishouden_id

    @property
    def huishouden_url(self) -> str:
        """Return the page of the household."""
        return reverse("dossier:huishouden", args=[self.regel.huishouden_id])

    @property
    def uiterlijk(self) -> date | datetime | None:
        """When it ends: a day, or the moment of what ends in hours."""
        return self.regel.einde_tijd or self.regel.uiterlijk

    @property
    def titel(self) -> str:
        """What it is, with the word that goes before everything."""
        return f"Crisis: {self.regel.wat}" if self.is_crisis else self.regel.wat

    @property
    def noot(self) -> str:
        """The rule behind it, and for whom it is done when that is a colleague."""
        return " · ".join(deel for deel in (self.regel.waarom, self.voor_zin) if deel)

    @property
    def over_wie(self) -> str:
        """What the button is about, for who cannot see the row."""
        return f"{self.regel.wat}, {self.regel.naam}"

    @property
    def voor_zin(self) -> str:
        """Say for whom it is done, in words."""
        return f"voor {self.voor}" if self.voor else ""

    @property
    def is_te_laat(self) -> bool:
        """Whether the last day passed."""
        return self.risico is Risico.TE_LAAT

    @property
    def is_crisis(self) -> bool:
        """Whether somebody is in danger now."""
        return self.risico is Risico.CRISIS

    @property
    def in_gevaar(self) -> bool:
        """Whether it is urgent: a crisis, late, or nearly over."""
        return self.risico <= Risico.BIJNA

    @property
    def knopsoort(self) -> str:
        """The weight of the button: the most urgent ones stand out, the rest is quiet."""
        if self.risico <= Risico.TE_LAAT:
            return "primair"
        return "tweede" if self.risico is Risico.BIJNA else "stil"


def werk_van(vraag: Werkvraag, *, bronnen: Werkbronnen = werkbronnen) -> list[Werk]:
    """Return what there is to do, the most urgent first; a fixed number of queries.

    Two lines that lead to the same page of the same household are one thing: the most urgent stays.
    """
    aan = list(bronnen.aan(vraag.modules))
    regels = [*_termijnregels(vraag, aan), *(regel for bron in aan for regel in bron.regels(vraag))]
    gewogen = sorted(
        (regel for regel in regels if regel.soort not in vraag.zonder),
        key=lambda regel: (
            *volgorde(_tijd(regel, vraag), vraag.vandaag),
            regel.begin or date.max,
            regel.naam,
            regel.url,
        ),
    )
    eerste: dict[tuple[UUID, str], Werkregel] = {}
    for regel in gewogen:
        eerste.setdefault((regel.huishouden_id, regel.url), regel)
    return [
        Werk(_voor_lezer(regel, vraag), risico(_tijd(regel, vraag), vraag.vandaag), _voor(regel, vraag))
        for regel in eerste.values()
    ]


def _voor_lezer(regel: Werkregel, vraag: Werkvraag) -> Werkregel:
    """Lead who does not do this work to where it can be read, not to a form that would be refused."""
    doet_zelf = regel.van == vraag.gebruiker.pk or bool(_DOET & vraag.gebruiker.rollen)
    if doet_zelf or regel.lezen is None:
        return regel
    return replace(regel, doe=regel.lezen.doe, url=regel.lezen.url)


def _tijd(regel: Werkregel, vraag: Werkvraag) -> Tijd:
    voorbij = is_voorbij(regel.einde_tijd, vraag.nu)
    return Tijd(regel.begin, regel.uiterlijk, regel.is_crisis, voorbij)


def _voor(regel: Werkregel, vraag: Werkvraag) -> str:
    """Return for whom this is done: empty for one's own work."""
    if regel.van is None or regel.van == vraag.gebruiker.pk:
        return ""
    return vraag.mensen.get(regel.van, "")


def _termijnregels(vraag: Werkvraag, bronnen: Iterable[Werkbron]) -> list[Werkregel]:
    """Return the running terms as work; one query, and those the sources ask to say what comes next."""
    termijnen = list(
        Termijn.objects.filter(_mag_termijnen(vraag.gebruiker), _van_aan(vraag.modules))
        .filter(vraag.van("eigenaar_id", team="casus__team_id"), status=TermijnStatus.LOOPT)
        .exclude(sleutel__in=wetten.vensters)
        .select_related("huishouden", "melding")
        .order_by("einde", "id")[:HOOGSTENS]
    )
    vervolg: dict[UUID, Vervolg] = {}
    for bron in bronnen:
        vervolg |= bron.vervolg(termijnen, vraag)
    return [_als_regel(termijn, vervolg.get(termijn.pk)) for termijn in termijnen]


def _mag_termijnen(gebruiker: Any) -> Q:
    if zaaifouten.staat_aan("werk_van_elke_wet"):
        return zichtbaar(gebruiker, "huishouden")
    return termijnen_zichtbaar(gebruiker)


def _van_aan(modules: frozenset[str]) -> Q:
    """Leave out the terms of a law whose module is off; what has no module of its own stays."""
    uit = [wet.code for wet in wetten if wet.code not in modules]
    return ~Q(wet__in=uit) & ~Q(wet="", melding__wet__in=uit)


def _als_regel(termijn: Any, vervolg: Vervolg | None) -> Werkregel:
    hier = reverse("dossier:termijn", args=[termijn.pk])
    stap = vervolg or Vervolg("Rond af", hier)
    melding = termijn.melding
    haast = melding is not None and melding.is_spoed and not melding.is_afgehandeld
    wet = termijn.wet or (melding.wet if melding is not None and melding.wet != Wet.GEEN else "")
    return Werkregel(
        Soort.TERMIJN, termijn.huishouden_id, termijn.casus_id, termijn.huishouden.naam, termijn.titel,
        stap.doe, stap.url, waarom=termijn.uitleg, wet=wet, begin=termijn.begin, uiterlijk=termijn.einde,
        is_crisis=haast or termijn.sleutel in _HAAST, van=termijn.eigenaar_id, einde_tijd=termijn.einde_tijd,
        lezen=Vervolg("Bekijk de termijn", hier),
    )  # fmt: skip
