"""What stands in a piece of the inbox, by whatever road it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from modules.zgw.postvak.models import Bron, Stuk
from modules.zgw.stroom.queries import Plek, bekijk, inzending_van, plek_van
from modules.zgw.stroom.rules.inzending import Inzending, lees_inzending


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What was asked and by whom, under which law it may fall, and which household the BSN leads to."""

    inzending: Inzending
    wet: str
    plek: Plek
    documenten: int


def inhoud_van(stuk: Stuk) -> Inhoud:
    """Read a piece."""
    if stuk.bron == Bron.ZAAK and stuk.zaak is not None:
        regel = getattr(stuk.zaak.soort, "zaakregel", None)
        gezien = bekijk(stuk.zaak)
        inzending = inzending_van(stuk.zaak, regel, gezien)
        return Inhoud(inzending, regel.wet if regel else "", _plek(inzending), len(gezien.documenten))
    gegevens = dict(stuk.gegevens or {})
    inzending = van_object(gegevens)
    return Inhoud(inzending, str(gegevens.get("wet") or ""), _plek(inzending), 0)


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


def _plek(inzending: Inzending) -> Plek:
    return plek_van(inzending)
