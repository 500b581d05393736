"""Reading a file in: all or nothing per household, once, and back again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from keukentafel.audit.models import Logboekregel
from modules.dossier.actions.casus import zet_fase
from modules.dossier.inlezen import opslag
from modules.dossier.inlezen.actions.controle import controleer_bestand
from modules.dossier.inlezen.actions.inlezen import begin_inlezen, lees_in
from modules.dossier.inlezen.actions.ongedaan import NietMeerOngedaan, begin_ongedaan, gevolgen, maak_ongedaan
from modules.dossier.inlezen.actions.opname import NietNu, kies_dubbel, kies_kolommen, neem_bestand_op, stop
from modules.dossier.inlezen.inhoud import tabel_van
from modules.dossier.inlezen.kolommen import Indeling
from modules.dossier.inlezen.models import DubbelKeuze, InleesStand, Kolomindeling, Uitkomst
from modules.dossier.models import (
    Casus,
    Contactnotitie,
    Gezagsrelatie,
    Huishouden,
    Huishoudlid,
    Inwoner,
    Melding,
    Tijdlijnregel,
)
from modules.inrichting.codelijsten import CasusStatus
from tests.modules.dossier.inlezen.bestanden import als_csv

NU = datetime(2026, 11, 21, 10, tzinfo=UTC)
KOPPEN = (
    "Dossiernr", "Achternaam", "Voornaam", "Geboortedatum", "BSN", "Rol", "Gezag", "Straat", "Huisnummer", "Postcode", "Plaats",
    "Mobiel", "Status", "Wet", "Soort melding", "Datum melding", "Notitie", "Regisseur",
)  # fmt: skip
BOS = (
    "7",
    "Bos",
    "Anna",
    "1-2-1984",
    "999993653",
    "hoofdpersoon",
    "ja",
    "Merelstraat",
    "14",
    "9011AB",
    "Lindewaard",
    "0612345678",
    "Lopend",
    "Wmo",
    "Geldzorgen",
    "1-3-2026",
    "Belt graag.",
    "Daan",
)
SEM = (
    "7",
    "Bos",
    "Sem",
    "3-4-2015",
    "",
    "kind",
    "",
    "Merelstraat",
    "14",
    "9011AB",
    "Lindewaard",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
)
KOK = (
    "8",
    "Kuiper",
    "Piet",
    "5-6-1950",
    "",
    "hoofdpersoon",
    "",
    "Bachplein",
    "3",
    "9012BD",
    "Lindewaard",
    "",
    "Nazorg",
    "",
    "",
    "",
    "",
    "",
)
ALLES = (Huishouden, Inwoner, Huishoudlid, Gezagsrelatie, Casus, Melding, Contactnotitie, Tijdlijnregel)

pytestmark = pytest.mark.usefixtures("in_lindewaard")


def opgenomen(*rijen, koppen=KOPPEN, at=NU):
    inlezing = neem_bestand_op(inhoud=als_csv(rijen, koppen), bestandsnaam="caseload.csv", by=None, at=at)
    tabel = tabel_van(inlezing)
    indeling = Indeling({v.index: v.doel for v in tabel.voorstellen() if v.doel})
    inlezing = kies_kolommen(
        inlezing=inlezing, tabel=tabel, indeling=indeling, bron="oud", team_id=None, by=None, at=at
    )
    return controleer_bestand(inlezing=inlezing, by=None, at=at)


def ingelezen(*rijen, koppen=KOPPEN, at=NU):
    return lees_in(
        inlezing=begin_inlezen(inlezing=opgenomen(*rijen, koppen=koppen, at=at), by=None, at=at),
        by=None,
        at=at,
    )


def tellingen():
    return [model.objects.count() for model in ALLES]


def uitkomsten(inlezing):
    return [(h.rijen, h.uitkomst) for h in inlezing.huishoudens.all()]


def test_a_household_comes_in_with_all_that_the_file_says():
    ingelezen(BOS, SEM)

    huishouden = Huishouden.objects.get()
    casus = huishouden.casussen.get()
    melding = huishouden.meldingen.get()
    assert (huishouden.naam, huishouden.adres_met_plaats, huishouden.postcode) == (
        "Bos",
        "Merelstraat 14, Lindewaard",
        "9011AB",
    )
    assert huishouden.externe_sleutel == "oud:7"
    assert "anna bos" in huishouden.zoektekst
    assert (casus.status, casus.team_id) == ("ondersteuning", huishouden.team_id)
    assert (melding.inhoud, melding.wet, melding.kanaal) == ("Geldzorgen", "wmo", "ingelezen")
    assert huishouden.notities.get().tekst == "Belt graag."
    assert sorted((lid.inwoner.voornamen, lid.rol) for lid in huishouden.leden.all()) == [
        ("Anna", "volwassene"),
        ("Sem", "kind"),
    ]
    assert (Gezagsrelatie.objects.get().kind.voornamen, Gezagsrelatie.objects.get().houder.voornamen) == (
        "Sem",
        "Anna",
    )


def test_a_bsn_comes_in_encrypted_and_is_found_by_its_index():
    ingelezen(BOS)

    anna = Inwoner.objects.get()
    assert (anna.bsn, len(bytes(anna.bsn_index))) == ("999993653", 16)


def test_what_has_no_place_of_its_own_stands_on_the_timeline():
    ingelezen(BOS)

    regel = Tijdlijnregel.objects.get(titel="Ingelezen uit een ander systeem")
    assert regel.tekst == "Dossiernummer: 7\nWetten: Wmo\nMedewerker: Daan"


def test_a_household_with_one_stop_changes_nothing_and_the_others_come_in():
    fout = (*SEM[:3], "31-2-2015", *SEM[4:])

    inlezing = ingelezen(BOS, fout, KOK)

    assert uitkomsten(inlezing) == [([2, 3], Uitkomst.GESTOPT), ([4], Uitkomst.GEMAAKT)]
    assert [h.naam for h in Huishouden.objects.all()] == ["Kuiper"]


def test_the_same_file_twice_changes_nothing_and_says_so():
    ingelezen(BOS, SEM, KOK)
    voor = tellingen()

    tweede = ingelezen(KOK, BOS, SEM)

    assert tellingen() == voor
    assert uitkomsten(tweede) == [([2], Uitkomst.ONGEWIJZIGD), ([3, 4], Uitkomst.ONGEWIJZIGD)]
    assert (tweede.aantallen["gelijk"], tweede.aantallen["nieuw"], tweede.aantallen["paren"]) == (2, 0, 0)


def test_a_changed_row_fills_empty_fields_only_and_adds_who_was_not_there():
    ingelezen(BOS)
    anders = (*BOS[:2], "Annabel", *BOS[3:11], "0687654321", *BOS[12:])

    tweede = ingelezen(anders, (*SEM[:11], "0611111111", *SEM[12:]))

    anna = Inwoner.objects.get(geboortedatum=date(1984, 2, 1))
    assert (anna.voornamen, anna.telefoon) == ("Anna", "0612345678")
    assert uitkomsten(tweede) == [([2, 3], Uitkomst.AANGEVULD)]
    assert [lid.inwoner.voornamen for lid in Huishoudlid.objects.order_by("inwoner__geboortedatum")] == [
        "Anna",
        "Sem",
    ]


def test_a_file_without_numbers_is_found_back_by_address():
    zonder = [("", *rij[1:]) for rij in (BOS, SEM)]
    ingelezen(*zonder)
    voor = tellingen()

    ingelezen(*zonder)

    assert tellingen() == voor


def test_a_known_bsn_is_the_same_person_without_asking():
    ingelezen(BOS)

    tweede = ingelezen(("99", *BOS[1:]))

    assert (Inwoner.objects.count(), Huishouden.objects.count()) == (1, 1)
    assert uitkomsten(tweede) == [([2], Uitkomst.ONGEWIJZIGD)]


def test_a_doubtful_double_waits_until_somebody_chooses():
    ingelezen(KOK)
    dubbel = ("99", "Kuipre", *KOK[2:7], "Molendijk", "5", "9015EA", *KOK[10:])

    tweede = ingelezen(dubbel, BOS)

    assert uitkomsten(tweede) == [([2], Uitkomst.WACHT), ([3], Uitkomst.GEMAAKT)]


@pytest.mark.parametrize(
    ("keuze", "personen", "huishoudens"),
    [(DubbelKeuze.ZELFDE, 1, 2), (DubbelKeuze.ANDER, 2, 2), (DubbelKeuze.OVERSLAAN, 1, 1)],
)
def test_the_choice_for_a_double_decides_who_comes_in(keuze, personen, huishoudens):
    ingelezen(KOK)
    inlezing = opgenomen(("99", "Kuipre", *KOK[2:7], "Molendijk", "5", "9015EA", *KOK[10:]))
    kies_dubbel(paar=inlezing.paren.get(), keuze=keuze, by=None, at=NU)

    lees_in(inlezing=begin_inlezen(inlezing=inlezing, by=None, at=NU), by=None, at=NU)

    assert (Inwoner.objects.count(), Huishouden.objects.count()) == (personen, huishoudens)


def test_a_child_in_two_households_of_the_file_becomes_one_person():
    kind = ("9", "Bos", "Sem", "3-4-2015", *SEM[4:7], "Molendijk", "5", "9015EA", *SEM[10:])
    inlezing = opgenomen(SEM, BOS, kind)
    kies_dubbel(paar=inlezing.paren.get(), keuze=DubbelKeuze.ZELFDE, by=None, at=NU)

    lees_in(inlezing=begin_inlezen(inlezing=inlezing, by=None, at=NU), by=None, at=NU)

    sem = Inwoner.objects.get(voornamen="Sem")
    assert sorted(lid.huishouden.externe_sleutel for lid in sem.lidmaatschappen.all()) == ["oud:7", "oud:9"]


def test_undo_takes_out_all_that_came_in():
    voor = tellingen()
    inlezing = ingelezen(BOS, SEM, KOK)

    maak_ongedaan(inlezing=begin_ongedaan(inlezing=inlezing, by=None, at=NU), by=None, at=NU)

    assert tellingen() == voor
    assert sorted(inlezing.huishoudens.values_list("uitkomst", flat=True)) == ["weg", "weg"]


def test_undo_leaves_what_somebody_worked_on_and_says_why():
    inlezing = ingelezen(BOS, SEM, KOK)
    kok = Huishouden.objects.get(naam="Kuiper")
    Contactnotitie.objects.create(
        huishouden=kok, casus=kok.casussen.get(), tekst="Gebeld.", gebeurd_op=NU, gemaakt_op=NU
    )

    assert dict(gevolgen(inlezing)) == {
        "weg": 1,
        "Er hoort intussen iets bij dat niet uit dit bestand komt.": 1,
    }
    maak_ongedaan(inlezing=begin_ongedaan(inlezing=inlezing, by=None, at=NU), by=None, at=NU)

    assert [h.naam for h in Huishouden.objects.all()] == ["Kuiper"]
    assert Inwoner.objects.get().voornamen == "Piet"


def test_undo_leaves_what_the_logboek_says_was_changed():
    inlezing = ingelezen(BOS, KOK)
    zet_fase(casus=Casus.objects.get(huishouden__naam="Bos"), status=CasusStatus.EVALUATIE, by=None, at=NU)

    assert dict(gevolgen(inlezing)) == {"weg": 1, "Er is na het inlezen aan dit huishouden gewerkt.": 1}


def test_undo_empties_what_was_filled():
    zonder = (*BOS[:11], "", *BOS[12:])
    ingelezen(zonder)
    tweede = ingelezen(BOS)
    assert Inwoner.objects.get().telefoon == "0612345678"

    maak_ongedaan(inlezing=begin_ongedaan(inlezing=tweede, by=None, at=NU), by=None, at=NU)

    assert Inwoner.objects.get().telefoon == ""
    assert Huishouden.objects.count() == 1


def test_undo_is_possible_for_a_day():
    inlezing = ingelezen(KOK)

    with pytest.raises(NietMeerOngedaan):
        begin_ongedaan(inlezing=inlezing, by=None, at=NU + timedelta(days=1, seconds=1))


def test_after_undo_the_same_file_comes_in_again():
    inlezing = ingelezen(KOK)
    maak_ongedaan(inlezing=begin_ongedaan(inlezing=inlezing, by=None, at=NU), by=None, at=NU)

    assert uitkomsten(ingelezen(KOK)) == [([2], Uitkomst.GEMAAKT)]


def test_reading_in_that_was_cut_off_goes_on_where_it_was():
    inlezing = begin_inlezen(inlezing=opgenomen(BOS, SEM, KOK), by=None, at=NU)
    lees_in(inlezing=inlezing, by=None, at=NU)
    inlezing.stand = InleesStand.BEZIG
    inlezing.save()
    opslag.bewaar(inlezing.pk, als_csv((BOS, SEM, KOK), KOPPEN))
    voor = tellingen()

    lees_in(inlezing=inlezing, by=None, at=NU)

    assert tellingen() == voor


def test_every_household_read_in_leaves_a_line_in_the_logboek():
    ingelezen(BOS, SEM, KOK)

    regels = Logboekregel.objects.filter(gebeurtenis="inlezen.huishouden.ingelezen")
    assert {regel.huishouden_id for regel in regels} == set(Huishouden.objects.values_list("pk", flat=True))


def test_the_choice_of_columns_is_remembered_for_the_same_headings():
    opgenomen(BOS)

    assert Kolomindeling.objects.get().kolommen["Geboortedatum"] == "geboortedatum"


def test_a_file_that_was_stopped_leaves_no_content():
    inlezing = opgenomen(BOS, SEM)

    stop(inlezing=inlezing, by=None, at=NU)

    assert (inlezing.paren.count(), list(inlezing.problemen.exclude(waarde=""))) == (0, [])
    with pytest.raises(NietNu):
        begin_inlezen(inlezing=inlezing, by=None, at=NU)


def test_the_kept_file_cannot_be_read_without_the_key_and_goes_after_reading_in(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        inlezing = opgenomen(BOS)
        from keukentafel.tenancy.sleutels import opslag_pad

        assert b"Merelstraat" not in opslag_pad("inlezen", inlezing.pk).read_bytes()
        lees_in(inlezing=begin_inlezen(inlezing=inlezing, by=None, at=NU), by=None, at=NU)

    with pytest.raises(opslag.BestandWeg):
        opslag.haal(inlezing.pk)


def test_who_was_left_out_is_not_brought_in_by_the_same_file_again():
    ingelezen(KOK)
    rijen = (("99", "Kuipre", *KOK[2:7], "Molendijk", "5", "9015EA", *KOK[10:]), ("99", *BOS[1:]))
    inlezing = opgenomen(*rijen)
    kies_dubbel(paar=inlezing.paren.get(), keuze=DubbelKeuze.OVERSLAAN, by=None, at=NU)
    lees_in(inlezing=begin_inlezen(inlezing=inlezing, by=None, at=NU), by=None, at=NU)

    weer = ingelezen(*rijen)

    assert uitkomsten(weer) == [([2, 3], Uitkomst.ONGEWIJZIGD)]
    assert sorted(p.geslachtsnaam for p in Inwoner.objects.all()) == ["Bos", "Kuiper"]


@pytest.mark.parametrize("aantal", [1, 3])
def test_checking_and_reading_in_take_the_same_number_of_queries_whatever_the_rows(aantal):
    ingelezen(*[(f"0{n}", f"Bosman{'abc'[n]}", *BOS[2:3], f"{n + 1}-5-1971", "", *BOS[5:]) for n in range(3)])
    rijen = [
        (f"1{n}", f"Vosman{'abc'[n]}", *BOS[2:3], f"{n + 1}-5-1971", "", *BOS[5:]) for n in range(aantal)
    ]
    inlezing = opgenomen(*rijen)

    with CaptureQueriesContext(connection) as controle:
        controleer_bestand(inlezing=inlezing, by=None, at=NU)
    inlezing = begin_inlezen(inlezing=inlezing, by=None, at=NU)
    with CaptureQueriesContext(connection) as gelezen:
        lees_in(inlezing=inlezing, by=None, at=NU)

    assert (len(controle), len(gelezen)) == (17, 27)
