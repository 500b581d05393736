"""The words in the supplier's logboek for the life of a gemeente."""

from __future__ import annotations

from tenants.console.gebeurtenissen import registreer_gebeurtenis

_ZINNEN = {
    "gemeente.hernoemd": "Gemeente kreeg een andere naam",
    "gemeente.adres.verhuisd": "Gemeente kreeg een ander adres",
    "gemeente.grenzen.gewijzigd": "Grenzen of modules gewijzigd",
    "gemeente.contact.toegevoegd": "Contactpersoon toegevoegd",
    "gemeente.contact.gewijzigd": "Contactpersoon gewijzigd",
    "gemeente.contact.verwijderd": "Contactpersoon verwijderd",
    "gemeente.samenwerking.begonnen": "Samenwerking genoteerd",
    "gemeente.samenwerking.gestopt": "Samenwerking weggehaald",
    "gemeente.einde.aangezegd": "Opzegging genoteerd",
    "gemeente.einde.ingetrokken": "Opzegging ingetrokken",
    "gemeente.einde.gesloten": "Gemeente gesloten aan het einde van het contract",
    "gemeente.einde.geleverd": "Levering van alle gegevens genoteerd",
    "gemeente.einde.bevestigd": "Ontvangst bevestigd door de gemeente",
    "gemeente.einde.toestemming": "Toestemming om te vernietigen bewaard",
    "gemeente.einde.vernietiging_gevraagd": "Gevraagd om te vernietigen",
    "gemeente.einde.akkoord": "Akkoord van een tweede collega om te vernietigen",
    "gemeente.vernietigd": "Alle gegevens van de gemeente vernietigd",
    "gemeente.vernietiging.nagespeeld": "Opnieuw vernietigd na het terugzetten van een kopie",
    "gemeente.uitnodiging.getoond": "Link van de eerste beheerder bekeken",
    "gemeente.klaarzetten.teruggedraaid": "Klaarzetten teruggedraaid",
}


def registreer() -> None:
    """Register the words; `TenantsConfig.ready` does so once."""
    for sleutel, zin in _ZINNEN.items():
        registreer_gebeurtenis(sleutel, zin)
