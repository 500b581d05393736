"""Lists of wijken and addresses are read as people have them, with one sentence per bad row."""

from __future__ import annotations

import pytest

from modules.inrichting.rules.gebiedslijst import (
    Adresreeks,
    LijstOnleesbaar,
    Regelfout,
    lees_adressen,
    lees_bytes,
    lees_gebieden,
)

BUURTEN = frozenset({"BU06420100", "BU06420101"})


def test_the_columns_of_cbs_give_wijken_and_buurten() -> None:
    lijst = lees_gebieden(
        "Gemeentecode;Wijkcode;Wijknaam;Buurtcode;Buurtnaam\n"
        "GM0642;WK064201;Centrum;BU06420100;Markt\n"
        "GM0642;WK064201;Centrum;BU06420101;Haven\n",
        cbs_code="GM0642",
    )

    assert (lijst.wijken, lijst.buurten, lijst.fouten) == (
        {"WK064201": "Centrum"},
        {"BU06420100": "Markt", "BU06420101": "Haven"},
        (),
    )


def test_two_plain_columns_and_codes_that_lost_their_zero_are_read_too() -> None:
    lijst = lees_gebieden("64201,Centrum\n6420100,Markt", cbs_code="GM0642")

    assert (lijst.wijken, lijst.buurten) == ({"WK064201": "Centrum"}, {"BU06420100": "Markt"})


def test_each_bad_row_says_what_is_wrong() -> None:
    lijst = lees_gebieden("WK064201;Centrum\nWK051801;Zee\nfoo;x\nWK064202;", cbs_code="GM0642")

    assert lijst.fouten == (
        Regelfout(2, "WK051801 hoort bij een andere gemeente. Haal deze regel weg."),
        Regelfout(3, "foo is geen code. Een wijk is WK met 6 cijfers, een buurt BU met 8 cijfers."),
        Regelfout(4, "Bij WK064202 staat geen naam. Vul de naam in."),
    )


def test_house_numbers_of_one_buurt_become_a_run() -> None:
    lijst = lees_adressen(
        "PC6;Huisnummer;Buurt2026;Wijk2026\n3331AA;1;6420100;64201\n3331 aa;3;6420100;64201\n"
        "3331AA;4;6420101;64201\n1000AA;1;3630100;36301",
        cbs_code="GM0642",
        buurtcodes=BUURTEN,
    )

    assert (lijst.reeksen, lijst.elders) == (
        (Adresreeks("3331AA", 1, 3, "BU06420100"), Adresreeks("3331AA", 4, 4, "BU06420101")),
        1,
    )


def test_an_address_in_two_buurten_is_a_fault() -> None:
    lijst = lees_adressen(
        "postcode;huisnummer;buurtcode\n3331AA;1;BU06420100\n3331AA;1;BU06420101",
        cbs_code="GM0642",
        buurtcodes=BUURTEN,
    )

    assert lijst.fouten == (Regelfout(3, "3331AA 1 staat er ook met buurt BU06420100. Kies er één."),)


@pytest.mark.parametrize("tekst", ["", "   \n", "zomaar een zin", "a;b\nc;d"])
def test_what_is_no_list_is_refused_as_a_whole(tekst: str) -> None:
    with pytest.raises(LijstOnleesbaar):
        lees_gebieden(tekst, cbs_code="GM0642")


@pytest.mark.parametrize("inhoud", [b"PK\x03\x04rest", b"\x00\x01", b"x" * 20_000_001])
def test_a_file_that_is_no_text_is_refused(inhoud: bytes) -> None:
    with pytest.raises(LijstOnleesbaar):
        lees_bytes(inhoud)


def test_an_old_spreadsheet_keeps_its_accents() -> None:
    assert lees_bytes("Coöperatiewijk".encode("cp1252")) == "Coöperatiewijk"
