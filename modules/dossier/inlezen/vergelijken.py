"""Ask the rule of the dossier whether two mentions are one person, and when nobody needs to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keukentafel.values.naam import Naam, OngeldigeNaam
from modules.dossier.inlezen.invoer import Gegevens
from modules.dossier.rules.dubbel import Oordeel, Persoon, vergelijk_personen

_ZONDER_VRAAG = {"hetzelfde BSN", "hetzelfde adres"}


@dataclass(frozen=True, slots=True)
class Gelijkenis:
    """Why two may be one; `is_zeker` when nobody needs to choose."""

    reden: str
    punten: int = 0
    is_zeker: bool = False


def kenmerken(
    *,
    achternaam: str,
    voornamen: str,
    voorletters: str,
    geboren: date | None,
    bsn: bytes,
    adres: Gegevens | None,
) -> Persoon:
    """Return what somebody is compared by; the BSN as its fingerprint."""
    postcode = huisnummer = ""
    if adres is not None and adres.adressleutel:
        postcode, _, huisnummer = adres.adressleutel.rpartition("|")[0].rpartition("|")
        huisnummer += adres.toevoeging
    try:
        naam = Naam(achternaam, "", voorletters, voornamen)
    except OngeldigeNaam:
        naam = Naam("onbekend")
    return Persoon(naam, geboren, bsn or None, postcode, huisnummer)


def vergelijk(een: Persoon, ander: Persoon) -> Gelijkenis | None:
    """Return why these two may be one person, or None when they are clearly two.

    The same name and birthday at two addresses is asked about: somebody moved, lives in two households,
    or is somebody else.
    """
    uitkomst = vergelijk_personen(een, ander)
    if uitkomst.oordeel is Oordeel.NEE:
        return None
    is_zeker = uitkomst.oordeel is Oordeel.ZEKER and not _ZONDER_VRAAG.isdisjoint(uitkomst.redenen)
    reden = ", ".join(uitkomst.redenen)
    return Gelijkenis(f"{reden[:1].upper()}{reden[1:]}.", uitkomst.punten, is_zeker)
