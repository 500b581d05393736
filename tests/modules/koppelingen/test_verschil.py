"""What the BRP says differently: only what it knows, never a secret address, and never by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.exchange.brp.messages import BrpAdres, BrpDatum, BrpGezag, BrpHouder, BrpPersoon, Veldgroep
from modules.koppelingen.rules.brp_verschil import Eigen, Gezagregel, lijkt_iemand_anders, verschillen
from modules.koppelingen.rules.brp_vraag import Vrager, te_vragen, te_zien

ALLES = [groep.value for groep in Veldgroep]
DAG = date(1990, 3, 14)
EIGEN = Eigen(
    geslachtsnaam="Kuiper", voornamen="Marieke", voorletters="M.J.", geslacht="vrouw", geboortedatum=DAG,
    straat="Lindelaan", huisnummer=12, toevoeging="a", postcode="9876AB", plaats="Lindewaard",
)  # fmt: skip
ADRES = BrpAdres("Lindelaan 12A, 9876 AB Lindewaard", "Lindelaan", 12, "A", "9876AB", "Lindewaard")
BRP = BrpPersoon(
    "1", geslachtsnaam="Kuiper", voornamen="Marieke Johanna", voorletters="M.J.", geslacht="vrouw",
    geboren=BrpDatum("14 maart 1990", DAG, 1990), adres=ADRES,
)  # fmt: skip


def sleutels(eigen: Eigen = EIGEN, brp: BrpPersoon = BRP, groepen: Any = ALLES) -> list[str]:
    return [v.sleutel for v in verschillen(eigen, brp, groepen)]


def test_who_is_called_by_the_first_name_and_lives_at_the_same_door_does_not_differ():
    assert sleutels() == []


@pytest.mark.parametrize(
    ("anders", "welke"),
    [
        ({"geslachtsnaam": "Vos"}, ["geslachtsnaam"]),
        ({"geslachtsnaam": "Küiper"}, ["geslachtsnaam"]),
        ({"voornamen": "Johanna Marieke"}, ["voornamen"]),
        ({"geslacht": "man"}, ["geslacht"]),
        ({"geslacht": "onbekend"}, []),
        ({"geboren": BrpDatum("1990", None, 1990)}, []),
        ({"geboren": BrpDatum("1984", None, 1984)}, ["geboortedatum"]),
        ({"opschorting": "O"}, ["overleden_op"]),
        ({"adres": replace(ADRES, huisnummer=14)}, ["adres"]),
        ({"adres": BrpAdres("Verblijfplaats onbekend")}, ["adres"]),
        ({"adres": None, "geslachtsnaam": "", "voornamen": "", "geboren": None}, []),
        ({"is_geheim": True}, ["geheim"]),
    ],
)
def test_what_differs_is_named(anders: dict[str, Any], welke: list[str]):
    assert sleutels(brp=replace(BRP, **anders)) == welke


def test_what_cannot_be_written_as_it_is_can_only_be_looked_into():
    los = verschillen(
        EIGEN,
        replace(
            BRP, geboren=BrpDatum("1984", None, 1984), adres=BrpAdres("In het buitenland"), opschorting="O"
        ),
        ALLES,
    )

    assert [(v.sleutel, v.kan_over) for v in los] == [
        ("overleden_op", False),
        ("geboortedatum", False),
        ("adres", False),
    ]


def test_a_voorvoegsel_that_is_gone_can_be_taken_away():
    eigen = replace(EIGEN, voorvoegsel="van")

    assert [(v.sleutel, dict(v.waarden)) for v in verschillen(eigen, BRP, ALLES)] == [
        ("voorvoegsel", {"voorvoegsel": ""})
    ]


def test_somebody_who_lives_elsewhere_is_compared_with_that_address():
    eigen = replace(EIGEN, ander_adres="Lindelaan 12A, 9876 AB Lindewaard", straat="Elders")

    assert sleutels(eigen) == []
    ander = verschillen(replace(eigen, ander_adres="Beukenweg 3"), BRP, ALLES)
    assert [(v.over, dict(v.waarden)) for v in ander] == [
        ("lid", {"ander_adres": "Lindelaan 12A, 9876 AB Lindewaard"})
    ]


def test_what_was_not_asked_is_not_compared():
    anders = replace(
        BRP,
        adres=replace(ADRES, huisnummer=14),
        opschorting="O",
        gezag=(BrpGezag("Voogdij", (BrpHouder("voogd"),)),),
    )

    assert sleutels(brp=anders, groepen=["identiteit"]) == []
    assert sleutels(brp=anders) == ["overleden_op", "adres", "gezag-erbij-1"]


def test_gezag_that_we_know_by_name_or_number_is_the_same():
    gezag = (
        BrpGezag(
            "GezamenlijkOuderlijkGezag",
            (BrpHouder("ouder", "Marieke Kuiper", "1"), BrpHouder("ouder", "Jan Vos", "2")),
        ),
    )
    bekend = [Gezagregel("a", "ouder", "M. Kuiper"), Gezagregel("b", "ouder", "Jan de Vos", "2")]

    assert sleutels(replace(EIGEN, gezag=bekend), replace(BRP, gezag=gezag)) == []
    zonder = Gezagregel("c", "ouder_zonder_gezag", "Piet")
    assert sleutels(replace(EIGEN, gezag=[*bekend, zonder]), replace(BRP, gezag=gezag)) == []
    te_veel = Gezagregel("d", "voogd", "Stichting Jeugd")
    assert sleutels(replace(EIGEN, gezag=[*bekend, te_veel]), replace(BRP, gezag=gezag)) == ["gezag-weg-d"]


@given(
    straat=st.sampled_from(["Schuilweg", "Geheimlaan"]),
    nummer=st.integers(1, 999),
    geheim=st.booleans(),
    ander=st.booleans(),
)
def test_a_secret_address_is_never_in_the_words_of_a_difference(
    straat: str, nummer: int, geheim: bool, ander: bool
):
    hun = BrpAdres(f"{straat} {nummer}", straat, nummer, "", "1111AA", "Elders")
    eigen = replace(EIGEN, is_geheim=not geheim, ander_adres="Onderduikhof 1" if ander else "")

    woorden = " ".join(
        f"{v.ons} {v.brp} {v.noot}"
        for v in verschillen(eigen, replace(BRP, adres=hun, is_geheim=geheim), ALLES)
    )

    assert straat not in woorden
    assert "Onderduikhof" not in woorden
    assert "Lindelaan" not in woorden


def test_another_birthday_and_another_name_may_be_another_person():
    vreemd = replace(BRP, geslachtsnaam="Vos", geboren=BrpDatum("1 mei 1950", date(1950, 5, 1), 1950))

    assert lijkt_iemand_anders(EIGEN, vreemd) is True
    assert lijkt_iemand_anders(EIGEN, replace(vreemd, geslachtsnaam="Kuiper-Vos")) is False
    assert lijkt_iemand_anders(replace(EIGEN, geboortedatum=None), vreemd) is False


VOL = Vrager(frozenset(ALLES), ziet_identiteit=True, ziet_kring=True)


@pytest.mark.parametrize(
    ("vrager", "wet", "kind", "groepen"),
    [
        (VOL, "jeugd", True, ("identiteit", "overlijden", "adres", "gezag")),
        (VOL, "wmo", True, ("identiteit", "overlijden", "adres")),
        (VOL, "jeugd", False, ("identiteit", "overlijden", "adres", "curatele")),
        (replace(VOL, ziet_kring=False), "jeugd", True, ("identiteit", "overlijden", "adres")),
        (replace(VOL, ziet_identiteit=False), "wmo", False, ()),
        (replace(VOL, groepen=frozenset({"adres"})), "wmo", False, ()),
        (replace(VOL, groepen=frozenset({"identiteit"})), "jeugd", True, ("identiteit",)),
    ],
)
def test_nobody_asks_more_than_role_law_and_protocol_allow(
    vrager: Vrager, wet: str, kind: bool, groepen: tuple[str, ...]
):
    assert te_vragen(vrager, wet=wet, is_minderjarig=kind) == groepen


def test_what_a_colleague_asked_is_shown_as_far_as_the_own_role_goes():
    assert te_zien(VOL, ["identiteit", "gezag"]) == {"identiteit", "gezag"}
    assert te_zien(replace(VOL, ziet_kring=False), ["identiteit", "gezag"]) == {"identiteit"}
    assert te_zien(replace(VOL, groepen=frozenset({"adres"})), ALLES) == frozenset()
