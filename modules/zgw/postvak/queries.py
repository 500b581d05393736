"""What stands in a piece of the inbox, by whatever road it came."""

from __future__ import annotations

from dataclasses import dataclass

from modules.zgw.postvak.models import Bron, Stuk
from modules.zgw.postvak.rules import van_object
from modules.zgw.stroom.queries import Plek, bekijk, inzending_van, plek_van
from modules.zgw.stroom.rules.inzending import Inzending


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


def _plek(inzending: Inzending) -> Plek:
    return plek_van(inzending)
