"""What tests of the screens share: somebody of the team who is signed in, and a household to work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keukentafel.audit.models import Logboekregel
from modules.dossier.models import Casus, Huishouden, Inwoner
from modules.inrichting.models import Teammodel
from tests.factories.dossier import eerste_team, maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid, maak_teammodel


@dataclass(frozen=True)
class Zaak:
    """A household with its running casus, and the signed in colleague who works with it."""

    huishouden: Huishouden
    casus: Casus
    inwoner: Inwoner
    medewerker: Any


def maak_zaak(
    klant: Client | None = None,
    *,
    variant: str = "",
    functie: str = "",
    personen: Any = ("Marieke",),
    **casus: Any,
) -> Zaak:
    """Make a household of the first team with a colleague; with `klant` that colleague is signed in.

    Without `functie` the colleague has the one that goes with the variant (Wmo-consulent in Lindewaard).
    """
    model = maak_teammodel(variant) if variant else Teammodel.objects.actief().get()
    medewerker = maak_gebruiker(naam="Samira Bouali", met_code_app=False)
    maak_teamlid(medewerker, eerste_team(), protocolfunctie=functie, geheimhouding=True)
    huishouden = maak_huishouden(personen=personen)
    rij = maak_casus(huishouden, teammodel=model, behandelaar=medewerker, **casus)
    if klant is not None:
        log_in(klant, medewerker)
    return Zaak(huishouden, rij, huishouden.leden.order_by("id").first().inwoner, medewerker)


def vreemd_huishouden() -> Huishouden:
    """Make a household of a team that nobody in the test works for."""
    huishouden = maak_huishouden("Verweg", team=maak_team("Team Ver weg"))
    maak_casus(huishouden)
    return huishouden


def vragen(klant: Client, adres: str) -> int:
    """Return how many queries a page takes, and see that it answers.

    Reading the address book again is left out: that happens every few seconds, whatever is asked.
    """
    with CaptureQueriesContext(connection) as gevangen:
        antwoord = klant.get(adres)
    assert antwoord.status_code == 200
    return sum('"tenants_' not in vraag["sql"] for vraag in gevangen)


def logboek(*gebeurtenissen: str) -> list[str]:
    """Return which of these events stand in the logboek, in order."""
    return list(
        Logboekregel.objects.filter(gebeurtenis__in=gebeurtenissen)
        .order_by("tijdstip", "id")
        .values_list("gebeurtenis", flat=True)
    )
