"""Making households, and the people in and around them."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.utils.timezone import localdate

from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from modules.dossier.models import Gezagsrelatie, Huishouden, Huishoudlid, Inwoner, Netwerklid
from modules.inrichting.models import Adresgebied, Buurt, TeamGebied, Wijk
from tests.factories.dossier import eerste_team, maak_betrokkene, maak_huishouden, maak_signaal
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team
from tests.modules.dossier.verkeer import logboek, maak_zaak, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")
LEEG = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-rol": "volwassene"}
RIA = {**LEEG, "form-0-voornamen": "Ria", "form-0-achternaam": "van der Berg", "form-0-rol": "volwassene"}
PERSOON = {"voornamen": "Sem", "achternaam": "Kuiper", "rol": "kind", "geslacht": "man", "van": "5-1-2026"}


def tekst(antwoord):
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", antwoord.content.decode())))


def adresgebied(postcode, team):
    wijk = Wijk.objects.create(code="WK900101", naam="Noord", jaar=2026)
    buurt = Buurt.objects.create(code="BU90010101", naam="Vogelbuurt", wijk=wijk)
    TeamGebied.objects.create(team=team, buurt=buurt)
    Adresgebied.objects.create(postcode=postcode, huisnummer_van=1, huisnummer_tot=99_999, buurt=buurt)
    return buurt


def test_a_new_household_gets_the_surname_and_its_help_begins(klant):
    zaak = maak_zaak(klant)

    antwoord = klant.post("/huishoudens/nieuw", RIA)

    gemaakt = Huishouden.objects.exclude(pk=zaak.huishouden.pk).get()
    casus = gemaakt.casussen.get()
    assert antwoord["Location"] == f"/huishoudens/{gemaakt.pk}"
    assert (gemaakt.naam, gemaakt.sorteernaam, gemaakt.team) == ("Van der Berg", "berg", eerste_team())
    assert (casus.behandelaar, casus.team) == (zaak.medewerker, eerste_team())
    assert gemaakt.leden.get().inwoner.naam == "Ria van der Berg"


def test_the_address_leads_to_the_team_that_works_there(klant):
    maak_zaak(klant)
    noord = maak_team("Noord")
    buurt = adresgebied("1111AA", noord)

    klant.post("/huishoudens/nieuw", {**RIA, "postcode": "1111 aa", "huisnummer": "5"})

    gemaakt = Huishouden.objects.get(postcode="1111AA")
    assert (gemaakt.team, gemaakt.buurt_id, gemaakt.casussen.get().behandelaar) == (noord, buurt.pk, None)


def test_while_typing_the_page_says_which_team_and_who_lives_there(klant):
    zaak = maak_zaak(klant)
    adresgebied("1234AB", eerste_team())
    nummer = zaak.huishouden.huisnummer

    gezien = tekst(klant.get(f"/huishoudens/team-bij-adres?postcode=1234+ab&huisnummer={nummer}"))

    assert f"Dit adres hoort bij {eerste_team().naam} . Vogelbuurt" in gezien
    assert f"Op Merelstraat {nummer} is al een huishouden: Kuiper." in gezien


def test_a_household_of_another_team_at_the_address_is_not_named(klant):
    maak_zaak(klant)
    ander = maak_huishouden("Verweg", team=maak_team("Centrum"), huisnummer=77)

    gezien = tekst(klant.get("/huishoudens/team-bij-adres?postcode=1234AB&huisnummer=77"))

    assert "Op 1234 AB 77 is al een huishouden bekend bij team Centrum" in gezien
    assert ander.naam not in gezien
    assert ander.straat not in gezien
    assert logboek("dossier.huishouden.gezocht") == ["dossier.huishouden.gezocht"]


def test_a_second_household_at_an_address_is_asked_after_once(klant):
    zaak = maak_zaak(klant)
    gegevens = {
        **RIA,
        "straat": "Merelstraat",
        "postcode": "1234AB",
        "huisnummer": str(zaak.huishouden.huisnummer),
    }

    eerst = klant.post("/huishoudens/nieuw", gegevens)
    toch = klant.post("/huishoudens/nieuw", {**gegevens, "toch": "1"})

    assert eerst.status_code == 422
    assert "Open dat huishouden of ga door als dit andere mensen zijn." in tekst(eerst)
    assert "Ria" in eerst.content.decode()
    assert (toch.status_code, Huishouden.objects.count()) == (303, 2)


def test_one_more_person_is_asked_without_javascript_and_nothing_typed_is_lost(klant):
    maak_zaak(klant)

    antwoord = klant.post("/huishoudens/nieuw", {**RIA, "telefoon": "0612345678", "meer": "1"})

    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert ('value="Ria"' in html, 'name="form-1-voornamen"' in html, 'value="0612345678"' in html) == (
        True,
    ) * 3


def test_nobody_and_no_name_is_no_household(klant):
    maak_zaak(klant)

    antwoord = klant.post("/huishoudens/nieuw", LEEG)

    assert antwoord.status_code == 422
    assert "Vul een naam in, of de achternaam van iemand die erbij hoort." in tekst(antwoord)


def test_a_household_from_a_signaal_is_linked_to_it(klant):
    zaak = maak_zaak(klant)
    signaal = maak_signaal(stand="opgepakt", opgepakt_door=zaak.medewerker)

    klant.post(f"/huishoudens/nieuw?signaal={signaal.pk}", RIA)

    signaal.refresh_from_db()
    assert signaal.huishouden.naam == "Van der Berg"


def test_changing_keeps_one_line_per_thing_to_know(klant):
    zaak = maak_zaak(klant)

    klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/wijzigen",
        {"naam": "Kuiper", "versie": "1", "goed_om_te_weten": " Bel eerst aan \n\nEr is een hond"},
    )

    zaak.huishouden.refresh_from_db()
    assert (zaak.huishouden.goed_om_te_weten, zaak.huishouden.versie) == (
        ["Bel eerst aan", "Er is een hond"],
        2,
    )


def test_the_logboek_keeps_which_fields_changed_and_never_what_was_in_them(klant):
    zaak = maak_zaak(klant)

    klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/wijzigen",
        {"naam": "Bakker", "versie": "1", "wat_echt_telt": "Rust"},
    )

    detail = Logboekregel.objects.get(gebeurtenis="dossier.huishouden.gewijzigd").detail
    assert sorted(detail["velden"]) == sorted(
        ["naam", "straat", "huisnummer", "postcode", "plaats", "wat_echt_telt"]
    )
    assert "Rust" not in str(detail)


def test_a_new_name_is_found_at_once_and_the_old_one_no_more(klant):
    zaak = maak_zaak(klant)

    klant.post(f"/huishoudens/{zaak.huishouden.pk}/wijzigen", {"naam": "Zonneveld", "versie": "1"})

    assert "/huishoudens/" in klant.get("/zoeken?q=zonneveld")["Location"]


def test_two_people_who_change_at_once_see_both_texts(klant):
    zaak = maak_zaak(klant)
    adres = f"/huishoudens/{zaak.huishouden.pk}/wijzigen"
    klant.post(adres, {"naam": "Kuiper", "versie": "1", "wat_echt_telt": "Van Daan"})

    antwoord = klant.post(adres, {"naam": "Kuiper", "versie": "1", "wat_echt_telt": "Van mij"})

    zaak.huishouden.refresh_from_db()
    assert antwoord.status_code == 409
    assert ("Van mij" in tekst(antwoord), "Van Daan" in tekst(antwoord)) == (True, True)
    assert zaak.huishouden.wat_echt_telt == "Van Daan"


def test_somebody_is_added_with_a_bsn_that_is_shown_only_on_request(klant):
    zaak = maak_zaak(klant)

    antwoord = klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/personen/nieuw", {**PERSOON, "bsn": "123 456 782"}
    )

    pagina = klant.get(antwoord["Location"])
    getoond = klant.post(f"{antwoord['Location']}/bsn")
    assert ("123456782" in pagina.content.decode(), "123456782" in getoond.content.decode()) == (False, True)
    assert "782" in tekst(pagina)
    assert logboek("dossier.inwoner.bsn_getoond") == ["dossier.inwoner.bsn_getoond"]


def test_a_bsn_that_is_known_is_refused_without_saying_whose(klant):
    zaak = maak_zaak(klant)
    klant.post(f"/huishoudens/{zaak.huishouden.pk}/personen/nieuw", {**PERSOON, "bsn": "123456782"})

    antwoord = klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/personen/nieuw", {**PERSOON, "bsn": "123456782"}
    )

    assert antwoord.status_code == 422
    assert "Iemand anders in deze gemeente heeft dit BSN." in tekst(antwoord)


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("bsn", "123456789", "Dit BSN klopt niet."),
        ("geboortedatum", "31-2-2011", "bestaat niet"),
        ("overleden_op", "1-1-1990", "Deze dag ligt vóór de geboortedatum."),
        ("telefoon", "12", "Dit telefoonnummer"),
        ("achternaam", "", "Vul de achternaam in."),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(klant, veld, waarde, zin):
    zaak = maak_zaak(klant)
    gegevens = {**PERSOON, "geboortedatum": "2-5-2011", "bijzonderheid": "3 havo", veld: waarde}

    antwoord = klant.post(f"/huishoudens/{zaak.huishouden.pk}/personen/nieuw", gegevens)

    assert antwoord.status_code == 422
    assert zin in tekst(antwoord)
    assert 'value="3 havo"' in antwoord.content.decode()


def test_who_leaves_stays_in_the_history_and_comes_back(klant):
    zaak = maak_zaak(klant, personen=("Marieke", "Ruud"))
    ruud = zaak.huishouden.leden.get(inwoner__voornamen="Ruud").inwoner
    adres = f"/huishoudens/{zaak.huishouden.pk}/personen/{ruud.pk}"

    klant.post(f"{adres}/vertrek", {"tot": "vandaag"})
    weg = tekst(klant.get(f"/huishoudens/{zaak.huishouden.pk}"))
    klant.post(f"{adres}/terug")

    assert "1 persoon" in weg
    assert Huishoudlid.objects.get(inwoner=ruud).tot is None


def test_nobody_leaves_before_coming(klant):
    zaak = maak_zaak(klant)

    antwoord = klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/personen/{zaak.inwoner.pk}/vertrek", {"tot": "1-1-2020"}
    )

    assert "De einddatum ligt vóór de dag dat deze persoon erbij kwam." in tekst(antwoord)


def test_gezag_over_a_child_is_recorded_and_ends(klant):
    zaak = maak_zaak(
        klant, personen=("Marieke", {"voornamen": "Lotte", "geboortedatum": date(2019, 9, 9), "rol": "kind"})
    )
    kind = zaak.huishouden.leden.get(rol="kind").inwoner
    adres = f"/huishoudens/{zaak.huishouden.pk}/personen/{kind.pk}"

    klant.post(f"{adres}/gezag", {"soort": "ouder", "houder": str(zaak.inwoner.pk)})
    overzicht = tekst(klant.get(f"/huishoudens/{zaak.huishouden.pk}"))
    gezag = Gezagsrelatie.objects.get()
    klant.post(f"{adres}/gezag/{gezag.pk}/einde")

    gezag.refresh_from_db()
    assert "gezag: Marieke" in overzicht
    assert "ouder met gezag" in overzicht
    assert gezag.tot == localdate()


def test_gezag_needs_somebody(klant):
    zaak = maak_zaak(
        klant, personen=({"voornamen": "Lotte", "geboortedatum": date(2019, 9, 9), "rol": "kind"},)
    )

    antwoord = klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/personen/{zaak.inwoner.pk}/gezag", {"soort": "ouder"}
    )

    assert "Kies iemand uit het huishouden of vul een naam in." in tekst(antwoord)


def test_a_vertegenwoordiger_stands_at_the_regie(klant):
    zaak = maak_zaak(klant)
    adres = f"/huishoudens/{zaak.huishouden.pk}/personen/{zaak.inwoner.pk}/vertegenwoordigers"

    klant.post(adres, {"naam": "P. de Wit", "soort": "mentor"})

    assert "Marieke Kuiper zelf met mentor P. de Wit" in tekst(
        klant.get(f"/huishoudens/{zaak.huishouden.pk}")
    )


def test_the_network_grows_changes_and_shrinks(klant):
    zaak = maak_zaak(klant)
    adres = f"/huishoudens/{zaak.huishouden.pk}/netwerk"

    klant.post(adres, {"naam": "Oma Ria", "sterkte": "5"})
    oma = Netwerklid.objects.get()
    klant.post(f"{adres}/{oma.pk}", {"naam": "Oma Ria", "sterkte": "2", "is_gespannen": "on", "versie": "1"})
    gewijzigd = Netwerklid.objects.get()
    klant.post(f"{adres}/{oma.pk}/weg")

    assert (gewijzigd.sterkte, gewijzigd.is_gespannen, gewijzigd.bekeken_op) == (2, True, localdate())
    assert Netwerklid.objects.count() == 0


def test_a_colleague_who_works_along_may_open_the_household(klant, klant_van, lindewaard):
    zaak = maak_zaak(klant)
    daan = maak_gebruiker(naam="Daan Visser", met_code_app=False)
    van_daan = klant_van(lindewaard)
    log_in(van_daan, daan)
    vooraf = van_daan.get(f"/huishoudens/{zaak.huishouden.pk}").status_code

    klant.post(
        f"/huishoudens/{zaak.huishouden.pk}/wie-werkt-mee", {"gebruiker": str(daan.pk), "rol": "jeugd"}
    )

    assert (vooraf, van_daan.get(f"/huishoudens/{zaak.huishouden.pk}").status_code) == (404, 200)


def test_who_stops_working_along_keeps_no_access(klant, klant_van, lindewaard):
    zaak = maak_zaak(klant)
    daan = maak_gebruiker(met_code_app=False)
    mee = maak_betrokkene(zaak.huishouden, gebruiker=daan)
    van_daan = klant_van(lindewaard)
    log_in(van_daan, daan)

    klant.post(f"/huishoudens/{zaak.huishouden.pk}/wie-werkt-mee/{mee.pk}/einde")

    assert van_daan.get(f"/huishoudens/{zaak.huishouden.pk}").status_code == 404


@pytest.mark.parametrize("pad", ["wijzigen", "personen/nieuw", "netwerk", "wie-werkt-mee"])
def test_every_page_of_a_household_of_another_team_answers_404(klant, pad):
    maak_zaak(klant)

    assert klant.get(f"/huishoudens/{vreemd_huishouden().pk}/{pad}").status_code == 404


def test_a_person_is_only_found_in_the_own_household(klant):
    zaak = maak_zaak(klant)
    vreemd = vreemd_huishouden().leden.get().inwoner

    assert klant.get(f"/huishoudens/{zaak.huishouden.pk}/personen/{vreemd.pk}").status_code == 404
    assert Inwoner.objects.filter(pk=vreemd.pk).exists()


def test_an_inlooppunt_makes_a_household_that_nobody_took_on_yet(klant):
    collega = maak_gebruiker(rollen=(Rol.INLOOPPUNT,), met_code_app=False)
    log_in(klant, collega)

    klant.post("/huishoudens/nieuw", {**RIA, "team": str(eerste_team().pk)})

    assert Huishouden.objects.get().casussen.get().behandelaar is None
