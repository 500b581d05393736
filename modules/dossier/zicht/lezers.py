"""Who somebody is for the protocol: functions per team, secrecy and registrations, read once a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from keukentafel.instellingen import huidige_instellingen
from modules.inrichting.models import Registratie, Teamlid
from modules.inrichting.models.teamlid import TeamlidQuerySet
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.rules.protocol import Cel, Functie, Lezer

LEEST_DOSSIERS = frozenset({Rol.TEAMLEIDER, Rol.TEAMLID, Rol.REGISSEUR, Rol.BACKOFFICE, Rol.INLOOPPUNT})
"""Roles that may open a household at all; an administrator is not one of them (hazards §5, 8)."""

_VAN_ROL = {
    Rol.TEAMLEIDER: Functie.TEAMLEIDER,
    Rol.INLOOPPUNT: Functie.INLOOPPUNT,
    Rol.BACKOFFICE: Functie.BACKOFFICE,
}
_WERKT_MEE = frozenset({Rol.TEAMLID, Rol.REGISSEUR})
_ZONDER_DEEL = frozenset({Functie.TEAMLEIDER, Functie.INLOOPPUNT})
_IN_HET_HELE_TEAM = frozenset({Functie.TEAMLEIDER, Functie.INLOOPPUNT, Functie.BACKOFFICE})


@dataclass(frozen=True, slots=True)
class Plek:
    """Somebody's functions in one team, and whether its whole team is involved while help runs."""

    team_id: UUID
    functies: frozenset[Functie]
    deelt_met_team: bool

    def betrokken_via_team(self, functie: Functie) -> bool:
        """Whether working in this team is being involved, in this function."""
        return self.deelt_met_team or functie in _IN_HET_HELE_TEAM


@dataclass(frozen=True, slots=True)
class Persoon:
    """One signed-in person: the places in teams, the secrecy and the registers."""

    gebruiker_id: UUID
    plekken: tuple[Plek, ...]
    heeft_geheimhouding: bool
    registraties: frozenset[str]
    verlopen: dict[str, date]
    los: frozenset[Functie] = frozenset()  # of somebody who works along without a place in a team

    def lezer(self, functies: frozenset[Functie], *, is_betrokken: bool) -> Lezer:
        """Return this person as the decision sees him, with these functions."""
        return Lezer(functies, self.heeft_geheimhouding, self.registraties, is_betrokken, self.verlopen)

    def kan(self, cel: Cel) -> bool:
        """Whether secrecy and registration allow this person the cell."""
        return (self.heeft_geheimhouding or not cel.vraagt_geheimhouding) and (
            not cel.registratie or cel.registratie in self.registraties
        )

    def plek(self, team_id: UUID | None) -> Plek | None:
        """Return the place in this team, if there is one."""
        return next((plek for plek in self.plekken if plek.team_id == team_id), None)

    @property
    def functies(self) -> frozenset[Functie]:
        """The functions somebody brings to a household of another team: those that do the work."""
        alle = frozenset(functie for plek in self.plekken for functie in plek.functies)
        return (alle - _ZONDER_DEEL) or self.los


def persoon_van(gebruiker: Any) -> Persoon:
    """Return what the protocol knows of this person: one query a request."""
    bekend: Persoon | None = getattr(gebruiker, "_kt_persoon", None)
    if bekend is None:
        bekend = gebruiker._kt_persoon = _lees(gebruiker)  # noqa: SLF001 -- kept on the user of this request
    return bekend


def plekken_van(gebruiker: Any) -> tuple[Plek, ...]:
    """Return the teams of this person with the functions there."""
    return persoon_van(gebruiker).plekken


def _lees(gebruiker: Any) -> Persoon:
    if not LEEST_DOSSIERS & gebruiker.rollen:
        return Persoon(gebruiker.pk, (), False, frozenset(), {})
    leden = plaatsen(Teamlid.objects.filter(gebruiker_id=gebruiker.pk))
    return persoon_uit(
        gebruiker, list(leden.values("team_id", "protocolfunctie", "geheimhouding", "in_registers"))
    )


def plaatsen(leden: TeamlidQuerySet) -> QuerySet[Any]:
    """Keep the places in teams that count today, with the registers (`in_registers`)."""
    registraties = Registratie.objects.filter(teamlid=OuterRef("pk")).order_by("register")
    return (
        leden.op(localdate())
        .order_by("van", "id")
        .annotate(
            in_registers=ArraySubquery(registraties.values(json=JSONObject(r="register", tot="geldig_tot")))
        )
    )


def persoon_uit(gebruiker: Any, leden: list[dict[str, Any]]) -> Persoon:
    """Return a person out of the roles of an account and the rows of `plaatsen`."""
    vandaag = localdate()
    inschrijvingen = {
        rij["r"]: date.fromisoformat(rij["tot"]) for lid in leden for rij in lid["in_registers"] or ()
    }
    return Persoon(
        gebruiker.pk,
        _plekken(gebruiker, leden),
        any(lid["geheimhouding"] for lid in leden),
        frozenset(register for register, tot in inschrijvingen.items() if tot >= vandaag),
        {register: tot for register, tot in inschrijvingen.items() if tot < vandaag},
        _los(gebruiker),
    )


def _los(gebruiker: Any) -> frozenset[Functie]:
    if not gebruiker.has_rol(*_WERKT_MEE):
        return frozenset()
    return frozenset({_functie("", huidige_instellingen().van_team(None).variant)})


def _plekken(gebruiker: Any, leden: list[dict[str, Any]]) -> tuple[Plek, ...]:
    instellingen = huidige_instellingen()
    per_team: dict[UUID, set[Functie]] = {}
    overal = {rol for rol, team in gebruiker.toegekend if team is None and rol in LEEST_DOSSIERS}
    met_team = {
        (rol, team) for rol, team in gebruiker.toegekend if team is not None and rol in LEEST_DOSSIERS
    }
    eigen = {lid["team_id"]: lid["protocolfunctie"] for lid in leden}
    for team_id in {*eigen, *(team for _, team in met_team)}:
        rollen = overal | {rol for rol, team in met_team if team == team_id}
        if not rollen:  # a member here whose role is for another team works here all the same
            rollen = {Rol.TEAMLID}
        functies = per_team.setdefault(team_id, set())
        functies |= {_VAN_ROL[rol] for rol in rollen if rol in _VAN_ROL}
        if rollen & _WERKT_MEE:
            functies.add(_functie(eigen.get(team_id, ""), instellingen.van_team(team_id).variant))
    return tuple(
        Plek(team_id, frozenset(functies), _deelt(instellingen.van_team(team_id).variant))
        for team_id, functies in sorted(per_team.items(), key=lambda paar: str(paar[0]))
    )


def _functie(gekozen: str, variant: Any) -> Functie:
    if gekozen:
        return Functie(gekozen)
    return Functie.WMO_CONSULENT if Variant(variant) is Variant.TOEGANG else Functie.HULPVERLENER


def _deelt(variant: Any) -> bool:
    """Tell whether the whole team counts as involved: not in a network or regie team (domain 2.2)."""
    return Variant(variant) in (Variant.TOEGANG, Variant.TEAM)
