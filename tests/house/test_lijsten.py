"""Lists, counts and search, asked for by who does not work with the household: not a word, not a number."""

from __future__ import annotations

import re
from difflib import unified_diff
from typing import Any
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from keukentafel.audit.models import Logboekregel
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.zoektekst import werk_zoektekst_bij
from tests.house.deurtoneel import Toneel, zingt
from tests.house.routes import routes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rondgang")]

BUITEN = (
    "ander team",
    "andere leider",
    "andere backoffice",
    "zonder team",
    "beheerder",
    "fg",
    "andere gemeente",
)
ZOEKT = ("dossier:zoeken", "dossier:melding_bekenden", "dossier:adres_team")
_TOEVAL = re.compile(
    r'"X-CSRFToken": *"[^"]*"|name="(csrfmiddlewaretoken|eenmalig)" value="[^"]*"|data-sessie-duur="\d+"'
    r"|sinds=[^\"&]*|(?:noem|over) code \w+|code=\w+"
)


def _vragen(toneel: Toneel) -> list[str]:
    """Return what somebody may put behind the address of a list to get at the household of another team."""
    huishouden, inwoner = toneel.boom.huishouden, toneel.boom["Inwoner"]
    team, medewerker = str(huishouden.team_id), str(toneel.mensen["eigen"].pk)
    vragen: list[dict[str, Any]] = [
        {},
        {"q": "kanarie"},
        {"q": f"{inwoner.voornamen} {inwoner.geslachtsnaam}"},
        {"q": "999990019"},
        {"q": "29-02-1984 kanarie"},
        {"q": "9876 ZZ 1"},
        {"q": "0687654321"},
        {"team": team, "van": "team", "alles": "1", "fase": "nieuw", "stand": "te_laat"},
        {"team": team, "behandelaar": medewerker},
        {"wie": medewerker, "van": "team", "mijn": "0"},
        {"na": str(huishouden.pk), "sorteer": "naam"},
        {"voor": str(huishouden.pk), "sorteer": "naam-af"},
        {"huishouden": str(huishouden.pk), "signaal": str(toneel.boom["Signaal"].pk)},
        {"achternaam": inwoner.geslachtsnaam, "voornamen": inwoner.voornamen, "geboortedatum": "29-02-1984"},
        {"postcode": "9876ZZ", "huisnummer": "1", "toevoeging": huishouden.toevoeging},
        {"week": localdate().isoformat(), "sinds": "2026-01-01T00:00:00Z"},
    ]
    return [urlencode(vraag) for vraag in vragen]


def _mag(naam: str, iemand: str) -> bool:
    """An administrator follows every file that is read in: its name stands in the list."""
    return (naam, iemand) == ("inlezen:lijst", "beheerder")


def lijsten() -> list[str]:
    """Return the routes that ask for no id."""
    return [route.naam for route in routes() if not route.sleutels]


def _zingende(toneel: Toneel, wie: tuple[str, ...]) -> list[str]:
    gevonden = []
    for naam in lijsten():
        vragen = _vragen(toneel) if naam.startswith(("dossier:", "inlezen:")) else [""]
        for iemand in (iemand for iemand in wie if not _mag(naam, iemand)):
            for vraag in vragen:
                antwoord = toneel.browsers[iemand].get(f"{reverse(naam)}?{vraag}")
                if antwoord.status_code == 303:  # a number is sealed in the address first
                    antwoord = toneel.browsers[iemand].get(antwoord["Location"])
                if antwoord.status_code in (302, 404) and not vraag:
                    break  # turned away by the table of rights, whatever is asked
                if zingt(antwoord) and "kanarie" not in vraag.lower():
                    gevonden.append(f"{iemand}: {naam}?{vraag}")
                elif antwoord.status_code >= 500:
                    gevonden.append(f"{iemand}: {naam}?{vraag} breekt: {antwoord.exc_info}")
                elif "kanarie" in vraag.lower() and len(_woorden(antwoord) - _woorden_in(vraag)):
                    gevonden.append(f"{iemand}: {naam}?{vraag} geeft meer dan werd getypt")
    return gevonden


def _woorden(antwoord: Any) -> set[str]:
    return set(re.findall(r"kanarie\w*", antwoord.content.decode("utf-8", "replace").lower()))


def _woorden_in(vraag: str) -> set[str]:
    return set(re.findall(r"kanarie\w*", vraag.lower()))


@pytest.mark.parametrize("wie", BUITEN)
def test_no_list_shows_the_household_of_another_team(toneel: Toneel, wie: str) -> None:
    assert _zingende(toneel, (wie,)) == []


def test_the_lists_show_it_when_everybody_may_see_everything(toneel: Toneel) -> None:
    with zaai("deur_open"):
        gevonden = _zingende(toneel, ("ander team",))

    assert len({mis.partition("?")[0] for mis in gevonden}) > 3


@pytest.mark.parametrize("wie", ["ander team", "andere leider"])
def test_no_count_changes_when_another_team_gets_a_household(toneel: Toneel, wie: str) -> None:
    adressen = [reverse(naam) for naam in lijsten() if naam.startswith("dossier:") and naam not in ZOEKT]
    browser = toneel.browsers[wie]

    met = {adres: _vast(browser.get(adres)) for adres in adressen}
    toneel.boom["Signaal"].delete()
    toneel.boom.huishouden.delete()
    zonder = {adres: _vast(browser.get(adres)) for adres in adressen}

    assert {
        adres: _verschil(met[adres], zonder[adres]) for adres in adressen if met[adres] != zonder[adres]
    } == {}


def _verschil(eerst: str, nu: str) -> list[str]:
    return [regel[:160] for regel in unified_diff(eerst.splitlines(), nu.splitlines(), n=0, lineterm="")][2:8]


def _vast(antwoord: Any) -> str:
    return _TOEVAL.sub("", antwoord.content.decode())


@pytest.mark.parametrize("vraag", ["999990019", "0687654321", "9876 ZZ 1"])
def test_a_precise_search_tells_which_team_to_call_and_no_more(toneel: Toneel, vraag: str) -> None:
    antwoord = toneel.browsers["ander team"].post("/zoeken", {"q": vraag}, follow=True)

    assert "Binnenstad" in antwoord.content.decode()
    assert not zingt(antwoord)
    regels = Logboekregel.objects.filter(verzoek_id=antwoord["X-Verzoek"])
    assert list(regels.values_list("gebeurtenis", "doel")) == [("dossier.huishouden.gezocht", "zoeken")]


@pytest.mark.parametrize("vraag", ["naam", "voornaam en naam", "29-02-1984", "9876ZZ"])
def test_a_name_a_day_or_a_street_alone_is_no_question_about_other_teams(
    toneel: Toneel,
    vraag: str,
) -> None:
    inwoner = toneel.boom["Inwoner"]
    getypt = {
        "naam": inwoner.geslachtsnaam,
        "voornaam en naam": f"{inwoner.voornamen} {inwoner.geslachtsnaam}",
    }

    antwoord = toneel.browsers["ander team"].post("/zoeken", {"q": getypt.get(vraag, vraag)}, follow=True)

    assert "Binnenstad" not in antwoord.content.decode()


def test_a_shielded_address_is_not_confirmed(toneel: Toneel) -> None:
    huishouden = toneel.boom.huishouden
    huishouden.is_geheim_adres = True
    huishouden.save(update_fields=["is_geheim_adres"])
    werk_zoektekst_bij(huishouden)

    antwoorden = [
        toneel.browsers["ander team"].get(f"/zoeken?{urlencode({'q': '9876 ZZ 1'})}"),
        toneel.browsers["ander team"].get(
            reverse("dossier:adres_team"), {"postcode": "9876ZZ", "huisnummer": "1"}
        ),
    ]

    assert ["Binnenstad" in antwoord.content.decode() for antwoord in antwoorden] == [False, False]
