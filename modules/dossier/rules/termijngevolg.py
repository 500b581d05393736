"""What follows when a term is late: what the resident may do, by which article. Facts in, sentences out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from keukentafel.values.datum_tekst import datum_voluit
from modules.dossier.rules.normen import Norm

_NA_TE_LAAT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "wmo_onderzoek": (
            "De inwoner mag nu meteen een aanvraag doen, ook zonder verslag (Wmo artikel 2.3.2 lid 9). "
            "Vertel dat, en neem de aanvraag aan als die komt."
        ),
        "pw_beslissing": (
            "Ga na of er een voorschot nodig is: dat komt uiterlijk 4 weken na de aanvraag "
            "(Participatiewet artikel 52)."
        ),
        "wmo_spoed": "Regel vandaag tijdelijke hulp: dat hoort onverwijld (Wmo artikel 2.3.3).",
        "pw_voorschot": "Betaal vandaag een voorschot, of leg vast waarom het niet kan (Participatiewet artikel 52).",
        "avg_verzoek": "De inwoner mag een klacht indienen bij de Autoriteit Persoonsgegevens (AVG artikel 77).",
    }
)


@dataclass(frozen=True, slots=True)
class Gevolg:
    """What follows, from which day on."""

    vanaf: date
    zin: str


def gevolgen(
    norm: Norm,
    *,
    wettelijk: date,
    einde: date,
    vandaag: date,
    is_in_gebreke: bool = False,
    is_uur_voorbij: bool = False,
) -> tuple[Gevolg, ...]:
    """Return what follows for a term that runs.

    `wettelijk` is the end without agreed extra time: what was agreed on takes no right away
    (Wmo 2015 art. 2.3.2 lid 9). `einde` is the end as it stands. With `is_in_gebreke` the letter came
    in already. `is_uur_voorbij`: the moment has passed on which a term in hours ended.
    """
    gevonden = []
    if (vandaag > wettelijk or is_uur_voorbij) and norm.sleutel in _NA_TE_LAAT:
        gevonden.append(Gevolg(wettelijk, _NA_TE_LAAT[norm.sleutel]))
    if norm.dwangsom and vandaag > einde and not is_in_gebreke:
        gevonden.append(
            Gevolg(
                einde,
                f"De tijd was om op {datum_voluit(einde)}. De aanvrager mag een ingebrekestelling sturen. "
                "Twee weken daarna kost elke dag geld (Awb artikel 4:17).",
            )
        )
    return tuple(gevonden)


def mag_direct_aanvragen(wettelijk: date, vandaag: date, onderzoek_klaar_op: date | None) -> bool:
    """Return whether somebody may file without a report: Wmo 2015 art. 2.3.2 lid 9."""
    return (onderzoek_klaar_op or vandaag) > wettelijk
