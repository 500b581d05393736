"""The list of households and the search field: who finds what, in how many queries."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils.timezone import localdate

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy.sleutels import blinde_index
from tests.factories.dossier import (
    eerste_team,
    maak_betrokkene,
    maak_casus,
    maak_huishouden,
    maak_inwoner,
    maak_plan,
    maak_regisseur,
    maak_termijn,
)
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def namen(antwoord):
    """Return the names of the households in a list, in order."""
    return re.findall(
        r'<th scope="row"><a class="nl-link" href="/huishoudens/[^"]*">([^<]*)</a>', antwoord.content.decode()
    )


def tekst(antwoord):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", antwoord.content.decode())))


@pytest.fixture
def samira(klant):
    gebruiker = maak_gebruiker(naam="Samira Bouali", met_code_app=False)
    maak_teamlid(gebruiker, eerste_team())
    log_in(klant, gebruiker)
    return gebruiker


def test_the_list_shows_the_households_of_my_team_by_name(klant, samira):
    for naam in ("Mulder", "Van den Akker", "Bakker"):
        maak_huishouden(naam, sorteernaam=naam.split()[-1].lower())
    vreemd_huishouden()

    assert namen(klant.get("/huishoudens")) == ["Van den Akker", "Bakker", "Mulder"]


def test_the_list_shows_the_household_of_another_team_i_work_along_with(klant, samira):
    elders = vreemd_huishouden()
    maak_betrokkene(elders, gebruiker=samira)

    assert namen(klant.get("/huishoudens")) == ["Verweg"]


def test_who_stopped_working_along_sees_it_no_more(klant, samira):
    elders = vreemd_huishouden()
    maak_betrokkene(elders, gebruiker=samira, tot=localdate())

    assert namen(klant.get("/huishoudens")) == []
    assert klant.get(f"/huishoudens/{elders.pk}").status_code == 404


def test_an_administrator_of_the_team_sees_no_households(klant):
    beheerder = maak_gebruiker(rollen=(Rol.BEHEERDER,), met_code_app=False)
    maak_teamlid(beheerder, eerste_team())
    log_in(klant, beheerder)

    assert klant.get("/huishoudens").status_code == 404


@pytest.mark.parametrize(
    "zoek",
    ["kuiper", "KUIPER", "Marieke", "merelstraat 14", "1234 ab 14", "06 1234 5678", "kuper", "meerlstraat"],
)
def test_a_household_is_found_by_name_address_and_telephone_with_typing_errors_forgiven(klant, samira, zoek):
    maak_huishouden("Kuiper", huisnummer=14, telefoon="0612345678")
    maak_huishouden("Zonneveld", personen=("Rob",), straat="Dorpsweg", postcode="9999ZZ")

    assert namen(klant.post("/huishoudens", {"q": zoek}, follow=True)) == ["Kuiper"]


def test_a_house_number_does_not_find_a_telephone_number(klant, samira):
    maak_huishouden("Kuiper", huisnummer=7, telefoon="0614000000")

    assert namen(klant.get("/huishoudens", {"q": "14"})) == []


def test_a_shielded_address_finds_nobody_and_stands_nowhere(klant, samira):
    huishouden = maak_huishouden("Kuiper", straat="Geheimweg", huisnummer=3, is_geheim_adres=True)

    assert namen(klant.get("/huishoudens", {"q": "geheimweg"})) == []
    assert "Geheimweg" not in klant.get("/huishoudens").content.decode()
    assert "Geheimweg" not in klant.get(f"/huishoudens/{huishouden.pk}").content.decode()


def test_every_search_stands_in_the_logboek_without_the_words(klant, samira):
    maak_huishouden("Kuiper")

    klant.get("/huishoudens", {"q": "kuiper"})

    regel = Logboekregel.objects.get(gebeurtenis="dossier.huishouden.gezocht")
    assert (regel.gebruiker_id, regel.doel, regel.detail) == (samira.pk, "zoeken", {"aantal": 1})


def test_filters_find_what_is_missing(klant, samira):
    compleet, zonder_plan, stil = (
        maak_huishouden("Compleet"),
        maak_huishouden("Zonderplan"),
        maak_huishouden("Stil"),
    )
    casus = maak_casus(compleet, behandelaar=samira)
    maak_plan(casus, evaluatie_op=localdate() + timedelta(days=30))
    maak_regisseur(compleet)
    maak_casus(zonder_plan)
    assert stil.casussen.count() == 0

    assert namen(klant.get("/huishoudens?zonder=plan")) == ["Zonderplan"]
    assert namen(klant.get("/huishoudens?zonder=regisseur")) == ["Zonderplan"]
    assert namen(klant.get("/huishoudens?zonder=medewerker")) == ["Zonderplan"]
    assert namen(klant.get("/huishoudens?zonder=evaluatie")) == []
    assert namen(klant.get("/huishoudens?mijn=1")) == ["Compleet"]
    assert namen(klant.get("/huishoudens?fase=nieuw")) == ["Compleet", "Zonderplan"]
    assert namen(klant.get("/huishoudens?fase=plan")) == []


def test_a_plan_whose_day_passed_asks_for_an_evaluation(klant, samira):
    maak_plan(maak_casus(maak_huishouden("Bakker")), evaluatie_op=localdate() - timedelta(days=1))

    assert namen(klant.get("/huishoudens?zonder=evaluatie")) == ["Bakker"]


@pytest.mark.parametrize(
    "zoek", ["team=geen-id", "wie=x", "model=1", "fase=bestaat-niet", "na=geen-id", "sorteer=gek", "stap=gek"]
)
def test_an_address_that_makes_no_sense_is_no_error(klant, samira, zoek):
    maak_huishouden("Bakker")

    assert klant.get(f"/huishoudens?{zoek}").status_code == 200


def test_the_list_goes_on_and_back_by_key_without_losing_anybody(klant, samira):
    alle = [f"Naam{nummer:03}" for nummer in range(60)]
    for naam in alle:
        maak_huishouden(naam, personen=())

    eerste = klant.get("/huishoudens")
    tweede = klant.get(_verder(eerste, "Volgende"))
    derde = klant.get(_verder(tweede, "Volgende"))
    terug = klant.get(_verder(derde, "Vorige"))

    assert namen(eerste) + namen(tweede) + namen(derde) == alle
    assert namen(terug) == namen(tweede)
    assert "60 huishoudens" in tekst(eerste)


def test_households_of_the_same_name_all_have_their_page(klant, samira):
    for _ in range(30):
        maak_huishouden("Jansen", personen=())

    eerste = klant.get("/huishoudens")

    assert len(namen(eerste)) + len(namen(klant.get(_verder(eerste, "Volgende")))) == 30


def _verder(antwoord, woord):
    gevonden = re.search(
        rf'<a[^>]*href="([^"]*)"[^>]*>(?:(?!</a>).)*{woord}', antwoord.content.decode(), re.DOTALL
    )
    assert gevonden is not None
    return unescape(gevonden[1])


def test_the_newest_come_first_when_asked(klant, samira):
    maak_huishouden("Eerst")
    maak_huishouden("Laatst")

    assert namen(klant.get("/huishoudens?sorteer=nieuw")) == ["Laatst", "Eerst"]
    assert namen(klant.get("/huishoudens?sorteer=naam-af")) == ["Laatst", "Eerst"]


def test_the_row_tells_what_comes_first_and_that_it_is_late(klant, samira):
    maak_termijn(maak_casus(maak_huishouden("Bakker")), over=-1)

    assert "Onderzoek afronden" in tekst(klant.get("/huishoudens"))
    assert "te laat" in tekst(klant.get("/huishoudens"))


def test_time_that_the_resident_has_is_never_late(klant, samira):
    maak_termijn(
        maak_casus(maak_huishouden("Bakker")),
        over=-1,
        sleutel="wmo_persoonlijk_plan",
        titel="Persoonlijk plan",
    )

    assert "Persoonlijk plan" not in tekst(klant.get("/huishoudens"))


def test_the_list_takes_the_same_queries_for_1_and_for_25_rows(klant, samira):
    maak_termijn(maak_casus(maak_huishouden("Bakker")))
    klant.get("/huishoudens")

    bij_een = vragen(klant, "/huishoudens")
    for nummer in range(24):
        maak_termijn(maak_casus(maak_huishouden(f"Nog {nummer}")))

    assert (bij_een, vragen(klant, "/huishoudens")) == (LIJST, LIJST + 1)  # a full page counts


def test_a_search_takes_the_same_queries_for_1_and_for_9_hits(klant, samira):
    maak_casus(maak_huishouden("Bakker"))
    klant.get("/huishoudens?q=bakker")

    bij_een = vragen(klant, "/huishoudens?q=bakker")
    for nummer in range(8):
        maak_casus(maak_huishouden(f"Bakker {nummer}"))

    assert (bij_een, vragen(klant, "/huishoudens?q=bakker")) == (LIJST + 2, LIJST + 2)


LIJST = 12


def test_one_exact_hit_opens_at_once(klant, samira):
    huishouden = maak_huishouden("Kuiper")

    antwoord = klant.get("/zoeken?q=kuiper")

    assert (antwoord.status_code, antwoord["Location"]) == (302, f"/huishoudens/{huishouden.pk}")


def test_a_hit_that_only_looks_alike_does_not_open_by_itself(klant, samira):
    maak_huishouden("Kuiper")

    antwoord = klant.get("/zoeken?q=kuper")

    assert namen(antwoord) == ["Kuiper"]
    assert "Dit lijkt erop" in tekst(antwoord)


def test_zoeken_finds_by_bsn_and_by_day_of_birth(klant, samira):
    met_bsn = {"voornamen": "Marieke", "bsn_index": blinde_index("bsn", "123456782")}
    kuiper = maak_huishouden("Kuiper", personen=(met_bsn,))
    bakker = maak_huishouden("Bakker", personen=({"voornamen": "Jo", "geboortedatum": date(1985, 3, 1)},))

    assert klant.post("/zoeken", {"q": "123456782"}, follow=True).redirect_chain[-1] == (
        f"/huishoudens/{kuiper.pk}",
        302,
    )
    assert klant.post("/zoeken", {"q": "1-3-1985"}, follow=True).redirect_chain[-1] == (
        f"/huishoudens/{bakker.pk}",
        302,
    )


def test_somebody_of_another_team_is_only_known_to_that_team(klant, samira):
    elders = maak_team("Centrum")
    maak_huishouden("Verweg", team=elders, straat="Stadsplein", huisnummer=1, postcode="1111AA")

    antwoord = klant.get("/zoeken?q=1111 aa 1")

    assert "Bekend bij team Centrum" in tekst(antwoord)
    assert "Verweg" not in tekst(antwoord)


@pytest.mark.parametrize(
    "zoek", ["verweg", "marieke verweg", "verweg stadsplein", "stadsplein 1", "verweg 1"]
)
def test_a_name_or_a_guess_tells_nothing_about_another_team(klant, samira, zoek):
    maak_huishouden("Verweg", team=maak_team("Centrum"), straat="Stadsplein", huisnummer=1)

    assert "Centrum" not in tekst(klant.get("/zoeken", {"q": zoek}))


def test_who_left_a_household_is_not_found_there(klant, samira):
    huishouden = maak_huishouden("Kuiper")
    huishouden.leden.create(
        inwoner=maak_inwoner("Ruud", bsn_index=blinde_index("bsn", "123456782")),
        van=date(2026, 1, 1),
        tot=date(2026, 2, 1),
    )

    assert namen(klant.post("/zoeken", {"q": "123456782"}, follow=True)) == []


def test_one_letter_asks_for_more(klant, samira):
    assert "Typ minstens twee letters." in tekst(klant.get("/zoeken?q=k"))


def test_htmx_gets_the_list_alone(klant, samira):
    maak_huishouden("Bakker")

    antwoord = klant.get("/huishoudens?q=bakker", headers={"HX-Request": "true"})

    assert antwoord.content.decode().lstrip().startswith('<section class="kt-panel" id="p-lijst"')
    assert "1 resultaat" in tekst(antwoord)


def test_a_visitor_signs_in_first(klant):
    assert klant.get("/huishoudens").status_code == 302


def test_a_household_of_another_gemeente_does_not_exist_here(klant, hoogmeren):
    from keukentafel.tenancy import in_gemeente

    zaak = maak_zaak(klant)
    with in_gemeente(hoogmeren):
        vreemd = maak_huishouden("Vreemd")

    assert klant.get(f"/huishoudens/{vreemd.pk}").status_code == 404
    assert zaak.huishouden.naam == "Kuiper"


def test_the_id_of_a_foreign_household_is_no_place_in_the_list(klant, samira):
    maak_huishouden("Aalders")
    maak_huishouden("Zijlstra")
    vreemd = vreemd_huishouden()

    assert namen(klant.get("/huishoudens", {"na": str(vreemd.pk)})) == ["Aalders", "Zijlstra"]
    assert namen(klant.get("/huishoudens", {"voor": str(vreemd.pk), "sorteer": "naam-af"})) == [
        "Zijlstra",
        "Aalders",
    ]
