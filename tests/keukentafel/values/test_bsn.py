import pickle
import traceback

import pytest

from keukentafel.values.bsn import Bsn, OngeldigBsn


@pytest.mark.parametrize(
    "getypt",
    ["999993653", " 999993653 ", "9999.93.653", "999 993 653", "999-993-653", "999\u00a0993\u00a0653"],
)
def test_a_bsn_is_read_in_every_form_people_type(getypt):
    assert Bsn(getypt).nummer == "999993653"


def test_a_leading_zero_that_a_spreadsheet_lost_comes_back():
    assert Bsn("10000008") == Bsn("010000008")


def test_a_bsn_shows_only_its_last_three_digits():
    bsn = Bsn("999990019")

    assert (str(bsn), f"{bsn}", repr(bsn), bsn.gemaskeerd) == (
        "••••••019",
        "••••••019",
        "Bsn(••••••019)",
        "••••••019",
    )


def test_a_bsn_survives_a_task_queue_and_is_a_key():
    bsn = Bsn("999990019")

    assert pickle.loads(pickle.dumps(bsn)) == bsn
    assert {bsn: 1}[Bsn("999990019")] == 1


@pytest.mark.parametrize(
    ("getypt", "zin"),
    [
        ("", "Vul het BSN in."),
        (" . ", "Vul het BSN in."),
        ("9999936", "Dit BSN klopt niet. Een BSN heeft 9 cijfers. Kijk of er een cijfer ontbreekt."),
        ("9999936531", "Dit BSN klopt niet. Een BSN heeft 9 cijfers. Kijk of er een cijfer te veel staat."),
        ("99999365x", "Dit BSN klopt niet. Een BSN heeft 9 cijfers en geen letters of andere tekens."),
        ("٩٩٩٩٩٣٦٥٣", "Dit BSN klopt niet. Een BSN heeft 9 cijfers en geen letters of andere tekens."),
        ("999993654", "Dit BSN klopt niet. Kijk of er cijfers verwisseld zijn of verkeerd getypt."),
        ("000000000", "Dit BSN klopt niet. Kijk of er cijfers verwisseld zijn of verkeerd getypt."),
    ],
)
def test_a_bsn_is_refused_with_the_repair(getypt, zin):
    with pytest.raises(OngeldigBsn) as geweigerd:
        Bsn(getypt)

    assert str(geweigerd.value) == zin


def test_a_refused_bsn_is_not_in_the_words_of_its_refusal():
    with pytest.raises(OngeldigBsn) as geweigerd:
        Bsn("123456789")

    assert "123456789" not in "".join(traceback.format_exception_only(geweigerd.value))
    assert geweigerd.value.__context__ is None
