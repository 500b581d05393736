"""The invented caseload is messy, always the same, and touches no real BSN."""

import csv
import re
from datetime import date

import pytest

from modules.dossier.inlezen.voorbeeld import KOLOM, Caseload
from modules.dossier.inlezen.voorbeeld_schrijven import OnbekendeUitvoer, schrijf

VANDAAG = date(2026, 11, 21)


def test_one_seed_gives_one_file(tmp_path):
    een, ander = tmp_path / "een.csv", tmp_path / "ander.csv"

    schrijf(Caseload(200, 7, VANDAAG).rijen(), een)
    schrijf(Caseload(200, 7, VANDAAG).rijen(), ander)

    assert een.read_bytes() == ander.read_bytes()


def test_five_thousand_households_hold_twelve_thousand_persons():
    assert sum(1 for _ in Caseload(5000, 1, VANDAAG, rommel=False).rijen()) == 12_000


def test_every_bsn_is_of_the_test_range_and_given_out_once():
    caseload = Caseload(1000, 1, VANDAAG, rommel=False)

    gegeven = [rij[KOLOM["BSN"]] for rij in caseload.rijen() if rij[KOLOM["BSN"]]]

    assert {nummer[:5] for nummer in gegeven} == {"99999"}
    assert len(gegeven) == len(set(gegeven))
    assert len(gegeven) + caseload.zonder_bsn == 2400


def test_the_mess_makes_no_number_that_looks_like_a_real_bsn():
    for rij in Caseload(2000, 2, VANDAAG).rijen():
        cijfers = re.sub(r"\D", "", str(rij[KOLOM["BSN"]]))
        assert len(cijfers) < 8 or cijfers.startswith("99999") or "E" in str(rij[KOLOM["BSN"]])


def test_both_kinds_of_file_are_written_and_no_other(tmp_path):
    aantal = schrijf(Caseload(10, 1, VANDAAG).rijen(), tmp_path / "uit.csv")

    with (tmp_path / "uit.csv").open(encoding="utf-8-sig", newline="") as bestand:
        gelezen = list(csv.reader(bestand, delimiter=";"))
    assert len(gelezen) == aantal + 1
    with pytest.raises(OnbekendeUitvoer):
        schrijf([], tmp_path / "uit.ods")
