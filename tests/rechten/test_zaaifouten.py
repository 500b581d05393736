"""A wall that nobody saw fall proves nothing: each mistake of the field, put in the product, turns a proof red.

The switches stand in the product where such a mistake would be made (`keukentafel.tenancy.zaaifouten`). Each
proof below is a piece of the rights table or of the canaries: empty without the mistake, not empty with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.toegang.models import Attendering
from tests.rechten.adressen import adressen
from tests.rechten.klassen import plant_klassen
from tests.rechten.kruip import vraag
from tests.rechten.mensen import browser_van
from tests.rechten.tabel import lees
from tests.rechten.test_kanaries import lekken_op
from tests.rechten.test_tabel import _mis_met
from tests.rechten.wereld import Bereik, Wereld

pytestmark = pytest.mark.django_db
Proef = Callable[[Wereld], list[str]]


def tabel(naam: str, letters: str = "h") -> Proef:
    """Ask one route as the rights table does."""

    def proef(wereld: Wereld) -> list[str]:
        rij, adres = lees()[naam], next(adres for adres in adressen() if adres.naam == naam)
        return [mis for letter in letters for mis in _mis_met(wereld, adres, rij, letter, ("get", "post"))]

    return proef


def kanaries(naam: str, letter: str) -> Proef:
    """Read one page as the canaries do."""

    def proef(wereld: Wereld) -> list[str]:
        return lekken_op(wereld, letter, plant_klassen(wereld), alleen=naam)

    return proef


def vraagt_naar_ander(naam: str, *parameters: str) -> Proef:
    """Ask a list or a search for the household of another team, by its own words."""

    def proef(wereld: Wereld) -> list[str]:
        boom = wereld.bomen[Bereik.ANDER]
        waarden = {
            "q": "Kanarie",
            "achternaam": boom["Inwoner"].geslachtsnaam,
            "voornamen": boom["Inwoner"].voornamen,
        }
        pad = f"{reverse(naam)}?{urlencode({parameter: waarden[parameter] for parameter in parameters})}"
        return sorted(vraag(wereld, "h", "get", pad).van(Bereik.ANDER) - set(waarden.values()))

    return proef


def telling(wereld: Wereld) -> list[str]:
    """Count the households in the list: the one of the own team."""
    antwoord = vraag(wereld, "h", "get", reverse("dossier:huishoudens"))
    return (
        []
        if re.search(r'id="p-lijst-kop"[^>]*>1 ', antwoord.tekst)
        else ["de telling telt een ander team mee"]
    )


def fragment(wereld: Wereld) -> list[str]:
    """Let a colleague ask for a piece of a page, and then somebody of another team for the same piece."""
    wereld.browsers["x"] = browser_van(wereld.rijen[Bereik.ANDER]["gebruiker"])
    pad = reverse("dossier:huishoudens")
    vraag(wereld, "h", "get", pad, htmx=True)
    antwoord = vraag(wereld, "x", "get", pad, htmx=True)
    del wereld.browsers["x"]
    return sorted(antwoord.van(Bereik.EIGEN))


def concept(wereld: Wereld) -> list[str]:
    """Ask for the draft of a colleague, by its key."""
    pad = reverse("dossier:concept", args=[wereld.bomen[Bereik.EIGEN]["Concept"].sleutel])
    return sorted(vraag(wereld, "w", "get", pad).gezongen)


def attendering(wereld: Wereld) -> list[str]:
    """Look whether the notice of a colleague stands in my day."""
    Attendering.objects.create(
        voor=wereld.mensen["h"], soort="proef", tekst="KanarieE900 voor een ander", url="/", op=timezone.now()
    )
    return sorted(vraag(wereld, "w", "get", reverse("dossier:mijn_dag")).gezongen & {"KanarieE900"})


FOUTEN: dict[str, Proef] = {
    "lijst_zonder_filter": vraagt_naar_ander("dossier:huishoudens"),
    "zoeken_zonder_filter": vraagt_naar_ander("dossier:zoeken", "q"),
    "export_zonder_filter": tabel("inlezen:problemen_csv", "t"),
    "bijlage_zonder_huishouden": tabel("documenten:bestand"),
    "documenten_zonder_categorie": kanaries("documenten:lijst", "k"),
    "brieven_zonder_categorie": kanaries("brieven:van_huishouden", "k"),
    "besluiten_van_elke_wet": kanaries("besluiten:werk", "k"),
    "vertegenwoordiger_met_naam": kanaries("brieven:aan", "k"),
    "telling_zonder_filter": telling,
    "bekenden_zonder_filter": vraagt_naar_ander("dossier:melding_bekenden", "achternaam", "voornamen"),
    "plan_met_tekst": kanaries("dossier:plan_afdrukken", "t"),
    "verdelen_zonder_team": tabel("dossier:verdelen", "t"),
    "genest_zonder_ouder": tabel("dossier:persoon"),
    "fragment_in_cache": fragment,
    "concept_zonder_eigenaar": concept,
    "attendering_voor_iedereen": attendering,
    "tijdlijn_zonder_filter": kanaries("dossier:huishouden", "k"),
    "lijst_zonder_regel": tabel("dossier:huishoudens"),
    "deur_open": tabel("dossier:huishouden"),
}


@pytest.mark.parametrize("fout", FOUTEN)
def test_a_mistake_of_the_field_turns_its_proof_red(fout: str, wereld: Wereld) -> None:
    proef = FOUTEN[fout]
    heel = proef(wereld)

    with zaai(fout):
        stuk = proef(wereld)

    assert heel == []
    assert stuk != []
