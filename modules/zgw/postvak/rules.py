"""How a piece without a zaak is read: the same fields under their own names."""

from __future__ import annotations

from typing import Any

from modules.zgw.stroom.rules.inzending import Inzending, lees_inzending


def van_object(gegevens: dict[str, Any]) -> Inzending:
    """Read what came in without a zaak: the same fields under their own names."""
    namen = {
        "inpBsn": "bsn", "voornamen": "voornamen", "voorletters": "voorletters",
        "voorvoegselGeslachtsnaam": "voorvoegsel", "geslachtsnaam": "geslachtsnaam", "geboortedatum": "geboortedatum",
    }  # fmt: skip
    persoon = {daar: gegevens.get(hier) for daar, hier in namen.items()}
    eigen = ("inhoud", "is_spoed", "telefoon", "email", "melder_naam", "team", "postcode", "huisnummer", "toevoeging",
             "straat", "plaats")  # fmt: skip
    waarden = {naam: str(gegevens[naam]) for naam in eigen if gegevens.get(naam) not in (None, "")}
    waarden |= {str(naam): str(waarde) for naam, waarde in gegevens.get("regels") or ()}
    return lees_inzending(persoon=persoon, waarden=waarden, velden={naam: naam for naam in eigen})
