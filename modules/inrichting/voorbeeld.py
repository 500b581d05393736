"""`Dit verandert er`: what a concept of the team model would change, and for whom (F003, ux 8.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from django.urls import reverse

from keukentafel import registry
from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.inrichting.gevolgen import adres_voor, casussen
from modules.inrichting.lader import Inrichting
from modules.inrichting.models import Wijkteam
from modules.inrichting.queries import medewerkers_van
from modules.inrichting.rules.dit_verandert import (
    Routestap,
    Verandering,
    is_gelijk,
    route,
    veranderingen,
)
from modules.inrichting.rules.inhoud import Inhoud
from modules.inrichting.rules.protocol import standaardmatrix
from modules.inrichting.rules.protocol_verschil import verschillen
from modules.inrichting.rules.varianten import VariantInstellingen, los_model_op

ROLLEN = (Rol.TEAMLID, Rol.REGISSEUR, Rol.TEAMLEIDER, Rol.BACKOFFICE, Rol.INLOOPPUNT)
"""Whose menu the administrator may look at."""


@dataclass(frozen=True, slots=True)
class Menuregel:
    """A line of the menu of a role, and whether the concept adds or takes it."""

    label: str
    icoon: str
    stand: Literal["zelfde", "nieuw", "vervalt"]


@dataclass(frozen=True, slots=True)
class Gevolg:
    """A number with what it counts, the list of exactly these, and the rest of the sentence."""

    aantal: int
    wat: str
    rest: str
    adres: str = ""
    geen: str = ""


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """Everything the panel `Dit verandert er` shows."""

    van: str
    naar: str
    veranderingen: tuple[Verandering, ...]
    menu: tuple[Menuregel, ...]
    rol: Rol
    route: tuple[Routestap, ...]
    gevolgen: tuple[Gevolg, ...]
    teams: tuple[tuple[Wijkteam, int], ...] = ()
    rollen: Sequence[Rol] = ROLLEN

    @property
    def hoofdzaken(self) -> tuple[Verandering, ...]:
        """What people notice at once: steps and fields."""
        return tuple(regel for regel in self.veranderingen if regel.is_hoofdzaak)

    @property
    def bijzaken(self) -> tuple[Verandering, ...]:
        """The other choices."""
        return tuple(regel for regel in self.veranderingen if not regel.is_hoofdzaak)

    @property
    def aantal(self) -> int:
        """How many lines of change there are, the menu included."""
        return len(self.veranderingen) + sum(regel.stand != "zelfde" for regel in self.menu)


@dataclass(frozen=True, slots=True)
class Proefpersoon:
    """Stands in for somebody with one role in one team, to ask the menu what it would show."""

    rollen: frozenset[Rol]
    teams: frozenset[UUID] = field(default_factory=frozenset)
    is_authenticated: bool = True

    def has_rol(self, *rollen: Rol) -> bool:
        """Tell whether this person holds one of these roles."""
        return not self.rollen.isdisjoint(rollen)


def maak_voorbeeld(
    *,
    inhoud: Inhoud,
    in_gebruik: Inhoud,
    instellingen: Inrichting,
    teams: Sequence[Wijkteam],
    rol: Rol = Rol.TEAMLID,
    team: Wijkteam | None = None,
    lopend: Mapping[UUID, int] | None = None,
    kijker: Gebruiker,
) -> Voorbeeld:
    """Compare a concept with what is in use, for the gemeente or for one `team`.

    A number of queries that does not grow with teams or people.
    """
    team_id = team.pk if team else None
    oud, nieuw = los_model_op(in_gebruik, team_id), los_model_op(inhoud, team_id)
    geraakt = [t for t in ([team] if team else teams) if not _gelijk(in_gebruik, inhoud, t.pk)]
    gevonden = veranderingen(oud, nieuw)
    return Voorbeeld(
        van=str(oud.variant.label),
        naar=str(nieuw.variant.label),
        veranderingen=gevonden,
        menu=_menu(instellingen, in_gebruik, inhoud, rol, team_id),
        rol=rol,
        route=route(oud, nieuw),
        gevolgen=(
            *_gevolgen(geraakt, gevonden, lopend, kijker),
            *(_in_het_protocol(instellingen, nieuw) if team is None and oud.variant != nieuw.variant else ()),
        ),
        teams=tuple(_eigen_teams(in_gebruik, inhoud, geraakt) if team is None else ()),
    )


def _gelijk(een: Inhoud, ander: Inhoud, team_id: UUID) -> bool:
    return is_gelijk(los_model_op(een, team_id), los_model_op(ander, team_id))


def _eigen_teams(oud: Inhoud, nieuw: Inhoud, teams: Sequence[Wijkteam]) -> list[tuple[Wijkteam, int]]:
    """Return the teams that change in another way than the gemeente as a whole, with how much."""
    eigen = set(oud.get("teams", {})) | set(nieuw.get("teams", {}))
    return [
        (team, len(veranderingen(los_model_op(oud, team.pk), los_model_op(nieuw, team.pk))))
        for team in teams
        if str(team.pk) in eigen
    ]


def _menu(
    instellingen: Inrichting, oud: Inhoud, nieuw: Inhoud, rol: Rol, team_id: UUID | None
) -> tuple[Menuregel, ...]:
    persoon = Proefpersoon(frozenset({rol}), frozenset({team_id} if team_id else ()))
    was = _items(instellingen.met_inhoud(oud), persoon)
    wordt = _items(instellingen.met_inhoud(nieuw), persoon)
    regels = [
        Menuregel(label, icoon, "zelfde" if s in was else "nieuw") for s, (label, icoon) in wordt.items()
    ]
    weg = [Menuregel(label, icoon, "vervalt") for s, (label, icoon) in was.items() if s not in wordt]
    return (*regels, *weg)


def _items(instellingen: Inrichting, persoon: Proefpersoon) -> dict[str, tuple[str, str]]:
    return {
        item.sleutel: (item.label, item.icoon)
        for item in registry.menu_items()
        if item.groep not in ("gebruiker", "nieuw", "bel")
        and (not item.rollen or item.rollen & persoon.rollen)
        and registry.wet_van(item.route) in ("", *instellingen.modules)
        and item.toon(instellingen, persoon)
    }


def _gevolgen(
    geraakt: Sequence[Wijkteam],
    gevonden: Sequence[Verandering],
    lopend: Mapping[UUID, int] | None,
    kijker: Gebruiker,
) -> list[Gevolg]:
    if not geraakt:
        return []
    bron, ids = casussen(), [team.pk for team in geraakt]
    per_team = bron.lopend_per_team() if lopend is None else lopend
    aantal = sum(per_team.get(pk, 0) for pk in ids)
    gevolgen = [
        Gevolg(
            aantal,
            "lopend huishouden" if aantal == 1 else "lopende huishoudens",
            "blijft de oude stappen volgen." if aantal == 1 else "blijven de oude stappen volgen.",
            adres_voor(kijker, bron.adres(team_ids=ids)) if aantal else "",
            "Deze teams hebben nu geen lopende huishoudens.",
        )
    ]
    if aantal:
        gevolgen += _per_stap(ids, gevonden, kijker)
    mensen = medewerkers_van(set(ids))
    adres = reverse("inrichting:teammodel_medewerkers") if mensen else ""
    rest = (
        "krijgt een ander menu of andere stappen."
        if mensen == 1
        else "krijgen een ander menu of andere stappen."
    )
    wat = "medewerker" if mensen == 1 else "medewerkers"
    return [*gevolgen, Gevolg(mensen, wat, rest, adres, "In deze teams werkt nu nog niemand.")]


def _in_het_protocol(instellingen: Inrichting, nieuw: VariantInstellingen) -> list[Gevolg]:
    """Return how many cells the default of another model says otherwise. None of them changes by itself."""
    anders = verschillen(instellingen.protocol, standaardmatrix(nieuw.variant))
    if not anders:
        return []
    wat = "regel" if len(anders) == 1 else "regels"
    adres = reverse("inrichting:protocol")
    return [Gevolg(len(anders), wat, "in het informatieprotocol moet je opnieuw bekijken.", adres)]


def _per_stap(ids: Sequence[UUID], gevonden: Sequence[Verandering], kijker: Gebruiker) -> list[Gevolg]:
    """Return how many running households stand at a step that goes away (F003)."""
    bron = casussen()
    gevolgen = []
    for verandering in gevonden:
        if verandering.soort == "min" and verandering.stap:
            aantal = bron.lopend_met_stap(verandering.stap, ids)
            if aantal:
                adres = adres_voor(kijker, bron.adres(team_ids=ids, stap=verandering.stap))
                wat = verandering.tekst.removesuffix(" uit het dossier")
                gevolgen.append(
                    Gevolg(aantal, f"bij de stap {wat}", "Die stap vervalt voor nieuwe huishoudens.", adres)
                )
    return gevolgen


def geraakte_teams(in_gebruik: Inhoud, inhoud: Inhoud, teams: Sequence[Wijkteam]) -> list[Wijkteam]:
    """Return the teams that would work in another way."""
    return [team for team in teams if not _gelijk(in_gebruik, inhoud, team.pk)]


def samenvatting(keuzes: VariantInstellingen) -> dict[str, Any]:
    """Return the name of the model and how many choices depart from it, for a row in a list."""
    return {"model": str(keuzes.variant.label), "aangepast": len(keuzes.aangepast)}
