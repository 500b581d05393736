"""The talk on screen: kept without script, nothing lost, each variant its own questions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from modules.dossier.actions import gesprek as actions
from modules.dossier.models import Behoefte, Concept, Gesprek, Inwonertekst, Reactie
from tests.modules.dossier.verkeer import maak_zaak, vragen, vreemd_huishouden

pytestmark = pytest.mark.usefixtures("in_lindewaard")


@pytest.fixture
def zaak(klant):
    return maak_zaak(klant, variant="team")


@pytest.fixture
def gesprek(zaak):
    return actions.start_gesprek(
        huishouden=zaak.huishouden,
        casus=zaak.casus,
        soort="keukentafel",
        by=zaak.medewerker,
        at=now(),
    )


def velden(zaak, gesprek, **anders):
    return {
        "soort": "keukentafel",
        "aanwezig": [str(zaak.inwoner.pk)],
        "verhaal": "Ik wil rust aan mijn hoofd.",
        "versie": gesprek.versie,
    } | anders


def test_a_talk_starts_with_one_press_and_looking_starts_nothing(klant, zaak):
    start = f"/huishoudens/{zaak.huishouden.pk}/gesprekken/start"
    assert klant.get(start).status_code == 200
    assert Gesprek.objects.count() == 0

    antwoord = klant.post(start)

    assert antwoord["Location"] == f"/gesprekken/{Gesprek.objects.get().pk}"


def test_starting_after_closing_says_no_and_still_shows_the_talks(klant, zaak, gesprek):
    type(zaak.casus).objects.update(status="afgesloten")

    antwoord = klant.post(f"/huishoudens/{zaak.huishouden.pk}/gesprekken/start")

    assert antwoord.status_code == 422
    assert "De hulp aan dit huishouden is afgesloten." in antwoord.content.decode()
    assert antwoord.context["gesprekken"] == [(gesprek, "")]


def test_what_is_written_is_kept_and_the_draft_goes(klant, zaak, gesprek):
    Concept.objects.create(
        gebruiker=zaak.medewerker,
        sleutel=f"gesprek-{gesprek.pk}",
        inhoud={"verhaal": "Half getypt"},
        bewaard_op=now(),
    )
    assert "Half getypt" in klant.get(f"/gesprekken/{gesprek.pk}").content.decode()

    antwoord = klant.post(f"/gesprekken/{gesprek.pk}", velden(zaak, gesprek))

    gesprek.refresh_from_db()
    assert antwoord.status_code == 303
    assert (gesprek.verhaal, Concept.objects.count()) == ("Ik wil rust aan mijn hoofd.", 0)


def test_two_people_see_both_texts_and_choose(klant, zaak, gesprek):
    actions.save_gesprek(
        gesprek=gesprek, waarden={"verhaal": "Van Daan"}, versie=1, by=zaak.medewerker, at=now()
    )

    antwoord = klant.post(f"/gesprekken/{gesprek.pk}", velden(zaak, gesprek, versie=1))

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 409
    assert "Ik wil rust aan mijn hoofd." in pagina
    assert "Van Daan" in pagina
    nogmaals = klant.post(f"/gesprekken/{gesprek.pk}", velden(zaak, gesprek, versie=2))
    assert nogmaals.status_code == 303


def test_nonsense_for_a_version_is_no_fault_of_ours(klant, zaak, gesprek):
    assert klant.post(f"/gesprekken/{gesprek.pk}", velden(zaak, gesprek, versie="x")).status_code == 303


def test_a_wrong_answer_keeps_everything_that_was_typed(klant, zaak, gesprek):
    antwoord = klant.post(f"/gesprekken/{gesprek.pk}", velden(zaak, gesprek, soort="borrel"))

    assert antwoord.status_code == 422
    assert "Ik wil rust aan mijn hoofd.</textarea>" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("variant", "ontbreekt"),
    [
        (
            "toegang",
            [
                "behoeften",
                "eigen_kracht",
                "netwerk",
                "steun_mantelzorger",
                "algemene_voorziening",
                "samenwerking",
                "bijdrage",
                "identiteit_gezien",
            ],
        ),
        ("team", ["aanwezigen"]),
        ("netwerk", ["gevraagd"]),
    ],
)
def test_each_variant_asks_its_own_questions_and_lets_you_go_on(klant, variant, ontbreekt):
    zaak = maak_zaak(klant, variant=variant)
    klant.post(f"/huishoudens/{zaak.huishouden.pk}/gesprekken/start")
    gesprek = Gesprek.objects.get()

    invoer = velden(zaak, gesprek, afronden="1", aanwezig=[], zonder_inwoner_omdat="Zij is ziek.", versie="")

    antwoord = klant.post(f"/gesprekken/{gesprek.pk}", invoer)

    assert antwoord.status_code == 422
    assert [veld.naam for veld in antwoord.context["ontbreekt"]] == ontbreekt
    toch = klant.post(f"/gesprekken/{gesprek.pk}", invoer | {"toch": "1"})
    assert toch["Location"] == f"/gesprekken/{gesprek.pk}/verslag"


def test_what_a_frame_says_is_not_asked_again_as_a_legal_subject(klant):
    zaak = maak_zaak(klant, variant="toegang")
    klant.post(f"/huishoudens/{zaak.huishouden.pk}/gesprekken/start")
    gesprek = Gesprek.objects.get()
    klant.post(f"/gesprekken/{gesprek.pk}/behoeften", {"tekst": "Rust", "leefgebied": ""})
    nodig = Behoefte.objects.get()
    klant.post(
        f"/behoeften/{nodig.pk}",
        {f"b{nodig.pk}-eigen_kracht": "Post openen", f"b{nodig.pk}-sociaal_netwerk": "Zus belt elke week"},
    )

    antwoord = klant.post(f"/gesprekken/{gesprek.pk}", velden(zaak, gesprek, afronden="1"))

    namen = [veld.naam for veld in antwoord.context["ontbreekt"]]
    assert namen == [
        "steun_mantelzorger",
        "algemene_voorziening",
        "samenwerking",
        "bijdrage",
        "identiteit_gezien",
    ]


def test_a_skipped_frame_asks_for_a_sentence_and_keeps_the_text(klant, zaak, gesprek):
    klant.post(f"/gesprekken/{gesprek.pk}/behoeften", {"tekst": "Rust", "leefgebied": "financien"})
    nodig = Behoefte.objects.get()

    antwoord = klant.post(f"/behoeften/{nodig.pk}", {f"b{nodig.pk}-maatwerk": "Huishoudhulp"})

    assert antwoord.status_code == 422
    assert "Huishoudhulp</textarea>" in antwoord.content.decode()
    assert nodig.kaders.count() == 0


def test_an_empty_behoefte_and_an_empty_mark_say_what_to_write(klant, gesprek):
    leeg = klant.post(f"/gesprekken/{gesprek.pk}/behoeften", {"tekst": ""})
    merk = klant.post(f"/gesprekken/{gesprek.pk}/markeringen", {"soort": "wens", "tekst": ""})

    assert (leeg.status_code, merk.status_code) == (422, 422)
    assert "Schrijf op wat er nodig is, in de woorden van het huishouden." in leeg.content.decode()


def test_htmx_gets_only_the_panel(klant, gesprek):
    antwoord = klant.post(
        f"/gesprekken/{gesprek.pk}/behoeften", {"tekst": "Rust"}, headers={"HX-Request": "true"}
    )

    pagina = antwoord.content.decode()
    assert 'id="p-behoeften"' in pagina
    assert "<html" not in pagina


def rond_af(klant, zaak, gesprek):
    klant.post(f"/gesprekken/{gesprek.pk}", velden(zaak, gesprek, afronden="1", toch="1"))
    gesprek.refresh_from_db()
    assert gesprek.stand == "afgerond"


def test_a_closed_talk_answers_every_change_with_a_sentence(klant, zaak, gesprek):
    klant.post(f"/gesprekken/{gesprek.pk}/behoeften", {"tekst": "Rust"})
    klant.post(f"/gesprekken/{gesprek.pk}/markeringen", {"soort": "wens", "tekst": "Tuin"})
    merk = gesprek.markeringen.get()
    rond_af(klant, zaak, gesprek)

    for adres, gegevens in (
        (f"/gesprekken/{gesprek.pk}/behoeften", {"tekst": "Meer"}),
        (f"/behoeften/{Behoefte.objects.get().pk}", {"verwijder": "1"}),
        (f"/gesprekken/{gesprek.pk}/markeringen", {"soort": "wens", "tekst": "Meer"}),
        (f"/markeringen/{merk.pk}/weg", {}),
    ):
        antwoord = klant.post(adres, gegevens)
        assert antwoord.status_code == 422
        assert "Dit gesprek is afgerond en ligt vast." in antwoord.content.decode()


def test_the_words_stand_untouched_with_comments_beside_them(klant, zaak, gesprek):
    rond_af(klant, zaak, gesprek)
    tekst = Inwonertekst.objects.get()
    adres = f"/gesprekken/{gesprek.pk}/reacties/{tekst.pk}"

    assert klant.post(adres, {"tekst": ""}).status_code == 422
    antwoord = klant.post(adres, {"tekst": "Volgende keer vragen naar de buren."})

    pagina = klant.get(f"/gesprekken/{gesprek.pk}").content.decode()
    assert antwoord["Location"] == f"/gesprekken/{gesprek.pk}#p-woorden"
    assert "Volgende keer vragen naar de buren." in pagina
    assert "Ik wil rust aan mijn hoofd." in pagina
    assert Reactie.objects.get().door_id == zaak.medewerker.pk


def test_the_report_begins_with_what_was_said_and_keeps_each_reaction(klant, zaak, gesprek):
    rond_af(klant, zaak, gesprek)
    adres = f"/gesprekken/{gesprek.pk}/verslag"
    assert "Ik wil rust aan mijn hoofd." in klant.get(adres).content.decode()

    for reactie in ("Dat klopt niet.", "Nu wel."):
        gesprek.refresh_from_db()
        klant.post(
            adres,
            {
                "verslag": "Beste Marieke",
                "verslag_verstuurd_op": localdate().strftime("%d-%m-%Y"),
                "reactie_inwoner": reactie,
                "versie": gesprek.versie,
            },
        )

    pagina = klant.get(adres).content.decode()
    assert "Dat klopt niet." in pagina
    assert "Nu wel." in pagina


def test_undoing_a_day_later_is_refused_on_the_page(klant, zaak, gesprek):
    rond_af(klant, zaak, gesprek)
    Gesprek.objects.update(afgerond_op=now() - timedelta(days=2))

    antwoord = klant.post(f"/gesprekken/{gesprek.pk}/heropenen")

    assert antwoord.status_code == 422
    assert "Start een nieuw gesprek om verder te gaan." in antwoord.content.decode()


def test_looking_together_shows_only_the_residents_words(klant, zaak, gesprek):
    klant.post(f"/gesprekken/{gesprek.pk}", velden(zaak, gesprek, voorbereiding="Let op de hond."))

    pagina = klant.get(f"/gesprekken/{gesprek.pk}/samen-kijken").content.decode()

    assert "Ik wil rust aan mijn hoofd." in pagina
    assert "Let op de hond." not in pagina


def test_a_talk_of_another_team_does_not_exist(klant, zaak):
    ander = vreemd_huishouden()
    gesprek = Gesprek.objects.create(
        huishouden=ander,
        casus=ander.casussen.get(),
        begonnen_op=now(),
        gestart_door=zaak.medewerker,
    )

    for deel in ("", "/verslag", "/samen-kijken"):
        assert klant.get(f"/gesprekken/{gesprek.pk}{deel}").status_code == 404
    assert klant.get(f"/huishoudens/{ander.pk}/gesprekken").status_code == 404
    assert klant.post(f"/gesprekken/{gesprek.pk}/behoeften", {"tekst": "x"}).status_code == 404


def test_a_talk_takes_as_many_queries_with_many_behoeften(klant, zaak, gesprek):
    for paden in (f"/gesprekken/{gesprek.pk}", f"/huishoudens/{zaak.huishouden.pk}/gesprekken"):
        klant.get(paden)
    actions.add_behoefte(gesprek=gesprek, tekst="Een", by=zaak.medewerker, at=now())
    eerst = vragen(klant, f"/gesprekken/{gesprek.pk}")
    lijst = vragen(klant, f"/huishoudens/{zaak.huishouden.pk}/gesprekken")
    for tekst in ("Twee", "Drie", "Vier"):
        actions.add_behoefte(gesprek=gesprek, tekst=tekst, by=zaak.medewerker, at=now())
        actions.add_markering(gesprek=gesprek, soort="wens", tekst=tekst, by=zaak.medewerker, at=now())
        Gesprek.objects.create(
            huishouden=zaak.huishouden,
            casus=zaak.casus,
            begonnen_op=now(),
            gestart_door=zaak.medewerker,
            stand="afgerond",
        )

    assert (eerst, vragen(klant, f"/gesprekken/{gesprek.pk}")) == (19, 19)
    assert (lijst, vragen(klant, f"/huishoudens/{zaak.huishouden.pk}/gesprekken")) == (13, 13)
