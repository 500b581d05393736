"""What billing writes in the supplier's logboek, in words."""

from __future__ import annotations

from tenants.console.gebeurtenissen import registreer_gebeurtenis, registreer_onderwerp

_ZINNEN = {
    "facturatie.afzender": "Gegevens van de leverancier op facturen gewijzigd",
    "facturatie.betaling": "Betaling geboekt",
    "facturatie.betaling_terug": "Betaling teruggedraaid",
    "facturatie.contract": "Contract gesloten",
    "facturatie.contract_gewijzigd": "Contract gewijzigd",
    "facturatie.creditnota": "Factuur gecrediteerd",
    "facturatie.factuur": "Factuur gemaakt",
    "facturatie.herinnering": "Herinnering verstuurd",
    "facturatie.index": "Index vastgesteld",
    "facturatie.inwonertal": "Aantal inwoners vastgelegd",
    "facturatie.lezen": "Inrichting van de gemeente op alleen lezen gezet",
    "facturatie.lezen_voorbij": "Inrichting van de gemeente weer open",
    "facturatie.module_begonnen": "Module in het contract begonnen",
    "facturatie.module_gestopt": "Module in het contract gestopt",
    "facturatie.nagekeken": "Factuurvoorbeeld nagekeken",
    "facturatie.tarief": "Tarief vastgesteld",
}


def registreer() -> None:
    """Give every event of billing its words."""
    registreer_onderwerp("facturatie", "Facturatie")
    for sleutel, zin in _ZINNEN.items():
        registreer_gebeurtenis(sleutel, zin)
