"""Who works in which function, and notes of every kind: so that colleagues see different things of one household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from demo.gemeenten import Persoon
from demo.inrichting import Inrichter
from modules.dossier.actions.notitie import place_notitie
from modules.dossier.models import Betrokkene, Casus, NotitieSoort
from modules.inrichting.models import Teamlid
from modules.inrichting.rules.protocol import Categorie, Functie

HOEVEEL = 6


@dataclass(frozen=True, slots=True)
class Voorbeeldnotitie:
    """A note by somebody in this function."""

    functie: Functie
    categorie: Categorie
    tekst: str
    dagen: int
    soort: NotitieSoort = NotitieSoort.NOTITIE


NOTITIES = (
    Voorbeeldnotitie(
        Functie.HULPVERLENER,
        Categorie.GEZONDHEID,
        "Slaapt slecht en eet weinig. De huisarts weet het en belt volgende week.",
        12,
        NotitieSoort.HUISBEZOEK,
    ),
    Voorbeeldnotitie(
        Functie.HULPVERLENER,
        Categorie.VEILIGHEID,
        "Er is ruzie met de buren. Thuis voelt iedereen zich veilig.",
        9,
    ),
    Voorbeeldnotitie(
        Functie.HULPVERLENER,
        Categorie.WERKAANTEKENINGEN,
        "Hij zei dat hij op zaterdag bijklust en dat nog niet heeft doorgegeven. "
        "Ik heb verteld wat er kan gebeuren, en dat hij het beter zelf kan melden.",
        8,
    ),
    Voorbeeldnotitie(
        Functie.WMO_CONSULENT,
        Categorie.CONTACT,
        "Gebeld over de hulp in huis. Dinsdag past het beste.",
        6,
        NotitieSoort.TELEFOON,
    ),
    Voorbeeldnotitie(
        Functie.KLANTMANAGER_WI,
        Categorie.GELD,
        "De uitkering loopt door. Vrijdag komt er een gesprek over werk.",
        5,
    ),
    Voorbeeldnotitie(
        Functie.KLANTMANAGER_WI,
        Categorie.WERKAANTEKENINGEN,
        "Vragen of de verhuizing al is doorgegeven.",
        4,
    ),
    Voorbeeldnotitie(
        Functie.JEUGDPROFESSIONAL,
        Categorie.JEUGD,
        "Op school gaat het beter. De juf belt om de twee weken met thuis.",
        3,
        NotitieSoort.OVERLEG,
    ),
)


def functie_van(persoon: Persoon) -> Functie:
    """Return the function in the protocol that goes with what somebody does here."""
    if persoon.register == "SKJ":
        return Functie.JEUGDPROFESSIONAL
    if persoon.is_ambtenaar and ("Inkomen" in persoon.functie or "Schuld" in persoon.functie):
        return Functie.KLANTMANAGER_WI
    return Functie.WMO_CONSULENT if persoon.is_ambtenaar else Functie.HULPVERLENER


class Zichtvuller:
    """Gives everybody a function, and some households both officials and helpers."""

    def __init__(self, inrichting: Inrichter) -> None:
        self.i, self.at = inrichting, inrichting.at
        self.per_functie: dict[Functie, Any] = {}

    def vul(self) -> None:
        """Give the functions, then notes in some running households."""
        for persoon in self.i.gemeente.mensen:
            if persoon.team and "teamlid" in persoon.rollen:
                functie = functie_van(persoon)
                gebruiker = self.i.mensen[persoon.naam]
                Teamlid.objects.filter(gebruiker=gebruiker).update(protocolfunctie=functie.value)
                self.per_functie.setdefault(functie, gebruiker)
        lopend = Casus.objects.lopend().exclude(behandelaar=None).select_related("huishouden")
        for casus in lopend.order_by("huishouden__sorteernaam", "pk")[:HOEVEEL]:
            self._samen(casus)

    def _samen(self, casus: Casus) -> None:
        huishouden = casus.huishouden
        for functie, gebruiker in sorted(self.per_functie.items()):
            al_mee = Betrokkene.objects.filter(huishouden=huishouden, gebruiker=gebruiker, tot=None).exists()
            if gebruiker.pk == casus.behandelaar_id or al_mee:
                continue
            Betrokkene.objects.create(
                huishouden=huishouden,
                gebruiker=gebruiker,
                naam=gebruiker.naam,
                rol=str(functie.label).lower(),
                van=self.i.vandaag - timedelta(days=30),
            )
        for notitie in NOTITIES:
            wie = self.per_functie.get(notitie.functie)
            if wie is not None:
                moment = self.at - timedelta(days=notitie.dagen)
                place_notitie(
                    huishouden=huishouden,
                    casus=casus,
                    soort=notitie.soort,
                    tekst=notitie.tekst,
                    categorie=notitie.categorie,
                    gebeurd_op=moment,
                    by=wie,
                    at=moment,
                )
