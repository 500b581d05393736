"""The lists of the Wmo: what runs, what to look at again, what goes to CAK, and the figures."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.rollen import Rol
from modules.dossier.actions.melding import confirm_melding, register_melding
from modules.dossier.models import Inwoner, Termijn
from modules.wmo.actions.heronderzoek import confirm_heronderzoek
from modules.wmo.actions.overdracht import hand_over
from modules.wmo.actions.zaak import open_zaak
from modules.wmo.cijfers import cijfers_op
from modules.wmo.models import Maatwerk
from modules.wmo.rules.heronderzoek import CODES, Heronderzoek
from tests.factories.dossier import maak_casus, maak_huishouden
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_team, maak_teamlid
from tests.modules.dossier.verkeer import vragen, vreemd_huishouden
from tests.modules.wmo.toneel import (
    Toneel,
    maak_product,
    maak_toneel,
    tot_aanvraag,
    tot_besluit,
    vul_onderzoek,
)

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def nog_een(toneel: Toneel, naam: str, *, team=None, **melding) -> Toneel:
    """Another household of the same team (or of `team`) with a Wmo-melding of five days ago."""
    huishouden = maak_huishouden(naam, team=team) if team else maak_huishouden(naam)
    model = toneel.dossier.casus.teammodel
    casus = maak_casus(huishouden, teammodel=model, behandelaar=None if team else toneel.by)
    inwoner = huishouden.leden.first().inwoner
    rij = register_melding(
        huishouden=huishouden, team=casus.team, teammodel_id=model.pk,
        gegevens={"wet": "wmo", "inhoud": "Ik kom de trap niet op.", **melding},
        ontvangen_op=localdate() - timedelta(days=5), met_termijnen=True, inwoner=inwoner, by=toneel.by,
        at=timezone.now(),
    )  # fmt: skip
    return Toneel(toneel.dossier, rij, open_zaak(melding=rij, by=toneel.by, at=timezone.now()), toneel.by)


def pagina(klant, naam, vraag=""):
    antwoord = klant.get(reverse(f"wmo:{naam}") + vraag)
    assert antwoord.status_code == 200
    return antwoord


def test_what_runs_stands_in_its_step_and_what_is_due_first_on_top(klant):
    toneel = maak_toneel(klant, dagen=20)
    vul_onderzoek(toneel)
    nog_een(toneel, "Bakker")
    tot_aanvraag(nog_een(toneel, "Slump"))

    antwoord = pagina(klant, "werk")

    rijen = antwoord.context["blad"].rijen
    assert [(rij.melding.huishouden.naam, rij.fase) for rij in rijen] == [
        ("Kuiper", "Onderzoek"),
        ("Bakker", "Melding"),
        ("Slump", "Besluit"),
    ]
    assert [(k[0], k[3]) for k in antwoord.context["stappen"]] == [
        ("Alle stappen", 3), ("Melding", 1), ("Onderzoek", 1), ("Verslag", 0), ("Aanvraag", 0), ("Besluit", 1),
    ]  # fmt: skip


def test_a_step_is_chosen_by_its_chip(klant):
    toneel = maak_toneel(klant)
    tot_aanvraag(nog_een(toneel, "Slump"))

    rijen = pagina(klant, "werk", "?fase=besluit").context["blad"].rijen

    assert [rij.melding.huishouden.naam for rij in rijen] == ["Slump"]


def test_urgent_stands_on_top(klant):
    toneel = maak_toneel(klant, dagen=30)
    nog_een(toneel, "Spoed", is_spoed=True)

    assert pagina(klant, "werk").context["blad"].rijen[0].melding.huishouden.naam == "Spoed"


def test_a_decided_melding_and_one_of_another_team_stand_nowhere(klant):
    toneel = maak_toneel(klant)
    tot_besluit(toneel, maak_product(toneel))
    vreemd = vreemd_huishouden()
    nog_een(toneel, "Ver weg", team=vreemd.team)

    antwoord = pagina(klant, "werk")

    assert antwoord.context["blad"].rijen == []


def test_what_was_handed_over_lies_with_who_got_it(klant):
    toneel = maak_toneel(klant)
    tot_aanvraag(toneel)
    bas = maak_gebruiker(naam="Bas Hendriks", rollen=[Rol.BACKOFFICE], met_code_app=False)
    maak_teamlid(bas, maak_team("Team Kantoor"))
    hand_over(zaak=toneel.zaak, aan=bas, tekst="", besluit_door="backoffice", by=toneel.by, at=timezone.now())
    assert pagina(klant, "werk", "?bij=mij").context["blad"].rijen == []

    log_in(klant, bas)

    assert [rij.bij for rij in pagina(klant, "werk", "?bij=mij").context["blad"].rijen] == ["Bas Hendriks"]


def test_wmo_2_3_9_what_is_due_is_listed_and_what_is_not_yet_on_request(klant):
    toneel = maak_toneel(klant)
    besluit = tot_besluit(toneel, maak_product(toneel))
    assert pagina(klant, "heronderzoeken").context["blad"].rijen == []

    alles = pagina(klant, "heronderzoeken", "?alles=1").context["blad"].rijen
    Termijn.objects.filter(sleutel="wmo_heronderzoek").update(einde=localdate() + timedelta(days=9))
    nu = pagina(klant, "heronderzoeken").context["blad"].rijen

    assert [(rij.besluit, rij.hulp) for rij in (*alles, *nu)] == [(besluit, "Hulp bij het huishouden")] * 2


def test_the_page_of_looking_again_tells_what_it_cost(klant):
    toneel = maak_toneel(klant)
    tot_besluit(toneel, maak_product(toneel))
    vraag = Heronderzoek(frozenset(CODES), frozenset(), "Marieke", localdate())
    confirm_heronderzoek(zaak=toneel.zaak, antwoorden=vraag, minuten=75, by=toneel.by, at=timezone.now())

    antwoord = pagina(klant, "heronderzoeken")

    cijfers = antwoord.context["cijfers"]
    assert (cijfers.aantal, cijfers.ongewijzigd, cijfers.tijd) == (1, 1, "1 uur en 15 minuten")
    assert "1 uur en 15 minuten" in antwoord.content.decode()


def test_one_confirmation_on_the_page_leads_to_the_decision(klant):
    toneel = maak_toneel(klant)
    tot_besluit(toneel, maak_product(toneel))
    adres = reverse("wmo:heronderzoek", args=[toneel.melding.pk])
    begonnen = klant.get(adres).context["form"].initial["begonnen"]

    antwoord = klant.post(
        adres,
        {
            "gesproken_met": "Marieke", "op": localdate().strftime("%d-%m-%Y"), "begonnen": begonnen,
            **dict.fromkeys(CODES, "gelijk"),
        },
    )  # fmt: skip

    assert (antwoord.status_code, antwoord.url[:11]) == (303, "/besluiten/")
    assert cijfers_op(localdate()).opnieuw.minuten == 1  # the time that the page stood open


def test_wmo_2_1_4_a_decision_waits_for_cak_until_it_is_made_known(klant):
    toneel = maak_toneel(klant)
    besluit = tot_besluit(toneel, maak_product(toneel))
    Inwoner.objects.filter(pk=besluit.inwoner_id).update(geboortedatum="1950-04-04")

    regels = pagina(klant, "eigen_bijdrage").context["regels"]

    assert [(rij, maatwerk.bijdrage_klaar_op) for rij, maatwerk, _ in regels] == [(besluit, localdate())]
    assert "BSN ontbreekt" in regels[0][2]
    assert pagina(klant, "eigen_bijdrage", "?welke=wacht").context["regels"] == []


def test_wmo_2_1_4_help_without_a_contribution_is_told_apart(klant):
    toneel = maak_toneel(klant)
    besluit = tot_besluit(toneel, maak_product(toneel, is_bijdrageplichtig=False))

    assert pagina(klant, "eigen_bijdrage").context["regels"] == []
    assert pagina(klant, "eigen_bijdrage", "?welke=geen").context["regels"][0][0] == besluit


def test_wmo_2_3_2_lid_1_each_channel_is_counted_with_how_soon_it_was_confirmed(klant):
    toneel = maak_toneel(klant, kanaal="brief")
    ander = nog_een(toneel, "Bakker", kanaal="web")
    confirm_melding(melding=ander.melding, op=localdate(), by=toneel.by, at=timezone.now())

    cijfers = pagina(klant, "cijfers").context["cijfers"]

    per = {rij.label: rij for rij in cijfers.kanalen}
    assert (cijfers.meldingen, per["Brief of formulier"].aantal, per["Telefoon"].aantal) == (2, 1, 0)
    assert (per["Website"].bevestigd, per["Website"].dagen) == (1, 5)


def test_wmo_2_3_5_lid_5_a_wish_of_one_person_is_visible(klant):
    toneel = maak_toneel(klant)
    product = maak_product(toneel)
    tot_besluit(
        toneel, product, wens_soort="geloof", wens="Alleen op werkdagen vóór zonsondergang.", wens_gelukt=False,
        wens_antwoord="Geen aanbieder kan dat nu.",
    )  # fmt: skip

    cijfers = pagina(klant, "cijfers").context["cijfers"]

    assert [(w.label, w.aantal, w.gelukt, w.niet) for w in cijfers.wensen] == [
        ("Geloof of levensbeschouwing", 1, 0, 1)
    ]
    assert (cijfers.toegekend, cijfers.kon_kiezen) == (1, 1)


def test_a_wish_without_a_kind_is_counted_too(klant):
    toneel = maak_toneel(klant)
    tot_besluit(
        toneel, maak_product(toneel), wens="Iemand die rustig praat.", wens_antwoord="Dat is afgesproken."
    )

    assert Maatwerk.objects.get().wens_soort == "anders"


@pytest.mark.parametrize("aantal", [1, 4])
@pytest.mark.parametrize(
    ("naam", "vraag", "hoeveel"),
    [
        ("werk", "", 9),
        ("heronderzoeken", "?alles=1", 11),
        ("eigen_bijdrage", "", 8),
        ("cijfers", "", 10),
    ],
)
def test_a_list_asks_the_same_number_of_queries_however_much_stands_in_it(
    klant, naam, vraag, hoeveel, aantal
):
    toneel = maak_toneel(klant)
    product = maak_product(toneel)
    rijen = [toneel, *(nog_een(toneel, f"Bakker {nummer}") for nummer in range(aantal - 1))]
    for rij in rijen:
        if naam != "werk":
            tot_besluit(rij, product)
    adres = reverse(f"wmo:{naam}") + vraag
    klant.get(adres)

    assert vragen(klant, adres) == hoeveel


@pytest.mark.parametrize(
    ("naam", "hoeveel"),
    [
        ("bevestiging", 17), ("identiteit", 17), ("tijdelijke_hulp", 19), ("stoppen", 17), ("verslag", 24),
        ("aanvraag", 21), ("besluit", 26), ("heronderzoek", 17), ("doorgeven", 22), ("terugleggen", 17),
    ],
)  # fmt: skip
@pytest.mark.parametrize("aantal", [1, 4])
def test_a_page_of_the_line_asks_the_same_whatever_else_runs(klant, naam, hoeveel, aantal):
    toneel = maak_toneel(klant)
    maak_product(toneel, aanbieders=aantal)
    tot_aanvraag(toneel)
    for nummer in range(aantal - 1):
        nog_een(toneel, f"Bakker {nummer}")
    adres = reverse(f"wmo:{naam}", args=[toneel.melding.pk])
    klant.get(adres)

    assert vragen(klant, adres) == hoeveel


@pytest.mark.parametrize("aantal", [1, 4])
def test_the_tab_of_a_household_asks_the_same_for_one_melding_as_for_many(klant, aantal):
    toneel = maak_toneel(klant)
    for _ in range(aantal - 1):
        register_melding(
            huishouden=toneel.dossier.huishouden, team=toneel.dossier.casus.team,
            teammodel_id=toneel.dossier.casus.teammodel_id, gegevens={"wet": "wmo", "inhoud": "Nog een vraag."},
            ontvangen_op=localdate(), met_termijnen=True, inwoner=toneel.dossier.inwoner, by=toneel.by,
            at=timezone.now(),
        )  # fmt: skip
    adres = reverse("wmo:huishouden", args=[toneel.dossier.huishouden.pk])
    klant.get(adres)

    assert vragen(klant, adres) == 11


@pytest.mark.parametrize("letter", ["a", "g"])
def test_a_subject_asks_the_same_however_much_is_known(klant, letter):
    toneel = maak_toneel(klant)
    vul_onderzoek(toneel)
    adres = reverse("wmo:onderdeel", args=[toneel.melding.pk, letter])
    klant.get(adres)

    assert vragen(klant, adres) == {"a": 26, "g": 25}[letter]
