"""A talk: kept while people speak, closed once, and the words of the resident stay theirs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from keukentafel.audit.models import Logboekregel
from keukentafel.errors import Verouderd
from modules.dossier.actions import gesprek as actions
from modules.dossier.models import GesprekSoort, GesprekStand, Inwonertekst, Tijdlijnregel
from modules.dossier.rules.kanteling import KaderAntwoord
from tests.factories.dossier import maak_termijn
from tests.factories.identity import maak_gebruiker
from tests.modules.dossier.verkeer import logboek, maak_zaak

pytestmark = pytest.mark.usefixtures("in_lindewaard")
NU = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.fixture
def zaak():
    return maak_zaak()


@pytest.fixture
def gesprek(zaak):
    return actions.start_gesprek(
        huishouden=zaak.huishouden,
        casus=zaak.casus,
        soort=GesprekSoort.KEUKENTAFEL,
        by=zaak.medewerker,
        at=NU,
    )


def bewaar(gesprek, zaak, **waarden):
    return actions.save_gesprek(
        gesprek=gesprek, waarden=waarden, versie=gesprek.versie, by=zaak.medewerker, at=NU
    )


def samen(zaak):
    return [{"soort": "inwoner", "id": str(zaak.inwoner.pk), "naam": zaak.inwoner.naam}]


def rond_af(gesprek, zaak, **waarden):
    gesprek = bewaar(gesprek, zaak, aanwezigen=samen(zaak), **waarden)
    return actions.finish_gesprek(gesprek=gesprek, versie=gesprek.versie, by=zaak.medewerker, at=NU)


def test_starting_moves_the_phase_and_starting_again_goes_on(zaak, gesprek):
    weer = actions.start_gesprek(
        huishouden=zaak.huishouden,
        casus=zaak.casus,
        soort=GesprekSoort.KEUKENTAFEL,
        by=zaak.medewerker,
        at=NU,
    )

    zaak.casus.refresh_from_db()
    assert (weer.pk, zaak.casus.status) == (gesprek.pk, "analyse")
    assert logboek("dossier.gesprek.gestart") == ["dossier.gesprek.gestart"]


def test_saving_names_the_changed_fields_in_the_logboek_and_nothing_of_the_story(zaak, gesprek):

    bewaar(gesprek, zaak, verhaal="Marieke vertelt.", plaats="")

    regel = Logboekregel.objects.get(gebeurtenis="dossier.gesprek.bewaard")
    assert regel.detail == {"velden": ["verhaal"]}


def test_saving_an_old_version_is_refused_with_the_text_of_now(zaak, gesprek):
    oud = gesprek.versie
    bewaar(gesprek, zaak, verhaal="Eerst")

    with pytest.raises(Verouderd) as nee:
        actions.save_gesprek(
            gesprek=gesprek, waarden={"verhaal": "Later"}, versie=oud, by=zaak.medewerker, at=NU
        )

    assert nee.value.huidig.verhaal == "Eerst"


def test_a_skipped_frame_takes_a_sentence(zaak, gesprek):
    nodig = actions.add_behoefte(gesprek=gesprek, tekst="Rust", by=zaak.medewerker, at=NU)

    with pytest.raises(actions.KaderOvergeslagen) as nee:
        actions.save_kaders(
            behoefte=nodig, antwoorden={"maatwerk": KaderAntwoord("Huishoudhulp")}, by=zaak.medewerker, at=NU
        )

    assert len(nee.value.bevindingen) == 3
    assert nodig.kaders.count() == 0


def test_frames_in_order_or_passed_over_with_a_reason_are_kept(zaak, gesprek):
    nodig = actions.add_behoefte(
        gesprek=gesprek, tekst="Rust", leefgebied="financien", by=zaak.medewerker, at=NU
    )
    antwoorden = {
        "eigen_kracht": KaderAntwoord("Post openen lukt"),
        "sociaal_netwerk": KaderAntwoord("", "Wil de buren er niet bij"),
        "voorliggend": KaderAntwoord("Formulierenbrigade"),
    }

    actions.save_kaders(behoefte=nodig, antwoorden=antwoorden, by=zaak.medewerker, at=NU)
    actions.save_kaders(
        behoefte=nodig,
        antwoorden=antwoorden | {"voorliggend": KaderAntwoord()},
        by=zaak.medewerker,
        at=NU,
    )

    gesprek.refresh_from_db()
    assert list(nodig.kaders.order_by("kader").values_list("kader", flat=True)) == [
        "eigen_kracht",
        "sociaal_netwerk",
    ]
    assert gesprek.leefgebieden == ["financien"]


def test_a_talk_about_somebody_who_was_not_there_says_why(zaak, gesprek):
    with pytest.raises(actions.WieWasErbij):
        actions.finish_gesprek(gesprek=gesprek, versie=gesprek.versie, by=zaak.medewerker, at=NU)

    gesprek = bewaar(gesprek, zaak, zonder_inwoner_omdat="Ligt in het ziekenhuis.", verhaal="Wij denken.")
    actions.finish_gesprek(gesprek=gesprek, versie=gesprek.versie, by=zaak.medewerker, at=NU)

    assert Inwonertekst.objects.count() == 0  # words of staff are no words of the resident


def test_rounding_off_keeps_the_story_as_the_residents_own(zaak, gesprek):
    rond_af(gesprek, zaak, verhaal="Ik wil rust aan mijn hoofd.")

    tekst = Inwonertekst.objects.get()
    assert (tekst.tekst, tekst.inwoner_id) == ("Ik wil rust aan mijn hoofd.", zaak.inwoner.pk)
    assert Tijdlijnregel.objects.get().titel == "Keukentafelgesprek"


def test_a_behoefte_ends_the_term_of_making_the_question_clear(zaak, gesprek):
    termijn = maak_termijn(zaak.casus, sleutel="vraagverheldering", einde=date(2026, 12, 1))
    actions.add_behoefte(gesprek=gesprek, tekst="Rust", by=zaak.medewerker, at=NU)

    rond_af(gesprek, zaak)

    termijn.refresh_from_db()
    assert (termijn.status, termijn.gehaald_op) == ("gehaald", date(2026, 11, 24))


def test_a_closed_talk_takes_nothing_more(zaak, gesprek):
    nodig = actions.add_behoefte(gesprek=gesprek, tekst="Rust", by=zaak.medewerker, at=NU)
    rond_af(gesprek, zaak)
    wie = {"by": zaak.medewerker, "at": NU}

    for doe in (
        lambda: bewaar(gesprek, zaak, verhaal="Nog iets"),
        lambda: actions.add_behoefte(gesprek=gesprek, tekst="Meer", **wie),
        lambda: actions.remove_behoefte(behoefte=nodig, **wie),
        lambda: actions.save_kaders(behoefte=nodig, antwoorden={}, **wie),
        lambda: actions.add_markering(gesprek=gesprek, soort="wens", tekst="Meer", **wie),
    ):
        with pytest.raises(actions.GesprekAfgerond):
            doe()


def test_undoing_on_the_same_day_withdraws_the_words_and_the_event(zaak, gesprek):
    af = rond_af(gesprek, zaak, verhaal="Ik wil rust.")

    open_ = actions.reopen_gesprek(gesprek=af, by=zaak.medewerker, at=NU + timedelta(hours=2))

    assert open_.stand == GesprekStand.BEZIG
    assert Inwonertekst.objects.get().ingetrokken_op is not None
    assert Tijdlijnregel.objects.count() == 0


def test_undoing_the_next_day_or_by_somebody_else_is_refused(zaak, gesprek):
    af = rond_af(gesprek, zaak)

    for wie, wanneer in ((zaak.medewerker, NU + timedelta(days=1)), (maak_gebruiker(met_code_app=False), NU)):
        with pytest.raises(actions.GesprekAfgerond):
            actions.reopen_gesprek(gesprek=af, by=wie, at=wanneer)


def schrijf_verslag(gesprek, zaak, reactie="", verstuurd_op=None):
    gesprek.refresh_from_db()
    return actions.save_verslag(
        gesprek=gesprek,
        verslag="Beste Marieke",
        verstuurd_op=verstuurd_op,
        reactie=reactie,
        versie=gesprek.versie,
        by=zaak.medewerker,
        at=NU,
    )


def test_every_reaction_on_the_report_stays_as_it_was_said(zaak, gesprek):
    rond_af(gesprek, zaak)

    schrijf_verslag(gesprek, zaak, "Dat van de huur klopt niet.")
    schrijf_verslag(gesprek, zaak)
    schrijf_verslag(gesprek, zaak, "Nu klopt het.")

    teksten = Inwonertekst.objects.filter(bij_soort="verslag").values_list("tekst", flat=True)
    assert list(teksten) == ["Dat van de huur klopt niet.", "Nu klopt het."]


def test_wmo_2_3_2_lid_8_the_report_of_a_talk_is_not_the_verslag_of_the_onderzoek(zaak, gesprek):
    termijn = maak_termijn(zaak.casus, einde=date(2026, 12, 1))
    rond_af(gesprek, zaak)

    schrijf_verslag(gesprek, zaak, verstuurd_op=date(2026, 11, 24))
    schrijf_verslag(gesprek, zaak, verstuurd_op=date(2026, 11, 25))

    termijn.refresh_from_db()
    assert (termijn.status, termijn.gehaald_op) == ("loopt", None)
    assert Tijdlijnregel.objects.filter(titel="Verslag verstuurd").count() == 1


def test_a_comment_of_staff_stands_beside_the_words(zaak, gesprek):
    rond_af(gesprek, zaak, verhaal="Ik wil rust.")

    actions.add_reactie(
        bij=Inwonertekst.objects.get(), tekst="Volgende keer naar vragen.", by=zaak.medewerker, at=NU
    )

    assert Inwonertekst.objects.get().reacties.get().tekst == "Volgende keer naar vragen."
    assert logboek("dossier.inwonertekst.reactie") == ["dossier.inwonertekst.reactie"]
