"""A line of the logboek in words that anybody can read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from keukentafel.audit.doelen import Doel
from keukentafel.audit.models import Resultaat, Soort
from keukentafel.identity.rollen import Rol

_BIJZONDER = {
    "audit.keten.gebroken": "Logboek nagekeken: er klopt iets niet",
    "audit.keten.bijgewerkt": "Regels die wachtten, kregen hun schakel",
    "audit.keten.teruggezet": "Een back-up van het logboek is teruggezet",
    "audit.keten.gecontroleerd": "Logboek nagekeken: alles klopt",
    "audit.logboek.bekeken": "Keek in het logboek",
    "audit.logboek.geexporteerd": "Nam een deel van het logboek mee",
    "ondersteuning.meekijken.toegestaan": "Liet de leverancier meekijken",
    "ondersteuning.meekijken.afgewezen": "Liet de leverancier niet meekijken",
    "ondersteuning.meekijken.nood": "De leverancier keek mee in een noodgeval",
    "ondersteuning.meekijken.begonnen": "De leverancier begon met meekijken",
    "ondersteuning.meekijken.bekeken": "De leverancier opende een pagina",
    "ondersteuning.meekijken.geweigerd": "De leverancier wilde een pagina openen die dicht is",
    "ondersteuning.meekijken.ingetrokken": "Stopte het meekijken van de leverancier",
    "ondersteuning.meekijken.gestopt": "De leverancier stopte met meekijken",
    "ondersteuning.meekijken.voorbij": "De tijd van het meekijken was om",
    "ondersteuning.toegang.uitgezet": "Zette meekijken door de leverancier uit",
    "ondersteuning.toegang.aangezet": "Zette meekijken door de leverancier weer aan",
    "ondersteuning.bewijs.gedownload": "Nam het bewijs over meekijken mee",
    "ondersteuning.vraag.gesteld": "Vroeg hulp aan de leverancier",
    "ondersteuning.vraag.aangevuld": "Vulde een vraag aan de leverancier aan",
    "ondersteuning.vraag.opgelost": "Sloot een vraag aan de leverancier",
    "audit.regel.bekeken": "Bekeek een regel van het logboek",
    "betalen.betaalpagina.geopend": "Ging een factuur betalen",
    "betalen.machtiging.begonnen": "Ging een machtiging voor incasso geven",
    "betalen.portaal.geopend": "Opende de betaalgegevens bij Stripe",
    "dossier.casus.toegewezen": "Wees het huishouden toe",
    "dossier.huishouden.bekeken": "Bekeek een huishouden",
    "dossier.huishouden.gezocht": "Zocht een huishouden",
    "dossier.huishouden.gemaakt": "Maakte een huishouden",
    "dossier.huishouden.geweigerd": "Wilde een huishouden openen, dat mocht niet",
    "dossier.huishouden.gewijzigd": "Wijzigde een huishouden",
    "dossier.inwoner.bsn_getoond": "Bekeek een BSN",
    "dossier.inwoner.gewijzigd": "Wijzigde een persoon",
    "dossier.inwoner.toegevoegd": "Voegde een persoon toe",
    "dossier.inzage.afgedrukt": "Drukte af wie meekeek",
    "dossier.lijst.bekeken": "Zag namen in een lijst",
    "dossier.melding.geregistreerd": "Nam een melding aan",
    "dossier.notitie.geplaatst": "Schreef een notitie",
    "dossier.notitie.teruggenomen": "Nam een notitie terug",
    "dossier.plan.afgedrukt": "Drukte een plan af",
    "dossier.wie_keek_mee.bekeken": "Keek wie meekeek",
    "dossier.zrm.gemeten": "Mat de zelfredzaamheid",
    "identity.code.mislukt": "Verkeerde code bij het inloggen",
    "identity.factor.opnieuw": "Bevestigde opnieuw met een tweede factor",
    "identity.gebruiker.geblokkeerd": "Blokkeerde een account",
    "identity.gebruiker.uitgenodigd": "Nodigde iemand uit",
    "identity.inloggen.dicht": "Inloggen op slot na te veel pogingen",
    "identity.inloggen.gelukt": "Logde in",
    "identity.inloggen.mislukt": "Inloggen mislukt",
    "identity.inloggen.onaf": "Wilde inloggen zonder code-app",
    "identity.inloggen.ontgrendeld": "Maakte het inloggen weer open",
    "identity.rollen.gewijzigd": "Wijzigde rollen",
    "identity.sessie.vreemd": "Sessie van elders geweigerd",
    "identity.uitloggen": "Logde uit",
    "koppelingen.brp.bevraagd": "Vroeg gegevens bij de BRP op",
    "koppelingen.brp.overgenomen": "Nam gegevens uit de BRP over",
    "koppelingen.contacten.bekeken": "Bekeek contacten met de gemeente",
    "koppelingen.koppeling.getest": "Testte een koppeling",
    "koppelingen.koppeling.gewijzigd": "Wijzigde een koppeling",
    "koppelingen.spiegel.doorgegeven": "Zaak doorgegeven aan het zaaksysteem van de gemeente",
    "toegang.geweigerd": "Wilde een pagina openen, dat mocht niet",
    "toegang.nood.geopend": "Opende met noodtoegang",
    "toegang.onderbreking.gepasseerd": "Ging na een waarschuwing verder",
    "toegang.onderbreking.teruggegaan": "Ging na een waarschuwing terug",
}
_NAAMWOORDEN = {"bsn": "BSN", "zrm": "ZRM", "fg": "FG"}
CATEGORIEEN = {
    "A": "naam, adres en BSN",
    "B": "contact",
    "C": "huishouden en netwerk",
    "D": "leefgebieden",
    "E": "gezondheid",
    "F": "politie en justitie",
    "G": "geld en schulden",
    "H": "jeugd en opvoeding",
    "I": "veiligheid",
    "J": "plan en afspraken",
    "K": "besluiten",
    "L": "werkaantekeningen",
}


def wat(gebeurtenis: str) -> str:
    """Return what happened: `Schreef een notitie`, or the noun and the verb of the event itself."""
    bekend = _BIJZONDER.get(gebeurtenis)
    if bekend:
        return bekend
    delen = gebeurtenis.split(".")[1:] or [gebeurtenis]
    naam, werkwoord = delen[0].replace("_", " "), " ".join(delen[1:]).replace("_", " ")
    naam = _NAAMWOORDEN.get(naam, naam[:1].upper() + naam[1:])
    return f"{naam} {werkwoord}".strip()


def rollen_in_woorden(rollen: str) -> str:
    """Return the names of the roles that stand in a line."""
    return ", ".join(str(Rol(rol).label) for rol in rollen.split(",") if rol in Rol.values)


def doel_in_woorden(doel: str) -> str:
    """Return the purpose in words; empty when none was given."""
    return str(Doel(doel).label) if doel in Doel.values else doel.replace("_", " ")


def categorieen_in_woorden(letters: str) -> str:
    """Return the categories of the informatieprotocol in words, in their own order."""
    delen = sorted(letter.strip() for letter in letters.split(",") if letter.strip())
    return ", ".join(CATEGORIEEN.get(letter, letter) for letter in delen)


def kort_nummer(id_: UUID | None) -> str:
    """Return the number by which a household or person stands in the logboek, where no name may be read."""
    return str(id_)[:18].upper() if id_ else ""


def nummer_grenzen(nummer: str) -> tuple[UUID, UUID] | None:
    """Return between which ids a number lies; None for what is no number of ours."""
    cijfers = nummer.replace("-", "").replace(" ", "").lower()
    if not 12 <= len(cijfers) <= 32 or any(teken not in "0123456789abcdef" for teken in cijfers):
        return None
    return UUID(cijfers.ljust(32, "0")), UUID(cijfers.ljust(32, "f"))


def soort_in_woorden(regel: Any) -> str:
    """Return the action code in words."""
    return str(Soort(regel.soort).label) if regel.soort in Soort.values else regel.soort


def resultaat_in_woorden(regel: Any) -> str:
    """Return how it ended."""
    return str(Resultaat(regel.resultaat).label) if regel.resultaat in Resultaat.values else regel.resultaat
