"""The list of work: order, filters, rights, saved filters and own columns."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.models import Actie, Termijn
from modules.dossier.werk.models import Werkfilter, Werkvoorkeur
from modules.dossier.werk.queries.regels import werk_van
from modules.dossier.werkbronnen import Soort, Werkbron, Werkbronnen, Werkvraag
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.models import ModuleKeuze
from tests.factories.dossier import (
    eerste_team,
    maak_casus,
    maak_huishouden,
    maak_melding,
    maak_plan,
    maak_termijn,
)
from tests.factories.identity import log_in
from tests.factories.inrichting import maak_team, maak_teammodel
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden
from tests.modules.dossier.werk.toneel import maak_leider, maak_mens, maak_werk, rijen, tekst

pytestmark = pytest.mark.usefixtures("in_lindewaard")
LIJST = 23


def test_what_is_most_urgent_stands_on_top(klant):
    mens = maak_mens()
    log_in(klant, mens)
    maak_werk("Rustig", mens, over=40)
    maak_werk("Laat", mens, over=-3)
    maak_werk("Bijna", mens, over=5)
    spoed = maak_werk("Spoed", mens, over=30)
    Termijn.objects.filter(casus=spoed).update(melding=maak_melding(spoed, is_spoed=True))
    maak_casus(maak_huishouden("Niets"), behandelaar=mens)

    gezien = klant.get("/werk")

    assert rijen(gezien) == ["Spoed", "Laat", "Bijna", "Rustig", "Niets"]
    assert ("Crisis" in tekst(gezien), "Niets gepland" in tekst(gezien)) == (True, True)


def test_each_row_says_what_to_do_and_opens_exactly_there(klant):
    zaak = maak_zaak(klant)
    melding = maak_melding(zaak.casus, wet="wmo", inwoner=zaak.inwoner, ontvangen_op=timezone.now())
    maak_termijn(zaak.casus, sleutel="wmo_bevestiging", melding=melding, wet="wmo")

    gezien = klant.get("/werk").content.decode()

    assert f'href="/wmo/{melding.pk}/bevestiging"' in gezien
    assert "Bevestig de melding" in gezien
    assert "Nieuw, nog niet bevestigd" in gezien


def test_who_leads_the_team_looks_and_does_not_land_on_a_closed_form(klant):
    leider, noor = maak_leider(klant), maak_mens()
    casus = maak_casus(maak_huishouden("Kuiper"), behandelaar=noor)
    termijn = maak_termijn(casus, sleutel="plan", titel="Plan maken")
    eigen = maak_casus(maak_huishouden("Eigen"), behandelaar=leider)
    maak_termijn(eigen, sleutel="plan", titel="Plan maken")

    gezien = klant.get("/werk?van=team").content.decode()

    adressen = (
        f"/termijnen/{termijn.pk}",
        f"/huishoudens/{casus.huishouden_id}/plan",
        f"/huishoudens/{eigen.huishouden_id}/plan",
    )
    assert [f'href="{adres}"' in gezien for adres in adressen] == [True, False, True]
    assert klant.get(adressen[0]).status_code == 200


def test_the_badge_goes_when_the_letter_has_gone_out(klant):
    zaak = maak_zaak(klant)
    melding = maak_melding(zaak.casus, wet="wmo", inwoner=zaak.inwoner)
    adressen = ("/werk", "/meldingen", f"/meldingen/{melding.pk}", f"/huishoudens/{zaak.huishouden.pk}")
    voor = ["Nieuw, nog niet bevestigd" in tekst(klant.get(adres)) for adres in adressen]
    melding.bevestigd_op = localdate()
    melding.save()

    na = ["Nieuw, nog niet bevestigd" in tekst(klant.get(adres)) for adres in adressen]

    assert (voor, na) == ([True] * 4, [False] * 4)


def test_a_law_that_is_off_has_no_work(klant):
    zaak = maak_zaak(klant)
    maak_termijn(zaak.casus, sleutel="wmo_onderzoek", wet="wmo")
    voor = "Onderzoek afronden" in tekst(klant.get("/mijn-dag"))
    ModuleKeuze.objects.update_or_create(code="wmo", defaults={"aan": False, "gewijzigd_op": timezone.now()})
    renew_stand(at=timezone.now())

    assert (voor, "Onderzoek afronden" in tekst(klant.get("/mijn-dag"))) == (True, False)


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("van=mij", ["Van mij"]),
        ("van=team", ["Laat", "Van mij", "Los"]),
        ("van=niemand", ["Los"]),
        ("van=team&stand=te_laat", ["Laat"]),
        ("van=team&stand=gevaar", ["Laat"]),
        ("van=team&stand=week", ["Laat"]),
        ("van=team&soort=brief", []),
        ("van=team&wet=jeugd", []),
        ("van=team&wet=onzin&stand=onzin&soort=onzin&blad=x", ["Laat", "Van mij", "Los"]),
        ("van=geen-mens", []),
        ("van=team&team=geen-team", []),
    ],
)
def test_filters_narrow_the_list(klant, vraag, verwacht):
    mens = maak_mens()
    log_in(klant, mens)
    maak_werk("Van mij", mens, over=30)
    maak_werk("Laat", maak_mens("Daan Visser"), over=-1)
    maak_werk("Los", over=40)

    assert rijen(klant.get(f"/werk?{vraag}")) == verwacht


def test_a_household_of_another_team_is_not_in_the_list(klant):
    maak_zaak(klant)
    vreemd = vreemd_huishouden()

    assert "Verweg" not in tekst(klant.get(f"/werk?van=team&team={vreemd.team_id}"))


def test_a_household_of_the_own_team_that_is_closed_is_not_in_the_list(klant):
    """In the variant netwerk a team does not open a household: only a part of one's own does."""
    mens = maak_mens()
    log_in(klant, mens)
    maak_casus(maak_huishouden("Dicht"), behandelaar=maak_mens("Daan"), teammodel=maak_teammodel("netwerk"))

    assert rijen(klant.get("/werk?van=team")) == []
    with zaai("werklijst_zonder_filter"):
        assert rijen(klant.get("/werk?van=team")) == ["Dicht"]


def test_a_colleague_who_left_the_team_is_no_way_in(klant):
    zaak = maak_zaak(klant)
    weg = maak_casus(maak_huishouden("Verweg", team=maak_team("Elders")), behandelaar=zaak.medewerker)
    weg.behandelaar = None
    weg.save()
    adres = f"/werk?van=team&team={weg.team_id}"

    assert rijen(klant.get(adres)) == []


def test_who_sees_one_law_only_sees_only_that_law(klant):
    klantmanager = maak_mens("Kees", functie="", protocolfunctie="klantmanager_wi")
    log_in(klant, klantmanager)
    casus = maak_casus(
        maak_huishouden("Kuiper"), behandelaar=maak_mens("Daan Visser"), status="ondersteuning"
    )
    maak_termijn(casus, sleutel="pw_beslissing", titel="Besluit bijstand", wet="participatie")
    maak_termijn(casus, sleutel="wmo_onderzoek", titel="Onderzoek naar hulp", wet="wmo", over=-3)

    def zien():
        gezien = tekst(klant.get("/werk?van=team"))
        return "Besluit bijstand" in gezien, "Onderzoek naar hulp" in gezien

    assert zien() == (True, False)
    with zaai("werk_van_elke_wet"):
        assert zien()[1]


def test_the_work_of_a_law_comes_in_by_the_registry():
    eigen = Werkbronnen()
    bron = Werkbron("proef", wet="jeugd")
    eigen.registreer(bron)

    with pytest.raises(ValueError, match="al aangemeld"):
        eigen.registreer(bron)
    assert (list(eigen.aan({"wmo"})), list(eigen.aan({"jeugd"}))) == ([], [bron])


def test_two_lines_that_lead_to_one_page_are_one_thing(klant):
    zaak = maak_zaak(klant)
    maak_termijn(zaak.casus, sleutel="plan", titel="Plan maken", over=20)
    maak_termijn(zaak.casus, sleutel="plan_na_crisis", titel="Plan na een crisis", over=2)
    vraag = Werkvraag(zaak.medewerker, localdate(), {zaak.medewerker.pk: ""}, modules=frozenset({"wmo"}))

    assert [rij.regel.wat for rij in werk_van(vraag)] == ["Plan na een crisis"]


def test_the_plan_asks_to_look_back_and_to_act(klant):
    zaak = maak_zaak(klant)
    maak_plan(zaak.casus, status="actief", evaluatie_op=localdate() + timedelta(days=3))
    Actie.objects.create(
        huishouden=zaak.huishouden, wat="School bellen", wie="professional", gebruiker=zaak.medewerker,
        wanneer=localdate(), gemaakt_op=timezone.now(),
    )  # fmt: skip
    vraag = Werkvraag(zaak.medewerker, localdate(), {zaak.medewerker.pk: ""})

    assert [(rij.regel.soort, rij.regel.doe) for rij in werk_van(vraag)] == [
        (Soort.ACTIE, "Rond af"),
        (Soort.TERUGKIJKEN, "Kijk terug"),
    ]


def test_the_list_takes_the_same_queries_for_1_and_for_many(klant):
    leider = maak_leider(klant)
    klant.get("/werk?van=team")

    def erbij(nummer):
        casus = maak_werk(f"Huis {nummer}", leider)
        melding = maak_melding(casus, wet="wmo")
        maak_termijn(casus, sleutel="wmo_onderzoek", melding=melding, wet="wmo")

    erbij(0)
    klant.get("/werk?van=team")
    bij_een = vragen(klant, "/werk?van=team")
    for nummer in range(1, 6):
        erbij(nummer)

    assert (bij_een, vragen(klant, "/werk?van=team")) == (LIJST, LIJST)


def test_a_long_list_has_pages(klant):
    mens = maak_mens()
    log_in(klant, mens)
    for nummer in range(26):
        maak_casus(maak_huishouden(f"Huis {nummer:02}"), behandelaar=mens)

    eerste, tweede = klant.get("/werk?van=mij"), klant.get("/werk?van=mij&blad=2")

    assert (len(rijen(eerste)), rijen(tweede)) == (25, ["Huis 25"])
    assert "blad=2" in eerste.content.decode()


def test_a_filter_is_kept_under_a_name_and_is_an_address(klant):
    log_in(klant, maak_mens())

    antwoord = klant.post(
        "/werk/filters", {"naam": "Wmo in gevaar", "van": "team", "wet": "wmo", "stand": "gevaar"}
    )

    rij = Werkfilter.objects.get()
    assert rij.vraag == {"van": "team", "wet": "wmo", "stand": "gevaar"}
    assert antwoord["Location"] == rij.get_absolute_url() == "/werk?van=team&wet=wmo&stand=gevaar"
    assert "Wmo in gevaar" in tekst(klant.get("/werk?van=mij"))


@pytest.mark.parametrize(
    ("naam", "zin"),
    [("", "Geef het filter een naam."), ("Bestaat", "Je hebt al een filter met deze naam.")],
)
def test_a_filter_that_cannot_be_kept_says_why_and_keeps_what_was_typed(klant, naam, zin):
    mens = maak_mens()
    log_in(klant, mens)
    Werkfilter.objects.create(naam="Bestaat", eigenaar=mens, vraag={}, gemaakt_op=timezone.now())

    antwoord = klant.post("/werk/filters", {"naam": naam, "van": "team", "wet": "wmo"})

    assert (antwoord.status_code, zin in tekst(antwoord)) == (422, True)
    assert '<input type="hidden" name="wet" value="wmo">' in antwoord.content.decode()


def test_a_shared_filter_is_there_for_the_team_and_for_nobody_else(klant):
    team = eerste_team()
    maker, collega = maak_mens(team=team), maak_mens("Daan", team=team)
    vreemde = maak_mens("Ver", team=maak_team("Elders"))
    log_in(klant, maker)
    klant.post("/werk/filters", {"naam": "Samen", "van": "team", "delen_met": str(team.pk)})
    rij = Werkfilter.objects.get()

    def ziet(mens):
        log_in(klant, mens)
        return "Samen" in tekst(klant.get("/werk?van=mij"))

    assert (ziet(collega), ziet(vreemde)) == (True, False)
    assert klant.post(f"/werk/filters/{rij.pk}", {"standaard": "1"}).status_code == 404
    log_in(klant, collega)
    weg = klant.post(f"/werk/filters/{rij.pk}", {"weg": "1"})
    assert (weg.status_code, "van een collega" in tekst(weg), Werkfilter.objects.count()) == (422, True, 1)


def test_the_list_opens_with_the_filter_of_ones_choice(klant):
    mens = maak_mens()
    log_in(klant, mens)
    klant.post("/werk/filters", {"naam": "Team", "van": "team", "is_standaard": "on"})
    rij = Werkfilter.objects.get()

    geopend = klant.get("/werk")
    klant.post(f"/werk/filters/{rij.pk}", {"niet_meer": "1"})

    assert (geopend.status_code, geopend["Location"]) == (302, "/werk?van=team")
    assert klant.get("/werk").status_code == 200
    klant.post(f"/werk/filters/{rij.pk}", {"standaard": "1"})
    klant.post(f"/werk/filters/{rij.pk}", {"weg": "1"})
    assert (klant.get("/werk").status_code, Werkvoorkeur.objects.get().standaard) == (200, None)


def test_columns_are_chosen_moved_and_remembered_without_a_script(klant):
    mens = maak_mens()
    log_in(klant, mens)
    maak_werk("Kuiper", mens)
    volgorde = ["uiterlijk", "medewerker", "wet", "fase", "team", "plaats", "sinds", "meer"]
    aan = {"kolom": ["wet", "team"], "volgorde": volgorde}

    omhoog = klant.post("/werk/kolommen", {**aan, "omhoog": "team"})
    geschoven = [code for code in volgorde if code != "team"]
    geschoven.insert(geschoven.index("wet"), "team")
    klant.post("/werk/kolommen", {"kolom": ["wet", "team"], "volgorde": geschoven})

    assert "Team is verplaatst." in tekst(omhoog)
    assert Werkvoorkeur.objects.get().kolommen == ["team", "wet"]
    gezien = tekst(klant.get("/werk"))
    assert gezien.index(" Team ") < gezien.index(" Wet Kuiper") if " Wet Kuiper" in gezien else True
    assert "Fase" not in gezien
    klant.post("/werk/kolommen", {"standaard": "1"})
    assert "Fase" in tekst(klant.get("/werk"))
