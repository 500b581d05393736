"""Consent in short, for the facts of a household and for who works along: `2 van 3 geldig`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from keukentafel.components.words import datum_lang_tekst
from modules.dossier.delen.actions.toegang import letters_van
from modules.dossier.delen.models import Toestemming
from modules.dossier.delen.woorden import Soort, ToestemmingStand
from modules.inrichting.rules.protocol import Functie, Mate


@dataclass(frozen=True, slots=True)
class Toestemmingfeit:
    """One consent: to whom, and where it stands today."""

    rij: Toestemming
    aan: str
    stand: ToestemmingStand
    geldt: bool
    tot_en_met: date
    is_bekend: bool

    @property
    def niveau(self) -> str:
        """How it stands out: what counts is green, what waits asks attention, a no is neutral."""
        if self.stand is ToestemmingStand.GEVRAAGD:
            return "let_op"
        return "goed" if self.stand is ToestemmingStand.GEGEVEN else "neutraal"

    @property
    def tekst(self) -> str:
        """`Toestemming tot en met 2 mei 2027`."""
        if self.stand is ToestemmingStand.GEVRAAGD:
            return "Wacht op toestemming"
        if self.stand is ToestemmingStand.GEGEVEN:
            vanaf = "" if self.geldt else f"vanaf {datum_lang_tekst(self.rij.van)} "
            return f"Toestemming {vanaf}tot en met {datum_lang_tekst(self.tot_en_met)}"
        return f"Toestemming {str(self.stand.label).lower()}"


@dataclass(frozen=True, slots=True)
class Toestemmingen:
    """All consents of a household as the reader may know of them."""

    rijen: Sequence[Toestemmingfeit]

    @property
    def lopend(self) -> list[Toestemmingfeit]:
        """What was given or waits for an answer."""
        open_standen = (ToestemmingStand.GEVRAAGD, ToestemmingStand.GEGEVEN)
        return [feit for feit in self.rijen if feit.stand in open_standen]

    @property
    def tekst(self) -> str:
        """`2 van 3 geldig`."""
        lopend = self.lopend
        if not lopend:
            return "Geen geldig" if self.rijen else "Nog niet gevraagd"
        geldig = sum(feit.geldt for feit in lopend)
        return f"{geldig} geldig" if geldig == len(lopend) else f"{geldig} van {len(lopend)} geldig"

    @property
    def noot(self) -> str:
        """What asks attention first: an answer that is waited for, then an end that comes near."""
        wacht = [feit for feit in self.lopend if feit.stand is ToestemmingStand.GEVRAAGD]
        if wacht:
            namen = [feit.aan for feit in wacht if feit.is_bekend and feit.aan]
            return f"{namen[0]}: wacht op antwoord" if len(wacht) == 1 and namen else _wachten(len(wacht))
        geldig = [feit.tot_en_met for feit in self.lopend if feit.geldt]
        if not geldig:
            return ""
        eerste = "" if len(geldig) == 1 else "de eerste "
        return f"{eerste}tot en met {datum_lang_tekst(min(geldig))}"

    def van(self, *, organisatie_id: UUID | None = None, gebruiker_id: UUID | None = None) -> Any:
        """Return the consent that says most about this organisation or colleague, or None."""
        over_hen = [
            feit
            for feit in self.rijen
            if feit.is_bekend
            and (
                (organisatie_id and feit.rij.aan_organisatie_id == organisatie_id)
                or (gebruiker_id and feit.rij.aan_gebruiker_id == gebruiker_id)
            )
        ]
        return min(over_hen, key=_hoe_belangrijk, default=None)

    def verzwijgt(self, organisatie_id: UUID | None) -> bool:
        """Whether there is a consent about this organisation that the reader may not know of."""
        return any(not feit.is_bekend for feit in self.rijen if feit.rij.aan_organisatie_id == organisatie_id)


def _wachten(aantal: int) -> str:
    return "1 wacht op antwoord" if aantal == 1 else f"{aantal} wachten op antwoord"


def _hoe_belangrijk(feit: Toestemmingfeit) -> tuple[bool, bool]:
    return (not feit.geldt, feit.stand is not ToestemmingStand.GEVRAAGD)


_VELDEN = (
    "soort", "stand", "van", "tot_en_met", "grond_tot", "categorieen", "leefgebieden",
    "aan_functie", "aan_gebruiker_id", "aan_organisatie_id", "gevraagd_door_id",
)  # fmt: skip


def toestemmingen_van() -> QuerySet[Any]:
    """Return the consents of a household as a column of JSON, newest first; help alone shares nothing."""
    rijen = Toestemming.objects.filter(huishouden=OuterRef("pk")).exclude(soort=Soort.HULP)
    velden = {veld: veld for veld in _VELDEN}
    velden |= {"organisatie": "aan_organisatie__naam", "collega": "aan_gebruiker__naam"}
    return rijen.order_by("-gevraagd_op", "-id").values(json=JSONObject(**velden))


def lees_toestemmingen(
    rijen: Sequence[dict[str, Any]], *, zicht: Any, lezer_id: UUID, dag: date
) -> Toestemmingen:
    """Return what `toestemmingen_van` read, as this reader may know of it. Who asked for one knows it."""
    return Toestemmingen([_feit(rij, zicht, lezer_id, dag) for rij in rijen])


def _feit(ruw: dict[str, Any], zicht: Any, lezer_id: UUID, dag: date) -> Toestemmingfeit:
    dagen = {veld: _dag(ruw[veld]) for veld in ("van", "tot_en_met", "grond_tot")}
    ids = {
        veld: UUID(ruw[veld]) if ruw[veld] else None
        for veld in ("aan_gebruiker_id", "aan_organisatie_id", "gevraagd_door_id")
    }
    rij = Toestemming(**{veld: ruw[veld] for veld in _VELDEN} | dagen | ids)
    mag_weten = all(zicht.mate(letter) >= Mate.BESTAAT for letter in letters_van(rij))
    aan_functie = str(dict(Functie.choices).get(ruw["aan_functie"], ""))
    return Toestemmingfeit(
        rij=rij,
        aan=ruw["organisatie"] or ruw["collega"] or aan_functie,
        stand=rij.stand_op(dag),
        geldt=rij.geldt_op(dag),
        tot_en_met=rij.laatste_dag(),
        is_bekend=mag_weten or rij.gevraagd_door_id == lezer_id,
    )


def _dag(tekst: str | None) -> date | None:
    return date.fromisoformat(tekst) if tekst else None
