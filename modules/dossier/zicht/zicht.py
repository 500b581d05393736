"""`Zicht`: the outcomes of the decision for one person and one household.

The facts come with the household itself, as extra columns of the same query; nothing more is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from keukentafel.instellingen import huidige_instellingen
from modules.dossier.models import Betrokkene, Casus, Regisseurschap, Toegangsgrond
from modules.dossier.zicht.lezers import Persoon, persoon_van
from modules.inrichting.rules.protocol import (
    Categorie,
    Functie,
    Grond,
    Lezer,
    Mate,
    Matrix,
    Moment,
    Oordeel,
    beslis,
    beste_van,
)

_VELDEN_VAN_GROND = ("id", "soort", "categorieen", "mate", "schrijft", "tekst", "functie")
GRONDVELDEN = {veld: veld for veld in _VELDEN_VAN_GROND}
"""What the decision reads of a `Toegangsgrond`, for a column of JSON; `grond_uit` makes a `Grond` of it."""


def annoteer(huishoudens: QuerySet[Any], gebruiker: Any, nu: datetime) -> QuerySet[Any]:
    """Add what the decision needs of each household: a part, the regie, the grounds (`kt_…`)."""
    functies = {functie.value for plek in persoon_van(gebruiker).plekken for functie in plek.functies}
    regie = Regisseurschap.objects.filter(huishouden=OuterRef("pk")).order_by("-van", "-id")
    gronden = (
        Toegangsgrond.objects.geldig(nu)
        .filter(Q(gebruiker_id=gebruiker.pk) | Q(functie__in=[*sorted(functies), Functie.REGISSEUR.value]))
        .filter(huishouden=OuterRef("pk"))
        .order_by("id")
    )
    betrokken = Betrokkene.objects.filter(huishouden=OuterRef("pk"), gebruiker_id=gebruiker.pk, tot=None)
    casus = Casus.objects.lopend().filter(huishouden=OuterRef("pk"), behandelaar_id=gebruiker.pk)
    return huishoudens.annotate(
        kt_deel=Exists(betrokken) | Exists(casus),
        kt_regie=Exists(regie.filter(gebruiker_id=gebruiker.pk, tot=None)),
        kt_laatste_regie=Subquery(regie.values("gebruiker_id")[:1]),
        kt_laatste_behandelaar=Subquery(
            Casus.objects.filter(huishouden=OuterRef("pk"))
            .order_by("-begonnen_op", "-id")
            .values("behandelaar_id")[:1]
        ),
        kt_gronden=ArraySubquery(gronden.values(json=JSONObject(**GRONDVELDEN))),
    )


def zicht_van(huishouden: Any, gebruiker: Any) -> Zicht:
    """Return what this person sees of a household that `annoteer` read."""
    persoon = persoon_van(gebruiker)
    gronden = tuple(grond_uit(rij) for rij in huishouden.kt_gronden or ())
    moment = Moment(huishouden.moment)
    laatste = huishouden.kt_laatste_regie or huishouden.kt_laatste_behandelaar
    regie = huishouden.kt_regie or (moment is Moment.GESLOTEN and laatste == persoon.gebruiker_id)
    op_verzoek = any(grond.soort == "verzoek" for grond in gronden)
    deel = (
        op_verzoek or regie or huishouden.kt_deel
    )  # closing ends every part, so a part after it is a new one
    return Zicht(
        huidige_instellingen().protocol, persoon, huishouden.team_id, moment, deel, regie, gronden=gronden
    )


def grond_uit(rij: dict[str, Any]) -> Grond:
    """Return a ground out of the JSON of `GRONDVELDEN`."""
    return Grond(
        soort=rij["soort"],
        categorieen=frozenset(Categorie(letter) for letter in rij["categorieen"]),
        mate=Mate(rij["mate"]),
        schrijft=rij["schrijft"],
        tekst=rij["tekst"],
        id=str(rij["id"]),
        is_persoonlijk=not rij["functie"],
        functie=Functie(rij["functie"]) if rij["functie"] else None,
    )


class Zicht:
    """One person's outcomes, each decided when first asked for. In a template: `{{ huishouden.zicht.E.mate }}`."""

    __slots__ = ("_oordelen", "gronden", "lezers", "matrix", "moment")

    def __init__(
        self,
        matrix: Matrix,
        persoon: Persoon,
        team_id: UUID | None,
        moment: Moment,
        heeft_deel: bool,
        is_regisseur: bool,
        *,
        gronden: tuple[Grond, ...] = (),
    ) -> None:
        self.matrix, self.moment, self.gronden = matrix, moment, gronden
        self.lezers = _lezers(persoon, team_id, moment, heeft_deel, is_regisseur, bool(gronden))
        self._oordelen: dict[Categorie, Oordeel] = {}

    def oordeel(self, categorie: Categorie | str) -> Oordeel:
        """Return the outcome for one category, with its reason."""
        categorie = Categorie(categorie)
        bekend = self._oordelen.get(categorie)
        if bekend is None:
            bekend = self._oordelen[categorie] = beste_van(
                [
                    beslis(
                        self.matrix,
                        lezer=lezer,
                        categorie=categorie,
                        moment=self.moment,
                        gronden=self.gronden,
                    )
                    for lezer in self.lezers
                ]
            )
        return bekend

    def __getitem__(self, letter: str) -> Oordeel:
        try:
            return self.oordeel(letter)
        except ValueError:
            raise KeyError(letter) from None

    def __iter__(self) -> Iterator[Oordeel]:
        return iter([self.oordeel(categorie) for categorie in Categorie])

    def mate(self, categorie: Categorie | str) -> Mate:
        """Return how much is seen of a category."""
        return self.oordeel(categorie).mate

    def mag(self, categorie: Categorie | str, *, schrijven: bool = False) -> bool:
        """Whether everything of a category may be read (and, when asked, changed)."""
        oordeel = self.oordeel(categorie)
        return oordeel.mag and not oordeel.alleen_eigen and (oordeel.schrijft or not schrijven)

    def leesbaar(self) -> list[str]:
        """Return the letters of which everything may be read."""
        return [oordeel.categorie.value for oordeel in self if oordeel.mag and not oordeel.alleen_eigen]

    def eigen(self) -> list[str]:
        """Return the letters of which somebody reads what he wrote himself, whatever he sees of others."""
        return [oordeel.categorie.value for oordeel in self if oordeel.ook_eigen]

    def samengevat(self) -> list[str]:
        """Return the letters of which a summary may be read."""
        return [oordeel.categorie.value for oordeel in self if oordeel.mate is Mate.SAMENVATTING]

    def bestaat(self) -> list[str]:
        """Return the letters of which only may be seen that something is there."""
        return [oordeel.categorie.value for oordeel in self if oordeel.mate is Mate.BESTAAT]

    def verborgen(self) -> list[Oordeel]:
        """Return the outcomes that show nothing or less than everything: for the notice that more exists (N13)."""
        return [oordeel for oordeel in self if not oordeel.mag]

    @property
    def versie(self) -> int:
        """The number of the protocol that decided."""
        return self.matrix.versie

    @property
    def is_nood(self) -> bool:
        """Whether this person is in by an emergency that runs now."""
        return any(grond.soort == "nood" for grond in self.gronden)

    @property
    def is_betrokken(self) -> bool:
        """Whether this person counts as involved."""
        return any(lezer.is_betrokken for lezer in self.lezers)

    @property
    def functies(self) -> frozenset[Functie]:
        """The functions in which this person looks."""
        return frozenset(functie for lezer in self.lezers for functie in lezer.functies)


def _lezers(
    persoon: Persoon,
    team_id: UUID | None,
    moment: Moment,
    heeft_deel: bool,
    is_regisseur: bool,
    heeft_grond: bool,
) -> tuple[Lezer, ...]:
    """Return the ways in which this person looks: involved in some functions, in others perhaps not."""
    plek = persoon.plek(team_id)
    functies = plek.functies if plek else persoon.functies
    if is_regisseur:
        functies |= {Functie.REGISSEUR}
    if heeft_deel:
        return (persoon.lezer(functies, is_betrokken=True),)
    if plek is None and not heeft_grond:  # another team, and nothing of this household is for you
        return (persoon.lezer(frozenset(), is_betrokken=False),)
    if plek is None or moment is Moment.GESLOTEN:
        return (persoon.lezer(functies, is_betrokken=False),)
    via_team = frozenset(functie for functie in functies if plek.betrokken_via_team(functie))
    return tuple(
        persoon.lezer(deel, is_betrokken=betrokken)
        for deel, betrokken in ((via_team, True), (functies - via_team, False))
        if deel
    ) or (persoon.lezer(frozenset(), is_betrokken=False),)
