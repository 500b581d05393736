"""Who may decide: the register of mandates read for one decision, with the reason in words (Awb 10:3).

Determining rights and duties stays with the college (Wmo 2015 art. 2.6.4, Jeugdwet art. 2.11,
Participatiewet art. 7 lid 4); a mandate lets somebody decide in its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from keukentafel.identity.rollen import Rol
from keukentafel.values.datum_tekst import datum
from keukentafel.values.geld import Geld
from modules.inrichting.codelijsten import Wet

NIEMAND: Final = "Niemand heeft hiervoor mandaat. Zet het mandaat eerst in het register."
GEEN_AMBTENAAR: Final = (
    "Dit besluit neemt iemand met een ambtelijke aanstelling (mandaatregister: {artikel}). "
    "Bij jou staat die niet vast."
)


class Mandaatregel(Protocol):
    """One row of the register, as far as the rule reads it."""

    @property
    def pk(self) -> UUID: ...
    @property
    def rol(self) -> str: ...
    @property
    def gebruiker_id(self) -> UUID | None: ...
    @property
    def wet(self) -> str: ...
    @property
    def soort(self) -> str: ...
    @property
    def categorie(self) -> str: ...
    @property
    def bedrag_tot(self) -> int | None: ...
    @property
    def artikel(self) -> str: ...
    @property
    def alleen_ambtenaar(self) -> bool: ...
    @property
    def geldig_van(self) -> date: ...
    @property
    def geldig_tot(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Bevoegde:
    """Somebody else who may decide: a role or a person, up to an amount, and where that is written."""

    rol: str
    gebruiker_id: UUID | None
    bedrag_tot: int | None
    artikel: str

    @property
    def tot(self) -> str:
        """The limit in words: `tot € 10.000 per jaar`, or that there is none."""
        return (
            "zonder grens"
            if self.bedrag_tot is None
            else f"tot {Geld(self.bedrag_tot).in_overzicht} per jaar"
        )


@dataclass(frozen=True, slots=True)
class Teamgrens:
    """What the team model lets a team decide: nothing (`adviseert`), or up to an amount in cents a year."""

    adviseert: bool = False
    bedrag_tot: int | None = None


@dataclass(frozen=True, slots=True)
class Mandaatoordeel:
    """Whether somebody may decide, why (always a sentence), on which row, and who may otherwise."""

    mag: bool
    reden: str
    wie_dan: tuple[Bevoegde, ...] = ()
    mandaat_id: UUID | None = None
    artikel: str = ""


def beoordeel(
    mandaten: Iterable[Mandaatregel],
    *,
    rollen: Collection[str],
    gebruiker_id: UUID,
    wet: str,
    soort: str,
    categorie: str,
    bedrag: int,
    dag: date,
    is_ambtenaar: bool = False,
    teamgrens: Teamgrens | None = None,
) -> Mandaatoordeel:
    """Say whether this person may take this decision on this day, and who may otherwise.

    `bedrag` is what the household costs in a year with this decision, in cents. A row of a role holds
    for a teamlid only as far as the team itself may decide (`teamgrens`).
    """
    passend = [rij for rij in mandaten if _past(rij, wet, soort, categorie)]
    geldig = [rij for rij in passend if _geldt(rij, dag)]
    eigen = [rij for rij in geldig if _is_van(rij, rollen, gebruiker_id)]
    # A person's own row says more than that of a role, and the widest limit holds.
    for rij in sorted(eigen, key=_ruimte, reverse=True):
        grens = _grens(rij, teamgrens)
        if rij.alleen_ambtenaar and not is_ambtenaar:
            continue
        if grens is None or bedrag <= grens:
            return Mandaatoordeel(
                mag=True, reden=_mag(rij, grens, wet), mandaat_id=rij.pk, artikel=rij.artikel
            )
    anderen = _anderen(geldig, eigen, bedrag, teamgrens)
    reden = _waarom_niet(
        passend, eigen, anderen, rollen, gebruiker_id, wet, bedrag, dag, is_ambtenaar, teamgrens
    )
    return Mandaatoordeel(mag=False, reden=reden, wie_dan=anderen)


def _past(rij: Mandaatregel, wet: str, soort: str, categorie: str) -> bool:
    return rij.wet in ("", wet) and rij.soort in ("", soort) and rij.categorie in ("", categorie)


def _geldt(rij: Mandaatregel, dag: date) -> bool:
    return rij.geldig_van <= dag and (rij.geldig_tot is None or dag < rij.geldig_tot)


def _is_van(rij: Mandaatregel, rollen: Collection[str], gebruiker_id: UUID) -> bool:
    return rij.gebruiker_id == gebruiker_id if rij.gebruiker_id else rij.rol in rollen


def _ruimte(rij: Mandaatregel) -> tuple[bool, bool, int]:
    return (rij.gebruiker_id is not None, rij.bedrag_tot is None, rij.bedrag_tot or 0)


def _grens(rij: Mandaatregel, teamgrens: Teamgrens | None) -> int | None:
    """Return the limit that holds: the team's own limit narrows what a teamlid may by role."""
    if teamgrens is None or rij.gebruiker_id is not None or rij.rol not in (Rol.TEAMLID, Rol.REGISSEUR):
        return rij.bedrag_tot
    if teamgrens.adviseert:
        return -1
    grenzen = [grens for grens in (rij.bedrag_tot, teamgrens.bedrag_tot) if grens is not None]
    return min(grenzen) if grenzen else None


def _anderen(
    geldig: Sequence[Mandaatregel], eigen: Sequence[Mandaatregel], bedrag: int, teamgrens: Teamgrens | None
) -> tuple[Bevoegde, ...]:
    mijn = {rij.pk for rij in eigen}
    ruim = [
        Bevoegde(rij.rol, rij.gebruiker_id, grens, rij.artikel)
        for rij in geldig
        if rij.pk not in mijn and ((grens := _grens(rij, teamgrens)) is None or bedrag <= grens)
    ]
    return tuple(sorted(ruim, key=lambda wie: (wie.bedrag_tot is None, wie.bedrag_tot or 0, wie.rol)))


def _naam(wet: str) -> str:
    return str(Wet(wet).label) if wet in Wet.values else wet


def _mag(rij: Mandaatregel, grens: int | None, wet: str) -> str:
    tot = "" if grens is None else f", tot {Geld(grens).in_overzicht} per huishouden per jaar"
    return f"Je mag dit besluit nemen: {_naam(wet)}{tot} (mandaatregister: {rij.artikel})."


def _waarom_niet(
    passend: Sequence[Mandaatregel],
    eigen: Sequence[Mandaatregel],
    anderen: Sequence[Bevoegde],
    rollen: Collection[str],
    gebruiker_id: UUID,
    wet: str,
    bedrag: int,
    dag: date,
    is_ambtenaar: bool,
    teamgrens: Teamgrens | None,
) -> str:
    if not eigen:
        oud = [rij for rij in passend if _is_van(rij, rollen, gebruiker_id)]
        reden = _niet_op_deze_dag(oud, dag) or f"Je hebt geen mandaat voor een besluit over de {_naam(wet)}."
    elif all(rij.alleen_ambtenaar for rij in eigen) and not is_ambtenaar:
        reden = GEEN_AMBTENAAR.format(artikel=eigen[0].artikel)
    else:
        hoogste = max((grens if (grens := _grens(rij, teamgrens)) is not None else -1) for rij in eigen)
        if hoogste < 0:
            reden = "Je team geeft advies en besluit niet zelf. Zo staat het in het teammodel."
        else:
            reden = (
                f"Dit huishouden kost met dit besluit {Geld(bedrag).in_overzicht} per jaar. "
                f"Jij mag besluiten tot {Geld(hoogste).in_overzicht} ({_naam(wet)})."
            )
    return reden if anderen else f"{reden} {NIEMAND}"


def _niet_op_deze_dag(oud: Sequence[Mandaatregel], dag: date) -> str:
    verlopen = [rij.geldig_tot for rij in oud if rij.geldig_tot is not None and rij.geldig_tot <= dag]
    if verlopen:
        return f"Je mandaat hiervoor gold tot {datum(max(verlopen))}."
    straks = [rij.geldig_van for rij in oud if rij.geldig_van > dag]
    return f"Je mandaat hiervoor geldt pas vanaf {datum(min(straks))}." if straks else ""
