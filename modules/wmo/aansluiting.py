"""The Wmo beside its steps: its tab with a household, its kind of decision, and its letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from modules.dossier.besluiten.soorten import Besluitsoort, Ontbreekt, Overweging, registreer
from modules.dossier.voorzieningen.codelijsten import WMO_CATEGORIEEN
from modules.dossier.wetdelen import Wetdeel, wetdelen
from modules.wmo.actions.vervolg import volg_besluit
from modules.wmo.brieven import sluit_aan
from modules.wmo.rules.maatwerk import VOLGORDE, VOOR_MAATWERK
from modules.wmo.vereisten import vereisten_van

_TOEGEKEND = frozenset({"toegekend", "deels"})


def _vereisten(casus: Any, inwoner: Any, beschikking: Any) -> Sequence[Ontbreekt]:
    melding_id = beschikking.melding_id if beschikking is not None else None
    if melding_id is None:
        return ()  # a follow-up of an earlier decision has no melding of its own
    return [Ontbreekt(tekst, reverse(route, args=[melding_id])) for tekst, route in vereisten_van(melding_id)]


MAATWERK = Besluitsoort(
    code="wmo_maatwerk",
    wet="wmo",
    titel="Maatwerkvoorziening Wmo",
    artikel="Wmo 2015, artikel 2.3.5",
    termijn="wmo_beschikking",
    vereisten=_vereisten,
    afwijzingsvolgorde=VOOR_MAATWERK,
    overwegingen=(
        *(
            Overweging(
                trede.code,
                trede.titel,
                _TOEGEKEND if trede.code != "maatwerk" else frozenset(_TOEGEKEND),
                trede.vraag,
                "Wmo artikel 2.3.5 lid 3",
            )
            for trede in VOLGORDE
        ),
        Overweging(
            "pgb", "Pgb", frozenset(), "Kan het, wil iemand het, en is het veilig?", "Wmo artikel 2.3.6"
        ),
        Overweging(
            "keuze",
            "Keuze van aanbieder",
            frozenset(),
            "Geloof en cultuur tellen mee.",
            "Wmo artikel 2.3.5 lid 5",
        ),
        Overweging(
            "bijdrage", "Eigen bijdrage", frozenset(), "Wat het huishouden betaalt.", "Wmo artikel 2.1.4"
        ),
    ),
    producten=WMO_CATEGORIEEN,
    na=volg_besluit,
    gevolgen="U betaalt misschien een eigen bijdrage. Het CAK stuurt u daarvoor een rekening.",
)

wetdelen.registreer(Wetdeel(wet="wmo", label="Wmo", route="wmo:huishouden"))
registreer(MAATWERK)
sluit_aan()
