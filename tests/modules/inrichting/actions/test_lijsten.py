"""Teams, people, areas, words, modules and house style: what may and what may not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from keukentafel.errors import Verouderd
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import GemeenteRef, huidige_gemeente
from modules.inrichting.actions import (
    gebied,
    huisstijl,
    inlooppunt,
    modulekeuze,
    organisatie,
    teamlid,
    wijkteam,
)
from modules.inrichting.actions.begin import standaard_inrichting
from modules.inrichting.lader import lees
from modules.inrichting.models import (
    Adresgebied,
    Huisstijl,
    Inlooppunt,
    Inrichtingsstand,
    ModuleKeuze,
    Organisatie,
    Teammodel,
    Wijk,
    Wijkteam,
)
from modules.inrichting.queries import team_voor_adres, teamleden_van, zoek_team
from modules.inrichting.rules.gebiedslijst import Adresreeks, Gebiedslijst
from modules.inrichting.rules.instellingsoort import Variant
from modules.inrichting.teambeeld import maak_teambeeld
from tests.factories.inrichting import NU, maak_team, maak_teamlid, maak_teammodel

DAG = date(2026, 11, 23)
GEEL = "#" + "ffdd00"
PETROL = "#" + "0d5560"


@pytest.fixture
def buurt(in_lindewaard: GemeenteRef) -> Wijk:
    lijst = Gebiedslijst({"WK900101": "Vogelwijk"}, {"BU90010100": "Merelbuurt", "BU90010101": "Uilenbuurt"})
    gebied.import_gebieden(lijst=lijst, jaar=2026, by=None, at=NU)
    reeksen = [Adresreeks("3331AA", 1, 9, "BU90010100"), Adresreeks("3331AA", 10, 99, "BU90010101")]
    gebied.import_adressen(reeksen=reeksen, by=None, at=NU)
    return Wijk.objects.get()


def geef(team: Wijkteam, by: Gebruiker, *, wijken: Any = (), buurten: Any = ()) -> None:
    gebied.set_gebieden(team=team, wijken=wijken, buurten=buurten, by=by, at=NU)


def test_an_address_leads_to_the_team_of_its_buurt_before_that_of_its_wijk(
    buurt: Wijk, beheerder: Gebruiker
) -> None:
    wijk_team, buurt_team = maak_team("Vogel"), maak_team("Uil")
    geef(wijk_team, beheerder, wijken=[buurt.pk])
    geef(buurt_team, beheerder, buurten=[buurt.buurten.get(code="BU90010101").pk])

    assert team_voor_adres("3331 aa", 3) == wijk_team
    assert team_voor_adres("3331AA", 12) == buurt_team
    assert team_voor_adres("3331AA", 200) is None
    assert (
        zoek_team("3331AA", None).uitleg == "Deze postcode ligt in meer buurten. Vul ook het huisnummer in."
    )
    assert zoek_team("33", 1).uitleg.startswith("Deze postcode klopt niet.")


def test_a_gemeente_with_one_team_sends_every_address_there(in_lindewaard: GemeenteRef) -> None:
    assert team_voor_adres("3331AA", 1) == Wijkteam.objects.get()


def test_a_wijk_leads_to_one_team_only(buurt: Wijk, beheerder: Gebruiker) -> None:
    geef(maak_team("Vogel"), beheerder, wijken=[buurt.pk])

    with pytest.raises(gebied.GebiedVanAnderTeam) as weigering:
        geef(maak_team("Uil"), beheerder, wijken=[buurt.pk])

    assert str(weigering.value) == "Vogelwijk hoort bij team Vogel. Haal dit gebied daar eerst weg."


def test_reading_a_list_twice_changes_nothing(buurt: Wijk) -> None:
    lijst = Gebiedslijst({"WK900101": "Vogelwijk"}, {"BU90010100": "Merelbuurt"})

    uitkomst = gebied.import_gebieden(lijst=lijst, jaar=2027, by=None, at=NU)

    assert (uitkomst.nieuw, uitkomst.gewijzigd, uitkomst.gelijk) == (0, 0, 2)
    assert Wijk.objects.get().jaar == 2027


def test_reading_addresses_replaces_those_of_the_same_postcode(buurt: Wijk) -> None:
    gebied.import_adressen(reeksen=[Adresreeks("3331AA", 1, 99, "BU90010100")], by=None, at=NU)

    assert list(Adresgebied.objects.values_list("huisnummer_van", "huisnummer_tot")) == [(1, 99)]


def test_a_wijk_with_a_team_is_not_taken_away(buurt: Wijk, beheerder: Gebruiker) -> None:
    geef(maak_team("Vogel"), beheerder, buurten=[buurt.buurten.first().pk])

    with pytest.raises(gebied.GebiedVanAnderTeam):
        gebied.remove_wijk(wijk=buurt, by=beheerder, at=NU)


def test_a_team_with_people_does_not_stop(beheerder: Gebruiker) -> None:
    team = maak_team("Vogel")
    maak_teamlid(team=team)

    with pytest.raises(wijkteam.TeamNogInGebruik):
        wijkteam.stop_wijkteam(team=team, by=beheerder, at=NU)


def test_the_last_team_does_not_stop(beheerder: Gebruiker) -> None:
    with pytest.raises(wijkteam.LaatsteTeam):
        wijkteam.stop_wijkteam(team=Wijkteam.objects.get(), by=beheerder, at=NU)


def test_two_teams_do_not_share_a_name_in_other_capitals(beheerder: Gebruiker) -> None:
    maak_team("Vogel")

    with pytest.raises(wijkteam.TeamnaamBezet):
        wijkteam.add_wijkteam(naam="VOGEL", vanaf=DAG, by=beheerder, at=NU)


def test_a_stale_team_is_not_overwritten(beheerder: Gebruiker) -> None:
    team = maak_team("Vogel")
    velden = {"naam": "Uil", "telefoon": "", "locatie": ""}
    wijkteam.change_wijkteam(team=team, versie=1, **velden, by=beheerder, at=NU)

    with pytest.raises(Verouderd):
        wijkteam.change_wijkteam(team=team, versie=1, **velden, by=beheerder, at=NU)


def detacheer(lid: Any, brug: Organisatie, omvang: str, eenheid: str = "fte", tot: date | None = None) -> Any:
    return teamlid.add_detachering(
        teamlid=lid,
        organisatie=brug,
        omvang=Decimal(omvang),
        eenheid=eenheid,
        van=DAG,
        tot=tot,
        by=None,
        at=NU,
    )


def test_a_team_adds_its_secondments_and_sees_which_end_within_sixty_days(in_lindewaard: GemeenteRef) -> None:
    team, brug = maak_team(), Organisatie.objects.create(naam="De Brug", soort="welzijn")
    leden = [maak_teamlid(team=team) for _ in range(3)]
    detacheer(leden[0], brug, "0.8", tot=DAG + timedelta(days=60))
    detacheer(leden[1], brug, "0.6", tot=DAG + timedelta(days=61))
    detacheer(leden[2], brug, "12", "uren_per_week")

    beeld = maak_teambeeld(list(teamleden_van(team)), vandaag=DAG)

    assert beeld.omvang_tekst == "1,4 fte en 12 uur per week"
    assert [lid for lid, _ in beeld.aflopend] == [leden[0]]


def test_a_leefgebied_without_an_owner_is_a_gap_with_advice(in_lindewaard: GemeenteRef) -> None:
    lid = maak_teamlid()
    teamlid.set_expertise(teamlid=lid, niveaus={"financien": 3, "justitie": 1}, by=None, at=NU)

    beeld = maak_teambeeld(list(teamleden_van(lid.team)), vandaag=DAG)

    assert (len(beeld.rijen), len(beeld.gaten)) == (11, 10)
    assert (
        beeld.rijen[-1].advies == "Alleen basiskennis. Kies wie scholing volgt, of wie het team kan bellen."
    )


@pytest.mark.parametrize(("omvang", "eenheid"), [("0", "fte"), ("2.1", "fte"), ("61", "uren_per_week")])
def test_a_secondment_fits_in_a_week(in_lindewaard: GemeenteRef, omvang: str, eenheid: str) -> None:
    brug = Organisatie.objects.create(naam="De Brug", soort="welzijn")

    with pytest.raises(teamlid.OmvangPastNiet):
        detacheer(maak_teamlid(), brug, omvang, eenheid)


def test_one_employer_does_not_count_twice(in_lindewaard: GemeenteRef) -> None:
    lid, brug = maak_teamlid(), Organisatie.objects.create(naam="De Brug", soort="welzijn")
    detacheer(lid, brug, "0.5")

    with pytest.raises(teamlid.DetacheringOverlapt):
        detacheer(lid, brug, "0.5")


def test_leaving_a_team_ends_the_secondment(beheerder: Gebruiker) -> None:
    lid, brug = maak_teamlid(), Organisatie.objects.create(naam="De Brug", soort="welzijn")
    rij = detacheer(lid, brug, "0.5")

    teamlid.end_teamlid(teamlid=lid, tot=DAG + timedelta(days=10), by=beheerder, at=NU)

    rij.refresh_from_db()
    assert rij.tot == DAG + timedelta(days=10)


def test_an_organisation_in_use_is_not_taken_away(beheerder: Gebruiker) -> None:
    brug = Organisatie.objects.create(naam="De Brug", soort="welzijn")
    detacheer(maak_teamlid(), brug, "0.5")

    with pytest.raises(organisatie.OrganisatieInGebruik):
        organisatie.remove_organisatie(organisatie=brug, by=beheerder, at=NU)


def test_the_last_door_for_residents_is_not_closed(beheerder: Gebruiker) -> None:
    maak_teammodel(Variant.NETWERK)
    Inlooppunt.objects.all().delete()
    punt = Inlooppunt.objects.create(naam="De Kom", adres="Plein 1", openingstijden="Elke ochtend")

    with pytest.raises(inlooppunt.LaatsteIngang):
        inlooppunt.remove_inlooppunt(inlooppunt=punt, by=beheerder, at=NU)


def zet(code: str, *, aan: bool) -> None:
    versie = ModuleKeuze.objects.filter(code=code).values_list("versie", flat=True).first() or 0
    modulekeuze.set_module(code=code, aan=aan, versie=versie, by=None, at=NU)


def test_a_module_that_the_model_needs_stays_on(in_lindewaard: GemeenteRef) -> None:
    maak_teammodel(Variant.TOEGANG)

    with pytest.raises(modulekeuze.ModuleNodig) as weigering:
        zet("wmo", aan=False)

    assert str(weigering.value) == (
        "Melding en onderzoek: Ja kan niet zonder module Wmo. Zet de module aan of kies Nee."
    )


def test_a_module_off_is_off_for_the_next_request_and_on_again(in_lindewaard: GemeenteRef) -> None:
    zet("jeugd", aan=False)
    assert lees(huidige_gemeente()).modules == frozenset({"wmo", "participatie"})

    zet("jeugd", aan=True)
    assert lees(huidige_gemeente()).modules == frozenset({"wmo", "jeugd", "participatie"})


def test_the_last_module_stays_on(in_lindewaard: GemeenteRef) -> None:
    maak_teammodel(Variant.NETWERK)
    zet("wmo", aan=False)
    zet("jeugd", aan=False)

    with pytest.raises(modulekeuze.GeenModuleOver):
        zet("participatie", aan=False)


def concept(kleur: str) -> Huisstijl:
    return huisstijl.save_huisstijl_concept(
        merk=kleur,
        actie=kleur,
        radius=4,
        lettertype="source_sans",
        logo="keukentafel",
        logo_bestand=None,
        versie=0,
        by=None,
        at=NU,
    )


def test_colours_nobody_can_read_are_not_published(in_lindewaard: GemeenteRef) -> None:
    stijl = concept(GEEL)
    vooraf = lees(huidige_gemeente()).huisstijl

    with pytest.raises(huisstijl.TeWeinigContrast) as weigering:
        huisstijl.publish_huisstijl(concept=stijl, versie=stijl.versie, by=None, at=NU)

    assert str(weigering.value) == (
        "Knop op papier: contrast 1,4 op 1, nodig is 3,0 op 1. Kies een andere kleur."
    )
    assert lees(huidige_gemeente()).huisstijl == vooraf


def test_a_published_style_gets_an_address_of_its_own(in_lindewaard: GemeenteRef) -> None:
    vooraf = lees(huidige_gemeente()).huisstijl.css_adres
    stijl = concept(PETROL)
    huisstijl.publish_huisstijl(concept=stijl, versie=stijl.versie, by=None, at=NU)

    assert lees(huidige_gemeente()).huisstijl.css_adres != vooraf
    assert Huisstijl.objects.gepubliceerd().count() == 1


@pytest.mark.parametrize("variant", Variant.values)
def test_a_new_gemeente_is_complete_and_has_a_door_for_residents(
    in_lindewaard: GemeenteRef, variant: str
) -> None:
    for model in (Teammodel, Wijkteam, ModuleKeuze, Huisstijl, Inlooppunt, Inrichtingsstand):
        model.objects.all().delete()

    team = standaard_inrichting(variant=variant, by=None, at=NU)

    inrichting = lees(huidige_gemeente())
    assert inrichting.van_team(team.pk).variant.value == variant
    assert len(inrichting.modules) == 3
    assert inrichting.huisstijl.css_adres.startswith("/huisstijl/1-")
    assert Inlooppunt.objects.exists() == (variant in ("netwerk", "regie"))


def test_the_database_refuses_a_second_team_for_one_wijk(buurt: Wijk) -> None:
    een, ander = maak_team(), maak_team()
    een.gebieden.create(wijk=buurt)

    with pytest.raises(IntegrityError), transaction.atomic():
        ander.gebieden.create(wijk=buurt)
