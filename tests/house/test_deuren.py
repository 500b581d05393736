"""Every address with an id in it × everybody × every method: who has no business there, sees nothing.

The addresses come from the resolver and the rights from the tables, so a new page is tested on the day it
is made. A household stands ready with a unique word in each text column (`kanaries.py`): one such word in
an answer to somebody of another team is a leak.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.models import Gebruiker, RolToekenning, Sessie
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.inlezen.models import InleesProbleem, Inlezing
from modules.dossier.models import Plan
from modules.inrichting.models import Organisatie, Teammodel
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.house.kanaries import ZANG, Kanarieboom
from tests.house.routes import Route, routes

pytestmark = pytest.mark.django_db

METHODEN = ("get", "post", "head", "put", "delete")
NABIJ = ("ander team", "andere leider", "bezoeker", "andere gemeente")
"""Who tries every method; the others are stopped before the page, by the table, and try two."""
GEWEIGERD = (404, 405)
MEDEWERKERS: dict[str, tuple[tuple[Rol, ...], str]] = {
    # who: (roles, the team those are for)
    "eigen": ((Rol.TEAMLID,), "A"),
    "eigen leider": ((Rol.TEAMLEIDER,), "A"),
    "ander team": ((Rol.TEAMLID, Rol.REGISSEUR), "B"),
    "andere leider": ((Rol.TEAMLEIDER,), "B"),
    "andere backoffice": ((Rol.BACKOFFICE, Rol.INLOOPPUNT), "B"),
    "beleid hier, hulp daar": ((Rol.TEAMLID,), "B"),  # and makes policy for team A
    "zonder team": ((Rol.TEAMLID,), ""),
    "beheerder": ((Rol.BEHEERDER,), ""),
    "beleid": ((Rol.BELEID,), "A"),
    "fg": ((Rol.FG,), ""),
}
BINNEN = ("eigen", "eigen leider")


@dataclass
class Toneel:
    """Everybody with a browser, and the household with its words."""

    boom: Kanarieboom
    concept: Plan
    mensen: dict[str, Gebruiker]
    browsers: dict[str, Client]
    rijen: dict[str, Any] = field(default_factory=dict)

    def sleutel(self, route: Route, naam: str) -> Any:
        """Return what stands at `naam` in the address of a route."""
        maker = SLEUTELS.get(f"{route.naam}.{naam}") or SLEUTELS[naam]
        return maker(self)

    def adres(self, route: Route) -> str:
        """Return the address of a route for the planted household."""
        return reverse(route.naam, kwargs={naam: self.sleutel(route, naam) for naam in route.sleutels})


def _rij(naam: str) -> Callable[[Toneel], UUID]:
    return lambda toneel: toneel.boom[naam].pk


def _extra(naam: str) -> Callable[[Toneel], UUID]:
    return lambda toneel: toneel.rijen[naam].pk


GEEN_RIJ = UUID("01900000-0000-7000-8000-000000000000")
SLEUTELS: dict[str, Callable[[Toneel], Any]] = {
    "huishouden_id": _rij("Huishouden"),
    "inwoner_id": _rij("Inwoner"),
    "gezag_id": _rij("Gezagsrelatie"),
    "namens_id": _rij("Vertegenwoordiger"),
    "lid_id": _rij("Netwerklid"),
    "betrokkene_id": _rij("Betrokkene"),
    "melding_id": _rij("Melding"),
    "signaal_id": _rij("Signaal"),
    "gesprek_id": _rij("Gesprek"),
    "behoefte_id": _rij("Behoefte"),
    "markering_id": _rij("Markering"),
    "tekst_id": _rij("Inwonertekst"),
    "meting_id": _rij("ZrmMeting"),
    "plan_id": lambda toneel: toneel.concept.pk,
    "doel_id": _rij("Doelstelling"),
    "resultaat_id": _rij("Resultaat"),
    "oplossing_id": _rij("PlanOplossing"),
    "actie_id": _rij("Actie"),
    "overname_id": _rij("RegieOvername"),
    "notitie_id": _rij("Contactnotitie"),
    "termijn_id": _rij("Termijn"),
    "afspraak_id": _rij("Afspraak"),
    "sleutel": lambda toneel: "huishouden",
    "dossier:concept.sleutel": lambda toneel: toneel.boom["Concept"].sleutel,
    "gebruiker_id": lambda toneel: toneel.mensen["eigen"].pk,
    "sessie_id": _extra("sessie"),
    "team_id": lambda toneel: toneel.boom.huishouden.team_id,
    "teamlid_id": _extra("teamlid"),
    "organisatie_id": _extra("organisatie"),
    "inlezing_id": _extra("inlezing"),
    # Rows of the arrangement of a gemeente: no household hangs on them.
    "wijk_id": lambda toneel: GEEN_RIJ,
    "detachering_id": lambda toneel: GEEN_RIJ,
    "registratie_id": lambda toneel: GEEN_RIJ,
    "inlooppunt_id": lambda toneel: GEEN_RIJ,
    "uitkomst_id": lambda toneel: GEEN_RIJ,
    "nummer": lambda toneel: 1,
    "versie": lambda toneel: 1,
    "scherm": lambda toneel: "mijn-dag",
    "kenmerk": lambda toneel: "abc",
    "token": lambda toneel: "geen-geldige-link",
}


@pytest.fixture
def toneel(in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> Toneel:
    """Two teams in Lindewaard, everybody who might try, and somebody of Hoogmeren."""
    teams = {"A": maak_team("Binnenstad"), "B": maak_team("Buitenwijk"), "": None}
    mensen = {
        wie: maak_gebruiker(rollen=rollen, team=teams[team], naam=f"Medewerker {wie}", met_code_app=False)
        for wie, (rollen, team) in MEDEWERKERS.items()
    }
    RolToekenning.objects.create(gebruiker=mensen["beleid hier, hulp daar"], rol=Rol.BELEID, team=teams["A"])
    lid = maak_teamlid(mensen["eigen"], teams["A"])
    maak_teamlid(mensen["ander team"], teams["B"])
    boom = Kanarieboom(
        team=teams["A"], medewerker=mensen["eigen"], teammodel=Teammodel.objects.actief().get()
    )
    browsers = {"bezoeker": Client(HTTP_HOST="lindewaard.localhost")}
    for wie, mens in mensen.items():
        browsers[wie] = Client()
        log_in(browsers[wie], mens)
    with in_gemeente(hoogmeren):
        vreemde = maak_gebruiker(rollen=(Rol.TEAMLEIDER, Rol.BEHEERDER), naam="Vreemde", met_code_app=False)
        browsers["andere gemeente"] = Client()
        log_in(browsers["andere gemeente"], vreemde)
    for browser in browsers.values():
        browser.raise_request_exception = False
    concept = boom.plant(Plan, status="concept", nummer=2)
    toneel = Toneel(boom, concept, mensen, browsers)
    toneel.rijen = {
        "sessie": Sessie.objects.get(gebruiker=mensen["eigen"]),
        "teamlid": lid,
        "organisatie": Organisatie.objects.create(naam="Welzijn", soort="welzijn"),
        "inlezing": _inlezing(mensen["eigen leider"], teams["A"]),
    }
    return toneel


def _inlezing(door: Gebruiker, team: Any) -> Inlezing:
    inlezing = Inlezing.objects.create(
        bestandsnaam="kanarie.csv", grootte=10, soort="csv", blad="", bron="Kanariebron", team=team,
        stand="gecontroleerd", door=door, gemaakt_op=timezone.now(), aantallen={},
    )  # fmt: skip
    InleesProbleem.objects.create(
        inlezing=inlezing, rij=2, veld="naam", ernst="stop", wat="Kanariefout", waarde="Kanarienaam"
    )
    return inlezing


def met_sleutels() -> list[Route]:
    """Return the routes that ask for something by its id."""
    return [route for route in routes() if route.sleutels]


def mag(route: Route, wie: str, toneel: Toneel) -> bool:
    """Tell whether this person may come in here, by the rules of the house (issue 2, §5)."""
    if route.recht is None:
        return False
    if route.recht.is_openbaar:
        return True
    if wie == "bezoeker" or wie == "andere gemeente":
        return False
    if not route.recht.geldt_voor(toneel.mensen[wie].rollen):
        return False
    if route.naam == "dossier:concept":
        return True  # everybody has drafts of their own
    if route.naam in ("identity:sessie_beeindigen", "dossier:afspraak_vervalt"):
        return wie == "eigen"
    if route.naam.startswith("dossier:"):
        return wie in BINNEN
    return not route.naam.startswith("inlezen:") or wie in (*BINNEN, "beheerder")


def zingt(antwoord: Any) -> bool:
    """Tell whether a planted word stands in an answer: in the page, or in its headers."""
    inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
    kop = " ".join(f"{naam}: {waarde}" for naam, waarde in antwoord.items())
    return ZANG in f"{inhoud.decode('utf-8', 'replace')} {kop}".lower()


def _vraag(toneel: Toneel, wie: str, methode: str, adres: str, lichaam: Any = None) -> Any:
    browser = toneel.browsers[wie]
    return (
        getattr(browser, methode)(adres, lichaam) if lichaam is not None else getattr(browser, methode)(adres)
    )


def _mis(route: Route, wie: str, methode: str, antwoord: Any) -> str:
    """Return what is wrong with the answer to somebody who is not let in; empty when nothing is."""
    if zingt(antwoord):
        return f"{wie}: {methode} {route.naam} geeft tekst van het huishouden ({antwoord.status_code})"
    naar_de_deur = antwoord.status_code in (302, 401) and wie == "bezoeker"
    if antwoord.status_code in GEWEIGERD or naar_de_deur:
        return ""
    geen_rij = wie == "andere gemeente" and not any(naam.endswith("_id") for naam in route.sleutels)
    if geen_rij and antwoord.status_code < 500:
        return ""
    return f"{wie}: {methode} {route.naam} antwoordt {antwoord.status_code}"


def deuren(toneel: Toneel, *, alleen: tuple[str, ...] = ()) -> list[str]:
    """Try every door as everybody who has no business there; return what went wrong."""
    gevonden = []
    for route in met_sleutels():
        adres = toneel.adres(route)
        for wie in alleen or toneel.browsers:
            if mag(route, wie, toneel):
                continue
            for methode in METHODEN if wie in NABIJ and not alleen else METHODEN[:2]:
                mis = _mis(route, wie, methode, _vraag(toneel, wie, methode, adres))
                gevonden += [mis] if mis else []
    return gevonden


def test_every_key_in_an_address_can_be_made() -> None:
    nodig = {(route.naam, naam) for route in met_sleutels() for naam in route.sleutels}

    assert sorted(f"{route}: {naam}" for route, naam in nodig if naam not in SLEUTELS) == []
    assert len(met_sleutels()) > 90


def test_every_route_of_the_gemeente_stands_in_a_rights_table() -> None:
    assert [route.naam for route in routes() if route.recht is None] == []


def test_no_door_opens_for_who_has_no_business_there(toneel: Toneel) -> None:
    assert deuren(toneel) == []


def test_the_doors_are_found_open_when_everybody_may_see_everything(toneel: Toneel) -> None:
    with zaai("deur_open"):
        gevonden = deuren(toneel, alleen=("ander team", "andere leider", "andere gemeente"))

    wie = Counter(mis.partition(":")[0] for mis in gevonden)
    assert wie["ander team"] > 40
    assert wie["andere leider"] > 40
    assert wie["andere gemeente"] == 0  # that wall is another one, of the database


# -- who may come in ----------------------------------------------------------------------------

DAG = localdate()
MORGEN = DAG + timedelta(days=1)
LICHAMEN: dict[str, dict[str, Any]] = {
    "dossier:notitie": {"tekst": "Gebeld.", "soort": "telefoon"},
    "dossier:melding_bevestigd": {"op": DAG},
    "dossier:melding_ondersteuning": {"op": DAG},
    "dossier:melding_eigen_plan": {"op": DAG},
    "dossier:melding_afgehandeld": {"klaar": "1"},
    "dossier:behoefte_nieuw": {"tekst": "Rust in huis."},
    "dossier:behoefte": {"verwijder": "1"},
    "dossier:markering": {"soort": "wens", "tekst": "Weer werken"},
    "dossier:netwerk": {"naam": "Oma Bep", "sterkte": "4"},
    "dossier:betrokkenen": {
        "naam": "Carla",
        "rol": "schuldhulp",
        "organisatie_naam": "Kredietbank",
        "van": DAG,
    },
    "dossier:gezag_nieuw": {"soort": "ouder_gezag", "houder_naam": "Vader Jansen"},
    "dossier:namens_nieuw": {"naam": "Mentor De Boer", "soort": "mentor"},
    "dossier:persoon_vertrek": {"tot": MORGEN},
    "dossier:persoon_nieuw": {"achternaam": "Jansen", "rol": "kind", "geslacht": "onbekend", "van": DAG},
    "dossier:persoon": {
        "achternaam": "Jansen",
        "rol": "kind",
        "geslacht": "onbekend",
        "van": DAG,
        "versie": "1",
    },
    "dossier:huishouden_wijzigen": {"naam": "Anders", "versie": "1"},
    "dossier:afspraak_voor": {"soort": "gesprek", "titel": "Gesprek", "dag": MORGEN, "van": "10:00"},
    "dossier:crisis": {"tekst": "Acuut.", "dag": DAG},
    "dossier:plan_bewerken": {"situatie": "Zo is het."},
    "dossier:doel": {"bereikt": "1"},
    "dossier:actie_afronden": {"klaar": "1"},
    "dossier:signaal_geen_actie": {"reden": "Het is al geregeld."},
    "dossier:waakvlam": {"tekst": "Gaat goed.", "soort": "telefoon"},
    "dossier:waakvlam_terugval": {"waarom": "Het ging mis."},
    "dossier:termijn": {"gehaald_op": DAG},
    "dossier:ladder_bewaren": {"huidig": "3", "gewenst": "4"},
    "dossier:overdragen": {},
    "dossier:gesprek": {"soort": "keukentafel", "verhaal": "Een verhaal."},
    "dossier:verslag": {"verslag": "Zo was het gesprek."},
    "dossier:reactie_nieuw": {"tekst": "Zo zien wij het."},
    "dossier:concept": {"tekst": "half af"},
}  # what a form sends at least; other forms are sent empty, and may be refused

# Pressing again, or only looking: nothing changes, so there is nothing to write but the look.
ONGEWIJZIGD = frozenset(
    {
        "dossier:gesprek_start",  # there is an open talk: go on with it
        "dossier:plan_begin",  # there is a concept: go on with it
        "dossier:signaal_oppakken",  # it is mine already
        "dossier:persoon_bsn",  # shows, and says so in the logboek
    }
)


def _regels(antwoord: Any) -> list[tuple[str, Any]]:
    """Return kind and household of the lines in the logboek that this request wrote."""
    regels = Logboekregel.objects.filter(verzoek_id=antwoord["X-Verzoek"])
    return list(regels.values_list("soort", "huishouden_id"))


def _bezoek(toneel: Toneel, wie: str, methode: str, route: Route) -> tuple[Any, bool, list[tuple[str, Any]]]:
    """Ask for a page and put everything back; return the answer, whether it shows the household, its lines."""
    lichaam = {"eenmalig": "x"} | LICHAMEN.get(route.naam, {}) if methode == "post" else None
    with transaction.atomic():
        antwoord = _vraag(toneel, wie, methode, toneel.adres(route), lichaam)
        toont, regels = zingt(antwoord), _regels(antwoord)
        transaction.set_rollback(True)
    return antwoord, toont, regels


def test_whoever_is_let_in_leaves_a_line_for_each_look_and_each_change(toneel: Toneel) -> None:
    dossier = [route for route in met_sleutels() if route.naam.startswith("dossier:")]
    zonder_regel, gewijzigd = [], 0
    for route in dossier:
        if route.naam == "dossier:concept" or not mag(route, "eigen", toneel):
            continue  # a draft is somebody's own text; it is in no dossier yet
        for methode in ("get", "head", "post"):
            antwoord, toont, regels = _bezoek(toneel, "eigen", methode, route)
            if toont and toneel.boom.huishouden.pk not in dict(regels).values():
                zonder_regel.append(f"{methode} {route.naam} toont het huishouden")
            gelukt = methode == "post" and antwoord.status_code in (200, 204, 302, 303)
            gewijzigd += gelukt
            if gelukt and route.naam not in ONGEWIJZIGD and not any(soort in "CUD" for soort, _ in regels):
                zonder_regel.append(f"post {route.naam} ({antwoord.status_code}) wijzigt iets")

    assert zonder_regel == []
    assert gewijzigd > 30


@pytest.mark.parametrize("wie", ["eigen", "eigen leider", "beheerder"])
def test_whatever_is_sent_to_an_own_page_it_never_breaks(toneel: Toneel, wie: str) -> None:
    stuk = []
    for route in routes():
        if route.sleutels and not mag(route, wie, toneel):
            continue
        for methode in ("get", "post"):
            antwoord, _, _ = _bezoek(toneel, wie, methode, route)
            if antwoord.status_code >= 500:
                stuk.append(f"{methode} {route.naam}: {antwoord.status_code} {antwoord.exc_info}")

    assert stuk == []
