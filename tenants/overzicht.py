"""What the supplier sees of each gemeente: name, counts, version and stand. Nothing of a resident."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from keukentafel.tenancy import versie
from tenants.models import Gemeente, KlaarzetStap, Klaarzetting, Stand, Teamvorm

PER_PAGINA = 50
MODULENAMEN = {"wmo": "Wmo", "jeugd": "Jeugd", "participatie": "Participatie"}
FILTERS = ("alles", "let_op", "klaarzetten")


@dataclass(frozen=True, slots=True)
class GemeenteRij:
    """One line of the list."""

    id: UUID | None
    naam: str
    teammodel: str
    modules: str
    medewerkers: int
    versie: str
    niveau: str
    stand: str
    klaarzetting_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Overzicht:
    """All lines, and what their totals say."""

    rijen: list[GemeenteRij]
    actief: int
    opgeschort: int
    achter: int
    bezig: int

    def gefilterd(self, filter_: str, zoek: str) -> list[GemeenteRij]:
        """Return the lines that somebody asked for."""
        over = [rij for rij in self.rijen if zoek.casefold() in rij.naam.casefold()]
        if filter_ == "let_op":
            return [rij for rij in over if rij.niveau in ("let_op", "gevaar")]
        if filter_ == "klaarzetten":
            return [rij for rij in over if rij.klaarzetting_id]
        return over


def maak_overzicht(*, at: datetime) -> Overzicht:
    """Read the list in two queries, whatever the number of gemeenten."""
    gemeenten = list(Gemeente.objects.exclude(stand=Stand.IN_OPBOUW).defer("sleutel").order_by("naam"))
    bezig = list(Klaarzetting.objects.lopend(at=at).order_by("naam"))
    bij = [versie.wordt_bediend(gemeente.schema_versie) for gemeente in gemeenten]
    rijen = [_rij(gemeente, is_bij) for gemeente, is_bij in zip(gemeenten, bij, strict=True)]
    rijen += [_rij_van_klaarzetting(werk) for werk in bezig]
    return Overzicht(
        rijen=sorted(rijen, key=lambda rij: rij.naam),
        actief=sum(gemeente.stand == Stand.ACTIEF for gemeente in gemeenten),
        opgeschort=sum(gemeente.stand == Stand.OPGESCHORT for gemeente in gemeenten),
        achter=bij.count(False),
        bezig=len(bezig),
    )


def rij_van(gemeente: Gemeente) -> GemeenteRij:
    """Return the line of one gemeente."""
    return _rij(gemeente, versie.wordt_bediend(gemeente.schema_versie))


def _rij(gemeente: Gemeente, is_bij: bool) -> GemeenteRij:
    niveau, stand = "goed", "Open"
    if gemeente.stand == Stand.OPGESCHORT:
        niveau, stand = "gevaar", "Opgeschort"
    elif not is_bij:
        niveau, stand = "let_op", "Wordt bijgewerkt"
    return GemeenteRij(
        id=gemeente.id,
        naam=gemeente.naam,
        teammodel=str(Teamvorm(gemeente.variant).label),
        modules=", ".join(MODULENAMEN.get(code, code) for code in gemeente.modules),
        medewerkers=gemeente.actieve_medewerkers,
        versie="nieuwste" if is_bij else "vorige",
        niveau=niveau,
        stand=stand,
    )


def _rij_van_klaarzetting(werk: Klaarzetting) -> GemeenteRij:
    klaar = sum(stap["stand"] == "klaar" for stap in werk.stappen)
    return GemeenteRij(
        id=None,
        naam=werk.naam,
        teammodel=str(Teamvorm(werk.variant).label),
        modules="",
        medewerkers=0,
        versie="nieuwste",
        niveau="neutraal",
        stand=f"Klaarzetten, {klaar} van {len(KlaarzetStap)}",
        klaarzetting_id=werk.pk,
    )


def zin(overzicht: Overzicht) -> list[tuple[str, str]]:
    """Return the sentence on top, as pairs of a number in words and what follows it."""
    delen = [_tel(overzicht.actief, "is open", "zijn open")]
    if overzicht.achter:
        delen.append(_tel(overzicht.achter, "wordt bijgewerkt", "worden bijgewerkt"))
    if overzicht.opgeschort:
        delen.append(_tel(overzicht.opgeschort, "is opgeschort", "zijn opgeschort"))
    if overzicht.bezig:
        delen.append(_tel(overzicht.bezig, "wordt klaargezet", "worden klaargezet"))
    return delen


def _tel(aantal: int, een: str, meer: str) -> tuple[str, str]:
    return (f"{aantal} gemeente{'' if aantal == 1 else 'n'}", een if aantal == 1 else meer)


def stappen_van(werk: Klaarzetting) -> list[dict[str, Any]]:
    """Return the seven steps with how long each took."""
    return [
        {**stap, "duur": _duur(stap), "nummer": nummer, "is_nu": stap["stand"] == "bezig"}
        for nummer, stap in enumerate(werk.stappen, 1)
    ]


def _duur(stap: dict[str, Any]) -> str:
    if "klaar_op" not in stap or "begonnen_op" not in stap:
        return {"bezig": "bezig", "wacht": ""}.get(stap["stand"], "")
    seconden = (
        datetime.fromisoformat(stap["klaar_op"]) - datetime.fromisoformat(stap["begonnen_op"])
    ).total_seconds()
    return f"{seconden:.1f} s".replace(".", ",")
