"""Drafts: kept per person and place, never silently overwritten."""

from __future__ import annotations

import pytest

from modules.dossier.models import Concept
from tests.factories.identity import log_in, maak_gebruiker

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def samira(klant):
    gebruiker = maak_gebruiker(naam="Samira Bouali")
    log_in(klant, gebruiker)
    return gebruiker


def test_a_draft_is_kept_and_given_back(klant, samira):
    eerste = klant.post("/concepten/notitie-1", {"tekst": "Marieke belde", "versie": "0"})
    terug = klant.get("/concepten/notitie-1").json()

    assert eerste.json()["versie"] == 1
    assert (terug["versie"], terug["velden"]) == (1, {"tekst": "Marieke belde"})


def test_the_keys_of_the_form_itself_are_not_kept(klant, samira):
    klant.post("/concepten/a", {"tekst": "x", "eenmalig": "abc", "versie": ""})

    assert Concept.objects.get().inhoud == {"tekst": "x"}


def test_an_older_text_gets_both_texts_back(klant, samira):
    klant.post("/concepten/a", {"tekst": "eerste"})
    klant.post("/concepten/a", {"tekst": "tweede", "versie": "1"})

    antwoord = klant.post("/concepten/a", {"tekst": "oud scherm", "versie": "1"})

    assert antwoord.status_code == 409
    assert antwoord.json()["velden"] == {"tekst": "tweede"}
    assert Concept.objects.get().inhoud == {"tekst": "tweede"}


def test_the_same_text_twice_is_no_conflict(klant, samira):
    klant.post("/concepten/a", {"tekst": "eerste"})

    assert klant.post("/concepten/a", {"tekst": "eerste", "versie": "0"}).json()["versie"] == 2


def test_a_draft_of_somebody_else_does_not_exist(klant, samira):
    klant.post("/concepten/a", {"tekst": "geheim"})
    log_in(klant, maak_gebruiker())

    assert klant.get("/concepten/a").json() == {"versie": 0, "om": "", "velden": {}}


def test_a_draft_is_thrown_away(klant, samira):
    klant.post("/concepten/a", {"tekst": "weg ermee"})

    assert klant.post("/concepten/a", {"weg": "1"}).status_code == 204
    assert Concept.objects.count() == 0


def test_a_draft_that_is_too_long_says_so(klant, samira):
    antwoord = klant.post("/concepten/a", {"tekst": "x" * 200_001})

    assert antwoord.status_code == 413
    assert antwoord.json()["fout"] == "Deze tekst is te lang om als concept te bewaren. Knip hem op in delen."


def test_a_visitor_keeps_no_drafts(klant):
    assert klant.post("/concepten/a", {"tekst": "x"}).status_code == 302


@pytest.mark.parametrize("sleutel", ["Notitie", "a b", "x" * 121])
def test_a_key_that_we_never_made_answers_404(klant, samira, sleutel):
    assert klant.get(f"/concepten/{sleutel}").status_code == 404
