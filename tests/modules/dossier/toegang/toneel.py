"""Who plays in the tests of toegang: a helper outside, the regisseur, the teamleider and the FG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client

from keukentafel.identity.rollen import Rol
from modules.dossier.models import Huishouden
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden, maak_regisseur
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid

POSTCODE, NUMMER = "1234AB", 14


@dataclass
class Spel:
    """One household of the first team, and everybody around it with a browser."""

    huishouden: Huishouden
    casus: Any
    mensen: dict[str, Any]
    klanten: dict[str, Client]

    def __getitem__(self, wie: str) -> Client:
        return self.klanten[wie]


def speel(**velden: Any) -> Spel:
    """Make the household Zonneveld with its people, and the others around it."""
    hier, daar = eerste_team(), maak_team("Oost")
    rollen = {
        "regisseur": (Rol.REGISSEUR, hier),
        "werker": (Rol.TEAMLID, hier),
        "leider": (Rol.TEAMLEIDER, hier),
        "buiten": (Rol.TEAMLID, daar),
        "leider buiten": (Rol.TEAMLEIDER, daar),
        "fg": (Rol.FG, None),
        "beheerder": (Rol.BEHEERDER, None),
    }
    namen = {
        "regisseur": "Daan Visser",
        "buiten": "Carla Wouters",
        "leider": "Els Brouwer",
        "fg": "Femke Groot",
    }
    mensen = {
        wie: maak_gebruiker(
            rollen=(rol,), team=team, naam=namen.get(wie, f"Collega {wie}"), met_code_app=False
        )
        for wie, (rol, team) in rollen.items()
    }
    for wie, (rol, team) in rollen.items():
        if team is not None and rol != Rol.TEAMLEIDER:
            maak_teamlid(mensen[wie], team)
    huishouden = maak_huishouden(
        "Zonneveld",
        personen=[{"voornamen": "Truus", "geslachtsnaam": "Zonneveld"}],
        straat="Lijsterhof",
        team=hier,
        **{"postcode": POSTCODE, "huisnummer": NUMMER, **velden},
    )
    casus = maak_casus(huishouden, status="ondersteuning", behandelaar=mensen["werker"])
    maak_regisseur(huishouden, mensen["regisseur"])
    klanten = {wie: Client() for wie in mensen}
    for wie, klant in klanten.items():
        log_in(klant, mensen[wie])
    return Spel(huishouden, casus, mensen, klanten)
