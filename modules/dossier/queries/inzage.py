"""Wie keek mee: every visit and change of a household, in words (Wmo 5.1.1, AVG 15, NEN 7513 ch. 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from keukentafel.audit import woorden
from keukentafel.audit.zoeken import Zoekvraag, zoek
from keukentafel.tenancy.scope import huidige_gemeente
from modules.dossier.models import Huishouden
from modules.dossier.queries.bladwijzer import lees_grens

LEEST_PER_KEER = 200
HOOGSTENS_OP_PAPIER = 20_000
_WERKWOORD = {
    "C": "schreef iets op",
    "R": "keek",
    "U": "wijzigde iets",
    "D": "haalde iets weg",
    "E": "voerde iets uit",
}
_BIJZONDER = {
    "audit.logboek.bekeken": "keek in het logboek van dit huishouden",
    "audit.regel.bekeken": "keek in het logboek van dit huishouden",
    "bewaren.afschrift.doorgenomen": "keek na wat er meegaat in een afschrift",
    "bewaren.afschrift.gemaakt": "maakte een afschrift",
    "bewaren.afschrift.opgehaald": "haalde een afschrift op",
    "bewaren.afschrift.vrijgegeven": "gaf dit deel mee met een afschrift",
    "bewaren.verzoek.besloten": "besloot over een verzoek van u",
    "bewaren.verzoek.ontvangen": "nam een verzoek aan",
    "bewaren.verzoek.toegewezen": "wees een verzoek toe",
    "dossier.casus.toegewezen": "wees het huishouden toe",
    "dossier.huishouden.gemaakt": "maakte dit huishouden aan",
    "dossier.huishouden.geweigerd": "wilde dit openen, maar dat mocht niet",
    "dossier.huishouden.gewijzigd": "wijzigde gegevens van het huishouden",
    "dossier.huishouden.gezocht": "zocht dit huishouden op",
    "dossier.inwoner.bsn_getoond": "bekeek een BSN",
    "dossier.inwoner.gewijzigd": "wijzigde gegevens van een persoon",
    "dossier.inwoner.toegevoegd": "voegde een persoon toe",
    "dossier.inzage.afgedrukt": "drukte deze lijst af",
    "dossier.lijst.bekeken": "zag de naam in een lijst",
    "dossier.melding.geregistreerd": "nam een melding aan",
    "dossier.notitie.geplaatst": "schreef een notitie",
    "dossier.notitie.teruggenomen": "nam een notitie terug",
    "dossier.plan.afgedrukt": "drukte het plan af",
    "koppelingen.brp.bevraagd": "vroeg uw gegevens op bij de BRP",
    "koppelingen.brp.overgenomen": "nam gegevens uit de BRP over",
    "koppelingen.contacten.bekeken": "bekeek wanneer u contact had met de gemeente",
    "koppelingen.spiegel.doorgegeven": "gaf de zaak door aan het zaaksysteem van de gemeente",
    "toegang.geweigerd": "wilde dit openen, maar dat mocht niet",
    "toegang.nood.geopend": "opende met noodtoegang",
    "toegang.onderbreking.gepasseerd": "ging na een waarschuwing verder",
    "toegang.onderbreking.teruggegaan": "ging na een waarschuwing terug",
}


@dataclass(frozen=True, slots=True)
class Bezoek:
    """What one person did on one day for one purpose."""

    naam: str
    rol: str
    organisatie: str
    dag: date
    wat: str
    soort_gegevens: str
    doel: str
    grond: str
    is_nood: bool
    mocht_niet: bool
    aantal: int


@dataclass(frozen=True, slots=True)
class Bezoeken:
    """A page of visits. `ouder` is where the next page begins, empty at the end."""

    rijen: Sequence[Bezoek]
    ouder: str
    eerste: datetime | None = None
    regels: int = 0


def wie_keek_mee(huishouden: Huishouden, *, alleen_kijken: bool = False, voor: str = "") -> Bezoeken:
    """Return who did what, newest first, the same thing on the same day once; one query."""
    return _lees(huishouden, alleen_kijken=alleen_kijken, voor=voor, hoeveel=LEEST_PER_KEER)


def allen_die_meekeken(huishouden: Huishouden) -> Bezoeken:
    """Return all of them at once, for on paper; one query."""
    return _lees(huishouden, alleen_kijken=False, voor="", hoeveel=HOOGSTENS_OP_PAPIER)


def nummer_in_het_logboek(huishouden_id: UUID) -> str:
    """Return the number by which the privacy officer finds this household in the logboek."""
    return woorden.kort_nummer(huishouden_id)


def _lees(huishouden: Huishouden, *, alleen_kijken: bool, voor: str, hoeveel: int) -> Bezoeken:
    vraag = Zoekvraag(huishouden_id=huishouden.pk, alleen_kijken=alleen_kijken)
    blad = zoek(vraag, voor=lees_grens(voor), hoeveel=hoeveel)
    ouder = f"{blad.ouder[0].isoformat()}_{blad.ouder[1]}" if blad.ouder else ""
    eerste = blad.regels[-1].tijdstip if blad.regels else None
    return Bezoeken(_samen(blad.regels), ouder, eerste, len(blad.regels))


def _samen(regels: Sequence[Any]) -> list[Bezoek]:
    tellingen: dict[tuple[Any, ...], int] = {}
    soorten: dict[tuple[Any, ...], set[str]] = {}
    for regel in regels:
        sleutel = (
            regel.gebruiker_naam or "Keukentafel zelf",
            woorden.rollen_in_woorden(regel.rollen),
            _organisatie(regel),
            localtime(regel.tijdstip).date(),
            _wat(regel),
            woorden.doel_in_woorden(regel.doel),
            regel.grond,
            regel.is_nood or regel.gebeurtenis == "toegang.nood.geopend",
            regel.resultaat == "geweigerd",
        )
        tellingen[sleutel] = tellingen.get(sleutel, 0) + 1
        soorten.setdefault(sleutel, set()).update(letter for letter in regel.categorie.split(",") if letter)
    return [_bezoek(sleutel, soorten[sleutel], aantal) for sleutel, aantal in tellingen.items()]


def _bezoek(sleutel: tuple[Any, ...], soorten: set[str], aantal: int) -> Bezoek:
    naam, rol, organisatie, dag, wat, doel, grond, is_nood, mocht_niet = sleutel
    gegevens = woorden.categorieen_in_woorden(",".join(soorten))
    return Bezoek(naam, rol, organisatie, dag, wat, gegevens, doel, grond, is_nood, mocht_niet, aantal)


def _wat(regel: Any) -> str:
    bekend = _BIJZONDER.get(regel.gebeurtenis)
    if bekend is None and regel.soort == "E":
        bekend = woorden.wat(regel.gebeurtenis).lower()
    return bekend or _WERKWOORD.get(regel.soort, "keek")


def _organisatie(regel: Any) -> str:
    """Return for whom somebody worked at that moment: the own employer, or else the gemeente."""
    if not regel.gebruiker_id and not regel.organisatie:
        return ""
    werkgever = regel.organisatie or f"Gemeente {huidige_gemeente().naam}"
    return f"{werkgever}, {regel.team_naam}" if regel.team_naam else werkgever
