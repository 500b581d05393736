"""What the gemeente decides under the Participatiewet: from aanvraag, step or measure to a decision and back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from keukentafel.identity.models import Gebruiker
from keukentafel.identity.rollen import Rol
from modules.dossier.besluiten.actions.bekendmaken import announce_beschikking, withdraw_beschikking
from modules.dossier.besluiten.actions.beschikking import change_beschikking, decide_beschikking
from modules.dossier.besluiten.actions.mandaat import add_mandaat
from modules.dossier.besluiten.models import Beschikking
from modules.dossier.besluiten.queries.rond import ontbreekt_aan
from modules.dossier.besluiten.soorten import besluitsoorten
from modules.dossier.models import Termijn
from modules.participatie.models import Inkomensaanvraag, Maatregel, Werkafspraak
from tests.factories.identity import log_in, maak_gebruiker
from tests.factories.inrichting import maak_teamlid
from tests.modules.dossier.verkeer import maak_zaak
from tests.modules.participatie.test_reis import WEGING, doe, meld, mens, termijnen, werk

VANDAAG = localdate()
PIET = {"voornamen": "Piet", "geboortedatum": VANDAAG - timedelta(days=45 * 365)}
ARTIKELEN = {
    "pw_bijzonder": "Participatiewet, artikel 35 lid 1",
    "pw_toeslag": "Participatiewet, artikel 36",
    "pw_minima": "De verordening minimaregelingen van de gemeente",
    "pw_maatregel": "Participatiewet, artikel 18 lid 2",
    "pw_ontheffing": "Participatiewet, artikel 9 lid 2",
    "pw_loonkosten": "Participatiewet, artikel 10d",
    "pw_beschut": "Participatiewet, artikel 10b",
}


@pytest.fixture
def zaak(klant, in_lindewaard):
    zaak = maak_zaak(klant, functie="klantmanager_wi", personen=(PIET,))
    corrie = maak_gebruiker(naam="Corrie Bos", rollen=[Rol.BACKOFFICE], met_code_app=False)
    maak_teamlid(corrie, zaak.huishouden.team, protocolfunctie="backoffice", ambtelijke_status=True)
    add_mandaat(
        gegevens={
            "gebruiker": corrie,
            "wet": "participatie",
            "artikel": "Participatiewet, artikel 7 lid 4",
            "geldig_van": VANDAAG - timedelta(days=9),
        },
        by=corrie,
        at=timezone.now(),
    )
    return zaak


def beslisser():
    """The colleague of the backoffice, who makes and takes the decisions that Samira prepares."""
    return Gebruiker.objects.get(naam="Corrie Bos")


def vraagt():
    return {"behandelaar": beslisser().pk}


def begin(klant, naam, rij):
    antwoord = klant.post(reverse(f"participatie:{naam}_besluit", args=[rij.pk]), vraagt())
    assert antwoord.status_code == 303, antwoord.content.decode()
    return Beschikking.objects.order_by("-gemaakt_op").first()


def neem(zaak, rij, uitkomst="toegekend", **anders):
    soort = besluitsoorten.get(rij.soort)
    rij = change_beschikking(
        beschikking=rij,
        gegevens={
            "uitkomst": uitkomst,
            "wat": "U krijgt dit.",
            "begin": VANDAAG,
            "overwegingen": {blok.code: "Gewogen." for blok in soort.overwegingen} | rij.overwegingen,
        }
        | anders,
        gezien_versie=rij.versie,
        by=beslisser(),
        at=timezone.now(),
    )
    return decide_beschikking(beschikking=rij, gezien_versie=rij.versie, by=beslisser(), at=timezone.now())


def maak_bekend(zaak, rij):
    return announce_beschikking(beschikking=rij, bekend_op=VANDAAG, by=beslisser(), at=timezone.now())


def vraag_aan(klant, zaak, regeling="bijzonder"):
    meld(klant, zaak, regeling=regeling)
    rij = Inkomensaanvraag.objects.get(regeling=regeling)
    doe(klant, rij, "aanvraag", op=VANDAAG.isoformat())
    rij.refresh_from_db()
    return rij


def test_each_kind_of_decision_names_its_article_and_its_term_awb_3_47_and_4_13():
    soorten = besluitsoorten.van_wetten(frozenset({"participatie"}))

    assert {soort.code: soort.artikel for soort in soorten} == ARTIKELEN
    assert {soort.termijn for soort in soorten} == {"pw_beslissing"}
    assert not any(soort.met_hulp for soort in soorten)  # no provision, no amount: those come by link


@pytest.mark.parametrize("regeling", ["bijzonder", "toeslag", "minima"])
def test_a_decision_made_known_closes_its_aanvraag_pw_35_and_36_awb_3_41(klant, zaak, regeling):
    aanvraag = vraag_aan(klant, zaak, regeling)
    assert "Maak het besluit" in klant.get(aanvraag.get_absolute_url()).content.decode()
    besluit = begin(klant, "aanvraag", aanvraag)
    assert (besluit.soort, besluit.aanvraag_op, besluit.gevraagd) == (
        f"pw_{regeling}",
        VANDAAG,
        "Mijn contract stopt",
    )
    assert Termijn.objects.get(sleutel="pw_beslissing").bron_id == besluit.pk  # one clock, not two

    maak_bekend(zaak, neem(zaak, besluit))

    aanvraag.refresh_from_db()
    assert (aanvraag.stand, aanvraag.besloten_op, aanvraag.uitkomst) == ("besloten", VANDAAG, "Toegekend")
    assert (termijnen()["pw_beslissing"], termijnen()["bezwaar_indienen"]) == ("gehaald", "loopt")
    assert klant.get(aanvraag.get_absolute_url()).status_code == 200


def test_a_rejection_of_special_assistance_goes_through_four_questions_pw_35(klant, zaak):
    besluit = begin(klant, "aanvraag", vraag_aan(klant, zaak))
    besluit.uitkomst, besluit.wat = "afgewezen", "U krijgt dit niet."

    gemist = " ".join(gemis.tekst for gemis in ontbreekt_aan(besluit, besluitsoorten.get(besluit.soort)))

    for vraag in ("de kosten er zijn", "een andere regeling", "omstandigheden", "zelf kan betalen"):
        assert vraag in gemist


def test_two_requests_of_one_day_keep_their_own_clock_awb_4_13(klant, zaak):
    vraag_aan(klant, zaak, "bijstand")
    aanvraag = vraag_aan(klant, zaak, "bijzonder")

    besluit = begin(klant, "aanvraag", aanvraag)

    assert Termijn.objects.get(bron_id=besluit.pk, sleutel="pw_beslissing").melding_id == aanvraag.melding_id


def test_benefit_for_living_is_decided_by_work_and_income_and_comes_by_link(klant, zaak):
    aanvraag = vraag_aan(klant, zaak, "bijstand")

    antwoord = klant.post(reverse("participatie:aanvraag_besluit", args=[aanvraag.pk]), vraagt())

    assert antwoord.status_code == 422
    assert "Leg de uitkomst van Werk en Inkomen vast." in antwoord.content.decode()
    assert Beschikking.objects.count() == 0


def test_without_an_aanvraag_there_is_no_decision_awb_4_1(klant, zaak):
    meld(klant, zaak, regeling="bijzonder")
    rij = Inkomensaanvraag.objects.get()

    antwoord = klant.post(reverse("participatie:aanvraag_besluit", args=[rij.pk]), vraagt())

    assert (antwoord.status_code, "Awb artikel 4:1" in antwoord.content.decode()) == (422, True)


def test_a_second_press_opens_the_same_decision(klant, zaak):
    aanvraag = vraag_aan(klant, zaak)

    eerste = begin(klant, "aanvraag", aanvraag)

    assert begin(klant, "aanvraag", aanvraag) == eerste
    assert Beschikking.objects.count() == 1


def test_an_outcome_from_elsewhere_waits_while_a_decision_is_being_made(klant, zaak):
    aanvraag = vraag_aan(klant, zaak)
    begin(klant, "aanvraag", aanvraag)

    antwoord = doe(klant, aanvraag, "besluit", op=VANDAAG.isoformat(), uitkomst="Ja")

    assert (antwoord.status_code, "besluit in de maak" in antwoord.content.decode()) == (422, True)


def test_stopping_the_decision_lets_the_time_run_on_awb_4_13(klant, zaak):
    aanvraag = vraag_aan(klant, zaak)
    besluit = begin(klant, "aanvraag", aanvraag)

    withdraw_beschikking(beschikking=besluit, omdat="Verkeerde regeling", by=beslisser(), at=timezone.now())

    lopend = Termijn.objects.lopend().get(sleutel="pw_beslissing")
    assert (lopend.bron_id, lopend.begin) == (aanvraag.pk, VANDAAG)
    assert begin(klant, "aanvraag", aanvraag) != besluit


def test_withdrawing_the_aanvraag_stops_the_decision_and_every_clock(klant, zaak):
    aanvraag = vraag_aan(klant, zaak)
    besluit = begin(klant, "aanvraag", aanvraag)

    doe(klant, aanvraag, "intrekken", omdat="Toch niet nodig")

    besluit.refresh_from_db()
    assert besluit.stand == "ingetrokken"
    assert Termijn.objects.lopend().count() == 0


def test_what_was_decided_is_not_withdrawn_with_the_aanvraag(klant, zaak):
    aanvraag = vraag_aan(klant, zaak)
    neem(zaak, begin(klant, "aanvraag", aanvraag))

    antwoord = doe(klant, aanvraag, "intrekken", omdat="Toch niet nodig")

    assert "al een besluit genomen" in antwoord.content.decode()


def weeg(klant, zaak, **anders):
    adres = reverse("participatie:maatregel_nieuw", args=[zaak.huishouden.pk, mens(zaak, "Piet").pk])
    klant.post(adres, WEGING | {"verwijt": "gewoon", "besluit": "matigen"} | anders)
    return Maatregel.objects.get()


def test_a_measure_is_decided_with_its_weighing_and_looked_at_again_pw_18_lid_2_and_3(klant, zaak):
    maatregel = weeg(klant, zaak)
    besluit = begin(klant, "maatregel", maatregel)
    assert besluit.overwegingen["kinderen"] == "Twee kinderen"
    besluit = neem(zaak, besluit, uitkomst="herzien", hoeveel="10 procent, een maand")

    maatregel.refresh_from_db()
    assert VANDAAG < maatregel.heroverwegen_op <= VANDAAG + timedelta(days=96)
    termijn = Termijn.objects.get(sleutel="pw_maatregel_heroverweging")
    assert (termijn.bron_id, termijn.einde) == (maatregel.pk, maatregel.heroverwegen_op)
    weer = reverse("participatie:heroverweging", args=[maatregel.pk])
    gegevens = {"op": VANDAAG.isoformat(), "uitkomst": "stoppen", "toelichting": "Hij komt nu elke week"}
    assert klant.post(weer, gegevens).status_code == 303
    assert termijnen()["pw_maatregel_heroverweging"] == "gehaald"
    assert "al opnieuw bekeken" in klant.post(weer, gegevens).content.decode()


def test_a_measure_cannot_be_decided_without_the_person_and_the_children_pw_18_lid_1_awb_3_4(klant, zaak):
    besluit = begin(klant, "maatregel", weeg(klant, zaak))
    besluit.overwegingen = {}

    gemist = " ".join(gemis.tekst for gemis in ontbreekt_aan(besluit, besluitsoorten.get("pw_maatregel")))

    for bron in ("artikel 18 lid 1)", "artikel 18 lid 9)", "artikel 18 lid 10)", "artikel 3:4 lid 2)"):
        assert bron in gemist


def test_a_measure_that_is_stopped_before_it_is_sent_needs_no_second_look_pw_18_lid_3(klant, zaak):
    maatregel = weeg(klant, zaak)
    besluit = neem(zaak, begin(klant, "maatregel", maatregel), uitkomst="herzien")

    withdraw_beschikking(beschikking=besluit, omdat="Hij had een reden", by=beslisser(), at=timezone.now())

    maatregel.refresh_from_db()
    assert (maatregel.heroverwegen_op, termijnen()["pw_maatregel_heroverweging"]) == (None, "vervallen")


def test_no_measure_means_no_decision_pw_18_lid_9(klant, zaak):
    maatregel = weeg(klant, zaak, besluit="geen", verwijt="geen")

    antwoord = klant.post(reverse("participatie:maatregel_besluit", args=[maatregel.pk]), vraagt())

    assert (antwoord.status_code, Beschikking.objects.count()) == (422, 0)


STAPPEN = (
    ("loonkosten", {"loonwaarde": 40}, "pw_loonwaarde", "loonwaarde"),
    ("beschut", {"reden": "UWV adviseert dit"}, "pw_beschut", "advies"),
    ("ontheffing", {"reden": "Zorgt voor een zieke partner", "tot": VANDAAG + timedelta(days=90)}, "pw_ontheffing", "dringend"),
)  # fmt: skip


@pytest.mark.parametrize(("soort", "gegevens", "sleutel", "blok"), STAPPEN)
def test_a_step_is_decided_with_what_is_known_and_looked_at_again_pw_9_10b_10d(
    klant, zaak, soort, gegevens, sleutel, blok
):
    werk(klant, zaak, soort=soort, **gegevens)
    rij = Werkafspraak.objects.get()
    assert termijnen()[sleutel] == "loopt"

    besluit = begin(klant, "werk", rij)
    assert (besluit.soort, bool(besluit.overwegingen[blok])) == (f"pw_{soort}", True)
    besluit = maak_bekend(zaak, neem(zaak, besluit))

    assert besluit.stand == "bekend"
    tekst = klant.get(reverse("participatie:huishouden", args=[zaak.huishouden.pk])).content.decode()
    assert "Besluit: bekendgemaakt" in tekst


def test_a_traject_needs_no_decision(klant, zaak):
    werk(klant, zaak, soort="traject")

    antwoord = klant.post(
        reverse("participatie:werk_besluit", args=[Werkafspraak.objects.get().pk]), vraagt()
    )

    assert (antwoord.status_code, Beschikking.objects.count()) == (422, 0)


def kijk_opnieuw(klant, rij, **gegevens):
    basis = {"op": VANDAAG.isoformat(), "uitkomst": "blijft", "toelichting": "Besproken"}
    return klant.post(reverse("participatie:werk_opnieuw", args=[rij.pk]), basis | gegevens)


def test_a_new_loonwaarde_changes_the_subsidy_and_the_year_begins_again_pw_10d(klant, zaak):
    werk(klant, zaak, soort="loonkosten", loonwaarde=40)
    rij = Werkafspraak.objects.get()

    assert kijk_opnieuw(klant, rij, uitkomst="anders", loonwaarde=55).status_code == 303

    rij.refresh_from_db()
    assert (rij.loonwaarde, rij.subsidie_procent, len(rij.keren)) == (55, 45, 1)
    standen = Termijn.objects.filter(sleutel="pw_loonwaarde").order_by("id").values_list("status", flat=True)
    assert list(standen) == ["gehaald", "loopt"]


def test_an_exemption_goes_on_only_with_a_new_end_pw_9_lid_2(klant, zaak):
    werk(klant, zaak, soort="ontheffing", reden="Mantelzorg", tot=(VANDAAG + timedelta(days=30)).isoformat())
    rij = Werkafspraak.objects.get()

    assert "tijdelijk" in kijk_opnieuw(klant, rij).content.decode()
    later = VANDAAG + timedelta(days=120)
    assert kijk_opnieuw(klant, rij, tot=later.isoformat()).status_code == 303
    assert Termijn.objects.lopend().get(sleutel="pw_ontheffing").einde == later


def test_learning_dutch_is_looked_at_each_half_year_until_it_is_done_pw_18b(klant, zaak):
    werk(klant, zaak, soort="taal", wat="Taalles op maandag")
    rij = Werkafspraak.objects.get()
    assert rij.opnieuw_op == Termijn.objects.get(sleutel="pw_taal_voortgang").einde

    kijk_opnieuw(klant, rij, uitkomst="klaar", toelichting="Niveau gehaald")

    assert termijnen()["pw_taal_voortgang"] == "gehaald"
    assert Termijn.objects.lopend().filter(sleutel="pw_taal_voortgang").count() == 0
    assert "al afgerond" in kijk_opnieuw(klant, rij).content.decode()


def test_a_decision_begun_at_the_list_finds_its_aanvraag(klant, zaak):
    aanvraag = vraag_aan(klant, zaak)
    log_in(klant, beslisser())
    klant.post(
        reverse("besluiten:nieuw", args=[zaak.huishouden.pk]),
        {"inwoner": aanvraag.inwoner_id, "soort": "pw_bijzonder", "aanvraag_op": VANDAAG.isoformat()},
    )

    maak_bekend(zaak, neem(zaak, Beschikking.objects.get()))

    aanvraag.refresh_from_db()
    assert aanvraag.stand == "besloten"


@pytest.mark.parametrize(
    ("soort", "zin"),
    [
        ("pw_bijzonder", "loopt geen aanvraag"),
        ("pw_loonkosten", "geen afspraak over werk"),
        ("pw_maatregel", "Weeg eerst"),
    ],
)
def test_a_decision_about_nothing_says_where_to_begin(klant, zaak, soort, zin):
    log_in(klant, beslisser())
    klant.post(
        reverse("besluiten:nieuw", args=[zaak.huishouden.pk]),
        {"inwoner": mens(zaak, "Piet").pk, "soort": soort},
    )
    besluit = Beschikking.objects.get()

    eerste = ontbreekt_aan(besluit, besluitsoorten.get(soort))[0]

    assert zin in eerste.tekst
    assert eerste.url.startswith("/participatie/")
