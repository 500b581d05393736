"""What a talk still misses before it is rounded off, as the variant of the team asks."""

from __future__ import annotations

from typing import Any

from modules.dossier.models import Gesprek, KaderAntwoord
from modules.inrichting.codelijsten import Kader
from modules.inrichting.rules.stappen import stappen
from modules.inrichting.rules.velden import verplichte_velden


def wat_ontbreekt(rij: Gesprek, variant: Any) -> list[Any]:
    """Return the fields that the variant of the team asks for and that are still empty, with their reason.

    What stands with a behoefte or in a frame is not asked a second time.
    """
    gevuld = {**rij.gegevens, **dict.fromkeys(_staat_al(rij), True)}
    ontbreekt = []
    for stap in ("onderzoek", "gesprek", "casusoverleg", "analyse"):
        if stap not in stapnamen(variant):
            continue
        for veld in verplichte_velden(variant, stap):
            waarde = gevuld.get(veld.naam, getattr(rij, veld.naam, None))
            if not waarde and veld not in ontbreekt:
                ontbreekt.append(veld)
    return ontbreekt


ONDERWERP_VAN_KADER = {
    Kader.EIGEN_KRACHT.value: "eigen_kracht",
    Kader.SOCIAAL_NETWERK.value: "netwerk",
    Kader.VOORLIGGEND.value: "algemene_voorziening",
}
"""Which subject of the onderzoek a frame answers (Wmo 2.3.2 lid 4)."""


def _staat_al(rij: Gesprek) -> set[str]:
    """Return the subjects that the behoeften of this talk answer already."""
    antwoorden = KaderAntwoord.objects.filter(behoefte__gesprek=rij).exclude(tekst="")
    gevonden: set[str] = {
        ONDERWERP_VAN_KADER.get(kader, "") for kader in antwoorden.values_list("kader", flat=True)
    }
    return (gevonden - {""}) | ({"behoeften"} if rij.behoeften.exists() else set())


def stapnamen(variant: Any) -> set[str]:
    """Return the keys of the steps that this team takes."""
    return {stap.sleutel for stap in stappen(variant)}
