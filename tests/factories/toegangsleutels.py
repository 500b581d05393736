"""Keys to our own API: a program, a token, a webhook; and which row stands behind which address."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from api.v1.bronnen import BRONNEN
from keukentafel.identity.rollen import Rol
from modules.toegangsleutels.actions.programma import Gevraagd, register_programma
from modules.toegangsleutels.actions.sleutel import make_token
from modules.toegangsleutels.models import Haak, Programma
from modules.toegangsleutels.scopes import SCOPES

GEHEIM = "een-geheim-van-meer-dan-tweeendertig-tekens"
_MODEL = {
    "casus": "Casus",
    "melding": "Melding",
    "signaal": "Signaal",
    "gesprek": "Gesprek",
    "zrm-meting": "ZrmMeting",
    "ladder-meting": "LadderMeting",
    "plan": "Plan",
    "doel": "Doelstelling",
    "actie": "Actie",
    "beschikking": "Beschikking",
    "bezwaar": "Bezwaar",
    "klacht": "Klacht",
    "termijn": "Termijn",
    "team": "Wijkteam",
    "logboekregel": "Logboekregel",
}
API_RIJEN: dict[str, str] = {
    naam: _MODEL[bron.naam]
    for bron in BRONNEN
    if bron.naam in _MODEL
    for naam in (bron.naam, *(f"{bron.naam}-{handeling}" for handeling in bron.handelingen))
}
"""Name of the route of the API → model of the row whose id stands in its address."""


def maak_programma_rij(client_id: str, team: Any, rol: Rol = Rol.TEAMLID) -> Programma:
    gevraagd = Gevraagd(f"Programma {client_id}", "Voor een proef.", [(rol, team.pk)], list(SCOPES))
    programma, _ = register_programma(
        client_id=client_id, gevraagd=gevraagd, by=None, at=timezone.now(), geheim_nu=GEHEIM
    )
    return programma


def maak_haak_rij(programma: Programma, url: str = "https://rooster.voorbeeld.nl/haak") -> Haak:
    return Haak.objects.create(
        gebruiker=programma.gebruiker,
        naam="Rooster",
        url=url,
        geheim="whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        bronnen=["huishoudens", "meldingen"],
        aangemaakt_op=timezone.now(),
    )


def maak_sleutelrijen(client_id: str, gebruiker: Any, team: Any) -> dict[str, Any]:
    """Make the rows behind the addresses of the screens."""
    programma = maak_programma_rij(client_id, team)
    token, _ = make_token(
        naam="proef", scopes=["huishoudens.lezen"], dagen=30, by=gebruiker, at=timezone.now()
    )
    return {"programma": programma, "toegangsleutel": token, "haak": maak_haak_rij(programma)}
