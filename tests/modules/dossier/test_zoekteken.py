"""What is typed to find somebody stands in no address: not in the history of a browser, not in a link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, quote, quote_plus, urlsplit

import pytest
from django.utils import timezone

from keukentafel.tenancy.sleutels import blinde_index
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.zoekteken import hoort_niet_in_adres, lees_zoekteken, maak_zoekteken
from tests.factories.dossier import eerste_team, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.modules.dossier.verkeer import logboek

pytestmark = pytest.mark.usefixtures("in_lindewaard")
BSN = "123456782"


@pytest.fixture
def samira(klant: Any) -> Any:
    gebruiker = maak_gebruiker(naam="Samira Bouali", met_code_app=False)
    maak_teamlid(gebruiker, eerste_team())
    log_in(klant, gebruiker)
    return gebruiker


def adressen(antwoord: Any) -> list[str]:
    """Return every address the browser saw after the one it posted to, and those on the page."""
    return [naar for naar, _ in antwoord.redirect_chain] + [antwoord.request["QUERY_STRING"]]


@pytest.mark.parametrize("pad", ["/zoeken", "/huishoudens"])
@pytest.mark.parametrize("getypt", [BSN, "Kuiper", "06 12 34 56 78", "1-3-1985"])
def test_what_was_typed_is_in_no_address(klant: Any, samira: Any, pad: str, getypt: str) -> None:
    for naam in ("Kuiper", "Kuipers"):
        maak_huishouden(naam)

    antwoord = klant.post(pad, {"q": getypt}, follow=True)

    assert antwoord.redirect_chain[0][1] == 303
    # as a whole, in every spelling: two digits of a number may stand in a sealed address by chance
    spellingen = {vorm(getypt) for vorm in (str, quote, quote_plus, lambda tekst: tekst.replace(" ", ""))}
    assert [adres for adres in adressen(antwoord) if any(spelling in adres for spelling in spellingen)] == []
    assert f"q={getypt}"[:6] not in antwoord.content.decode()


def test_it_turns_red_when_the_question_stands_in_the_address(klant: Any, samira: Any) -> None:
    with zaai("zoekvraag_in_adres"):
        antwoord = klant.post("/zoeken", {"q": BSN}, follow=True)

    assert BSN in adressen(antwoord)[0]


@pytest.mark.parametrize("pad", ["/zoeken", "/huishoudens"])
def test_an_old_link_with_a_bsn_becomes_a_sealed_one_at_once(klant: Any, samira: Any, pad: str) -> None:
    antwoord = klant.get(pad, {"q": "1234.56.782"})

    assert antwoord.status_code == 303
    assert (BSN[:4] in antwoord["Location"], antwoord["Location"].startswith(f"{pad}?v=")) == (False, True)


def test_an_old_link_with_a_plain_name_stays(klant: Any, samira: Any) -> None:
    maak_huishouden("Kuiper")

    assert klant.get("/huishoudens?q=kuiper").status_code == 200


def test_filters_and_paging_keep_the_seal_and_say_no_name(klant: Any, samira: Any) -> None:
    for nummer in range(27):
        maak_huishouden("Zonneveld", sorteernaam=f"zonneveld {nummer:02}")

    pagina = klant.post("/huishoudens", {"q": "zonneveld", "sorteer": "naam-af"}, follow=True)
    eerst = pagina.context["lijst"]
    verder = klant.get(eerst.volgende)

    vraag = parse_qs(urlsplit(eerst.volgende).query)
    assert set(vraag) == {"v", "sorteer", "na"}
    assert [len(eerst.rijen), len(verder.context["lijst"].rijen)] == [25, 2]
    assert verder.context["vraag"].q == "zonneveld"


def test_htmx_is_told_the_address_of_what_it_shows(klant: Any, samira: Any) -> None:
    maak_huishouden("Kuiper")

    antwoord = klant.post("/huishoudens", {"q": "kuiper"}, headers={"HX-Request": "true"}, follow=True)

    assert antwoord["HX-Push-Url"] == antwoord.redirect_chain[0][0]
    assert antwoord.content.decode().lstrip().startswith('<section class="kt-panel" id="p-lijst"')


def test_one_search_is_one_line_in_the_logboek(klant: Any, samira: Any) -> None:
    klant.post("/zoeken", {"q": BSN}, follow=True)

    assert logboek("dossier.huishouden.gezocht") == ["dossier.huishouden.gezocht"]


def test_a_bsn_that_was_posted_finds_its_household(klant: Any, samira: Any) -> None:
    huis = maak_huishouden("Kuiper", personen=({"voornamen": "Bo", "bsn_index": blinde_index("bsn", BSN)},))

    antwoord = klant.post("/zoeken", {"q": BSN}, follow=True)

    assert antwoord.redirect_chain[-1] == (f"/huishoudens/{huis.pk}", 302)


def test_a_seal_opens_for_who_made_it_for_two_hours(samira: Any) -> None:
    nu, ander = timezone.now(), maak_gebruiker(naam="Piet Post", met_code_app=False)
    teken = maak_zoekteken(samira, BSN, at=nu)

    assert lees_zoekteken(samira, teken, at=nu + timedelta(hours=1, minutes=59)) == BSN
    assert lees_zoekteken(samira, teken, at=nu + timedelta(hours=2, minutes=1)) is None
    assert lees_zoekteken(ander, teken, at=nu) is None
    anders = "A" if teken[40] != "A" else "B"
    assert lees_zoekteken(samira, f"{teken[:40]}{anders}{teken[41:]}", at=nu) is None


def test_short_questions_are_all_equally_long(samira: Any) -> None:
    nu = timezone.now()

    assert len({len(maak_zoekteken(samira, getypt, at=nu)) for getypt in ("jo", BSN, "Kuiper, Linde")}) == 1


def test_an_expired_question_says_so(klant: Any, samira: Any) -> None:
    maak_team("Centrum")
    teken = maak_zoekteken(samira, "kuiper", at=timezone.now() - timedelta(hours=3))

    for pad in ("/zoeken", "/huishoudens"):
        assert "Deze zoekvraag is verlopen." in klant.get(pad, {"v": teken}).content.decode()


@pytest.mark.parametrize(
    ("getypt", "weg"),
    [
        ("123456782", True), ("1234 56 782", True), ("06-12345678", True), ("1-3-1985", True),
        ("Kuiper", False), ("1234 AB 12", False), ("Lindelaan 14", False), ("", False),
    ],
)  # fmt: skip
def test_which_questions_leave_an_address(getypt: str, weg: bool) -> None:
    assert hoort_niet_in_adres(getypt) is weg
