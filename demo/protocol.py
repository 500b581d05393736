"""Give each example gemeente an informatieprotocol of its own, and one of them a version that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from demo.inrichting import Inrichter
from keukentafel.identity.models import Gebruiker
from modules.inrichting.actions import protocol as actie
from modules.inrichting.models import Informatieprotocol
from modules.inrichting.rules.protocol import (
    Categorie,
    Cel,
    Functie,
    Grondsoort,
    Mate,
    Moment,
    Voorwaarde,
)


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One cell that a gemeente made its own, with why, and what was answered to the question it raised."""

    functie: Functie
    categorie: Categorie
    cellen: tuple[Cel, ...]
    waarom: str
    vraag: str = ""
    antwoord: str = ""

    @property
    def antwoorden(self) -> dict[str, str]:
        """The answer under the name of its question."""
        plek = f"{self.functie.value}-{self.categorie.value}"
        return {f"{self.vraag}:{plek}": self.antwoord} if self.vraag else {}


_TAAK = "AVG, artikel 6 lid 1 onder e"
_BIJ_BEGIN = frozenset({Moment.SIGNAAL, Moment.INTAKE})
IN_GEBRUIK = {
    "GM9001": Wijziging(
        Functie.TEAMLEIDER,
        Categorie.JEUGD,
        (Cel(Mate.BESTAAT, grond=_TAAK),),
        "De teamleider verdeelt het werk en moet weten of er kinderen zijn, niet hoe het met hen gaat.",
    ),
    "GM9002": Wijziging(
        Functie.WMO_CONSULENT,
        Categorie.VEILIGHEID,
        (
            Cel(Mate.SAMENVATTING, grond="Wmo 2015, artikel 5.2.6", momenten=_BIJ_BEGIN),
            Cel(
                Mate.ALLES,
                Voorwaarde.GROND,
                grondsoort=Grondsoort.GEVAAR,
                grond="Toestemming, of een vastgelegde afweging bij gevaar",
                momenten=frozenset(Moment) - _BIJ_BEGIN,
            ),
        ),
        "Bij een eerste bezoek moet de consulent weten of het veilig is. Daarna is er een grond nodig.",
    ),
    "GM9003": Wijziging(
        Functie.BACKOFFICE,
        Categorie.PLAN,
        (Cel(Mate.SAMENVATTING, grond="Wmo 2015, artikel 5.1.1"),),
        "In het netwerk verwerkt de backoffice alleen wat besloten is. Het hele plan is daarvoor niet nodig.",
    ),
}
"""What each gemeente decided for itself, in force since two months."""
WACHT = {
    "GM9001": Wijziging(
        Functie.WMO_CONSULENT,
        Categorie.JUSTITIE,
        (
            Cel(
                Mate.SAMENVATTING,
                Voorwaarde.GROND,
                grondsoort=Grondsoort.GEVAAR,
                grond="Wmo 2015, artikel 5.2.6: gevaar in huis",
            ),
        ),
        "Consulenten gaan soms alleen op huisbezoek. Bij gevaar moeten ze weten of de politie erbij betrokken was.",
        "meldplicht",
        "De consulent leest alleen de samenvatting, na overleg met de hulpverlener. Zo staat het ook in het convenant.",
    )
}
"""What waits for the privacyfunctionaris now."""


class Protocolvuller:
    """Lets the administrator and the privacyfunctionaris of an example gemeente do their work."""

    def __init__(self, inrichting: Inrichter, *, wachtwoord: str) -> None:
        self.code, self.at, self.wachtwoord = inrichting.gemeente.code, inrichting.at, wachtwoord
        self.naam = inrichting.gemeente.naam.lower()
        mensen = inrichting.gemeente.mensen
        self.beheerder = next(inrichting.mensen[p.naam] for p in mensen if "beheerder" in p.rollen)
        self.fg = next(inrichting.mensen[p.naam] for p in mensen if "fg" in p.rollen)

    def vul(self) -> None:
        """Decide two months ago, lay a next version before the privacyfunctionaris, and say whom to ask."""
        toen, begin = self.at - timedelta(days=61), self.at - timedelta(days=700)
        Informatieprotocol.objects.filter(nummer=1).update(
            geldig_van=begin, gemaakt_op=begin, gewijzigd_op=begin
        )
        self._leg_voor(IN_GEBRUIK[self.code], self.beheerder, at=toen)
        self._keur_goed(at=toen + timedelta(days=2))
        if self.code in WACHT:
            self._leg_voor(WACHT[self.code], self.beheerder, at=self.at - timedelta(days=1))
        actie.change_contact(
            fg_email=f"privacy@{self.naam}.example",
            fg_telefoon="14 0418",
            klachten="Bel 14 0418 en vraag naar de klachtencoördinator, of schrijf een brief aan de gemeente.",
            by=self.beheerder,
            at=self.at,
        )

    def _leg_voor(self, wijziging: Wijziging, door: Gebruiker, *, at: datetime) -> None:
        concept = actie.change_cel(
            versie=0,
            functie=wijziging.functie,
            categorie=wijziging.categorie,
            cellen=wijziging.cellen,
            by=door,
            at=at,
        )
        self.voorgelegd = actie.submit_protocol(
            versie=concept.versie,
            antwoorden=wijziging.antwoorden,
            toelichting=wijziging.waarom,
            ingaat_op=localdate(at),
            gevallen_bekeken=True,
            by=door,
            at=at,
        )

    def _keur_goed(self, *, at: datetime) -> None:
        actie.approve_protocol(
            versie=self.voorgelegd.versie,
            wachtwoord=self.wachtwoord,
            toelichting="Akkoord. De tien gevallen kloppen en de wijziging is uitgelegd aan het team.",
            by=self.fg,
            at=at,
        )
