"""Every page that somebody can open: no barrier in any theme, nothing sideways at 320 px, light, few questions.

The addresses come from the resolver and the household from `deurtoneel`, so a new page is looked at on the
day it is made.
"""

# ruff: noqa: F811 -- `toneel` is a fixture

from __future__ import annotations

import gzip
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from playwright.sync_api import expect

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.dossier.bewaren.models import Vernietigingslijst
from modules.dossier.delen.models import Deling, PartnerLid, Toestemming
from modules.dossier.models import (
    Actie,
    Afspraak,
    Contactnotitie,
    Netwerklid,
    Signaal,
    Termijn,
    Tijdlijnregel,
)
from modules.inrichting.actions.huisstijl import STARTSTIJLEN, publish_huisstijl, save_huisstijl_concept
from modules.inrichting.actions.teamlid import add_detachering
from modules.inrichting.actions.teammodel import make_concept
from modules.inrichting.models import Inlooppunt, KeuzehulpUitkomst, Registratie
from modules.inrichting.rules.gereedheid import CHECKS
from modules.inrichting.rules.keuzehulp import VRAGEN
from modules.zgw.catalogus.models import Soort
from modules.zgw.notificaties.models import Abonnement
from modules.zgw.postvak.actions.stukken import receive_stuk
from tests.factories.configuratie import maak_inname, maak_inrichtingsjabloon, maak_werkdocument
from tests.factories.identity import maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.factories.koppelingen import maak_koppelingen
from tests.factories.toegangsleutels import maak_haak_rij, maak_programma_rij
from tests.house.deurtoneel import SLEUTELS, Toneel, toneel  # noqa: F401 -- a fixture
from tests.house.routes import Route, routes
from tests.rechten.mensen import browser_van, onthouden_sessies

pytestmark = pytest.mark.django_db(transaction=True)

PAGINAGEWICHT = 250_000
HOOGSTE_AANTAL_VRAGEN = 25
MEDEWERKERS = ("eigen leider", "eigen", "beheerder", "fg", "beleid", "partner", "jeugd", "werk en inkomen")
"""Who looks, in this order: the first who gets a page, looks at it."""
HOOFDSCHERMEN = (
    "dossier:mijn_dag", "dossier:meldingen", "dossier:signalen", "dossier:huishoudens", "dossier:huishouden",
    "dossier:gesprek", "dossier:zelfredzaamheid", "dossier:plan", "dossier:teamoverzicht",
    "inrichting:teammodel", "identity:mensen",
)  # fmt: skip
GEEN_SCHERM = {
    # only lead on
    "begin", "identity:thuis", "dossier:doel_nieuw", "dossier:zrm_nieuw",
    # a part of a page, a file, or an answer to a script
    "jeugd:paneel", "participatie:paneel", "dossier:adres_team", "dossier:concept", "dossier:melding_bekenden", "dossier:signalen_nieuws",
    "identity:sessie", "inlezen:problemen_csv", "inlezen:verslag_csv", "inlezen:voortgang",
    "inrichting:huisstijl_css", "inrichting:huisstijl_logo", "inrichting:huisstijl_proef",
    # there is no invoice here: looked at in journeys/test_facturatie.py
    "billing:eigen_factuur", "billing:eigen_pdf", "billing:eigen_ubl",
    # a step that begins elsewhere: looked at in journeys/test_inloggen.py and journeys/test_inlezen.py
    "identity:code", "identity:uitnodiging", "identity:welkom", "identity:welkom_code_app",
    "inlezen:kolommen", "inlezen:ongedaan",
    # the door of a link: journeys/test_delen.py; a version waits to be published in test_convenant.py
    "delen:link", "delen:link_lezen", "delen:convenant_publiceren",
    # there is no concept of the protocol here, and none that waits: tests/modules/inrichting/views
    "inrichting:protocol_beoordelen", "inrichting:protocol_controleer", "inrichting:protocol_terughalen",
    # the page between, and what a search leads to: journeys/test_toegang.py
    "hulpvragen:ontvangen",  # after the form: tests/modules/dossier/hulpvragen
    "aanbiedersignalen:signaal", "aanbiedersignalen:stap",  # no household hangs on it: tests/modules/dossier/aanbiedersignalen
    # leads back until the round is over; nobody's question here: tests/modules/dossier/{ruimte,kortehulp}
    "ruimte:verschil_besluit", "kortehulp:vraag",
    "participatie:werk_plan",  # asks to read G and to write plans: nobody who looks here has both
    "ruimte:leren_csv", "kortehulp:csv",
    "werk:hier",  # a part of a page: tests/modules/dossier/werk
    "toegang:gestopt", "toegang:nood", "toegang:onderbreking", "toegang:vragen",
    # a file
    "dossier:termijnen_csv", "brieven:pdf", "brieven:bladzijde", "voorzieningen:exporteren",
    "documenten:bestand", "security_txt", "zgwbeheer:catalogus_uit", "bewaren:afschrift_json", "bewaren:afschrift_pdf",
    "bewaren:afschrift_zip",
    "bewaren:register_csv", "bewaren:verklaring_pdf",
    # how far a copy is that is still being made: test_schermen.py of bewaren
    "bewaren:afschrift_voortgang",
    "betalen:terug",  # of an invoice there is none here: tests/billing/betalen
    # a part of a page; of a ticket and a look there is none here: tests/modules/ondersteuning/test_schermen.py
    "ondersteuning:meekijken_teller", "ondersteuning:bewijs_pdf", "ondersteuning:ticket", "ondersteuning:toegang_een",
}  # fmt: skip
"""Routes that answer GET with something else than a page of their own here."""
VOOR_PROGRAMMAS = ("ac:", "api:", "brc:", "drc:", "nrc:", "zrc:", "ztc:")
"""Doors that answer a token with JSON: tests/api."""
DELEN = (
    "identity", "audit", "besluiten", "brieven", "inrichting", "inlezen", "bewaren", "delen", "jeugd", "koppelingen", "participatie",
    "configuratie", "werkdocumenten", "ruimte", "toegang", "werk", "wmo", "zgwbeheer", "dossier:a-m", "dossier:n-z",
)  # fmt: skip
"""What one test looks at. A room that is not named here is looked at with `identity`."""


@dataclass(frozen=True, slots=True)
class Scherm:
    """A page that opens: its route, its address, who looks at it, and what came."""

    naam: str
    pad: str
    wie: str
    inhoud: bytes


@pytest.fixture
def bezoek(toneel: Toneel) -> Toneel:
    """The household of the doors, and rows of the inrichting that no household hangs on."""
    nu, beheerder = timezone.now(), toneel.mensen["beheerder"]
    maak_koppelingen(beheerder)
    antwoorden = {vraag.sleutel: vraag.keuzes[0][0] for vraag in VRAGEN}
    klaar = {"begonnen_op": nu, "afgerond_op": nu, "gekozen": "team", "adviezen": ["team"]}
    toneel.rijen |= {
        "uitkomst": KeuzehulpUitkomst.objects.create(door=beheerder, antwoorden=antwoorden, **klaar),
        "inlooppunt": Inlooppunt.objects.create(naam="De Brug", adres="Kade 1", openingstijden="Elke ochtend"),
        "detachering": add_detachering(
            teamlid=toneel.rijen["teamlid"], organisatie=toneel.rijen["organisatie"], omvang=Decimal(1),
            eenheid="fte", van=localdate(nu), tot=None, by=None, at=nu,
        ),
    }  # fmt: skip
    KeuzehulpUitkomst.objects.create(door=beheerder, antwoorden=antwoorden, begonnen_op=nu)
    make_concept(by=beheerder, at=nu)
    lijst = Vernietigingslijst.objects.create(
        nummer=1, stand="klaar", gemaakt_op=nu, eerste_door=beheerder, eerste_op=nu, tweede_door=toneel.mensen["fg"],
        tweede_op=nu, klaar_op=nu,
    )  # fmt: skip
    lijst.regels.create(
        soort="huishouden", object_id=beheerder.pk, categorie="wmo", aanduiding="Dossier 4F2A11B7", reden="15 jaar.",
        start=localdate(nu), vernietigen_na=localdate(nu), stand="weg",
    )  # fmt: skip
    _deel_met_partner(toneel)
    _ga_kijken(toneel, "jeugd", "jeugdprofessional")
    _ga_kijken(toneel, "werk en inkomen", "klantmanager_wi", ambtelijke_status=True)
    return toneel


def _ga_kijken(toneel: Toneel, wie: str, functie: str, **plek: Any) -> None:
    """Let somebody of the own team look along who reads more of one law than a hulpverlener does."""
    team = toneel.boom.huishouden.team
    mens = maak_gebruiker(rollen=[Rol.TEAMLID], team=team, naam=f"Medewerker {wie}", met_code_app=False)
    lid = maak_teamlid(mens, team, protocolfunctie=functie, geheimhouding=True, **plek)
    Registratie.objects.create(
        teamlid=lid, register="SKJ", nummer="123456789", geldig_tot=localdate() + timedelta(days=300)
    )
    toneel.mensen[wie], toneel.browsers[wie] = mens, browser_van(mens)


def _deel_met_partner(toneel: Toneel) -> None:
    """Let the planted consent count, so that what was shared with the partner opens."""
    nu = timezone.now()
    dag, deling = localdate(nu), toneel.boom["Deling"]
    PartnerLid.objects.create(gebruiker=toneel.mensen["partner"], organisatie=deling.organisatie, van=dag)
    Toestemming.objects.filter(pk=deling.toestemming_id).update(
        stand="gegeven", soort="doorbreking_geheim", aan_functie="", aan_gebruiker=None, van=dag, tot_en_met=dag,
        aan_organisatie=deling.organisatie, grond_tot=None, categorieen=["J"], leefgebieden=[], hulp="",
    )  # fmt: skip
    Deling.objects.filter(pk=deling.pk).update(
        van=dag, tot_en_met=dag, wijze="inlog", gebruiker=None, ingetrokken_op=None
    )


EIGEN: dict[str, Callable[[Toneel], Any]] = {
    "abonnement_id": lambda toneel: (
        Abonnement.objects.create(
            adres=f"https://abonnee.voorbeeld.nl/{uuid4()}", auth="Bearer x", gemaakt_op=timezone.now()
        ).pk
    ),
    "stuk_id": lambda toneel: (
        receive_stuk(
            sleutel=str(uuid4()), titel="Formulier", gegevens={"inhoud": "Hulp."}, at=timezone.now()
        ).pk
    ),
    "programma_id": lambda toneel: maak_programma_rij(uuid4().hex[:12], toneel.boom.huishouden.team).pk,
    "haak_id": lambda toneel: (
        maak_haak_rij(maak_programma_rij(uuid4().hex[:12], toneel.boom.huishouden.team)).pk
    ),
    "soort_id": lambda toneel: Soort.objects.filter(typesoort="zaaktype").first().pk,
    "uitkomst_id": lambda toneel: toneel.rijen["uitkomst"].pk,
    "inname_id": lambda toneel: maak_inname(toneel.mensen["beheerder"]).pk,
    "sjabloon_id": lambda toneel: maak_inrichtingsjabloon(toneel.mensen["beheerder"]).pk,
    "werkdocument_id": lambda toneel: maak_werkdocument(toneel.mensen["beheerder"]).pk,
    "inlooppunt_id": lambda toneel: toneel.rijen["inlooppunt"].pk,
    "detachering_id": lambda toneel: toneel.rijen["detachering"].pk,
    "inrichting:gereedheid_check.sleutel": lambda toneel: CHECKS[0].sleutel,
}


def _pad(route: Route, toneel: Toneel) -> str:
    makers = SLEUTELS | EIGEN
    waarden = {naam: makers.get(f"{route.naam}.{naam}") or makers[naam] for naam in route.sleutels}
    return reverse(route.naam, kwargs={naam: maker(toneel) for naam, maker in waarden.items()})


def schermen(
    toneel: Toneel, namen: Container[str] | None = None, anders: set[str] | None = None
) -> list[Scherm]:
    """Ask routes with GET, and return what is a whole page to somebody who may open it.

    Names of routes that answer with something else come in `anders`; a refused GET counts for nothing.
    """
    with onthouden_sessies():
        return list(_schermen(toneel, namen, anders))


def _schermen(toneel: Toneel, namen: Container[str] | None, anders: set[str] | None) -> Iterator[Scherm]:
    for route in routes():
        if namen is not None and route.naam not in namen:
            continue
        pad = _pad(route, toneel)
        antwoord = None
        for wie in _wie_mag(route, toneel):
            antwoord = toneel.browsers[wie].get(pad)
            assert antwoord.status_code < 500, f"{pad} breekt voor {wie}: {antwoord.exc_info}"
            if _is_pagina(antwoord):
                yield Scherm(route.naam, pad, wie, antwoord.content)
            if antwoord.status_code in (200, 405):
                break
        assert antwoord is not None, f"Niemand van {MEDEWERKERS} mag {route.naam} openen"
        if anders is not None and antwoord.status_code != 405 and not _is_pagina(antwoord):
            anders.add(route.naam)


def _is_pagina(antwoord: Any) -> bool:
    if antwoord.status_code != 200 or antwoord.streaming:
        return False
    return b"<html" in antwoord.content[:400]


def _wie_mag(route: Route, toneel: Toneel) -> list[str]:
    if route.recht is None or route.recht.is_openbaar:
        return ["bezoeker"]
    return [wie for wie in MEDEWERKERS if route.recht.geldt_voor(toneel.mensen[wie].rollen)]


def deel_van(naam: str) -> str:
    """Return which part of the product a route is in: what one test looks at."""
    ruimte, _, kort = naam.partition(":")
    if ruimte != "dossier":
        return ruimte if ruimte in DELEN else "identity"
    return "dossier:a-m" if kort < "n" else "dossier:n-z"


@pytest.fixture
def kijk(
    page: Any,
    adres: Callable[..., str],
    bezoek: Toneel,
    geen_axe_fouten: Callable[[Any], None],
) -> Callable[..., list[str]]:
    """Return a function that opens a page as somebody and tells what is wrong with it."""
    page.set_default_timeout(60_000)

    def open_(scherm: Scherm) -> None:
        page.context.clear_cookies()
        koek = bezoek.browsers[scherm.wie].cookies.get("kt_sessie")
        if koek is not None:
            page.context.add_cookies([{"name": "kt_sessie", "value": koek.value, "url": adres("lindewaard")}])
        page.goto(adres("lindewaard", scherm.pad), wait_until="load")
        expect(page.locator("[hx-trigger=load]")).to_have_count(0, timeout=60_000)

    def doe(scherm: Scherm, breedten: tuple[int, ...] = (1440,), smal: int = 320) -> list[str]:
        fouten = []
        page.set_viewport_size({"width": breedten[0], "height": 900})
        open_(scherm)
        for breedte in breedten:
            page.set_viewport_size({"width": breedte, "height": 900})
            try:
                geen_axe_fouten(page)
            except AssertionError as fout:
                fouten.append(f"{scherm.naam} op {breedte}: {fout}")
        page.set_viewport_size({"width": smal, "height": 800})
        breed = page.evaluate("document.documentElement.scrollWidth")
        if breed > smal:
            fouten.append(f"{scherm.naam} is {breed} breed op een scherm van {smal}")
        return fouten

    return doe


@pytest.mark.parametrize("deel", DELEN)
def test_no_page_has_a_barrier(kijk: Any, bezoek: Toneel, deel: str) -> None:
    bekeken = schermen(bezoek, [route.naam for route in routes() if deel_van(route.naam) == deel])

    fouten = [fout for scherm in bekeken for fout in kijk(scherm)]

    assert fouten == [], "\n\n".join(fouten)
    assert bekeken != []


@pytest.mark.parametrize("weergave", [*STARTSTIJLEN, "donker"])
def test_the_main_screens_have_no_barrier_in_any_theme(
    kijk: Any,
    bezoek: Toneel,
    lindewaard: Any,
    weergave: str,
) -> None:
    _zet_weergave(weergave)
    bekeken = {scherm.naam: scherm for scherm in schermen(bezoek, HOOFDSCHERMEN)}

    fouten = [fout for naam in bekeken for fout in kijk(bekeken[naam], breedten=(1440, 390))]

    assert fouten == [], "\n\n".join(fouten)
    assert set(HOOFDSCHERMEN) - set(bekeken) == set()


def _zet_weergave(weergave: str) -> None:
    if weergave == "donker":
        Gebruiker.objects.update(weergave="donker")
        return
    nu = timezone.now()
    stijl = {naam: waarde for naam, waarde in STARTSTIJLEN[weergave].items() if naam != "naam"}
    concept = save_huisstijl_concept(
        **{"lettertype": "source", **stijl}, logo_bestand=None, versie=0, by=None, at=nu
    )
    publish_huisstijl(concept=concept, versie=concept.versie, by=None, at=nu)


def test_every_page_was_looked_at_and_none_weighs_more_than_it_may(bezoek: Toneel) -> None:
    anders: set[str] = set()

    bekeken = schermen(bezoek, anders=anders)

    assert {naam for naam in anders if not naam.startswith(VOOR_PROGRAMMAS)} == GEEN_SCHERM
    assert len(bekeken) > 80
    vast = sum(
        len(gzip.compress(Path(finders.find(f"keukentafel/{naam}")).read_bytes()))
        if naam.endswith((".css", ".js", ".svg"))
        else Path(finders.find(f"keukentafel/{naam}")).stat().st_size
        for naam in ("keukentafel.css", "donker.css", "app.js", "sprite.svg", *_lettertypen())
    )

    gewicht = {scherm.naam: vast + len(gzip.compress(scherm.inhoud)) for scherm in bekeken}
    assert {naam: bytes_ for naam, bytes_ in gewicht.items() if bytes_ > PAGINAGEWICHT} == {}


def _lettertypen() -> list[str]:
    map_ = Path(finders.find("keukentafel/keukentafel.css")).parent
    return [pad.name for pad in map_.glob("*.woff2")]


@pytest.mark.parametrize("wie", ["eigen", "eigen leider"])
def test_mijn_dag_and_huishouden_ask_little_of_the_database_whatever_there_is(
    bezoek: Toneel, django_assert_max_num_queries: Any, wie: str
) -> None:
    huishouden = bezoek.boom.huishouden
    for _ in range(12):
        for model in (Termijn, Afspraak, Contactnotitie, Signaal, Netwerklid, Actie, Tijdlijnregel):
            bezoek.boom.plant(model)
    klant = bezoek.browsers[wie]

    for naam, sleutels in (("dossier:mijn_dag", []), ("dossier:huishouden", [huishouden.pk])):
        pad = reverse(naam, args=sleutels)
        klant.get(pad)
        with django_assert_max_num_queries(HOOGSTE_AANTAL_VRAGEN):
            antwoord = klant.get(pad)
        assert antwoord.status_code == 200
