"""The commands: an invented caseload out, a caseload in."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from modules.dossier.inlezen.models import InleesStand, Inlezing
from modules.dossier.models import Huishouden
from tests.modules.dossier.inlezen.bestanden import PNG


def roep(*args):
    uit = StringIO()
    call_command(*args, stdout=uit, stderr=StringIO())
    return uit.getvalue()


@pytest.fixture
def caseload(tmp_path):
    pad = tmp_path / "caseload.xlsx"
    roep("voorbeeld-caseload", "--huishoudens", "20", "--zonder-rommel", str(pad))
    return pad


def test_the_example_says_how_many_have_no_bsn(tmp_path):
    uit = roep("voorbeeld-caseload", "--huishoudens", "500", "--zonder-rommel", str(tmp_path / "uit.csv"))

    assert uit.splitlines() == [
        f"500 huishoudens op 1200 rijen in {tmp_path / 'uit.csv'}.",
        "291 personen hebben geen BSN: er zijn niet meer BSN's voor proefgegevens (99999xxxx).",
    ]


def test_the_example_refuses_another_kind_of_file(tmp_path):
    with pytest.raises(CommandError, match=r"eindigt op \.csv of \.xlsx"):
        roep("voorbeeld-caseload", str(tmp_path / "uit.pdf"))


def test_a_caseload_comes_in_by_command_and_answers_in_json(in_lindewaard, caseload):
    antwoord = json.loads(roep("caseload-inlezen", "--gemeente", "lindewaard", "--json", str(caseload)))

    assert (antwoord["uitkomst"]["gemaakt"], Huishouden.objects.count()) == (20, 20)


def test_a_trial_changes_nothing(in_lindewaard, caseload):
    uit = roep("caseload-inlezen", "--gemeente", "lindewaard", "--proef", str(caseload))

    assert uit.splitlines()[-1] == "Er is niets veranderd (proef)."
    assert (Huishouden.objects.count(), Inlezing.objects.get().stand) == (0, InleesStand.GESTOPT)


def test_columns_can_be_given_in_a_file(in_lindewaard, tmp_path):
    (tmp_path / "in.csv").write_text("Achternaam;Voornaam;Postcode;Huisnummer;Nr\nBos;Anna;9011AB;3;x\n")
    (tmp_path / "map.json").write_text(json.dumps({"Achternaam": "achternaam", "Nr": "sleutel"}))

    roep(
        "caseload-inlezen",
        "--gemeente",
        "GM9001",
        "--kolommen",
        str(tmp_path / "map.json"),
        str(tmp_path / "in.csv"),
    )

    assert [(h.externe_sleutel, h.postcode) for h in Huishouden.objects.all()] == [("vorig systeem:X", "")]


def test_a_bad_file_ends_in_its_sentence(in_lindewaard, tmp_path):
    (tmp_path / "plaatje.xlsx").write_bytes(PNG)

    with pytest.raises(CommandError, match="Dit is een afbeelding en geen spreadsheet"):
        roep("caseload-inlezen", "--gemeente", "lindewaard", str(tmp_path / "plaatje.xlsx"))


def test_without_a_gemeente_nothing_is_read(caseload, db):
    with pytest.raises(CommandError, match="Zeg voor welke gemeente"):
        roep("caseload-inlezen", str(caseload))
