"""What can stand in the supplier's logboek, in words. Who writes a line there registers its word here.

The key is `<onderwerp>.<wat>`; the part before the first point is the subject that the logboek filters on.
A key without a word is shown as it is, and a house test is red.
"""

from __future__ import annotations

_zinnen: dict[str, str] = {}
_onderwerpen: dict[str, str] = {}


def registreer_gebeurtenis(sleutel: str, zin: str) -> None:
    """Give an event its words, once, in `AppConfig.ready()`.

    :raises ValueError: it has words already.
    """
    if sleutel in _zinnen:
        raise ValueError(f"De gebeurtenis {sleutel} heeft al een zin.")
    _zinnen[sleutel] = zin


def registreer_onderwerp(sleutel: str, label: str) -> None:
    """Give the part before the first point of the keys its word in the filter, once.

    :raises ValueError: it has a word already.
    """
    if sleutel in _onderwerpen:
        raise ValueError(f"Het onderwerp {sleutel} heeft al een woord.")
    _onderwerpen[sleutel] = label


def zin_van(sleutel: str) -> str:
    """Return the words of an event, or its key."""
    return _zinnen.get(sleutel, sleutel)


def alle_zinnen() -> dict[str, str]:
    """Return every event that has words."""
    return dict(_zinnen)


def alle_onderwerpen() -> dict[str, str]:
    """Return the subjects of the filter, by their word."""
    return dict(sorted(_onderwerpen.items(), key=lambda paar: paar[1]))


def eigen_gebeurtenissen() -> None:
    """Register the events of gemeenten, of signing in and of the people at the supplier."""
    for sleutel, label in (("gemeente", "Gemeenten"), ("identity", "Inloggen"), ("leverancier", "Mensen")):
        registreer_onderwerp(sleutel, label)
    for sleutel, zin in _EIGEN.items():
        registreer_gebeurtenis(sleutel, zin)


_EIGEN = {
    "gemeente.toegevoegd": "Gemeente toegevoegd",
    "gemeente.opgeschort": "Gemeente opgeschort",
    "gemeente.actief": "Gemeente weer opengezet",
    "identity.inloggen.gelukt": "Ingelogd",
    "identity.inloggen.mislukt": "Inloggen mislukt: naam of wachtwoord klopt niet",
    "identity.inloggen.onaf": "Inloggen geweigerd: account is nog niet klaar",
    "identity.inloggen.dicht": "Inloggen dichtgezet na te veel pogingen",
    "identity.code.mislukt": "Verkeerde code bij het inloggen",
    "identity.factor.opnieuw": "Opnieuw bevestigd met een tweede factor",
    "identity.uitloggen": "Uitgelogd",
    "identity.sessie.vreemd": "Sessie van een ander adres geweigerd",
    "leverancier.account.gemaakt": "Account gemaakt",
    "leverancier.account.in_gebruik": "Account in gebruik genomen",
    "leverancier.account.geblokkeerd": "Account geblokkeerd",
    "leverancier.account.heropend": "Account weer geopend",
    "leverancier.bestand.opgehaald": "Lijst als bestand opgehaald",
    "leverancier.code_app.vervangen": "Andere code-app gekoppeld",
    "leverancier.herstelcodes.gemaakt": "Nieuwe herstelcodes gemaakt",
    "leverancier.passkey.toegevoegd": "Passkey toegevoegd",
    "leverancier.passkey.verwijderd": "Passkey verwijderd",
    "leverancier.passkey.dubbel": "Passkey geweigerd: er is een kopie van",
    "leverancier.rol.gewijzigd": "Rol van een collega gewijzigd",
    "leverancier.sessies.beeindigd": "Andere apparaten uitgelogd",
    "leverancier.tweede_factor.ingetrokken": "Tweede factor van een collega ingetrokken",
    "leverancier.uitnodiging.opnieuw": "Collega opnieuw uitgenodigd",
    "leverancier.wachtwoord.gewijzigd": "Wachtwoord gewijzigd",
}
