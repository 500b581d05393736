"""What the supplier sees of each gemeente: name, counts, version and stand. Nothing of a resident."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from keukentafel.tenancy import versie
from tenants.console import schil
from tenants.golven.queries import nummers, volgorde
from tenants.models import Gemeente, KlaarzetStap, Klaarzetting, Stand, Teamvorm

PER_PAGINA = 50
MODULENAMEN = {"wmo": "Wmo", "jeugd": "Jeugd", "participatie": "Participatie"}
FILTERS = ("alles", "let_op", "klaarzetten")
_ERNST = {"gevaar": 0, "let_op": 1, "neutraal": 2, "goed": 3}


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
    tellers: Mapping[str, int] = field(default_factory=dict)

    @property
    def tickets(self) -> int:
        """How many tickets are open, when somebody counts them."""
        return self.tellers.get("tickets", 0)


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

    @property
    def zonder_storing(self) -> int:
        """How many gemeenten are open and ask no look."""
        return sum(rij.id is not None and rij.niveau == "goed" for rij in self.rijen)


def gesorteerd(rijen: Iterable[GemeenteRij], kolom: str) -> list[GemeenteRij]:
    """Return the lines by a column; a minus in front turns it around, an unknown one is the name."""
    sleutel = SORTEER.get(kolom.removeprefix("-"), SORTEER["naam"])
    op_naam = sorted(rijen, key=lambda rij: rij.naam.casefold())
    return sorted(op_naam, key=sleutel, reverse=kolom.startswith("-"))


SORTEER: dict[str, Callable[[GemeenteRij], Any]] = {
    "naam": lambda rij: rij.naam.casefold(),
    "teammodel": lambda rij: rij.teammodel,
    "medewerkers": lambda rij: rij.medewerkers,
    "versie": lambda rij: volgorde(rij.versie) if rij.versie[:1].isdigit() else (),
    "stand": lambda rij: _ERNST[rij.niveau],
    "tickets": lambda rij: rij.tickets,
}


def maak_overzicht(*, at: datetime) -> Overzicht:
    """Read the list in three queries and one for each source that hangs in, whatever the number of gemeenten."""
    gemeenten = list(Gemeente.objects.aanwezig().defer("sleutel").order_by("naam"))
    bezig = list(Klaarzetting.objects.lopend(at=at).order_by("naam"))
    bij = [versie.wordt_bediend(gemeente.schema_versie) for gemeente in gemeenten]
    nummer = nummers()
    redenen = _redenen()
    tellers = {sleutel: tel() for sleutel, tel in schil.tellers_per_gemeente.items()}
    rijen = [
        _rij(
            gemeente,
            is_bij,
            nummer.van(gemeente.schema_versie),
            redenen.get(gemeente.pk),
            {sleutel: aantallen.get(gemeente.pk, 0) for sleutel, aantallen in tellers.items()},
        )
        for gemeente, is_bij in zip(gemeenten, bij, strict=True)
    ]
    rijen += [_rij_van_klaarzetting(werk) for werk in bezig]
    return Overzicht(
        rijen=gesorteerd(rijen, "naam"),
        actief=sum(gemeente.stand == Stand.ACTIEF for gemeente in gemeenten),
        opgeschort=sum(gemeente.stand == Stand.OPGESCHORT for gemeente in gemeenten),
        achter=bij.count(False),
        bezig=len(bezig),
    )


def _redenen() -> dict[UUID, schil.LetOp]:
    """Return why a gemeente needs a look, the worst of what all sources say."""
    ergste: dict[UUID, schil.LetOp] = {}
    for bron in schil.let_op_bronnen.values():
        for gemeente_id, reden in bron().items():
            nu = ergste.get(gemeente_id)
            if nu is None or _ERNST[reden.niveau] < _ERNST[nu.niveau]:
                ergste[gemeente_id] = reden
    return ergste


def rij_van(gemeente: Gemeente) -> GemeenteRij:
    """Return the line of one gemeente."""
    is_bij = versie.wordt_bediend(gemeente.schema_versie)
    return _rij(gemeente, is_bij, nummers().van(gemeente.schema_versie), _redenen().get(gemeente.pk), {})


def _rij(
    gemeente: Gemeente,
    is_bij: bool,
    nummer: str,
    reden: schil.LetOp | None,
    tellers: Mapping[str, int],
) -> GemeenteRij:
    niveau, stand = "goed", "Goed"
    if gemeente.stand == Stand.OPGESCHORT:
        niveau, stand = "gevaar", "Opgeschort"
    elif not is_bij:
        niveau, stand = "let_op", "Wordt bijgewerkt"
    elif reden is not None:
        niveau, stand = reden.niveau, reden.tekst
    return GemeenteRij(
        id=gemeente.id,
        naam=gemeente.naam,
        teammodel=str(Teamvorm(gemeente.variant).label),
        modules=modules_in_woorden(gemeente.modules),
        medewerkers=gemeente.actieve_medewerkers,
        versie=nummer,
        niveau=niveau,
        stand=stand,
        tellers=tellers,
    )


def modules_in_woorden(codes: Iterable[str]) -> str:
    """Return the modules by their names, in the order in which people name the laws."""
    gekozen = set(codes)
    bekend = [naam for code, naam in MODULENAMEN.items() if code in gekozen]
    return ", ".join([*bekend, *sorted(gekozen - set(MODULENAMEN))])


def _rij_van_klaarzetting(werk: Klaarzetting) -> GemeenteRij:
    klaar = sum(stap["stand"] == "klaar" for stap in werk.stappen)
    return GemeenteRij(
        id=None,
        naam=werk.naam,
        teammodel=str(Teamvorm(werk.variant).label),
        modules="",
        medewerkers=0,
        versie="",
        niveau="neutraal",
        stand=f"Klaarzetten, {klaar} van {len(KlaarzetStap)}",
        klaarzetting_id=werk.pk,
    )


def zin(overzicht: Overzicht, lijst_url: str) -> list[schil.Zindeel]:
    """Return the sentences on top: of the gemeenten first, then what others have to say."""
    delen = [_tel(overzicht.zonder_storing, "werkt zonder storing", "werken zonder storing", lijst_url)]
    if overzicht.achter:
        delen.append(_tel(overzicht.achter, "wordt bijgewerkt", "worden bijgewerkt", lijst_url))
    if overzicht.opgeschort:
        delen.append(_tel(overzicht.opgeschort, "is opgeschort", "zijn opgeschort", lijst_url))
    if overzicht.bezig:
        delen.append(
            _tel(overzicht.bezig, "wordt klaargezet", "worden klaargezet", f"{lijst_url}?toon=klaarzetten")
        )
    return [*delen, *(deel for zin in schil.zinnen.values() if (deel := zin()) is not None)]


def _tel(aantal: int, een: str, meer: str, url: str) -> schil.Zindeel:
    return schil.Zindeel(f"{aantal} gemeente{'' if aantal == 1 else 'n'}", een if aantal == 1 else meer, url)


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
