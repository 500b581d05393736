"""Who stands at the doors: the staff of two teams, a visitor, somebody of another gemeente, and a household.

`toneel` is a fixture; the household has a unique word in each of its texts (`kanaries.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.models import Gebruiker, RolToekenning, Sessie
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy import GemeenteRef, in_gemeente
from modules.dossier.inlezen.models import InleesProbleem, Inlezing
from modules.dossier.models import Plan
from modules.inrichting.models import Organisatie, Teammodel
from tests.factories.besluiten import maak_mandaat
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.factories.ruimte import maak_beleidssignaal
from tests.factories.voorzieningen import maak_product
from tests.factories.zgw import maak_beheerrijen
from tests.house.kanaries import ZANG, Kanarieboom
from tests.house.routes import Route

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
    "partner": ((Rol.PARTNER, Rol.AANBIEDER), ""),
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
    "casus_id": _rij("Casus"),
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
    "document_id": _rij("Document"),
    "brief_id": _rij("Brief"),
    "bundel_id": _rij("Postbundel"),
    "verzendronde_id": _rij("Verzendronde"),
    "briefsoort": lambda toneel: "vertraging",
    "letter": lambda toneel: "a",
    "product_id": _extra("product"),
    "webvraag_id": _rij("Webvraag"),
    "koppelsoort": lambda toneel: "brp",
    "toestemming_id": _rij("Toestemming"),
    "beschikking_id": _rij("Beschikking"),
    "bezwaar_id": _rij("Bezwaar"),
    "klacht_id": _rij("Klacht"),
    "afwijking_id": _rij("Afwijking"),
    "geschilpunt_id": _rij("Geschilpunt"),
    "afsluitvoorstel_id": _rij("Afsluitvoorstel"),
    "werkfilter_id": _rij("Werkfilter"),
    "toewijsronde_id": _rij("Toewijsronde"),
    "afwezigheid_id": _rij("Afwezigheid"),
    "korte_hulp_id": lambda toneel: GEEN_RIJ,
    "toewijzing_id": _rij("Toewijzing"),
    "aanbiedersignaal_id": lambda toneel: GEEN_RIJ,
    "signaalweger_id": lambda toneel: GEEN_RIJ,
    "abonnement_id": lambda toneel: GEEN_RIJ,
    "stuk_id": lambda toneel: GEEN_RIJ,
    "soort_id": lambda toneel: GEEN_RIJ,
    "handeling": lambda toneel: "stop",
    "signaalstap": lambda toneel: "wegen",
    "beleidssignaal_id": _extra("beleidssignaal"),
    "mandaat_id": _extra("mandaat"),
    "gever_id": _rij("Toestemminggever"),
    "grond_id": _rij("Toestemming"),
    "weging_id": _rij("Weging"),
    "deling_id": _rij("Deling"),
    "partnerlid_id": _rij("PartnerLid"),
    "soort": lambda toneel: "delen",
    "hulpvraag_id": _rij("Hulpvraag"),
    "inkomensaanvraag_id": _rij("Inkomensaanvraag"),
    "maatregel_id": _rij("Maatregel"),
    "werkafspraak_id": _rij("Werkafspraak"),
    "participatie:onderdeel.onderdeel": lambda toneel: "hergebruik",
    "meldcode_id": _rij("Meldcode"),
    "verwijsmelding_id": _rij("Verwijsmelding"),
    "stap": lambda toneel: "overleg",
    "jeugd:onderdeel.onderdeel": lambda toneel: "gezinsplan",
    "toegangsverzoek_id": _rij("Toegangsverzoek"),
    "toegangsgrond_id": _rij("Toegangsgrond"),
    "noodtoegang_id": _rij("Noodtoegang"),
    "alarm_id": _rij("Alarm"),
    "steekproefregel_id": _rij("Steekproefregel"),
    "sleutel": lambda toneel: "huishouden",
    "dossier:norm.sleutel": lambda toneel: "eerste_contact",
    "dossier:norm_intrekken.sleutel": lambda toneel: "eerste_contact",
    "dossier:concept.sleutel": lambda toneel: toneel.boom["Concept"].sleutel,
    "gebruiker_id": lambda toneel: toneel.mensen["eigen"].pk,
    "sessie_id": _extra("sessie"),
    "team_id": lambda toneel: toneel.boom.huishouden.team_id,
    "teamlid_id": _extra("teamlid"),
    "organisatie_id": _extra("organisatie"),
    "inlezing_id": _extra("inlezing"),
    "verzoek_id": _rij("Verzoek"),
    "afschrift_id": _rij("Afschrift"),
    "onderdeel": lambda toneel: "dossier",
    "logboekregel_id": lambda toneel: Logboekregel.objects.order_by("-tijdstip", "-id").first().pk,
    # Rows of the arrangement of a gemeente: no household hangs on them.
    "wijk_id": lambda toneel: GEEN_RIJ,
    "detachering_id": lambda toneel: GEEN_RIJ,
    "registratie_id": lambda toneel: GEEN_RIJ,
    "inlooppunt_id": lambda toneel: GEEN_RIJ,
    "uitkomst_id": lambda toneel: GEEN_RIJ,
    "inname_id": lambda toneel: GEEN_RIJ,
    "werkdocument_id": lambda toneel: GEEN_RIJ,
    "sjabloon_id": lambda toneel: GEEN_RIJ,  # of the library, which belongs to no gemeente
    "nummer": lambda toneel: 1,
    "versie": lambda toneel: 1,
    "scherm": lambda toneel: "mijn-dag",
    "functie": lambda toneel: "hulpverlener",
    "categorie": lambda toneel: "E",
    "kenmerk": lambda toneel: "abc",
    "token": lambda toneel: "geen-geldige-link",
    # Programs and types: an administrator arranges them.
    "applicatie_id": _extra("applicatie"),
    "id": lambda toneel: GEEN_RIJ,  # of our own API: a token opens it, tests/api/v1
    # Of the registers: a token opens them, tests/api/zgw.
    "uuid": lambda toneel: GEEN_RIJ,
    "zaak_uuid": lambda toneel: GEEN_RIJ,
    "besluit_uuid": lambda toneel: GEEN_RIJ,
    "enkelvoudiginformatieobject_uuid": lambda toneel: GEEN_RIJ,
    "programma_id": lambda toneel: GEEN_RIJ,
    "sleutel_id": lambda toneel: GEEN_RIJ,
    "haak_id": lambda toneel: GEEN_RIJ,
    "uitvoer_id": lambda toneel: GEEN_RIJ,  # an export of the whole gemeente
    "ticket_id": lambda toneel: GEEN_RIJ,  # tickets and looks of the supplier: no household hangs on them
    "inkijk_id": lambda toneel: GEEN_RIJ,
    "factuur_id": lambda toneel: GEEN_RIJ,  # invoices belong to the supplier, tests/billing
    "client_id": _extra("client"),
    "zgwbeheer:client_vergeten.client_id": _extra("zgwbeheer:client_vergeten.client_id"),
    "catalogus_id": _extra("catalogus"),
    "zaaktype_id": _extra("zaaktype"),
    "onderdeel_id": _extra("statustype"),
    "typeversie_id": _extra("informatieobjecttype"),
    "zaaktypedeel": lambda toneel: "standen",
    "typesoort": lambda toneel: "documenttypen",
}


@pytest.fixture
def toneel(in_lindewaard: GemeenteRef, hoogmeren: GemeenteRef) -> Toneel:
    """Two teams in Lindewaard, everybody who might try, and somebody of Hoogmeren."""
    teams = {"A": maak_team("Binnenstad"), "B": maak_team("Buitenwijk"), "": None}
    mensen = {
        wie: maak_gebruiker(rollen=rollen, team=teams[team], naam=f"Medewerker {wie}", met_code_app=False)
        for wie, (rollen, team) in MEDEWERKERS.items()
    }
    RolToekenning.objects.create(
        gebruiker=mensen["beleid hier, hulp daar"], rol=Rol.BELEID, team_id=teams["A"].pk
    )
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
        "product": maak_product(),
        "beleidssignaal": maak_beleidssignaal(),
        "mandaat": maak_mandaat(mensen["beheerder"]),
        **maak_beheerrijen("Proefprogramma", "PROEF"),
    }
    return toneel


def _inlezing(door: Gebruiker, team: Any) -> Inlezing:
    inlezing = Inlezing.objects.create(
        bestandsnaam="kanarie.csv", grootte=10, soort="csv", blad="", bron="Kanariebron", team=team,
        stand="gecontroleerd", door=door, gemaakt_op=timezone.now(), aantallen={"huishoudens": 1, "rijen": 1, "personen": 1},
    )  # fmt: skip
    InleesProbleem.objects.create(
        inlezing=inlezing, rij=2, veld="naam", ernst="stop", wat="Kanariefout", waarde="Kanarienaam"
    )
    return inlezing


def zingt(antwoord: Any) -> bool:
    """Tell whether a planted word stands in an answer: in the page, or in its headers."""
    inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
    kop = " ".join(f"{naam}: {waarde}" for naam, waarde in antwoord.items())
    return ZANG in f"{inhoud.decode('utf-8', 'replace')} {kop}".lower()
