"""Take a configuration in, in another gemeente or later, and turn it back."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

import pytest

from keukentafel.audit.models import Logboekregel
from keukentafel.errors import Verouderd
from keukentafel.identity.models import Gebruiker
from keukentafel.tenancy import GemeenteRef
from keukentafel.tenancy.zaaifouten import zaai as gezaaid
from modules.dossier.brieven.soorten import soorten
from modules.inrichting.actions import teammodel as teammodelactie
from modules.inrichting.actions.stand import renew_stand
from modules.inrichting.configuratie.actions.inname import (
    AlTeruggedraaid,
    AndereInstallatie,
    Bron,
    KanNiet,
    NietOndertekend,
    NietsGekozen,
    check_herkomst,
    lees_alles,
    take_in,
    try_out,
    try_turn_back,
    turn_back,
    write_configuratie,
)
from modules.inrichting.configuratie.bestand import Bestand, Herkomst, lees
from modules.inrichting.configuratie.deel import delen
from modules.inrichting.configuratie.models import Configuratieinname, Innamesoort
from modules.inrichting.models import Begrip, Huisstijl, Informatieprotocol, Inrichtingsstand, Teammodel

NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
BESTAND = Bron(Innamesoort.BESTAND, "proef.yaml")
ALLES = frozenset(deel.sleutel for deel in delen.alle())


def anders() -> dict[str, Any]:
    """Return what holds now, with something else in every part."""
    uit = copy.deepcopy(lees_alles())
    soort = next(kind for kind in soorten.alle() if not kind.verplicht)
    uit["begrippen"] = {"inwoner": {"enkelvoud": "bewoner", "meervoud": "bewoners", "lidwoord": "de"}}
    uit["modules"] = ["jeugd", "wmo"]
    uit["teammodel"] = {"variant": "team", "instellingen": {}, "teams": {}}
    functie, categorie = next(
        (f, c) for f, rij in uit["informatieprotocol"].items() for c in rij if f == "backoffice"
    )
    del uit["informatieprotocol"][functie][categorie]
    uit["huisstijl"] = {
        "merk": "#1b3a6b",
        "actie": "#1b3a6b",
        "radius": 2,
        "lettertype": "georgia",
        "logo": "molenveen",
    }
    uit["brieven"] = {
        soort.code: {"onderwerp": "Onze brief", "samenvatting": "", "tekst": "Beste {{ naam }}"}
    }
    uit["bewaartermijnen"]["wmo"]["maanden"] += 12
    uit["toegang"]["drempel_veel"] = 41
    uit["besluiten"]["met_commissie"] = True
    uit["wmo"]["heronderzoek_jaren"] = 3
    uit["jeugd"]["verwijsindex"] = False
    uit["sessie"]["inactief_minuten"] = 20
    uit["werkdocumenten"] = {
        "scan": {"soort": "quickscan", "titel": "Scan", "tekst": "Vraag door."},
    }
    return uit


def neem_in(inhoud: dict[str, Any], by: Gebruiker, keuze: frozenset[str] = ALLES) -> Configuratieinname:
    stand = try_out(inhoud=inhoud, by=by, at=NU).stand
    return take_in(inhoud=inhoud, keuze=keuze, bron=BESTAND, stand=stand, by=by, at=NU)


def test_every_part_is_changed_by_this_test(in_lindewaard: GemeenteRef):
    nu, wordt = lees_alles(), anders()

    assert {naam for naam in nu if nu[naam] == wordt[naam]} == set()


def test_what_was_written_out_changes_nothing_when_it_is_taken_in(beheerder: Gebruiker):
    inhoud = lees(write_configuratie(by=beheerder, at=NU)).delen
    proef = try_out(inhoud=inhoud, by=beheerder, at=NU)

    assert (proef.aantal, [deel.bezwaren for deel in proef.delen if deel.bezwaren], proef.onbekend) == (
        0,
        [],
        (),
    )


def test_looking_says_what_differs_in_every_part_and_changes_nothing(beheerder: Gebruiker):
    vooraf, regels = lees_alles(), Logboekregel.objects.count()
    proef = try_out(inhoud=anders(), by=beheerder, at=NU)

    assert {deel.sleutel for deel in proef.anders} == ALLES
    assert [(deel.sleutel, deel.bezwaren) for deel in proef.delen if deel.bezwaren] == []
    assert lees_alles() == vooraf
    assert (Teammodel.objects.concept().count(), Logboekregel.objects.count()) == (0, regels)


def test_a_look_that_stays_is_found(beheerder: Gebruiker):
    vooraf = lees_alles()
    with gezaaid("configuratieproef_blijft_staan"):
        try_out(inhoud=anders(), by=beheerder, at=NU)

    assert lees_alles() != vooraf


def test_what_is_taken_in_holds_and_the_rest_waits_for_who_decides(beheerder: Gebruiker):
    inhoud = anders()
    inname = neem_in(inhoud, beheerder)
    nu = lees_alles()

    meteen = {deel["deel"] for deel in inname.uitkomst if deel["werking"] == "ingegaan"}
    assert meteen == ALLES - {"teammodel", "informatieprotocol", "bewaartermijnen"}
    assert {naam: nu[naam] for naam in meteen} == {naam: inhoud[naam] for naam in meteen}
    assert Teammodel.objects.concept().get().variant == "team"
    assert Informatieprotocol.objects.concept().get().inhoud == inhoud["informatieprotocol"]
    assert nu["teammodel"]["variant"] != "team"


def test_turning_back_puts_everything_as_it_was_and_takes_untouched_concepts_away(beheerder: Gebruiker):
    vooraf = lees_alles()
    inname = neem_in(anders(), beheerder)
    stand = try_turn_back(inname=inname, by=beheerder, at=NU).stand
    assert Teammodel.objects.concept().exists()
    turn_back(inname=inname, stand=stand, by=beheerder, at=NU)

    assert lees_alles() == vooraf
    assert not Teammodel.objects.concept().exists()
    assert not Informatieprotocol.objects.concept().exists()
    with pytest.raises(AlTeruggedraaid):
        turn_back(inname=inname, stand=stand, by=beheerder, at=NU)


def draai_terug(inname: Configuratieinname, by: Gebruiker) -> Configuratieinname:
    stand = try_turn_back(inname=inname, by=by, at=NU).stand
    return turn_back(inname=inname, stand=stand, by=by, at=NU)


@pytest.fixture
def zonder_huisstijl(beheerder: Gebruiker) -> None:
    """Take the style away that a gemeente begins with: some never had one."""
    Huisstijl.objects.all().delete()
    renew_stand(at=NU)


@pytest.mark.usefixtures("zonder_huisstijl")
def test_turning_back_everything_leaves_nothing_where_nothing_was(beheerder: Gebruiker):
    vooraf = lees_alles()
    draai_terug(neem_in(anders(), beheerder), beheerder)

    assert vooraf["huisstijl"] == {}
    assert lees_alles() == vooraf


@pytest.mark.parametrize("sleutel", sorted(ALLES))
def test_each_part_turned_back_is_in_the_file_as_before(beheerder: Gebruiker, sleutel: str):
    vooraf = lees(write_configuratie(by=beheerder, at=NU)).delen
    draai_terug(neem_in(anders(), beheerder, frozenset({sleutel})), beheerder)

    assert lees(write_configuratie(by=beheerder, at=NU)).delen == vooraf


def test_turning_back_goes_one_step_and_can_be_turned_back_itself(beheerder: Gebruiker):
    eerste, tweede = anders()["huisstijl"], {**anders()["huisstijl"], "radius": 6}
    neem_in({"huisstijl": eerste}, beheerder)
    inname = neem_in({"huisstijl": tweede}, beheerder)

    terug = draai_terug(inname, beheerder)
    assert lees_alles()["huisstijl"] == eerste
    draai_terug(terug, beheerder)
    assert lees_alles()["huisstijl"] == tweede


@pytest.mark.usefixtures("zonder_huisstijl")
def test_a_gemeente_without_a_house_style_has_the_look_of_the_product_again(beheerder: Gebruiker):
    assert gezien() == {}
    inname = neem_in({"huisstijl": anders()["huisstijl"]}, beheerder)
    assert gezien()["logo"] == "molenveen"
    proef = try_turn_back(inname=inname, by=beheerder, at=NU)
    gedaan = draai_terug(inname, beheerder)

    assert [(deel.sleutel, deel.opmerkingen, deel.bezwaren) for deel in proef.anders] == [
        ("huisstijl", (), ())
    ]
    assert [deel["zin"] for deel in gedaan.uitkomst] == [
        "De huisstijl is uit gebruik. Het uiterlijk is weer dat van Keukentafel."
    ]
    assert Huisstijl.objects.get().status == "vervallen"  # what was seen stays on record
    assert gezien() == {}
    draai_terug(gedaan, beheerder)
    assert lees_alles()["huisstijl"] == anders()["huisstijl"]


def test_a_file_without_a_house_style_leaves_the_own_one(beheerder: Gebruiker):
    eigen = anders()["huisstijl"]
    neem_in({"huisstijl": eigen}, beheerder)
    proef = try_out(inhoud={"huisstijl": {}}, by=beheerder, at=NU)
    neem_in({"huisstijl": {}}, beheerder)

    assert proef.anders[0].opmerkingen == (
        "In het bestand staat geen huisstijl. Jullie huisstijl blijft zoals die is.",
    )
    assert lees_alles()["huisstijl"] == eigen


def gezien() -> dict[str, Any]:
    """Return what every request reads of the house style."""
    return Inrichtingsstand.objects.get().gegevens["huisstijl"]


def test_turning_back_a_model_that_took_effect_makes_a_concept_of_the_old_one(beheerder: Gebruiker):
    was = lees_alles()["teammodel"]["variant"]
    inname = neem_in(anders(), beheerder, frozenset({"teammodel"}))
    concept = Teammodel.objects.concept().get()
    teammodelactie.plan_teammodel(
        versie=concept.versie, ingaat_op=NU.date(), lopende="houden", by=beheerder, at=NU
    )
    stand = try_turn_back(inname=inname, by=beheerder, at=NU).stand
    turn_back(inname=inname, stand=stand, by=beheerder, at=NU)

    assert lees_alles()["teammodel"]["variant"] == "team"
    assert Teammodel.objects.concept().get().variant == was


def test_only_what_is_chosen_is_taken_in(beheerder: Gebruiker):
    neem_in(anders(), beheerder, frozenset({"begrippen"}))

    assert Begrip.objects.get().enkelvoud == "bewoner"
    assert not Teammodel.objects.concept().exists()
    with pytest.raises(NietsGekozen):
        neem_in(anders(), beheerder, frozenset({"begrippen"}))


def test_a_concept_of_somebody_is_never_overwritten(beheerder: Gebruiker):
    teammodelactie.make_concept(by=beheerder, at=NU)
    proef = {deel.sleutel: deel for deel in try_out(inhoud=anders(), by=beheerder, at=NU).delen}

    assert proef["teammodel"].bezwaren == (
        "Er is al een concept van het teammodel. Stel het vast of gooi het weg.",
    )
    with pytest.raises(KanNiet):
        neem_in(anders(), beheerder)
    assert not Begrip.objects.exists()  # all or none


def test_who_looked_before_somebody_changed_something_looks_again(beheerder: Gebruiker):
    stand = try_out(inhoud=anders(), by=beheerder, at=NU).stand
    neem_in(anders(), beheerder, frozenset({"begrippen"}))

    with pytest.raises(Verouderd):
        take_in(inhoud=anders(), keuze=ALLES, bron=BESTAND, stand=stand, by=beheerder, at=NU)


def test_a_team_that_is_not_here_is_named_and_left_out(beheerder: Gebruiker):
    inhoud = anders()
    inhoud["teammodel"]["teams"] = {"Team van Elders": {"variant": "toegang", "instellingen": {}}}
    proef = {deel.sleutel: deel for deel in try_out(inhoud=inhoud, by=beheerder, at=NU).delen}
    neem_in(inhoud, beheerder, frozenset({"teammodel"}))

    assert proef["teammodel"].opmerkingen[0] == (
        "Team Team van Elders bestaat hier niet. De eigen keuzes van dat team gaan niet mee."
    )
    assert Teammodel.objects.concept().get().teams == {}


@pytest.mark.parametrize("sleutel", sorted(ALLES))
@pytest.mark.parametrize("onzin", [None, 7, "x", [], ["x"], {"x": 1}, {"wmo": None}, {"x": {"y": []}}])
def test_nonsense_in_a_part_is_an_objection_and_never_a_crash(beheerder: Gebruiker, sleutel: str, onzin: Any):
    proef = try_out(inhoud={sleutel: onzin}, by=beheerder, at=NU)

    assert proef.delen[0].bezwaren != () or not proef.delen[0].is_anders


def test_an_unknown_part_is_named(beheerder: Gebruiker):
    assert try_out(inhoud={"toekomst": 1}, by=beheerder, at=NU).onbekend == ("toekomst",)


@pytest.mark.parametrize(
    ("herkomst", "weigering"), [(Herkomst.GEEN, NietOndertekend), (Herkomst.ELDERS, AndereInstallatie)]
)
def test_a_file_of_nobody_or_of_elsewhere_is_not_taken_in(in_lindewaard: GemeenteRef, herkomst, weigering):
    bestand = Bestand("Elders", "GM0000", "", "", {}, herkomst)

    with pytest.raises(weigering):
        check_herkomst(bestand)
    with gezaaid("configuratie_zonder_teken_mag"):
        check_herkomst(bestand)
