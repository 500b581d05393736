"""Give many households to a colleague with a reason, and take it back as one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from demo.werk import Werkvuller
from keukentafel.audit.models import Logboekregel
from keukentafel.identity.rollen import Rol
from keukentafel.tenancy.zaaifouten import zaai
from modules.dossier.actions.verdelen import assign_casus
from modules.dossier.models import Casus, Termijn, Tijdlijnregel
from modules.dossier.toegang.models import Attendering
from modules.dossier.werk.access import te_verdelen
from modules.dossier.werk.actions.toewijzen import (
    ONGEDAAN_UREN,
    AlTeruggedraaid,
    GeenReden,
    NietsGekozen,
    TeLaatVoorOngedaan,
    assign_many,
    undo_assignment,
)
from modules.dossier.werk.models import Afwezigheid, Toewijsregel, Toewijsronde, Werkfilter
from tests.factories.dossier import eerste_team
from tests.factories.identity import log_in
from tests.factories.inrichting import maak_team
from tests.modules.dossier.werk.toneel import keuze, maak_leider, maak_mens, maak_werk, tekst

pytestmark = pytest.mark.usefixtures("in_lindewaard")
GEVEN, TERUG = 15, 16


def bij(casussen):
    """Return with whom these casussen are now, and who has their terms."""
    ids = [casus.pk for casus in casussen]
    namen = Casus.objects.filter(pk__in=ids).order_by("id").values_list("behandelaar__naam", flat=True)
    termijnen = Termijn.objects.filter(casus_id__in=ids).order_by("casus_id")
    return list(namen), list(termijnen.values_list("eigenaar__naam", flat=True))


def geef(leider, naar, casussen, reden="Noor is ziek.", at=None):
    return assign_many(
        casussen=te_verdelen(leider, [casus.pk for casus in casussen]),
        gezien_bij={casus.pk: casus.behandelaar_id for casus in casussen},
        naar=naar,
        reden=reden,
        by=leider,
        at=at or timezone.now(),
    )


def maak_terug(leider, ronde, at=None):
    regels = Toewijsregel.objects.filter(ronde=ronde)
    return undo_assignment(ronde=ronde, regels=regels, by=leider, at=at or timezone.now())


def test_chosen_rows_go_to_a_colleague_with_the_reason_at_each(klant):
    leider, noor, daan = maak_leider(klant), maak_mens(), maak_mens("Daan Visser")
    casussen = [maak_werk("Kuiper", noor), maak_werk("Bakker", noor)]

    antwoord = klant.post(
        "/werk/toewijzen",
        {
            "kies": [keuze(casus) for casus in casussen],
            "wie": str(daan.pk),
            "reden": "Noor is ziek.",
            "van": "team",
        },
    )

    ronde = Toewijsronde.objects.get()
    assert antwoord["Location"] == ronde.get_absolute_url()
    assert bij(casussen) == (["Daan Visser"] * 2, ["Daan Visser"] * 2)
    assert (
        list(ronde.regels.values_list("stand", "reden", "van")) == [("gedaan", "Noor is ziek.", noor.pk)] * 2
    )
    log = Logboekregel.objects.filter(gebeurtenis="dossier.casus.toegewezen").order_by("huishouden_id")
    assert {regel.huishouden_id for regel in log} == {casus.huishouden_id for casus in casussen}
    assert {(regel.reden, regel.gebruiker_id) for regel in log} == {("Noor is ziek.", leider.pk)}
    assert Tijdlijnregel.objects.filter(titel="Daan Visser pakt dit op", tekst="Noor is ziek.").count() == 2
    assert "2 huishoudens" in Attendering.objects.get(voor=daan).tekst
    gezien = tekst(klant.get(antwoord["Location"]))
    assert ("Maak alles ongedaan" in gezien, "Noor is ziek." in gezien) == (True, True)


def test_everything_of_a_filter_goes_at_once(klant):
    maak_leider(klant)
    noor, daan = maak_mens(), maak_mens("Daan Visser")
    casussen = [maak_werk(f"Huis {nummer}", noor) for nummer in range(3)]
    ander = maak_werk("Los")

    klant.post(
        "/werk/toewijzen",
        {"wat": "alles", "van": str(noor.pk), "wie": str(daan.pk), "reden": "Noor gaat weg."},
    )

    assert bij(casussen)[0] == ["Daan Visser"] * 3
    assert bij([ander])[0] == [None]


def test_undo_puts_everything_back_as_one(klant):
    maak_leider(klant)
    noor, daan = maak_mens(), maak_mens("Daan Visser")
    casussen = [maak_werk("Kuiper", noor), maak_werk("Bakker")]
    gekozen = {"kies": [keuze(casus) for casus in casussen], "wie": str(daan.pk), "reden": "Noor is ziek."}
    klant.post("/werk/toewijzen", gekozen)
    ronde = Toewijsronde.objects.get()

    klant.post(f"/werk/toewijzingen/{ronde.pk}/ongedaan")

    assert bij(casussen) == (["Noor de Wit", None], ["Noor de Wit", None])
    assert "Ongedaan gemaakt" in tekst(klant.get(ronde.get_absolute_url()))
    assert Logboekregel.objects.filter(gebeurtenis="dossier.casus.teruggegeven").count() == 2
    opnieuw = klant.post(f"/werk/toewijzingen/{ronde.pk}/ongedaan")
    assert (opnieuw.status_code, "al ongedaan gemaakt" in tekst(opnieuw)) == (422, True)


def test_what_somebody_changed_since_stays_and_the_report_says_why(klant):
    leider, noor, daan, piet = (
        maak_leider(klant),
        maak_mens(),
        maak_mens("Daan Visser"),
        maak_mens("Piet Bos"),
    )
    gegeven, verder, gewoon, dicht = (
        maak_werk(naam, noor) for naam in ("Gegeven", "Verder", "Gewoon", "Dicht")
    )
    ronde = geef(leider, daan, [gegeven, verder, gewoon, dicht])
    assign_casus(casus=gegeven, behandelaar=piet, by=leider, at=timezone.now())
    Casus.objects.filter(pk=verder.pk).update(status="plan")
    Casus.objects.filter(pk=dicht.pk).update(status="afgesloten")

    maak_terug(leider, ronde)

    assert bij([gegeven, verder, gewoon, dicht])[0] == [
        "Piet Bos",
        "Daan Visser",
        "Noor de Wit",
        "Daan Visser",
    ]
    assert sorted(ronde.regels.values_list("stand", "waarom_niet")) == [
        ("blijft", "Daan Visser ging er al mee verder."),
        ("blijft", "Daarna gegeven aan Piet Bos."),
        ("blijft", "De hulp is daarna afgesloten."),
        ("terug", ""),
    ]
    gezien = tekst(klant.get(ronde.get_absolute_url()))
    assert ("Kon niet terug" in gezien, "Daarna gegeven aan Piet Bos." in gezien) == (True, True)


def test_who_left_the_team_gets_nothing_back(klant):
    leider, noor, daan = maak_leider(klant), maak_mens(), maak_mens("Daan Visser")
    casus = maak_werk("Kuiper", noor)
    ronde = geef(leider, daan, [casus])
    noor.teamleden.all().delete() if hasattr(noor, "teamleden") else noor.lidmaatschappen.all().delete()

    maak_terug(leider, ronde)

    assert ronde.regels.get().waarom_niet.startswith("Noor de Wit werkt niet meer in")
    assert bij([casus])[0] == ["Daan Visser"]


def test_undo_is_over_after_its_time(klant):
    leider, daan = maak_leider(klant), maak_mens("Daan Visser")
    ronde = geef(leider, daan, [maak_werk("Kuiper")])

    with pytest.raises(TeLaatVoorOngedaan):
        maak_terug(leider, ronde, at=ronde.op + timedelta(hours=ONGEDAAN_UREN, seconds=1))
    maak_terug(leider, ronde, at=ronde.op + timedelta(hours=ONGEDAAN_UREN))
    with pytest.raises(AlTeruggedraaid):
        maak_terug(leider, ronde)


def test_what_cannot_be_given_stays_and_the_report_says_why(klant):
    leider, noor, daan = maak_leider(klant), maak_mens(), maak_mens("Daan Visser")
    al, intussen, dicht, goed = (maak_werk(naam, noor) for naam in ("Al", "Intussen", "Dicht", "Goed"))
    Casus.objects.filter(pk=al.pk).update(behandelaar=daan)
    Casus.objects.filter(pk=intussen.pk).update(behandelaar=None)
    Casus.objects.filter(pk=dicht.pk).update(status="overgedragen")

    ronde = geef(leider, daan, [al, intussen, dicht, goed])

    assert list(ronde.regels.order_by("casus_id").values_list("stand", "waarom_niet")) == [
        ("niet", "Daan Visser had dit al."),
        ("niet", "Intussen staat dit bij niemand."),
        ("niet", "De hulp is intussen afgesloten."),
        ("gedaan", ""),
    ]
    assert "Niet toegewezen" in tekst(klant.get(ronde.get_absolute_url()))


def test_a_colleague_of_another_team_gets_nothing():
    team = eerste_team()
    leider = maak_mens("Carla", rollen=[Rol.TEAMLEIDER], team=team)
    ander = maak_mens("Ver Weg", team=maak_team("Elders"))

    ronde = geef(leider, ander, [maak_werk("Kuiper", team=team)])

    assert ronde.regels.get().waarom_niet == f"Ver Weg werkt niet in {team.naam}."


@pytest.mark.parametrize(
    ("gegevens", "zin"),
    [
        ({"wie": "", "reden": "Ziek."}, "Kies aan wie je deze huishoudens geeft."),
        ({"reden": " "}, "Schrijf op waarom"),
        ({"kies": [], "reden": "Ziek."}, "Kies minstens één huishouden."),
        ({"kies": ["onzin"], "reden": "Ziek."}, "Kies minstens één huishouden."),
    ],
)
def test_what_is_missing_is_said_and_the_choice_stays(klant, gegevens, zin):
    maak_leider(klant)
    casus, daan = maak_werk("Kuiper"), maak_mens("Daan Visser")
    alles = {"kies": [keuze(casus)], "wie": str(daan.pk), "van": "team", **gegevens}

    antwoord = klant.post("/werk/toewijzen", alles)

    assert (antwoord.status_code, zin in tekst(antwoord)) == (422, True)
    lijst = antwoord.content.decode().split("<dialog", 1)[0]
    assert (" checked" in lijst) == (alles["kies"] == [keuze(casus)])
    assert Toewijsronde.objects.count() == 0


def test_nobody_gives_away_the_work_of_another_team(klant):
    team = eerste_team()
    leider = maak_mens("Carla", rollen=[Rol.TEAMLEIDER], team=team)
    vreemd = maak_werk("Verweg", team=maak_team("Elders"))

    with pytest.raises(NietsGekozen):
        geef(leider, leider, [vreemd])
    with zaai("verdelen_zonder_team"):
        assert te_verdelen(leider, [vreemd.pk]).exists()


def test_a_member_of_the_team_divides_nothing(klant):
    log_in(klant, maak_mens())

    assert klant.post("/werk/toewijzen", {}).status_code in (403, 404)
    assert "Wijs toe" not in tekst(klant.get("/werk?van=team"))


def test_a_round_is_there_for_who_divides_this_work_only(klant):
    team = eerste_team()
    leider = maak_mens("Carla", rollen=[Rol.TEAMLEIDER], team=team)
    ronde = geef(leider, leider, [maak_werk("Kuiper", team=team)])
    log_in(klant, maak_mens("Ver", rollen=[Rol.TEAMLEIDER], team=maak_team("Elders")))

    assert klant.get(ronde.get_absolute_url()).status_code == 404
    assert klant.post(f"{ronde.get_absolute_url()}/ongedaan").status_code == 404


def test_without_a_reason_nothing_is_given():
    leider = maak_leider()

    with pytest.raises(GeenReden):
        geef(leider, leider, [maak_werk("Kuiper")], reden="  ")


def test_a_batch_takes_the_same_queries_for_1_and_for_many():
    leider, noor, daan = maak_leider(), maak_mens(), maak_mens("Daan Visser")

    def tel(aantal):
        casussen = [maak_werk(f"Huis {nummer}", noor) for nummer in range(aantal)]
        te_verdelen(leider, []).exists()  # who works where is read once
        with CaptureQueriesContext(connection) as heen:
            ronde = geef(leider, daan, casussen)
        with CaptureQueriesContext(connection) as terug:
            maak_terug(leider, ronde)
        return len(heen), len(terug)

    assert (tel(1), tel(6)) == ((GEVEN, TERUG), (GEVEN, TERUG))


def test_the_demo_has_filters_an_absence_and_a_round():
    team = eerste_team()
    maak_mens("Carla", rollen=[Rol.TEAMLEIDER], team=team)
    maak_mens("Daan", team=team)
    maak_mens("Noor", team=team)
    for nummer in range(4):
        maak_werk(f"Huis {nummer}", team=team)

    Werkvuller(at=timezone.now()).vul()

    assert (Werkfilter.objects.count(), Afwezigheid.objects.count()) == (2, 1)
    assert Toewijsronde.objects.get().regels.filter(stand="gedaan").count() == 2
