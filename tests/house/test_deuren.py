"""Every address with an id in it × everybody × every method: who has no business there, sees nothing.

The addresses come from the resolver and the rights from the tables, so a new page is tested on the day it
is made. A household stands ready with a unique word in each text column (`kanaries.py`): one such word in
an answer to somebody of another team is a leak.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any
from zlib import crc32

import pytest
from django.db import transaction
from django.utils.timezone import localdate

from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy.zaaifouten import zaai
from tests.house.deurtoneel import BINNEN, SLEUTELS, Toneel, zingt
from tests.house.routes import Route, routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rondgang")]

METHODEN = ("get", "post")
ZELDEN = ("head", "put", "delete")
GEWEIGERD = (404, 405)


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
    if route.naam in ("dossier:norm", "dossier:norm_intrekken"):
        return True  # a norm is of the gemeente, not of a household
    if route.naam == "dossier:concept":
        return True  # everybody has drafts of their own
    if route.naam in ("identity:sessie_beeindigen", "dossier:afspraak_vervalt"):
        return wie == "eigen"
    if (
        route.naam.startswith("dossier:")
        or "huishouden_id" in route.sleutels
        or "weging_id" in route.sleutels
    ):
        return wie in BINNEN
    if {"verzoek_id", "afschrift_id"} & set(route.sleutels) and route.naam.startswith("bewaren:"):
        return wie in BINNEN or (wie == "fg" and route.naam == "bewaren:verzoek")
    return not route.naam.startswith("inlezen:") or wie in (*BINNEN, "beheerder")


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


def methoden(route: Route, wie: str, toneel: Toneel) -> tuple[str, ...]:
    """Return what this person tries: whom the table of rights turns away, never gets as far as the method.

    The methods that few routes have are tried by one person a route, another for the next.
    """
    if route.recht is None:
        return METHODEN[:1]
    komt_verder = [naam for naam, mens in toneel.mensen.items() if route.recht.geldt_voor(mens.rollen)]
    if wie in toneel.mensen and wie not in komt_verder:
        return METHODEN[:1]
    buiten = [naam for naam in komt_verder if not mag(route, naam, toneel)] or [wie]
    beurt = buiten[crc32(route.naam.encode()) % len(buiten)]
    return METHODEN + ZELDEN if wie == beurt else METHODEN


def deuren(toneel: Toneel, *, alleen: tuple[str, ...] = ()) -> list[str]:
    """Try every door as everybody who has no business there; return what went wrong."""
    gevonden = []
    for route in met_sleutels():
        adres = toneel.adres(route)
        for wie in alleen or toneel.browsers:
            if mag(route, wie, toneel):
                continue
            for methode in METHODEN[:1] if alleen else methoden(route, wie, toneel):
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
    assert wie["ander team"] > 20
    assert wie["andere leider"] > 20
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
    "dossier:afsluitvoorstel": {"doe": "door", "omdat": "Het huishouden wil toch hulp."},
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
        "dossier:signaal",  # what somebody looks for is posted, and sealed in an address
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


KNOPPEN = (
    {"verwijder": "1"}, {"vervallen": "1", "stopt": "1", "bereikt": "1", "weg": "1", "terug": "1"},
    {"afronden": "1", "toch": "1", "omhoog": "1", "klaar": "0"}, {"omschrijving": "x", "kader": "eigen_kracht"},
)  # fmt: skip


@pytest.mark.parametrize("knop", KNOPPEN, ids=lambda knop: next(iter(knop)))
def test_a_button_pressed_on_what_is_long_settled_is_refused_in_words(
    toneel: Toneel, knop: dict[str, str]
) -> None:
    stuk = []
    for route in met_sleutels():
        if route.naam.startswith("dossier:") and mag(route, "eigen", toneel):
            with transaction.atomic():
                antwoord = _vraag(toneel, "eigen", "post", toneel.adres(route), knop)
                transaction.set_rollback(True)
            if antwoord.status_code >= 500:
                stuk.append(f"{route.naam}: {antwoord.exc_info and antwoord.exc_info[1]!r}")

    assert stuk == []


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
