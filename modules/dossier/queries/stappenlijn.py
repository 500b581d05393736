"""The line of steps of a household, drawn from the variant and version its own team works under."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from keukentafel.components.care import Processtap
from keukentafel.components.words import datum_kort_tekst
from modules.dossier.models import Casus
from modules.dossier.rules.fasen import Stand, StapOpDeLijn, staplijn, status_van_stap
from modules.inrichting.codelijsten import CasusStatus
from modules.inrichting.rules.stappen import stappen
from modules.inrichting.rules.varianten import VariantInstellingen


def stappenlijn(casus: Casus, instellingen: VariantInstellingen, vandaag: date) -> list[Processtap]:
    """Return the steps with where each stands and from when till when; no query."""
    perioden = _perioden(casus)
    lijn = staplijn(stappen(instellingen), CasusStatus(casus.status))
    return [_stap(deel, casus, perioden, vandaag) for deel in lijn]


def _stap(
    deel: StapOpDeLijn, casus: Casus, perioden: dict[str, tuple[date, date | None]], vandaag: date
) -> Processtap:
    tekst = ""
    if deel.stand == Stand.NU:
        tekst = f"nu, sinds {_kort(casus.fase_sinds, vandaag)}"
    elif deel.stand == Stand.KLAAR:
        van, tot = perioden.get(status_van_stap(deel.stap.sleutel).value, (None, None))
        tekst = f"{_kort(van, vandaag)} – {_kort(tot, vandaag)}" if van and tot and tot > van else ""
    return Processtap(deel.stap.label, deel.stand.value, tekst)


def _kort(dag: date | None, vandaag: date) -> str:
    return datum_kort_tekst(dag, vandaag)[3:]


def _perioden(casus: Casus) -> dict[str, tuple[date, date | None]]:
    """Return per status from which day till which day the casus stood there."""
    fasen: list[dict[str, Any]] = [*casus.fasen, {"status": "", "van": ""}]
    gevonden: dict[str, tuple[date, date | None]] = {}
    for fase, volgende in pairwise(fasen):
        van = date.fromisoformat(fase["van"])
        tot = date.fromisoformat(volgende["van"]) if volgende["van"] else None
        eerste = gevonden.get(fase["status"], (van, tot))[0]
        gevonden[fase["status"]] = (eerste, tot)
    return gevonden
